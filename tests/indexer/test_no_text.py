"""Documents without any text: found by class and number, alone in a collection and among others, on both engines."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from corpora.records.patent import Patent
from indexer.patents.embedded import PatentsEngine
from indexer.patents.engine import PatentsStore
from indexer.patents.opensearch import OpenSearchPatents
from indexer.snapshots.in_cluster import PREFIX
from indexer.where import Cluster
from models.encoders import load_encoder
from search_api.patents.invention import invention_of
from search_api.patents.query import PatentQuery
from search_api.patents.search import search_patents
from tests.conftest import case_patents

BARE = Patent("EP9999991A1", cpc=("C02F1/14",), country="EP")
OTHER = Patent("EP9999992A1", country="EP")


@pytest.fixture(params=["embedded", "opensearch"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PatentsStore]:
    if request.param == "embedded":
        yield PatentsEngine(tmp_path / "patents")
        return
    url = request.getfixturevalue("opensearch_url")
    made = OpenSearchPatents(Cluster(url, replicas=0), tmp_path, f"test-{uuid4().hex[:8]}")
    yield made
    made.client.indices.delete(index=f"{made.alias}-*", params={"ignore_unavailable": "true"})
    made.client.delete(index=f"{PREFIX}-leases", id=made.alias, params={"ignore": [404]})


def found(store: PatentsStore, given: PatentQuery) -> list[str]:
    with store.read() as reader:
        question = PatentQuery(lang="en")
        report = search_patents(reader, invention_of(reader, given), question, load_encoder())
        return [row.record.publication_number for row in report.results]


def test_a_collection_without_any_text_is_indexed_and_searched(store: PatentsStore) -> None:
    assert store.build([BARE, OTHER], load_encoder()) == 2
    with store.read() as reader:
        assert reader.width == load_encoder().encode(["a"]).shape[1]
        assert [patent.publication_number for patent in reader.fetch(["EP9999992A1", "EP 9999991"])] == [
            "EP9999992A1",
            "EP9999991A1",
        ]
    assert found(store, PatentQuery(text="A solar still", classes=["C02F1/14"]))[:1] == ["EP9999991A1"]
    found(store, PatentQuery(text="A solar still for sea water"))  # finds nothing, and that is an answer


def test_one_document_without_text_among_others(store: PatentsStore) -> None:
    store.build([*case_patents()[:4], BARE, *case_patents()[4:]], load_encoder())
    ranked = found(store, PatentQuery(text="A solar still that desalinates sea water", classes=["C02F1/14"]))
    assert "EP9999991A1" in ranked
    assert ranked[0] != "EP9999991A1"
