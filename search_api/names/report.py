"""What an answer about trade names is made of, the same objects for command line, HTTP and batch (see
docs/contracts.md).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.law.standing import Order
from models.names.anatomy import Part
from models.names.keys import Kind
from models.names.relations import Relation
from search_api.answer import Completeness, ConclusionKey
from search_api.shown import RecordOut


@dataclass(frozen=True, slots=True)
class RuleOut:
    """A rule that was applied: catalogue key, values, the sentence, and its source in words."""

    key: str
    values: dict[str, Any]
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class WarningOut(RuleOut):
    """What stands against a name by itself; `bars`: it cannot be had without what the sentence names."""

    bars: bool


@dataclass(frozen=True, slots=True)
class MarkLine:
    """What the search of marks says of the same sign: the sign searched, the classes of the activity, the key of its
    conclusion, the right that is most in the way (null: none), whether registers with effect were searched, and the
    sentence.
    """

    sign: str
    classes: tuple[int, ...]
    key: ConclusionKey
    best: str | None
    verdict: bool
    text: str


@dataclass(frozen=True, slots=True)
class OneWord:
    """A name as one word, like a domain name; `same_letters`: id of an earlier right with the same letters, or null."""

    form: str
    same_letters: str | None
    text: str


@dataclass(frozen=True, slots=True)
class KeyOut:
    """How two key elements compare: kind, likeness in [0, 1], look and sound (null: not compared), and the two
    elements.
    """

    kind: Kind
    value: float
    look: float | None
    sound: float | None
    proposed: str
    earlier: str


@dataclass(frozen=True, slots=True)
class FieldOut:
    """A field of activity: its code (ISIC Rev. 4) and title."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class NameConflict:
    """An earlier right beside a proposed name: the row of grounds.py, level, key elements, activity, and the rules."""

    rank: int
    record: RecordOut
    ground: str
    level: int
    key: KeyOut
    activity: Relation
    fields: tuple[FieldOut, ...]
    earlier: Order
    rules: tuple[RuleOut, ...]


@dataclass(frozen=True, slots=True)
class AnatomyOut:
    """The parts of one version of a name, and its key element; `whole`: no word is distinctive, so the whole counts."""

    script: str
    parts: tuple[Part, ...]
    key: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The one line per name: the level of the strongest earlier trade name (null: none is close), whether a warning
    bars the name, the sentence with all of it, and what it rests on.
    """

    level: int | None
    key: str
    bars: bool
    text: str
    best: str | None


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """The answer for one proposed name. `place`: among the names asked, 1 the best; `warnings`: what stands against the
    name itself; `results`: earlier trade names; `risks`: other rights, no ground of refusal; `far`: names at level 4,
    which people are shown folded; `as_mark`: null where it was not asked.
    """

    order: int
    place: int
    text: str
    anatomy: tuple[AnatomyOut, ...]
    decision: Decision
    warnings: tuple[WarningOut, ...]
    results: tuple[NameConflict, ...]
    risks: tuple[NameConflict, ...]
    rows: int
    far: int
    one_word: OneWord
    as_mark: MarkLine | None
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class NamesReport:
    """The answer to a request of up to three names, in order of preference.

    `fields_also`: what the activity may mean besides. `best_placed`: the number of the first name that no level 1 or 2
    stands against, else of the name with the weakest obstacle; never one that a warning bars or that meets level 1;
    null where every name is such.
    """

    id: str | None
    activity: str
    fields: tuple[FieldOut, ...]
    fields_from: str
    fields_also: tuple[FieldOut, ...]
    acronym: str | None
    city: str | None
    as_of: date
    results: tuple[NameAnswer, ...]
    best_placed: int | None
    took_ms: float
