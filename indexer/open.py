"""Opening the engine that the settings name."""

from dataclasses import replace
from urllib.parse import unquote, urlsplit

from corpora.errors import EngineUnreachable
from indexer.marks.embedded import EmbeddedEngine
from indexer.marks.engine import Engine
from indexer.patents.embedded import PatentsEngine
from indexer.patents.engine import PatentsStore
from indexer.vocabulary import take_lexicon
from indexer.where import Cluster, Where, without_user


def open_engine(where: Where, collection: str = "marks") -> Engine:
    """Return the engine for a collection of rights; the office's own vocabulary is taken with it.

    Raises:
        EngineUnreachable: the name is not an engine.

    """
    take_lexicon(where.data)
    if where.engine == "embedded":
        return EmbeddedEngine(where.data / collection)
    from indexer.marks.opensearch import OpenSearchEngine

    return OpenSearchEngine(_cluster(where), collection)


def open_patents(where: Where, collection: str = "patents") -> PatentsStore:
    """Return the store of the patents' collection.

    Raises:
        EngineUnreachable: the name is not an engine.

    """
    if where.engine == "embedded":
        return PatentsEngine(where.data / collection)
    from indexer.patents.opensearch import OpenSearchPatents

    return OpenSearchPatents(_cluster(where), where.data / collection, collection)


def _cluster(where: Where) -> Cluster:
    """Return the cluster of a URL; a user and password written into it are taken out, so that no message shows them."""
    urls = [urlsplit(url.strip()) for url in where.engine.split(",")] if _is_address(where.engine) else []
    if not urls:
        named = (
            f'engine "{where.engine}"' if where.engine.isalnum() else "this engine"
        )  # anything else may hold a password
        raise EngineUnreachable(
            f'ANTERIORITY_ENGINE: {named} is not known; use "embedded" or the http(s) URL of a cluster '
            "(http://host:9200)"
        )
    user, password = where.cluster.user or urls[0].username, where.cluster.password or urls[0].password
    return replace(
        where.cluster,
        url=without_user(where.engine),
        user=user and unquote(user),
        password=password and unquote(password),
    )


def _is_address(engine: str) -> bool:
    try:
        parts = [urlsplit(url.strip()) for url in engine.split(",")]
        whole = all(part.scheme in {"http", "https"} and part.hostname and (part.port or 1) > 0 for part in parts)
    except ValueError:  # a bracket that is not closed, a port that is none
        return False
    return whole and not any(sign.isspace() for sign in engine.replace(", ", ","))
