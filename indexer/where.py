"""Which engine to open: plain values, so that settings load no engine."""

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a cluster is and how to speak to it.

    `url` may name several nodes, separated by commas: one that dies is passed over. `timeout` is in seconds: a cluster
    that lost a node elects and recovers within ten. `lease`: seconds that a silent writer keeps others out; the clocks
    of the machines must agree to a part of that.
    """

    url: str = ""
    user: str | None = None
    password: str | None = None
    ca_file: str | None = None
    shards: int = 1
    replicas: int = 1
    timeout: float = 30.0
    retries: int = 8
    lease: float = 60.0


@dataclass(frozen=True, slots=True)
class Where:
    """Which engine: `embedded` and a folder, or the URLs of a cluster's nodes and how to speak to them."""

    engine: str
    data: Path
    cluster: Cluster = field(default_factory=Cluster)


def without_user(engine: str) -> str:
    """Return an engine's name or URLs without the user and password that may be written into them."""
    return re.sub(r"//[^/,]*@", "//", engine)
