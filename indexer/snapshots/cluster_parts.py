"""Lexicon, counts and snapshot as parts of an index: bytes too long for one document, packed, with their digest, and
cut.
"""

import base64
import gzip
import hashlib
import zlib
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError

from corpora.errors import SnapshotDamaged
from indexer.where import Cluster

PART = 4 * 1024 * 1024  # bytes of a part before it is written as text
_SIZE = 16  # bytes of a digest
_DIGESTED = b"digest:"  # begins what carries one; older snapshots begin with the mark of a packed file
_WORDS = "-words"  # ends the name of an index of parts


_PARTS = {
    "dynamic": "strict",
    "properties": {
        "name": {"type": "keyword"},
        "part": {"type": "integer"},
        "of": {"type": "integer"},
        "bytes": {"type": "binary"},
    },
}


def settings_of_parts(cluster: Cluster) -> dict[str, Any]:
    """Return what an index of parts is created with."""
    settings = {"index.number_of_replicas": cluster.replicas, "index.number_of_shards": 1}
    return {"settings": settings, "mappings": _PARTS}


def save_part(client: OpenSearch, index: str, name: str, content: bytes) -> None:
    """Write bytes under a name, in as many parts as they need."""
    packed = _DIGESTED + _digest(name, content) + gzip.compress(content, 5)
    parts = [packed[at : at + PART] for at in range(0, len(packed), PART)]
    for number, part in enumerate(parts):
        body = {"name": name, "part": number, "of": len(parts), "bytes": base64.b64encode(part).decode()}
        client.index(index=index, id=f"{name}-{number}", body=body)


def load_part(client: OpenSearch, index: str, name: str, what: str = "marks") -> bytes:
    """Return the bytes that `save_part` wrote. Raises SnapshotDamaged: a part is missing, cut or altered; `what`: the
    collection in commands.
    """
    content, number, count = bytearray(), 0, 1
    try:
        while number < count:
            source = client.get(index=index, id=f"{name}-{number}")["_source"]
            content += base64.b64decode(source["bytes"], validate=True)
            number, count = number + 1, source["of"]
        return _unpacked(name, bytes(content))
    except NotFoundError:
        if not client.indices.exists(index=index.removesuffix(_WORDS)):
            raise  # swept away as a whole: a newer snapshot took its place
        raise _damaged(index, name, f"part {number + 1} of it is missing", what) from None
    except (ValueError, KeyError, TypeError, EOFError, OSError, zlib.error):
        raise _damaged(index, name, "its digest is not the one written at commit", what) from None


def _unpacked(name: str, packed: bytes) -> bytes:
    if not packed:
        raise EOFError("nothing")
    if not packed.startswith(_DIGESTED):  # of an older snapshot; what is damaged here is not packed as it should be
        return gzip.decompress(packed)
    start = len(_DIGESTED) + _SIZE
    content = gzip.decompress(packed[start:])
    if packed[len(_DIGESTED) : start] != _digest(name, content):
        raise ValueError("another digest")
    return content


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.blake2b(name.encode() + b"\n" + content, digest_size=_SIZE).digest()


def _damaged(index: str, name: str, why: str, what: str) -> SnapshotDamaged:
    return SnapshotDamaged(
        f"{index}/{name}: is damaged ({why}); restore it from a backup, or run `anteriority index {what} FILE` again"
    )
