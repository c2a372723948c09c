"""Lexicon, counts and snapshot as parts of an index: bytes too long for one document, packed and cut."""

import base64
import gzip
import io
import tempfile
from functools import lru_cache
from pathlib import Path

from opensearchpy import OpenSearch

from indexer.lexicon import Lexicon

PART = 4 * 1024 * 1024  # bytes of a part before it is written as text


def save_part(client: OpenSearch, index: str, name: str, content: bytes) -> None:
    """Write bytes under a name, in as many parts as they need."""
    packed = gzip.compress(content, 5)
    parts = [packed[at : at + PART] for at in range(0, len(packed), PART)]
    for number, part in enumerate(parts):
        body = {"name": name, "part": number, "of": len(parts), "bytes": base64.b64encode(part).decode()}
        client.index(index=index, id=f"{name}-{number}", body=body)


def load_part(client: OpenSearch, index: str, name: str) -> bytes:
    """Return the bytes that `save_part` wrote."""
    found, number, count = bytearray(), 0, 1
    while number < count:
        source = client.get(index=index, id=f"{name}-{number}")["_source"]
        found += base64.b64decode(source["bytes"])
        number, count = number + 1, source["of"]
    return gzip.decompress(bytes(found))


def save_lexicon(client: OpenSearch, index: str, lexicon: Lexicon) -> None:
    """Write a lexicon."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon.npz"
        lexicon.save(path)
        save_part(client, index, "lexicon", path.read_bytes())


@lru_cache(maxsize=2)
def load_lexicon(client: OpenSearch, index: str) -> Lexicon:
    """Return the lexicon of a snapshot; the last two stay in memory."""
    return Lexicon.load(io.BytesIO(load_part(client, index, "lexicon")))
