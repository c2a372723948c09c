"""A register's lexicon as parts of an index in a cluster."""

import io
import tempfile
from pathlib import Path

from opensearchpy import OpenSearch

from indexer.lexicon.lexicon import Lexicon
from indexer.snapshots.cluster_parts import load_part, save_part


def save_lexicon(client: OpenSearch, index: str, lexicon: Lexicon) -> None:
    """Write a lexicon."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon.npz"
        lexicon.save(path)
        save_part(client, index, "lexicon", path.read_bytes())


def load_lexicon(client: OpenSearch, index: str) -> Lexicon:
    """Return the lexicon of a snapshot; its reader keeps it."""
    return Lexicon.load(io.BytesIO(load_part(client, index, "lexicon")))
