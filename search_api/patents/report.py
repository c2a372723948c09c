"""The answer to an invention: one row a family of documents, with passages, dates, features and findings."""

from dataclasses import dataclass
from typing import Any

from corpora.records.patent import Patent, patent_adapter
from models.patents.citable import Dates
from models.patents.classes import ClassProposed
from search_api.answer import ReasonOut
from search_api.patents.feature_table import FeatureOut, Finding
from search_api.patents.invention import Term
from search_api.patents.passages import PassageOut
from search_api.say import say


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


def record_shown(patent: Patent) -> dict[str, Any]:
    """Return a record as shown: everything but claims and description, which passages quote."""
    shown: dict[str, Any] = patent_adapter().dump_python(patent, mode="json", exclude_defaults=True, warnings=False)
    return {key: value for key, value in shown.items() if key not in {"claims", "description", "citations"}}


def said(key: str, locale: str, values: dict[str, Any]) -> ReasonOut:
    """Return a reason with its sentence."""
    return ReasonOut(key, values, say(key, locale, values))
