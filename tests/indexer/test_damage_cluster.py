"""The parts of a snapshot in a cluster: one that is missing, cut or altered is named in one line."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from corpora.errors import SnapshotDamaged
from corpora.records.mark import Mark
from indexer.marks.opensearch import OpenSearchEngine
from indexer.patents.opensearch import OpenSearchPatents
from indexer.snapshots.in_cluster import PREFIX, ClusterCollection
from indexer.where import Cluster
from models.encoders import load_encoder
from tests.conftest import case_patents

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 2],
    "empty": lambda _: b"",
    "flipped": lambda content: content[:-20] + bytes([content[-20] ^ 1]) + content[-19:],
    "another digest": lambda content: content[:9] + bytes([content[9] ^ 1]) + content[10:],
    "junk": lambda _: b"junk",
}


def cleared(made: ClusterCollection) -> None:
    made.client.indices.delete(index=f"{made.alias}-*", params={"ignore_unavailable": "true"})
    made.client.delete(index=f"{PREFIX}-leases", id=made.alias, params={"ignore": [404]})


@pytest.fixture
def marks(opensearch_url: str) -> Iterator[OpenSearchEngine]:
    made = OpenSearchEngine(Cluster(opensearch_url, replicas=0), f"test-{uuid4().hex[:8]}")
    with made.write(replace=True) as writer:
        writer.add(Mark(f"MA-{i}", f"ATLAS {i}") for i in range(50))
        writer.commit()
    yield made
    cleared(made)


@pytest.fixture
def patents(opensearch_url: str, tmp_path: Path) -> Iterator[OpenSearchPatents]:
    made = OpenSearchPatents(Cluster(opensearch_url, replicas=0), tmp_path, f"test-{uuid4().hex[:8]}")
    made.build(case_patents()[:5], load_encoder())
    yield made
    cleared(made)


def altered(engine: ClusterCollection, name: str, change: Callable[[bytes], bytes] | None) -> None:
    """Change a part, or remove it."""
    words = engine.words(str(engine.current()))
    if change is None:
        engine.client.delete(index=words, id=f"{name}-0", refresh=True)
        return
    source = engine.client.get(index=words, id=f"{name}-0")["_source"]
    source["bytes"] = base64.b64encode(change(base64.b64decode(source["bytes"]))).decode()
    engine.client.index(index=words, id=f"{name}-0", body=source, refresh=True)


@pytest.mark.parametrize("damage", [*DAMAGES, "missing"])
@pytest.mark.parametrize("name", ["snapshot", "lexicon", "counts"])
def test_a_damaged_part_of_marks_is_named(marks: OpenSearchEngine, name: str, damage: str) -> None:
    altered(marks, name, DAMAGES.get(damage))
    with (
        pytest.raises(SnapshotDamaged, match=rf"-words/{name}: is damaged \(.*index marks FILE"),
        marks.read() as reader,
    ):
        reader.warm()


@pytest.mark.parametrize("damage", ["cut", "flipped", "missing"])
@pytest.mark.parametrize("name", ["counts", r"moments.npz", r"vocabulary.npz"])
def test_a_damaged_part_of_patents_is_named(patents: OpenSearchPatents, name: str, damage: str) -> None:
    altered(patents, name, DAMAGES.get(damage))
    with pytest.raises(SnapshotDamaged, match=rf"-words/{name}: is damaged \(.*index patents FILE"), patents.read():
        pass


def test_a_part_of_another_name_or_a_lost_index_is_damage(marks: OpenSearchEngine) -> None:
    words = marks.words(str(marks.current()))
    counts = marks.client.get(index=words, id="counts-0")["_source"]
    marks.client.index(index=words, id="lexicon-0", body=counts, refresh=True)
    with pytest.raises(SnapshotDamaged, match="lexicon"), marks.read() as reader:
        reader.warm()
    marks.client.indices.delete(index=words)
    with pytest.raises(SnapshotDamaged, match="missing"), marks.read():
        pass
