"""`search_patents`: an invention in, a list of documents out: families ranked, passages quoted, dates explained,
features compared.

text → terms and vectors → channels over all rows (filters inside) → fuse → the first 100 in a new order → families →
dates → passages → features → PatentReport
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

import numpy as np

from indexer.patents.engine import CandidateQuery, PatentsReading
from models.arrays import Floats
from models.encoders import Encoder
from models.law.reason import Reason
from models.patents.classes import propose_classes
from models.patents.coverage import Words
from models.patents.fusion import weights_for
from models.patents.languages import group_of
from search_api.answer import ReasonOut, reason_out
from search_api.patents.families import Family, families_of
from search_api.patents.feature_table import WINDOWS, Claimed, FeatureOut, FeatureTable, Finding, claimed, findings
from search_api.patents.invention import Invention, Terms, encoded, invention_of, terms_of
from search_api.patents.limits import COMPARED, COMPARED_WORK, MOST_COMPARED, beginning, cuts, passages_for
from search_api.patents.passages import Opened, PassageFinder, PassageOut, best_windows, finder_for
from search_api.patents.query import PatentQuery
from search_api.patents.report import PatentReport, PriorArt, patent_out
from search_api.patents.word_book import scored_anew
from search_api.patents.word_table import Distinct, WordTable

DEEP = 400  # rows that are fetched and whose family and dates are looked at, at the least
SHOWN_PASSAGES = 3
ENCODED = 48  # passages that are weighed by meaning, over all rows shown; the others by their words alone
NOT_SEARCHED = ("other", "unpublished", "literature")  # what no report is about
LEAST_NEAR = 0.3  # below which a second passage says nothing more about the query


class _Clock:
    """The milliseconds of every stage."""

    def __init__(self) -> None:
        self.began = self._last = perf_counter()
        self.stages: dict[str, float] = {}

    def stage(self, name: str) -> None:
        now = perf_counter()
        self.stages[name] = round(1000 * (now - self._last), 1)
        self._last = now


def answer(query: PatentQuery, reader: PatentsReading, encoder: Encoder) -> PatentReport:
    """Return the report of a query.

    Raises:
        InvalidQuery: not exactly one of text, claims and number is given, or a value cannot be read.

    """
    return search_patents(reader, invention_of(reader, query), query, encoder)


def search_patents(reader: PatentsReading, invention: Invention, query: PatentQuery, encoder: Encoder) -> PatentReport:
    """Return the documents that come closest to an invention and could be held against it."""
    clock = _Clock()
    terms = terms_of(reader, invention, encoder)
    vectors = encoded(invention, encoder)
    clock.stage("query")
    closest = reader.candidates(_candidate_query(invention, query, terms, vectors), max(DEEP, 4 * query.limit))
    clock.stage("retrieval")
    finder = finder_for(reader, encoder)  # type: ignore[arg-type]  # an encoder is hashed by identity
    words = finder.book.query_words(beginning(invention.searched, MOST_COMPARED), invention.language)
    scores = scored_anew(reader, finder.book, words, closest)
    clock.stage("reranking")
    families = families_of(reader, closest, scores, query)
    clock.stage("families")
    count = passages_for(len(words.texts), (family.patents[0] for family in families))
    cut = [finder.cut(family.patents[0], terms.by_group) for family in families[:count]]
    opened = [finder.open(document) for document in cut]
    passages = _passages(finder, words, np.array([vector for _, vector in vectors]), opened)
    clock.stage("passages")
    of_claims = claimed(invention.claims, invention.language)
    compared = (finder.open(document, WINDOWS) for document in cut[:COMPARED])
    table = _compared(FeatureTable(finder, encoder, of_claims), compared)
    by_number = _findings(of_claims, table, families)
    clock.stage("features")
    return PatentReport(
        id=query.id,
        results=_rows(families, passages, table, by_number, query),
        language=invention.language,
        terms=terms.shown,
        cpc=invention.cpc,
        classes_proposed=propose_classes([family.patents[0] for family in families], query.locale),
        documents=len(reader),
        compared=len(table),
        features_left_out=of_claims.left_out,
        cut=_left_out(invention, (count, len(families)), (len(table), of_claims), query.locale),
        snapshot=reader.snapshot,
        encoder=reader.encoder,
        not_searched=tuple(
            reason_out(Reason(f"patents.not_searched.{what}", {}), query.locale) for what in NOT_SEARCHED
        ),
        took_ms=round(1000 * (perf_counter() - clock.began), 1),
        stages_ms=clock.stages,
    )


def _candidate_query(
    invention: Invention, query: PatentQuery, terms: Terms, vectors: Sequence[tuple[str, Floats]]
) -> CandidateQuery:
    """Return what the collection is searched for."""
    filters = replace(query.filters, before=query.filed or query.before)
    weights = weights_for(group_of(invention.language))
    return CandidateQuery(
        terms.words, terms.translated, vectors, invention.cpc, weights, invention.language, filters, invention.document
    )


def _rows(
    families: Sequence[Family],
    passages: Sequence[list[PassageOut]],
    table: dict[str, tuple[FeatureOut, ...]],
    by_number: dict[str, tuple[Finding, ...]],
    query: PatentQuery,
) -> tuple[PriorArt, ...]:
    """Return the rows of an answer; those beyond the documents that were looked into have no passages."""
    all_quotes = [*passages, *([] for _ in families[len(passages) :])]
    return tuple(
        PriorArt(
            rank=rank,
            record=patent_out(family.patents[0]),
            score=round(family.score, 4),
            findings=by_number.get(_number(family), ()),
            features=table.get(_number(family), ()),
            passages=tuple(quotes),
            dates=family.dates,
            family=tuple(patent.publication_number for patent in family.patents[1:]),
            reasons=_reasons(family, query.before, query.locale),
        )
        for rank, (family, quotes) in enumerate(zip(families, all_quotes, strict=True), start=1)
    )


def _left_out(
    invention: Invention, rows: tuple[int, int], compared: tuple[int, Claimed], locale: str
) -> tuple[ReasonOut, ...]:
    """Return what was cut, in sentences: of the question, of the rows with passages, of those compared with claims."""
    count, of_claims = compared
    possible = min(COMPARED, rows[1]) if of_claims.features else 0
    reasons = cuts(invention.letters, len(invention.searched), rows, (count, possible))
    return tuple(reason_out(Reason(key, values), locale) for key, values in reasons)


def _passages(finder: PassageFinder, words: Words, vectors: Floats, opened: Sequence[Opened]) -> list[list[PassageOut]]:
    """Return for every document the passages that come closest, nearest first; every quote stands literally in its
    record.
    """
    per_row = max(1, min(2 * SHOWN_PASSAGES, ENCODED // max(1, len(opened))))
    ours = Distinct([words])
    tables = [WordTable(ours, Distinct(document.words)) for document in opened]
    covers = [
        [table.covered(0, at) for at in range(len(document.windows))]
        for table, document in zip(tables, opened, strict=True)
    ]
    chosen = [
        _quotable(document, best_windows(per_document, len(per_document)).tolist())[:per_row]
        for document, per_document in zip(opened, covers, strict=True)
    ]
    weighed = max(1, ENCODED // per_row)
    texts = [
        document.windows[at].text
        for document, positions in zip(opened[:weighed], chosen[:weighed], strict=True)
        for at in positions
    ]
    nears = iter((finder.vectors(texts) @ vectors.T).max(axis=1).tolist() if texts else [])
    per_document = []
    for i, (document, positions) in enumerate(zip(opened, chosen, strict=True)):
        scored = sorted(((next(nears) if i < weighed else covers[i][at].share, -at) for at in positions), reverse=True)
        best = [pair for place, pair in enumerate(scored[:SHOWN_PASSAGES]) if place == 0 or pair[0] >= LEAST_NEAR]
        per_document.append([finder.quote(words, document, -at, covers[i][-at], score) for score, at in best])
    return per_document


def _quotable(opened: Opened, windows: list[int]) -> list[int]:
    """Return windows without titles, which stand beside the number anyway; a document of a title alone is quoted by
    it.
    """
    return [at for at in windows if opened.windows[at].where != "title"] or windows


def _compared(table: FeatureTable, documents: Iterable[Opened]) -> dict[str, tuple[FeatureOut, ...]]:
    """Return what documents, the best first, say of every feature, until it is work enough; nothing without claims."""
    rows: dict[str, tuple[FeatureOut, ...]] = {}
    left = COMPARED_WORK
    for document in documents if table.claims.features else ():
        left -= table.work(document)
        if rows and left < 0:
            break
        rows[document.patent.publication_number] = tuple(table.row(document))
    return rows


def _findings(
    of_claims: Claimed, rows: dict[str, tuple[FeatureOut, ...]], families: Sequence[Family]
) -> dict[str, tuple[Finding, ...]]:
    """Return the findings that a feature table leads to."""
    first = families[: len(rows)]
    dates = {_number(family): family.dates.counts_as for family in first}
    subclasses = {
        _number(family): frozenset(s[:4] for s in (*family.patents[0].cpc, *family.patents[0].ipc)) for family in first
    }
    return findings(of_claims, rows, dates, subclasses) if rows else {}


def _number(family: Family) -> str:
    return family.patents[0].publication_number


def _reasons(family: Family, before: date | None, locale: str) -> tuple[ReasonOut, ...]:
    """Return what the dates mean; a quote from a member that was published later must be looked for in the citable
    one.
    """
    dates, quoted = family.dates, family.patents[0]
    reasons = [reason_out(Reason(dates.reason, {"member": dates.member, "day": dates.day}), locale)]
    late = before is None or quoted.publication_date is None or quoted.publication_date >= before
    if dates.member != quoted.publication_number and late and before is not None:
        values = {"quoted": quoted.publication_number, "member": dates.member}
        reasons.append(reason_out(Reason("dates.verify_in", values), locale))
    return tuple(reasons)
