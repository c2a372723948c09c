"""What an answer is made of: `Conflict` and `Report`, the same objects for command line, HTTP and batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from corpora.records.mark import Mark
from indexer.marks.engine import RegisterInfo
from models.law.grounds import ground
from models.law.reason import Reason
from models.law.standing import Order
from models.marks.assessment import Assessment
from models.marks.comparison import Comparison
from models.signs.evidence import Evidence
from search_api.say import say
from search_api.shown import RecordOut


@dataclass(frozen=True, slots=True)
class FactorOut:
    """A factor as shown: value in [0, 1] or null when not compared, log-odds, evidence."""

    value: float | None
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ReasonOut:
    """A reason: catalogue key, values, and the sentence in the asked language."""

    key: str
    values: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One row of the list: an earlier right, how it compares, and why (see docs/contracts.md)."""

    rank: int
    record: RecordOut
    also: tuple[RecordOut, ...]
    ground: str
    level: int
    probability: float
    prior: float
    factors: dict[str, FactorOut]
    earlier: Order
    reasons: tuple[ReasonOut, ...]


@dataclass(frozen=True, slots=True)
class Completeness:
    """What was searched, how far, what was asked to be left out, and what was not searched."""

    snapshot: str
    as_of: date
    registers: tuple[RegisterInfo, ...]
    floor: float
    floor_asked: float
    candidates: int
    compared: int
    exhaustive: bool
    exact: tuple[str, ...]
    filters: tuple[ReasonOut, ...]
    not_searched: tuple[ReasonOut, ...]


ConclusionKey = Literal["nothing_close", "far", "to_examine", "close"]


@dataclass(frozen=True, slots=True)
class PartLevel:
    """A class or a term of goods of the proposed sign, and a level: of the worst conflict (`best`: its right) if only
    this part were filed, or of the rest if it were left out.
    """

    nice_class: Annotated[int | None, Field(alias="class")]
    goods: str | None
    level: int
    best: str | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a report amounts to (see docs/contracts.md).

    `levels`: rows by level; only live earlier rights of others count. `best`: the right that is most in the way, null
    when none is at level 1 to 3. `verdict`: whether registers with effect in the territory were searched; `falls_off`:
    the rank behind which the list falls off, 0 when nothing is at level 1 to 3; `far`: all rows at level 4, which
    people are shown folded. `per_class`: what each part alone would meet; `without`: the parts that left out would
    lower the level.
    """

    key: ConclusionKey
    levels: dict[str, int]
    best: str | None
    text: str
    verdict: bool
    falls_off: int
    far: int
    basis: ReasonOut | None
    per_class: tuple[PartLevel, ...]
    without: tuple[PartLevel, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to one proposed mark: what it amounts to, rows of conflicts, the asker's own rights apart, and its
    limits.
    """

    id: str | None
    proposed: Mark
    results: tuple[Conflict, ...]
    own: tuple[Conflict, ...]
    rows: int
    conclusion: Conclusion
    completeness: Completeness
    took_ms: float


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """Return the serialiser of an answer's type, built once."""
    return TypeAdapter(kind)


def plain(value: Any) -> Any:
    """Return an answer as plain JSON values (dates as ISO text, keys by alias).

    Without the serialiser's warnings: they quote values, and the server's log must not hold what was asked.
    """
    return adapter(value.__class__).dump_python(value, mode="json", by_alias=True, warnings=False)


def conflict_of(
    pair: tuple[Mark, Mark],
    comparison: Comparison,
    assessment: Assessment,
    shown: Mapping[str, Any],
    locale: str,
) -> Conflict:
    """Return the conflict of one pair (proposed, earlier); `shown` gives `rank`, `record` and `also`."""
    return Conflict(
        rank=shown["rank"],
        record=shown["record"],
        also=shown["also"],
        ground=ground(*pair).key,
        level=assessment.level,
        probability=assessment.probability,
        prior=assessment.prior,
        factors={f.name: FactorOut(f.value, f.weight, f.evidence) for f in assessment.factors},
        earlier=comparison.earlier,
        reasons=tuple(reason_out(r, locale) for r in assessment.reasons),
    )


def reason_out(reason: Reason, locale: str) -> ReasonOut:
    """Return a reason with its sentence."""
    return ReasonOut(reason.key, reason.values, say(reason.key, locale, reason.values))
