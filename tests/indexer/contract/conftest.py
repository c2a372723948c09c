"""Every engine that can run here, empty: the contract suite runs on each."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from indexer.marks.embedded import EmbeddedEngine
from indexer.marks.engine import Engine
from indexer.marks.opensearch import OpenSearchEngine
from indexer.snapshots.in_cluster import PREFIX
from indexer.where import Cluster


@pytest.fixture(params=["embedded", "opensearch"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "embedded":
        yield EmbeddedEngine(tmp_path / "marks")
        return
    url = request.getfixturevalue("opensearch_url")
    made = OpenSearchEngine(Cluster(url, replicas=0), f"test-{uuid4().hex[:8]}")
    yield made
    made.client.indices.delete(index=f"{made.alias}-*", params={"ignore_unavailable": "true"})
    made.client.delete(index=f"{PREFIX}-leases", id=made.alias, params={"ignore": [404]})
