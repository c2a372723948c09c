"""Opening the engine that the settings name."""

from typing import TYPE_CHECKING

from corpora.errors import EngineUnreachable
from indexer.collection import PatentsStore
from indexer.embedded import EmbeddedEngine
from indexer.engine import Engine
from indexer.patents import PatentsEngine
from indexer.where import Where

if TYPE_CHECKING:
    from indexer.cluster import Cluster


def open_engine(where: Where, collection: str = "marks") -> Engine:
    """Return the engine for a collection of rights.

    Raises:
        EngineUnreachable: the name is not an engine.

    """
    if where.engine == "embedded":
        return EmbeddedEngine(where.data / collection)
    from indexer.opensearch import OpenSearchEngine

    return OpenSearchEngine(_cluster(where), collection)


def open_patents(where: Where, collection: str = "patents") -> PatentsStore:
    """Return the store of the patents' collection.

    Raises:
        EngineUnreachable: the name is not an engine.

    """
    if where.engine == "embedded":
        return PatentsEngine(where.data / collection)
    from indexer.opensearch_patents import OpenSearchPatents

    return OpenSearchPatents(_cluster(where), where.data / collection, collection)


def _cluster(where: Where) -> "Cluster":
    if not where.engine.startswith(("http://", "https://")):
        raise EngineUnreachable(f'engine "{where.engine}" is not known; use "embedded" or the http(s) URL of a cluster')
    from indexer.cluster import Cluster

    return Cluster(where.engine, where.user, where.password, where.ca_file, where.shards, where.replicas, where.timeout)
