"""What a search asks of a collection of patents, whichever engine holds it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpora.records.patent import Patent
from corpora.records.publication import publication_key
from indexer.patents.openings import Opening
from models.arrays import Floats
from models.encoders import Encoder
from models.patents.fusion import Channels, Weights
from models.patents.translation import Vocabulary

WeightedStems = Mapping[str, Mapping[str, float]]
"""Stems with their weights, by language group."""


@dataclass(frozen=True, slots=True)
class PatentFilters:
    """What a document must be; empty fields ask nothing. `cpc` are beginnings of symbols.

    `before` leaves out families without any date before it: they can only be later. Families without a known date stay.
    """

    countries: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    applicant: str = ""
    before: date | None = None


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """An invention as engines look for it; `document` and its family are left out, `language` is that of its text."""

    words: WeightedStems
    translated: WeightedStems
    vectors: Sequence[tuple[str, Floats]]
    cpc: tuple[str, ...]
    weights: Weights
    language: str
    filters: PatentFilters = field(default_factory=PatentFilters)
    document: Patent | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The documents that come closest by the fused channels, best first, with what each channel says of them.

    All of the same length n; `same_language` says which are in the invention's language.
    """

    ids: tuple[str, ...]
    families: tuple[str, ...]
    scores: Floats
    channels: Channels
    same_language: NDArray[np.bool_]


class PatentsReading(Protocol):
    """Reads one snapshot of a collection."""

    snapshot: str
    encoder: str
    vocabularies: Mapping[str, Vocabulary]

    def __len__(self) -> int:
        """Return the number of documents."""

    @property
    def width(self) -> int:
        """The number of dimensions of the encoder's vectors."""

    def terms(self, text: str, language: str) -> dict[str, int]:
        """Return the terms that a text is searched by in a language with their occurrences, in order."""

    def terms_in_order(self, text: str, group: str) -> list[str]:
        """Return the terms of a text as the analysis of a language group cuts them, in order."""

    def holding(self, stem: str, group: str) -> int:
        """Return in how many documents a stem of a language group stands."""

    def documents_in(self, group: str) -> int:
        """Return how many documents have their main language in a group."""

    def candidates(self, query: CandidateQuery, most: int) -> Candidates:
        """Return the documents that come closest, at most `most`; filters hold inside every channel."""

    def members(self, families: Sequence[str]) -> dict[str, list[Patent]]:
        """Return the documents of families, named as in `Candidates.families`, with a number of requests that does not
        grow with how many families there are; a family that the collection does not hold has none.
        """

    def openings(self, ids: Iterable[str]) -> Iterator[Opening]:
        """Yield the words of title and abstract of documents in the order asked."""

    def fetch(self, ids: Iterable[str]) -> Iterator[Patent]:
        """Yield documents in the order asked; a number may be spelled in any usual way, with or without its kind."""


class PatentsStore(Protocol):
    """A store of one collection; `folder` is on this machine, for document vectors that are kept and for rejects."""

    folder: Path

    def build(self, patents: Iterable[Patent], encoder: Encoder, progress: Callable[[int], None] = ...) -> int:
        """Index patents and make them visible; return how many. `progress` is called with the number of encoded
        texts.
        """

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""

    def read(self) -> AbstractContextManager[PatentsReading]:
        """Open a reader on the newest snapshot; raises NoSnapshot."""


FIRST_HITS = 30  # hits whose citations are followed


WORDS_LIMIT = 2_000  # rows whose words are scored; below them a document shares only common words


def own_families(patent: Patent) -> list[str]:
    """Return what the family of a document may be called."""
    return [f for f in (patent.family_id, publication_key(patent.publication_number), patent.publication_number) if f]
