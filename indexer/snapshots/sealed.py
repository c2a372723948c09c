"""Stored records with a checksum before them: what changed under an open reader is named when it is fetched."""

import hashlib

_SIZE = 8  # bytes of the checksum: one wrong record in 10^19 would pass


def sealed(record: bytes) -> bytes:
    """Return a record with its checksum before it."""
    return _checksum(record) + record


def unsealed(stored: bytes) -> bytes:
    """Return the record that was sealed; raises ValueError where it is another one."""
    record = bytes(stored[_SIZE:])
    if bytes(stored[:_SIZE]) != _checksum(record):
        raise ValueError("the record is not the one that was stored")
    return record


def _checksum(record: bytes) -> bytes:
    return hashlib.blake2b(record, digest_size=_SIZE).digest()
