"""Opening the engine that the settings name."""

from corpora.errors import EngineUnreachable
from indexer.embedded import EmbeddedEngine
from indexer.engine import Engine
from indexer.where import Where


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
