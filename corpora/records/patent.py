"""The canonical patent record (see docs/formats.md). Texts may be in any language, several per record."""

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - the field `date` must not hide its own type
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from corpora.records.mark import Priority


@dataclass(frozen=True, slots=True)
class LocalText:
    """A title or abstract in one language (ISO 639-1; None: not known)."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as numbered; `depends_on` holds the claims that it refers to, empty for an independent one."""

    number: int
    text: str
    depends_on: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph of the description."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document: its number, the category (X, Y, A …; or who cited it) and the phase, as the source has them."""

    publication_number: str
    category: str | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A territory where the document has effect, and since when (validation, designation)."""

    territory: str
    date: Date | None = None


@dataclass(frozen=True, slots=True)
class Patent:
    """A patent document. `publication_number` carries the kind code; the invention asked about is a `Patent`
    without one.
    """

    publication_number: str
    country: str = "XX"
    kind: str = ""
    application_number: str | None = None
    title: tuple[LocalText, ...] = ()
    abstract: tuple[LocalText, ...] = ()
    claims: tuple[Claim, ...] = ()
    description: tuple[Paragraph, ...] = ()
    cpc: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    filing_date: Date | None = None
    priorities: tuple[Priority, ...] = ()
    publication_date: Date | None = None
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    family_id: str | None = None
    effect: tuple[Effect, ...] = ()
    legal_status: str | None = None
    language: str | None = None
    source: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@cache
def patent_adapter() -> TypeAdapter[Patent]:
    """Return the validator and serialiser of `Patent`, built once."""
    return TypeAdapter(Patent)


def patent_to_json(patent: Patent) -> bytes:
    """Return the canonical JSON line of a patent; empty fields are left out."""
    return patent_adapter().dump_json(patent, by_alias=True, exclude_defaults=True)


def patent_from_json(line: bytes) -> Patent:
    """Return the patent of a line that `patent_to_json` wrote."""
    return patent_adapter().validate_json(line)
