"""`compare`: two entries, five factors, and which of the two is earlier. Pure: no engine, no file, no clock."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.aural import aural
from models.conceptual import conceptual
from models.distinctiveness import NO_COUNTS, WordCounts, distinctiveness
from models.entry import Entry
from models.factor import Factor
from models.goods import TermCloseness, goods, words_closeness
from models.standing import effective
from models.visual import visual

Order = Literal["earlier", "later", "same_day", "unknown"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The five factors, whether the signs are identical, and how the earlier right's date stands to the proposed one's."""

    visual: Factor
    aural: Factor
    conceptual: Factor
    goods: Factor
    distinctiveness: Factor
    identical_signs: bool
    earlier: Order

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The factors in the order in which a decision discusses them."""
        return (self.visual, self.aural, self.conceptual, self.goods, self.distinctiveness)


def compare(
    proposed: Entry,
    earlier: Entry,
    counts: WordCounts = NO_COUNTS,
    closeness: TermCloseness = words_closeness,
    as_of: date | None = None,
) -> Comparison:
    """Return how two entries compare. `as_of` is the proposed sign's effective date (default: of its record)."""
    return Comparison(
        visual(proposed, earlier),
        aural(proposed, earlier),
        conceptual(proposed, earlier),
        goods(proposed.record, earlier.record, closeness),
        distinctiveness(proposed, earlier, counts),
        bool({s.compact.form for s in proposed.signs} & {s.compact.form for s in earlier.signs}),
        order(as_of or effective(proposed.record).date, effective(earlier.record).date),
    )


def order(proposed: date | None, earlier: date | None) -> Order:
    """Return how a right's effective date stands to the proposed sign's; a date that is not known is "unknown"."""
    if proposed is None or earlier is None:
        return "unknown"
    if earlier == proposed:
        return "same_day"
    return "earlier" if earlier < proposed else "later"
