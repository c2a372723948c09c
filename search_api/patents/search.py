"""`search_patents`: an invention in, a list of documents out: families ranked, passages quoted, dates explained,
features compared.

text → terms and vectors → channels over all rows (filters inside) → fuse → the first 100 in a new order → families →
dates → passages → features → PatentReport
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.records.patent import Patent, patent_adapter
from indexer.patents.engine import Candidates, PatentFilters, PatentsReading, Wanted
from models.encoders import Encoder
from models.patents.citable import Dates, counts_as
from models.patents.classes import ClassProposed, propose_classes
from models.patents.coverage import Words
from models.patents.fusion import Floats, weights_for
from models.patents.languages import group_of
from search_api.answer import ReasonOut
from search_api.patents.feature_table import WINDOWS, Claimed, FeatureOut, FeatureTable, Finding, claimed, findings
from search_api.patents.invention import Invention, Term, encoded, terms_of
from search_api.patents.limits import COMPARED, COMPARED_WORK, MOST_COMPARED, beginning, cuts, passages_for
from search_api.patents.passages import Opened, PassageFinder, PassageOut, best_windows, finder_for
from search_api.patents.word_book import scored_anew
from search_api.patents.word_table import Distinct, WordTable
from search_api.say import say

DEEP = 400  # rows that are fetched and whose family and dates are looked at, at the least
SHOWN_PASSAGES = 3
ENCODED = 48  # passages that are weighed by meaning, over all rows shown; the others by their words alone
LEAST_NEAR = 0.3  # below which a second passage says nothing more about the query


@dataclass(frozen=True, slots=True)
class PatentQuestion:
    """How to answer: cut-off, filing date, territory, filters, number of rows, language of the sentences."""

    before: date | None = None
    filed: date | None = None
    territory: str = "MA"
    filters: PatentFilters = field(default_factory=PatentFilters)
    limit: int = 20
    locale: str = "fr"
    id: str | None = None
    applicants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorArt:
    """One row: a document with its family, what its dates make of it, its closest passages, and what it says of the
    claims.
    """

    rank: int
    record: dict[str, Any]
    score: float
    findings: tuple[Finding, ...]
    features: tuple[FeatureOut, ...]
    passages: tuple[PassageOut, ...]
    dates: Dates
    family: tuple[str, ...]
    reasons: tuple[ReasonOut, ...]


@dataclass(frozen=True, slots=True)
class PatentReport:
    """The answer to one invention, with the terms and classes it was searched by, and its limits."""

    id: str | None
    results: tuple[PriorArt, ...]
    language: str
    terms: tuple[Term, ...]
    cpc: tuple[str, ...]
    classes_proposed: tuple[ClassProposed, ...]
    documents: int
    compared: int
    features_left_out: int
    cut: tuple[ReasonOut, ...]
    snapshot: str
    encoder: str
    not_searched: tuple[ReasonOut, ...]
    took_ms: float
    stages_ms: dict[str, float]


class _Clock:
    """The milliseconds of every stage."""

    def __init__(self) -> None:
        self.began = self._last = perf_counter()
        self.stages: dict[str, float] = {}

    def stage(self, name: str) -> None:
        now = perf_counter()
        self.stages[name] = round(1000 * (now - self._last), 1)
        self._last = now


@dataclass(frozen=True, slots=True)
class _Family:
    """The members of a family among the hits, the best first, and what their dates make of them."""

    patents: tuple[Patent, ...]
    score: float
    dates: Dates


def search_patents(
    reader: PatentsReading, asked: Invention, question: PatentQuestion, encoder: Encoder
) -> PatentReport:
    """Return the documents that come closest to an invention and could be held against it."""
    clock = _Clock()
    terms = terms_of(reader, asked, encoder)
    vectors = encoded(asked, encoder)
    clock.stage("query")
    filters = replace(question.filters, before=question.filed or question.before)
    weights = weights_for(group_of(asked.language))
    asks = Wanted(terms.words, terms.translated, vectors, asked.cpc, weights, asked.language, filters, asked.own)
    closest = reader.candidates(asks, max(DEEP, 4 * question.limit))
    clock.stage("retrieval")
    finder = finder_for(reader, encoder)  # type: ignore[arg-type]  # an encoder is hashed by identity
    words = finder.book.asked(beginning(asked.searched, MOST_COMPARED), asked.language)
    scores = scored_anew(reader, finder.book, words, closest)
    rows = np.argsort(-scores, kind="stable")
    clock.stage("reranking")
    families = _families(reader, closest, rows, scores, question)
    clock.stage("families")
    looked_at = passages_for(len(words.texts), (family.patents[0] for family in families))
    cut = [finder.cut(family.patents[0], terms.by_group) for family in families[:looked_at]]
    opened = [finder.open(document) for document in cut]
    passages = _passages(finder, words, np.array([vector for _, vector in vectors]), opened)
    clock.stage("passages")
    passages += [[] for _ in families[looked_at:]]
    of_claims = claimed(asked.claims, asked.language)
    table = _compared(
        FeatureTable(finder, encoder, of_claims), (finder.open(document, WINDOWS) for document in cut[:COMPARED])
    )
    found = _found(of_claims, table, families)
    clock.stage("features")
    results = tuple(
        PriorArt(
            rank,
            _shown(family.patents[0]),
            round(family.score, 4),
            found.get(_number(family), ()),
            table.get(_number(family), ()),
            tuple(quotes),
            family.dates,
            tuple(p.publication_number for p in family.patents[1:]),
            _reasons(family, question.before, question.locale),
        )
        for rank, (family, quotes) in enumerate(zip(families, passages, strict=True), start=1)
    )
    left_out = cuts(
        asked.given,
        len(asked.searched),
        (looked_at, len(families)),
        (len(table), min(COMPARED, len(families)) if of_claims.features else 0),
    )
    return PatentReport(
        question.id,
        results,
        asked.language,
        terms.shown,
        asked.cpc,
        propose_classes([f.patents[0] for f in families], question.locale),
        len(reader),
        len(table),
        of_claims.left_out,
        tuple(_said(key, question.locale, values) for key, values in left_out),
        reader.snapshot,
        reader.encoder,
        tuple(
            _said(f"patents.not_searched.{what}", question.locale, {})
            for what in ("other", "unpublished", "literature")
        ),
        round(1000 * (perf_counter() - clock.began), 1),
        clock.stages,
    )


def _families(
    reader: PatentsReading, found: Candidates, rows: NDArray[np.intp], scores: Floats, question: PatentQuestion
) -> list[_Family]:
    """Return the families that could be held against the invention, in the order of each family's best member."""
    groups: dict[str, list[int]] = {}
    for row in rows.tolist():
        groups.setdefault(found.families[row], []).append(row)
    kept: list[_Family] = []
    for family, members in groups.items():
        if len(kept) == question.limit:
            break
        ids = [found.ids[row] for row in members]
        patents = tuple(reader.fetch(ids))
        every = tuple(reader.fetch(i for i in reader.family(family) if i not in ids))
        dates = counts_as([*patents, *every], question.before, question.filed, question.territory, question.applicants)
        if dates.counts_as != "later":
            kept.append(_Family((*patents, *every), float(scores[members[0]]), dates))
    return kept


