"""Dates that decide: from when a right counts (`effective`), and whether it still does (`standing`).

Both are derived, never stored by hand. Standing follows from status *and* dates by a table per office; a right is
called dead only when nothing may bring it back, because only the dead are demoted.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpora.records.mark import Mark
from corpora.tables.territories import covered

Basis = Literal["priority", "filing", "designation", "register", "use", "recognition", "unknown"]


@dataclass(frozen=True, slots=True)
class Effective:
    """The date from which a right counts against later ones, and what it rests on; unknown counts as earlier."""

    date: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a right can still be held against others at a date; `until` and `why` explain `may_revive`.

    `why` is a message key of `search_api/messages` or None.
    """

    state: Literal["live", "may_revive", "dead"]
    until: date | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class RenewalGrace:
    """An office's times after which a lost right is lost for good, with the source of each."""

    renewal: timedelta
    appeal: timedelta
    source: str


_SIX_MONTHS = timedelta(days=184)
PARIS = RenewalGrace(
    _SIX_MONTHS, timedelta(days=92), "Paris Convention art. 5bis(1): at least six months for renewal fees"
)
GRACES: dict[str, RenewalGrace] = {
    "MA": RenewalGrace(
        _SIX_MONTHS, timedelta(days=92), "Law 17-97 art. 152 (renewal within six months, with surcharge)"
    ),
    "EM": RenewalGrace(_SIX_MONTHS, timedelta(days=62), "Regulation (EU) 2017/1001 art. 53(3) and 68(1)"),
    "FR": RenewalGrace(_SIX_MONTHS, timedelta(days=31), "CPI art. R712-24 and R411-20"),
    "WO": RenewalGrace(_SIX_MONTHS, timedelta(days=92), "Madrid Protocol art. 7(4)"),
    "US": RenewalGrace(_SIX_MONTHS, timedelta(days=92), "15 U.S.C. 1059(a); 37 CFR 2.142"),
}
RESERVATION_GRACE = timedelta(days=15)  # OMPIC: one free re-filing within 15 days of a lapsed certificat négatif


def effective(mark: Mark, territory: str | None = None) -> Effective:
    """Return the effective date in a territory (None: wherever it is earliest): the designation of the territory, or
    of a region that covers it, else the filing, else the register; a priority claimed within six months of it comes
    before.

    A territory that is designated later has the date of that designation (Madrid Protocol art. 3ter(2)), and a priority
    claimed for the international application does not reach it.
    """
    start = _start(mark, territory)
    priority_dates = [p.date for p in mark.priorities if _claims(p.date, start.date)]
    return Effective(min(priority_dates), "priority") if priority_dates else start


def _start(mark: Mark, territory: str | None) -> Effective:
    if mark.right == "international":
        days = [
            d.date for d in mark.designations if d.date and (territory is None or territory in covered(d.territory))
        ]
        if days:
            return Effective(min(days), "designation")
    if mark.filing_date:
        return Effective(mark.filing_date, "filing")
    if mark.registration_date:
        return Effective(mark.registration_date, "register")
    return Effective(None, "recognition" if mark.right == "well_known" else "unknown")


def _claims(priority: date, start: date | None) -> bool:
    """Return whether a priority reaches a date: six months from the first filing (Paris Convention art. 4C(1)), and
    to the next working day where the last is a holiday (art. 4C(3)), for which five days are left.
    """
    return start is None or priority <= start <= _six_months_after(priority) + timedelta(days=5)


def _six_months_after(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + 6, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def dead_from(mark: Mark) -> date | None:
    """Return the day from which a right is dead for good; None while it is live or its end is not known.

    A dead status without any date counts as dead since ever.
    """
    grace = GRACES.get(mark.office, PARIS)
    if mark.status in {"withdrawn", "cancelled", "struck_off"}:
        return date.min
    if mark.status == "refused":
        known_date = mark.publication_date or mark.filing_date
        # A refusal's own date is rarely in a register; five years after filing no appeal is open.
        return _after(known_date, timedelta(days=5 * 365)) if known_date else date.min
    if mark.status == "reserved" and mark.reserved_until:
        return _after(mark.reserved_until, RESERVATION_GRACE)
    if mark.expiry_date:
        return _after(mark.expiry_date, grace.renewal)
    return date.min if mark.status == "expired" else None


def _after(day: date, time: timedelta) -> date:
    """Return the day after a time, or the calendar's last one: registers write 9999-12-31 for "never"."""
    return day + time if day <= date.max - time else date.max


def standing(mark: Mark, at: date) -> Standing:
    """Return whether a right is live, may revive or is dead on a day."""
    dead_date = dead_from(mark)
    if dead_date is not None and dead_date <= at:
        return Standing("dead")
    if mark.status == "refused":
        return Standing("may_revive", dead_date, "standing.appeal")
    if mark.status == "reserved" and mark.reserved_until and mark.reserved_until < at:
        return Standing("may_revive", dead_date, "standing.reservation")
    if mark.status == "expired" or (mark.expiry_date and mark.expiry_date < at):
        return Standing("may_revive", dead_date, "standing.renewal")
    return Standing("live")


Order = Literal["earlier", "later", "same_day", "unknown"]


def order(proposed: date | None, earlier: date | None) -> Order:
    """Return how a right's effective date stands to the proposed sign's; a date that is not known is "unknown"."""
    if proposed is None or earlier is None:
        return "unknown"
    if earlier == proposed:
        return "same_day"
    return "earlier" if earlier < proposed else "later"
