"""In which order earlier rights stand, and which of them count against the sign."""

from collections.abc import Iterable
from datetime import date

from models.law.standing import standing
from models.marks.assessment import Assessment
from models.marks.comparison import Comparison
from models.signs.entry import Entry

Judged = tuple[Entry, Comparison, Assessment]

CLOSE = 2  # the level up to which a right is called close
FAR = 3  # the last level that is looked at; beyond it the list has fallen off


def is_dead(entry: Entry, at: date) -> bool:
    """Return whether nothing can bring a right back on a day."""
    return standing(entry.record, at).state == "dead"


def counts_against(judged: Judged, at: date) -> bool:
    """Return whether a right stands in the sign's way: live or able to revive, and not later."""
    return judged[1].earlier != "later" and not is_dead(judged[0], at)


def ranked(judged: Iterable[Judged], at: date) -> list[Judged]:
    """Return live earlier rights first, then later ones, then the dead; each by level, among close rights those of
    unknown goods last in a level, then by falling probability, ties by id.

    An identical sign that is dead stands behind the close rights: whoever asks must see that it was there. It opens
    no list: where no right is close it stands second.
    """
    live: list[Judged] = []
    later: list[Judged] = []
    same_but_dead: list[Judged] = []
    dead: list[Judged] = []
    for item in sorted(judged, key=_place):
        if is_dead(item[0], at):
            (same_but_dead if item[1].identical_signs else dead).append(item)
        else:
            (later if item[1].earlier == "later" else live).append(item)
    opening = [*live, *later]
    behind = max(1, sum(assessment.level <= CLOSE for _, _, assessment in live))
    return [*opening[:behind], *same_but_dead, *opening[behind:], *dead]


def _place(judged: Judged) -> tuple[int, bool, float, str]:
    entry, comparison, assessment = judged
    unknown_goods = assessment.level <= CLOSE and comparison.goods.value is None
    return assessment.level, unknown_goods, -assessment.probability, entry.record.id