def _passages(finder: PassageFinder, asked: Words, query: Floats, opened: Sequence[Opened]) -> list[list[PassageOut]]:
    """Return for every document the passages that come closest, nearest first; every quote stands literally in its
    record.
    """
    per_row = max(1, min(2 * SHOWN_PASSAGES, ENCODED // max(1, len(opened))))
    ours = Distinct([asked])
    tables = [WordTable(ours, Distinct(document.words)) for document in opened]
    covers = [
        [table.covered(0, at) for at in range(len(document.windows))]
        for table, document in zip(tables, opened, strict=True)
    ]
    chosen = [
        _quotable(document, best_windows(found, len(found)).tolist())[:per_row]
        for document, found in zip(opened, covers, strict=True)
    ]
    weighed = max(1, ENCODED // per_row)
    texts = [
        document.windows[at].text
        for document, own in zip(opened[:weighed], chosen[:weighed], strict=True)
        for at in own
    ]
    nears = iter((finder.vectors(texts) @ query.T).max(axis=1).tolist() if texts else [])
    found = []
    for i, (document, own) in enumerate(zip(opened, chosen, strict=True)):
        scored = sorted(((next(nears) if i < weighed else covers[i][at].share, -at) for at in own), reverse=True)
        kept = [pair for place, pair in enumerate(scored[:SHOWN_PASSAGES]) if place == 0 or pair[0] >= LEAST_NEAR]
        found.append([finder.quote(asked, document, -at, covers[i][-at], score) for score, at in kept])
    return found


def _quotable(opened: Opened, windows: list[int]) -> list[int]:
    """Return windows without titles, which stand beside the number anyway; a document of a title alone is quoted by
    it.
    """
    return [at for at in windows if opened.windows[at].where != "title"] or windows


def _compared(table: FeatureTable, documents: Iterable[Opened]) -> dict[str, tuple[FeatureOut, ...]]:
    """Return what documents, the best first, say of every feature, until it is work enough; nothing without claims."""
    rows: dict[str, tuple[FeatureOut, ...]] = {}
    left = COMPARED_WORK
    for document in documents if table.asked.features else ():
        left -= table.work(document)
        if rows and left < 0:
            break
        rows[document.patent.publication_number] = tuple(table.row(document))
    return rows


def _found(
    asked: Claimed, rows: dict[str, tuple[FeatureOut, ...]], families: Sequence[_Family]
) -> dict[str, tuple[Finding, ...]]:
    """Return the findings that a feature table leads to."""
    first = families[: len(rows)]
    dates = {_number(family): family.dates.counts_as for family in first}
    subclasses = {
        _number(family): frozenset(s[:4] for s in (*family.patents[0].cpc, *family.patents[0].ipc)) for family in first
    }
    return findings(asked, rows, dates, subclasses) if rows else {}


def _number(family: _Family) -> str:
    return family.patents[0].publication_number


def _reasons(family: _Family, before: date | None, locale: str) -> tuple[ReasonOut, ...]:
    """Return what the dates mean; a quote from a member that was published later must be looked for in the citable
    one.
    """
    dates, quoted = family.dates, family.patents[0]
    found = [_said(dates.reason, locale, {"member": dates.member, "day": dates.day})]
    late = before is None or quoted.publication_date is None or quoted.publication_date >= before
    if dates.member != quoted.publication_number and late and before is not None:
        found.append(_said("dates.verify_in", locale, {"quoted": quoted.publication_number, "member": dates.member}))
    return tuple(found)


def _shown(patent: Patent) -> dict[str, Any]:
    """Return a record as shown: everything but claims and description, which passages quote."""
    shown: dict[str, Any] = patent_adapter().dump_python(patent, mode="json", exclude_defaults=True, warnings=False)
    return {key: value for key, value in shown.items() if key not in {"claims", "description", "citations"}}


def _said(key: str, locale: str, values: dict[str, Any]) -> ReasonOut:
    return ReasonOut(key, values, say(key, locale, values))
