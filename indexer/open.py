"""Opening the engine that the settings name."""

from dataclasses import dataclass
from pathlib import Path

from corpora.errors import EngineUnreachable
from indexer.embedded import EmbeddedEngine
from indexer.engine import Engine


@dataclass(frozen=True, slots=True)
class Where:
    """Which engine, and how to reach it: `embedded` and a folder, or the URLs of a cluster's nodes with what they ask for."""

    engine: str
    data: Path
    user: str | None = None
    password: str | None = None
    ca_file: str | None = None
    shards: int = 1
    replicas: int = 1
    timeout: float = 30.0


def open_engine(where: Where, collection: str = "marks") -> Engine:
    """Return the engine for a collection of rights.

    Raises:
        EngineUnreachable: the name is not an engine.

    """
    if where.engine == "embedded":
        return EmbeddedEngine(where.data / collection)
    if not where.engine.startswith(("http://", "https://")):
        raise EngineUnreachable(f'engine "{where.engine}" is not known; use "embedded" or the http(s) URL of a cluster')
    from indexer.cluster import Cluster
    from indexer.opensearch import OpenSearchEngine

    cluster = Cluster(
        where.engine, where.user, where.password, where.ca_file, where.shards, where.replicas, where.timeout
    )
    return OpenSearchEngine(cluster, collection)
