"""Which engine to open: plain values, so that settings load no engine."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Where:
    """Which engine, and how to reach it: `embedded` and a folder, or the URLs of a cluster's nodes with what they ask
    for.
    """

    engine: str
    data: Path
    user: str | None = None
    password: str | None = None
    ca_file: str | None = None
    shards: int = 1
    replicas: int = 1
    timeout: float = 30.0


def without_user(engine: str) -> str:
    """Return an engine's name or URLs without the user and password that may be written into them."""
    return re.sub(r"//[^/,]*@", "//", engine)
