"""Vectors of documents kept by text and encoder, so that a rebuild encodes nothing twice and an interrupted build
goes on.

Only texts of documents come here; the text of a query is never kept (there is no way in for it: only builds use this).
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpora.errors import AnteriorityError, SnapshotDamaged
from indexer.snapshots.sealed import sealed, unsealed
from models.encoders import Encoder

_TABLE = "sealed"
_EVERY = f"SELECT key, vector FROM {_TABLE}"  # noqa: S608 - our own name
BATCH = 256  # texts encoded before their vectors are kept: what an interruption costs


def cache_fault(path: Path) -> AnteriorityError | None:
    """Return what is wrong with a file of vectors, read without writing beside it, or None."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            verdict = database.execute("PRAGMA quick_check").fetchone()[0]
            damaged = sum(_vector(key, stored) is None for key, stored in database.execute(_EVERY))
            if verdict == "ok" and damaged:
                verdict = f"{damaged:,} vectors are not the ones that were kept"
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # kept by an older version: the next build drops it
            return None
        verdict = str(error)
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict == "ok":
        return None
    return SnapshotDamaged(f"{path}: is damaged ({verdict.splitlines()[0]}); remove it: the next run encodes anew")


def _vector(key: bytes, stored: bytes) -> bytes | None:
    """Return a vector that was kept under a key, or None where its checksum says that it is another one."""
    try:
        record = unsealed(stored)
    except ValueError:
        return None
    return record[len(key) :] if record.startswith(key) else None


class VectorCache:
    """One SQLite file; vectors as float16, each with a checksum of itself and its key: one that is damaged is encoded
    anew.
    """

    def __init__(self, path: Path, encoder: Encoder) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._encoder = encoder
        with self._plain_errors(), closing(self._open()) as database:
            database.execute("DROP TABLE IF EXISTS vectors")  # of an older version, without checksums
            database.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE} (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, isolation_level=None, timeout=30)

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn what SQLite refuses into one line: a full disk, a file that is damaged or cannot be written."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise AnteriorityError(
                f"{self._path}: {error}; free disk space or remove this file, which keeps vectors only to save time, "
                "then run the command again; nothing was changed"
            ) from error

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder.name}\n{text}".encode()).digest()[:16]

    def vectors(self, texts: Sequence[str], progress: Callable[[int], None] = lambda _n: None) -> NDArray[np.float16]:
        """Return the vectors of texts, shape (n, d), rows of unit length; encodes only what is not kept yet.

        `progress` is called with the number of texts that are done.
        """
        if not texts:  # their vectors have the encoder's width all the same
            return np.zeros((0, self._encoder.encode(["."]).shape[1]), np.float16)
        keys = [self._key(text) for text in texts]
        by_key: dict[bytes, bytes] = {}
        with self._plain_errors(), closing(self._open()) as database:
            for start in range(0, len(keys), 500):
                part = list(dict.fromkeys(keys[start : start + 500]))
                marks = ",".join("?" * len(part))
                records = database.execute(f"{_EVERY} WHERE key IN ({marks})", part)  # question marks only
                by_key |= {key: vector for key, stored in records if (vector := _vector(key, stored)) is not None}
            missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in by_key}.items())
            for start in range(0, len(missing), BATCH):
                batch = missing[start : start + BATCH]
                rows = self._encoder.encode([text for _, text in batch]).astype(np.float16)
                encoded = {key: row.tobytes() for (key, _), row in zip(batch, rows, strict=True)}
                database.execute("BEGIN")
                rows_sealed = [(key, sealed(key + vector)) for key, vector in encoded.items()]
                database.executemany(f"INSERT OR REPLACE INTO {_TABLE} VALUES (?, ?)", rows_sealed)  # noqa: S608
                database.execute("COMMIT")
                by_key |= encoded
                progress(len(by_key))
        return np.frombuffer(b"".join(by_key[key] for key in keys), np.float16).reshape(len(keys), -1)
