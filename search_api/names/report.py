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
from search_api.answer import Completeness
from search_api.shown import RecordOut


@dataclass(frozen=True, slots=True)
class RuleOut:
    """A rule that was applied: catalogue key, values, the sentence, and its source in words."""

    key: str
    values: dict[str, Any]
    text: str
    source: str


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
    """The one line per name: the level of the strongest earlier trade name (null: none is close), the sentence, and
    what it rests on.
    """

    level: int | None
    key: str
    text: str
    best: str | None


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """The answer for one proposed name. `results`: earlier trade names; `risks`: other rights, no ground of refusal;
    `hints`: protected words.
    """

    order: int
    text: str
    anatomy: tuple[AnatomyOut, ...]
    decision: Decision
    results: tuple[NameConflict, ...]
    risks: tuple[NameConflict, ...]
    hints: tuple[RuleOut, ...]
    rows: int
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class NamesReport:
    """The answer to a request of up to three names, in order of preference.

    `best_placed`: the place of the first name that no level 1 or 2 stands against, else of the name with the weakest
    obstacle; null when every name meets level 1.
    """

    id: str | None
    activity: str
    fields: tuple[FieldOut, ...]
    fields_from: str
    acronym: str | None
    city: str | None
    as_of: date
    results: tuple[NameAnswer, ...]
    best_placed: int | None
    took_ms: float
