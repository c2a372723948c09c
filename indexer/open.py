"""Opening the engine that the settings name."""

from pathlib import Path

from corpora.errors import EngineUnreachable
from indexer.embedded import EmbeddedEngine


def open_engine(engine: str, data: Path, collection: str = "marks") -> EmbeddedEngine:
    """Return the engine for a collection of rights.

    Raises:
        EngineUnreachable: the name is not an engine of this version.

    """
    if engine != "embedded":
        raise EngineUnreachable(f'engine "{engine}" is not in this version; use "embedded"')
    return EmbeddedEngine(data / collection)
