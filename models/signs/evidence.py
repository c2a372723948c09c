"""Evidence is structure; words come last. What a factor rests on, as values that renderers turn into sentences."""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of both sides: `same` or not, as half-open positions in `proposed` and `earlier`."""

    same: bool
    proposed: tuple[int, int]
    earlier: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two strings laid side by side, letters or phones; every position of both is covered by exactly one span."""

    kind: Literal["letters", "phones"]
    proposed: str
    earlier: str
    spans: tuple[Span, ...]
    language: str | None = None
    evidence: Literal["aligned"] = "aligned"


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word that both signs hold, and what it weighs in the proposed sign."""

    word: str
    weight: float
    evidence: Literal["shared_word"] = "shared_word"


@dataclass(frozen=True, slots=True)
class WeakWord:
    """A word that was discounted, in which of the two signs, and the share of the register that holds it."""

    word: str
    side: Literal["proposed", "earlier", "both"]
    share: float
    evidence: Literal["weak_word"] = "weak_word"


@dataclass(frozen=True, slots=True)
class CrowdedWord:
    """The commonest of the words shared, and the share of marks (register or class) that hold it too."""

    word: str
    share: float
    evidence: Literal["crowded_word"] = "crowded_word"


@dataclass(frozen=True, slots=True)
class SameCode:
    """Two Latin words with the same phonetic code of an English-made algorithm (one feature among others)."""

    proposed: str
    earlier: str
    code: str
    algorithm: str
    evidence: Literal["same_code"] = "same_code"


@dataclass(frozen=True, slots=True)
class Translation:
    """Two words that mean the same to a public, spelled as filed: a translation or a synonym."""

    proposed: str
    earlier: str
    evidence: Literal["translation"] = "translation"


MetBy = Literal["same", "look", "sound", "look_and_sound", "meaning", "part"]


@dataclass(frozen=True, slots=True)
class Met:
    """Two words (or signs taken whole) that met, by what, and how near they are, in [0, 1]; `part`: one is a part of
    the other, written together with another word.
    """

    proposed: str
    earlier: str
    by: MetBy
    nearness: float
    evidence: Literal["met"] = "met"


@dataclass(frozen=True, slots=True)
class Initials:
    """Letters that one sign is, and the other's words begin with, as they are or translated."""

    letters: str
    proposed: str
    earlier: str
    evidence: Literal["initials"] = "initials"


@dataclass(frozen=True, slots=True)
class Contained:
    """One sign that stands in the other, whole or nearly so; `side` tells whose it is."""

    held: str
    holder: str
    side: Literal["proposed", "earlier"]
    evidence: Literal["contained"] = "contained"


@dataclass(frozen=True, slots=True)
class GoodsPair:
    """The goods or services of both sides that are closest: terms where given, else class titles' numbers."""

    proposed: str
    earlier: str
    proposed_class: int | None
    earlier_class: int | None
    closeness: float
    basis: Literal[
        "same_class",
        "related_classes",
        "other_classes",
        "same_term",
        "like_terms",
        "shared_words",
        "not_given",
    ]
    evidence: Literal["goods_pair"] = "goods_pair"


Evidence = (
    Aligned | SharedWord | WeakWord | CrowdedWord | SameCode | Translation | Met | Initials | Contained | GoodsPair
)


def aligned(kind: Literal["letters", "phones"], proposed: str, earlier: str, language: str | None = None) -> Aligned:
    """Return the alignment of two strings by RapidFuzz's opcodes of the Indel distance."""
    spans = tuple(
        Span(op.tag == "equal", (op.src_start, op.src_end), (op.dest_start, op.dest_end))
        for op in Indel.opcodes(proposed, earlier)
    )
    return Aligned(kind, proposed, earlier, spans, language)
