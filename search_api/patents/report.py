"""The answer to an invention: one row a family of documents, with passages, dates, features and findings."""

from dataclasses import dataclass, fields
from typing import Any

from pydantic import model_serializer

from corpora.records.patent import Patent, patent_adapter
from models.patents.citable import Dates
from models.patents.classes import ClassProposed
from search_api.answer import ReasonOut
from search_api.patents.feature_table import FeatureOut, Finding
from search_api.patents.invention import Term
from search_api.patents.passages import PassageOut


@dataclass(frozen=True, slots=True)
class PatentOut(Patent):
    """A document as answers show it; written with its canonical keys, the empty ones left out."""

    @model_serializer
    def written(self) -> dict[str, Any]:
        """Return the canonical keys without the empty ones; without the serialiser's warnings, which quote values."""
        values: dict[str, Any] = patent_adapter().dump_python(self, mode="json", exclude_defaults=True, warnings=False)
        return values


@dataclass(frozen=True, slots=True)
class PriorArt:
    """One row: a document with its family, what its dates make of it, its closest passages, and what it says of the
    claims.
    """

    rank: int
    record: PatentOut
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


def patent_out(patent: Patent) -> PatentOut:
    """Return a record as shown: everything but claims and description, which passages quote, and citations."""
    values = {field.name: getattr(patent, field.name) for field in fields(Patent)}
    return PatentOut(**values | {"claims": (), "description": (), "citations": ()})
