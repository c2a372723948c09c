"""Who can block whom: proposed right × earlier right → the test, who may act, and the source of law.

Rows for a proposed mark come first, then those for a proposed trade name. The law is Morocco's (law 17-97 as amended)
where a row names it; other territories have like rules, which the row does not claim.
"""

from dataclasses import dataclass

from corpora.records.mark import Mark


@dataclass(frozen=True, slots=True)
class Ground:
    """A row: its key (sentences in the message catalogue), scope, who may act, and the source."""

    key: str
    scope: str
    who: str
    source: str


MARK_AGAINST_MARK = "mark_mark"
NAME_AGAINST_NAME = "name_name"
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
    ("trade_name", "trade_name"): Ground(
        NAME_AGAINST_NAME, "key element and field of activity", "the office, on its own examination", "OMPIC, Directives d'examen (2019), section 6"
    ),
    ("trade_name", "shop_sign"): Ground(
        "name_shop_sign", "key element and field of activity, locally", "its owner, in court", "OMPIC, page on trade names: a shop sign is protected locally"
    ),
    ("trade_name", "trademark"): Ground(
        "name_mark", "signs and goods: no refusal by the office, a risk in use", "holder, in court", "Law 17-97 art. 154, 155"
    ),
    ("trade_name", "international"): Ground(
        "name_mark", "signs and goods: no refusal by the office, a risk in use", "holder, in court", "Law 17-97 art. 154, 155; Madrid Protocol art. 4"
    ),
    ("trade_name", "well_known"): Ground(
        "name_well_known", "signs; goods need not be alike", "holder, in court", "Law 17-97 art. 162; Paris Convention art. 6bis"
    ),
    ("trade_name", "geographical_indication"): Ground(
        "name_geographical_indication", "evocation, product covered", "the group that defends it, in court", "Law 25-06 on signs of origin and quality"
    ),
}  # fmt: skip


_NOT_IN_TABLE = Ground("not_in_table", "not settled here", "", "")


def ground(proposed: Mark, earlier: Mark) -> Ground:
    """Return the row for two rights; a pair that the table does not list has one that says so, and no article."""
    return GROUNDS.get((proposed.right, earlier.right), _NOT_IN_TABLE)
