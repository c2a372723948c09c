"""In which order earlier rights stand, and which of them count against the sign."""

from collections.abc import Iterable
from typing import NamedTuple

from models.law.standing import Order

CLOSE = 2  # the level up to which a right is called close
FAR = 3  # the last level that is looked at; beyond it the list has fallen off


class Judged(NamedTuple):
    """What is known of a candidate: its place, whose right it is, how it was judged. `dead`: nothing brings it back."""

    at: int
    id: str
    level: int
    probability: float
    goods_known: bool
    identical_signs: bool
    earlier: Order
    dead: bool
    office: str


def counts_against(judged: Judged) -> bool:
    """Return whether a right stands in the sign's way: live or able to revive, and not later."""
    return judged.earlier != "later" and not judged.dead


def ranked(judged: Iterable[Judged]) -> list[Judged]:
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
        if item.dead:
            (same_but_dead if item.identical_signs else dead).append(item)
        else:
            (later if item.earlier == "later" else live).append(item)
    opening = [*live, *later]
    behind = max(1, sum(item.level <= CLOSE for item in live))
    return [*opening[:behind], *same_but_dead, *opening[behind:], *dead]


def _place(judged: Judged) -> tuple[int, bool, float, str]:
    unknown_goods = judged.level <= CLOSE and not judged.goods_known
    return judged.level, unknown_goods, -round(judged.probability, SAME), judged.id


SAME = 12  # decimals of a probability that tell two apart: the last digits are those of the machine's sums
