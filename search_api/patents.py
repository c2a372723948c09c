"""`search_patents`: an invention in, a list of documents out: families ranked, passages quoted, dates explained.

text → terms and vectors → three channels over all rows (filters inside) → fuse → families → passages → dates → PatentReport
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.errors import InvalidQuery
from corpora.patent_records import Patent, patent_adapter
from corpora.publication import parse_publication
from indexer.patents import Floats, PatentFilters, PatentsReader
from models.citable import Dates, counts_as
from models.encoders import Encoder
from models.fusion import fuse, standard, standard_by_language, weights_for
from models.languages import group_of, language_of
from models.passages import Passage, passages_of, shortened
from search_api.report import ReasonOut
from search_api.say import say

WORDS_LIMIT = 2_000  # rows whose words are scored; below them a document shares only common words
DEEP = 400  # rows that are fetched and whose family, dates and passages are looked at, at the least
MOST_TERMS = 150  # terms of a query; a longer text repeats itself
QUERY_PARTS = 8  # stretches of a long query that get a vector each
SHOWN_PASSAGES = 3
LEAST_NEAR = 0.3  # cosine below which a second passage says nothing more about the query


@dataclass(frozen=True, slots=True)
class Invention:
    """What is asked: a text, or a document of the collection (then its own family is left out)."""

    text: str
    language: str
    cpc: tuple[str, ...] = ()
    own: Patent | None = None


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


@dataclass(frozen=True, slots=True)
class PassageOut:
    """A quote: where it stands, the text as it stands there, and how near it is to the query, in [0, 1]."""

    where: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class PriorArt:
    """One row: a document with its family, what its dates make of it, and the passages that come closest."""

    rank: int
    record: dict[str, Any]
    score: float
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
    terms: tuple[str, ...]
    cpc: tuple[str, ...]
    documents: int
    snapshot: str
    encoder: str
    not_searched: tuple[ReasonOut, ...]
    took_ms: float


def invention_of(reader: PatentsReader, *, text: str = "", number: str = "", language: str | None = None) -> Invention:
    """Return what is asked, from a text or from the number of a document in the collection.

    Raises:
        InvalidQuery: there is no text, or the collection does not hold the document.

    """
    if number:
        own = next(reader.fetch([number]), None)
        if own is None:
            raise InvalidQuery(f"number: {number[:40]} is not in the collection; give its text instead")
        told = " ".join(passage.text for passage in passages_of(own, description=False))
        return Invention(told, own.language or language_of(told), own.cpc or own.ipc, own)
    if not any(c.isalpha() for c in text):
        raise InvalidQuery("text: holds no words; describe the invention in a few sentences")
    return Invention(text, language or language_of(text))


def channels(
    reader: PatentsReader, asked: Invention, admitted: NDArray[np.bool_], query: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return the standard scores of every row by words, vectors and classes; `query` holds the vectors of the text."""
    terms = reader.terms(asked.text, asked.language)[:MOST_TERMS]
    words = reader.rank_text(terms, asked.language, admitted, WORDS_LIMIT)
    near = reader.nearest(query, asked.language)
    return (
        standard(words, admitted),
        standard_by_language(near, reader.language_rows, admitted),
        standard(reader.share_classes(asked.cpc), admitted),
    )


def rank(
    reader: PatentsReader, asked: Invention, question: PatentQuestion, query: Floats
) -> tuple[NDArray[np.intp], Floats]:
    """Return the rows of the collection from best to worst and every row's fused score; filters work inside the channels."""
    admitted = reader.mask(question.filters)
    if asked.own:
        admitted &= ~own_rows(reader, asked.own)
    scores = fuse(*channels(reader, asked, admitted, query), weights_for(group_of(asked.language)))
    order = np.argsort(-scores, kind="stable")
    return order[admitted[order]], scores


def search_patents(reader: PatentsReader, asked: Invention, question: PatentQuestion, encoder: Encoder) -> PatentReport:
    """Return the documents that come closest to an invention and could be held against it."""
    began = perf_counter()
    query = encoder.encode(stretches(asked.text))
    rows, scores = rank(reader, asked, question, query)
    families = _families(reader, rows[: max(DEEP, 4 * question.limit)])
    results: list[PriorArt] = []
    for members in families:
        if len(results) == question.limit:
            break
        patents = list(reader.fetch(reader.ids[row] for row in members))
        dates = counts_as(patents, question.before, question.filed, question.territory)
        if dates.counts_as != "later":
            best = patents[0]
            results.append(
                PriorArt(
                    rank=len(results) + 1,
                    record=_shown(best),
                    score=round(float(scores[members[0]]), 4),
                    passages=tuple(_nearest_passages(best, query, encoder)),
                    dates=dates,
                    family=tuple(p.publication_number for p in patents[1:]),
                    reasons=(_said(dates.reason, question.locale, {"member": dates.member, "day": dates.day}),),
                )
            )
    return PatentReport(
        question.id, tuple(results), asked.language, tuple(reader.terms(asked.text, asked.language)[:MOST_TERMS]), asked.cpc, len(reader),
        reader.snapshot, reader.encoder, tuple(_said(f"patents.not_searched.{what}", question.locale, {}) for what in ("other", "unpublished", "literature")),
        round(1000 * (perf_counter() - began), 1),
    )  # fmt: skip


def own_rows(reader: PatentsReader, own: Patent) -> NDArray[np.bool_]:
    """Return the rows of a document and its family."""
    number = parse_publication(own.publication_number)
    keys = {own.family_id, number.key if number else None, own.publication_number} - {None}
    same = np.array([family in keys for family in reader.families], bool)
    same |= np.array([identifier == own.publication_number for identifier in reader.ids], bool)
    return same


def stretches(text: str) -> list[str]:
    """Return a query as stretches that are encoded each: the whole beginning, and the following ones of a long text."""
    words = text.split()
    if len(words) <= 110:
        return [shortened(text)]
    return [shortened(" ".join(words[at : at + 90])) for at in range(0, len(words), 80)][:QUERY_PARTS]


def _families(reader: PatentsReader, rows: NDArray[np.intp]) -> list[list[int]]:
    """Return rows grouped by family, in the order of each family's best member."""
    groups: dict[str, list[int]] = {}
    for row in rows.tolist():
        groups.setdefault(reader.families[row], []).append(row)
    return list(groups.values())


def _nearest_passages(patent: Patent, query: Floats, encoder: Encoder) -> Iterator[PassageOut]:
    """Yield the passages that come closest, nearest first; each quote stands literally in the record."""
    passages: list[Passage] = [passage for passage in passages_of(patent) if passage.where != "title"][:200]
    if not passages:
        passages = list(passages_of(patent))
    if not passages:
        return
    near = (encoder.encode([shortened(p.text) for p in passages]) @ query.T).max(axis=1)
    for place, at in enumerate(np.argsort(-near, kind="stable")[:SHOWN_PASSAGES].tolist()):
        if place == 0 or near[at] >= LEAST_NEAR:
            yield PassageOut(passages[at].where, passages[at].text, round(float(min(1.0, max(0.0, near[at]))), 4))


def _shown(patent: Patent) -> dict[str, Any]:
    """Return a record as shown: everything but claims and description, which passages quote."""
    shown: dict[str, Any] = patent_adapter().dump_python(patent, mode="json", exclude_defaults=True)
    return {key: value for key, value in shown.items() if key not in {"claims", "description", "citations"}}


def _said(key: str, locale: str, values: dict[str, Any]) -> ReasonOut:
    return ReasonOut(key, values, say(key, locale, values))
