"""Patents on a real cluster: the same documents as the embedded engine finds, on one collection, with filters and
without.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from corpora.errors import EngineUnreachable, NoSnapshot
from indexer.patents import opensearch_candidates as patent_pool
from indexer.patents.embedded import PatentsEngine
from indexer.patents.engine import CandidateQuery, Candidates, PatentFilters, PatentsReading
from indexer.patents.opensearch import OpenSearchPatents, OpenSearchPatentsReader
from indexer.patents.opensearch_build import similarity_of
from indexer.where import Cluster
from models.encoders import load_encoder
from models.patents.fusion import weights_for
from models.patents.languages import group_of
from search_api.patents.invention import encoded, invention_of, terms_of
from search_api.patents.query import PatentQuery
from search_api.patents.search import answer
from tests.conftest import case_patents

Both = tuple[PatentsReading, PatentsReading]


@pytest.fixture(scope="module")
def readers(opensearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("patents")
    here = PatentsEngine(folder / "here")
    there = OpenSearchPatents(Cluster(opensearch_url, replicas=0), folder / "there", f"test-{uuid4().hex[:8]}")
    count = len(case_patents())
    assert here.build(case_patents(), load_encoder()) == there.build(case_patents(), load_encoder()) == count
    with here.read() as embedded, there.read() as cluster:
        assert len(embedded) == len(cluster) == count
        yield embedded, cluster


def found(reader: PatentsReading, question: PatentQuery, filters: PatentFilters) -> Candidates:
    return reader.candidates(candidate_query(reader, question, filters), 50)


def candidate_query(reader: PatentsReading, question: PatentQuery, filters: PatentFilters) -> CandidateQuery:
    invention = invention_of(reader, question)
    terms, encoder = terms_of(reader, invention, load_encoder()), load_encoder()
    weights = weights_for(group_of(invention.language))
    vectors = encoded(invention, encoder)
    return CandidateQuery(
        terms.words, terms.translated, vectors, invention.cpc, weights, invention.language, filters, invention.document
    )


QUESTIONS = (
    PatentQuery(text="A solar still that desalinates sea water by evaporation and condensation"),
    PatentQuery(text="Une lampe de bicyclette alimentée par une dynamo dans le moyeu"),
    PatentQuery(text="نظام لتحلية مياه البحر بالطاقة الشمسية"),
    PatentQuery(text="A solar still for sea water", classes=["C02F1/14"]),
)
FILTERS = (
    PatentFilters(),
    PatentFilters(before=date(2019, 1, 1)),
    PatentFilters(countries=("US", "EP")),
    PatentFilters(cpc=("C02F",)),
    PatentFilters(applicant="a"),
)


@pytest.mark.parametrize("filters", FILTERS, ids=["none", "before", "country", "cpc", "applicant"])
@pytest.mark.parametrize("given", QUESTIONS, ids=["en", "fr", "ar", "with a class"])
def test_both_engines_find_the_same_documents(readers: Both, given: PatentQuery, filters: PatentFilters) -> None:
    here, there = (found(reader, given, filters) for reader in readers)
    assert set(there.ids) == set(here.ids), "filters hold in both, and so few documents are all candidates"
    if (
        filters == PatentFilters()
        # with filters, how near vectors usually are is taken over other texts (see
        # `indexer.patents.opensearch_candidates`)
    ):
        assert here.ids[:5] == there.ids[:5]
        assert here.scores[:5] == pytest.approx(there.scores[:5], abs=0.25)
    assert there.scores.tolist() == sorted(there.scores, reverse=True)
    assert (
        dict(zip(here.ids, here.families, strict=True)).items()
        >= dict(zip(there.ids, there.families, strict=True)).items()
    )


def test_a_document_is_found_by_any_spelling_and_its_family_left_out(readers: Both) -> None:
    here, there = readers
    for patent in case_patents():
        number = patent.publication_number
        assert next(there.fetch([number.lower()])) == next(here.fetch([number])) == patent
        assert there.members([patent.family_id or "none"]) == here.members([patent.family_id or "none"])
        assert list(there.openings([number])) == list(here.openings([number]))
    number = case_patents()[0].publication_number
    own = {*found(there, PatentQuery(publication_number=number), PatentFilters()).ids}
    assert number not in own
    assert own == {*found(here, PatentQuery(publication_number=number), PatentFilters()).ids} & own


def test_more_texts_than_come_at_once_are_all_measured(readers: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = readers[1]
    assert isinstance(reader, OpenSearchPatentsReader)
    ids = [patent.publication_number for patent in case_patents()]
    nears = []
    for window in (patent_pool.WINDOW, 4):  # fewer than the texts of all documents, more than those of one
        monkeypatch.setattr(patent_pool, "WINDOW", window)
        pool = patent_pool.Pool(reader, candidate_query(reader, QUESTIONS[0], PatentFilters()))
        pool._measure(ids)
        nears.append(pool._near)
    assert nears[0] == nears[1]
    assert len(nears[0]) == len(ids)


def test_counts_are_those_of_the_embedded_engine(readers: Both) -> None:
    here, there = readers
    assert there.width == here.width
    assert there.encoder == here.encoder
    for group, stem in (("en", "water"), ("en", "absent"), ("fr", "eau")):
        assert there.holding(stem, group) == here.holding(stem, group)
        assert there.documents_in(group) == here.documents_in(group)


def test_lengths_are_measured_against_the_mean_over_all_documents() -> None:
    """k1' (1 - b' + b' dl / mean') is k1 (1 - b + b dl / mean) where mean is mean' × 20 / 100."""
    made = similarity_of(100, 20)
    for length in (0, 5, 50, 500):
        ours = made["k1"] * (1 - made["b"] + made["b"] * length / 50)
        assert ours == pytest.approx(1.2 * (1 - 0.75 + 0.75 * length / (50 * 20 / 100)))


