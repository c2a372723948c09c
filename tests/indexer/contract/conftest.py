"""Every engine that can run here, empty: the contract suite runs on each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.embedded import EmbeddedEngine
from indexer.engine import Engine

ENGINES: dict[str, Callable[[Path], Engine]] = {"embedded": lambda folder: EmbeddedEngine(folder / "marks")}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return ENGINES[request.param](tmp_path)
