"""Who can block whom: proposed right × earlier right → the test, who may act, and the source of law.

Rows for a proposed mark come first; rows for proposed trade names follow with the search for names. The law is Morocco's
(law 17-97 as amended) where a row names it; other territories have like rules, which the row does not claim.
"""

from dataclasses import dataclass

from corpora.records import Mark


@dataclass(frozen=True, slots=True)
class Ground:
    """A row: its key (sentences in the message catalogue), scope, who may act, and the source."""

    key: str
    scope: str
    who: str
    source: str


MARK_AGAINST_MARK = "mark_mark"
_MARK = Ground(
    MARK_AGAINST_MARK,
    "signs and goods",
    "holder, by opposition or in court",
    "Law 17-97 art. 137(a), 148.2, 154, 155",
)
GROUNDS: dict[tuple[str, str], Ground] = {
    ("trademark", "trademark"): _MARK,
    ("trademark", "international"): Ground(
        "mark_international", "signs and goods, where designated", "holder, by opposition or in court", "Law 17-97 art. 137(a); Madrid Protocol art. 4"
    ),
    ("trademark", "well_known"): Ground(
        "mark_well_known", "signs; goods need not be alike", "holder, by opposition or in court", "Law 17-97 art. 137(a), 162; Paris Convention art. 6bis"
    ),
    ("trademark", "trade_name"): Ground(
        "mark_trade_name", "known nationally, field of activity, confusion", "its owner, in court", "Law 17-97 art. 137(b)-(d)"
    ),
    ("trademark", "shop_sign"): Ground(
        "mark_shop_sign", "known nationally, field of activity, confusion", "its owner, in court", "Law 17-97 art. 137(c)-(d)"
    ),
    ("trademark", "geographical_indication"): Ground(
        "mark_geographical_indication", "evocation, product covered", "the group that defends it, by opposition", "Law 17-97 art. 137(e), 148.2"
    ),
}  # fmt: skip


def ground(proposed: Mark, earlier: Mark) -> Ground:
    """Return the row for two rights; for a pair without a row of its own, that of mark against mark."""
    return GROUNDS.get((proposed.right, earlier.right), _MARK)
