"""Columns in one file, memory-mapped: a line of JSON that says where each column lies, then the columns.

    ["forms", …] as text, one string behind the other with a separator that none of them holds; numbers as they are

The meanings of an office's own table are in the columns, so the file says with which table they were made.
"""

import hashlib
import json
import mmap
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from models.columns.layout import Columns, Strings, arrays_of, columns_from
from models.words.concepts import own_table

_ALIGNED = 16  # bytes at whose multiples columns begin
MIXED = "mixed"  # of a file whose parts were made with several tables: it fits none


def dictionary_digest() -> str:
    """Return a digest of the office's own table of meanings, as it is used now."""
    return hashlib.sha256("\n".join(own_table()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def save_columns(columns: Columns, path: Path, dictionary: str) -> None:
    """Write columns; `dictionary`: the digest of the table that they were made with, or `MIXED`."""
    header: dict[str, Any] = {"dictionary": dictionary, "columns": {}}
    parts: list[bytes] = []
    place = 0
    for name, values in arrays_of(columns).items():
        entry, content = _packed(values)
        entry |= {"at": place, "bytes": len(content)}
        header["columns"][name] = entry
        content += b"\0" * (-len(content) % _ALIGNED)
        parts.append(content)
        place += len(content)
    line = json.dumps(header).encode()
    line += b" " * (-(len(line) + 1) % _ALIGNED) + b"\n"
    with path.open("wb") as file:
        file.write(line)
        for part in parts:
            file.write(part)


def load_columns(file: BinaryIO) -> tuple[Columns, str]:
    """Return the columns that `save_columns` wrote, and the digest of their table; numbers stay on disk."""
    file.seek(0)
    line = file.readline()
    header = json.loads(line)
    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {name: _unpacked(mapped, len(line), entry) for name, entry in header["columns"].items()}
    return columns_from(arrays), header["dictionary"]


def _packed(values: NDArray[Any] | Strings) -> tuple[dict[str, Any], bytes]:
    if isinstance(values, list):
        separator = _separator(values)
        return {"strings": len(values), "between": separator}, separator.join(values).encode("utf-8", "surrogatepass")
    return {"type": values.dtype.str, "shape": values.shape}, np.ascontiguousarray(values).tobytes()


def _separator(values: Strings) -> str:
    """Return a character that no string holds."""
    together = set("".join(values))
    return next(c for c in map(chr, (10, *range(0xE000, 0xF8FF))) if c not in together)


def _unpacked(mapped: mmap.mmap, begin: int, entry: dict[str, Any]) -> NDArray[Any] | Strings:
    first = begin + entry["at"]
    if "strings" in entry:
        text = mapped[first : first + entry["bytes"]].decode("utf-8", "surrogatepass")
        strings = text.split(entry["between"]) if entry["strings"] else []
        if len(strings) != entry["strings"]:
            raise ValueError("strings are missing")
        return strings
    kind = np.dtype(entry["type"])
    array = np.frombuffer(mapped, kind, entry["bytes"] // kind.itemsize, first)
    return array.reshape(entry["shape"])