def test_nothing_indexed_and_nothing_reached_are_one_line(opensearch_url: str, tmp_path: Path) -> None:
    with (
        pytest.raises(NoSnapshot, match="index patents"),
        OpenSearchPatents(Cluster(opensearch_url), tmp_path, f"test-{uuid4().hex[:8]}").read(),
    ):
        pass
    with (
        pytest.raises(EngineUnreachable, match="cannot be reached"),
        OpenSearchPatents(Cluster("http://127.0.0.1:9"), tmp_path).read(),
    ):
        pass


def test_a_build_that_fails_leaves_the_old_snapshot(opensearch_url: str, tmp_path: Path) -> None:
    engine = OpenSearchPatents(Cluster(opensearch_url, replicas=0), tmp_path, f"test-{uuid4().hex[:8]}")
    patents = case_patents()
    engine.build(patents[:3], load_encoder())
    old = engine.current()

    def broken() -> Iterator[object]:
        yield patents[0]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        engine.build(broken(), load_encoder())  # type: ignore[arg-type]
    assert engine.current() == old
    assert {name.split("-")[-1] for name in engine.client.indices.get(index=f"{engine.alias}-*")} <= {
        (old or "").split("-")[-1], "words", "vectors",
    }  # fmt: skip
    with engine.read() as reader:
        assert len(reader) == 3


def test_an_answer_takes_as_many_requests_for_many_rows_as_for_few(
    readers: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = readers[1]
    assert isinstance(reader, OpenSearchPatentsReader)
    transport, sent = reader.client.transport, []
    send = transport.perform_request
    monkeypatch.setattr(
        transport, "perform_request", lambda *args, **more: sent.append(args[:2]) or send(*args, **more)
    )
    counts = []
    for limit in (2, 6):
        sent.clear()
        report = answer(PatentQuery(text="A solar still for sea water", limit=limit), reader, load_encoder())
        counts.append((len(report.results), len(sent)))
    assert counts[0][0] < counts[1][0]
    assert counts[0][1] == counts[1][1]
