"""What a document counts for against an invention of a date: full prior art, earlier right published later, or not at
all.

The rules by territory, each with its source. A document counts by the member of its family that was published first.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpora.records.patent import Patent

CountsAs = Literal["full", "P", "E", "grace", "later", "unknown"]


@dataclass(frozen=True, slots=True)
class EarlierRight:
    """What an earlier application of some offices that was published later counts for in a territory: `reason` is the
    key of the sentence that says it, `source` the rule.
    """

    reason: str
    offices: frozenset[str]
    source: str


# An application filed before and published on or after the effective date ("E" in a search report). Of a territory
# that does not stand here nothing is claimed.
EARLIER_RIGHTS: dict[str, EarlierRight] = {
    "EP": EarlierRight(
        "dates.earlier_right", frozenset({"EP"}), "EPC art. 54(3), 56: novelty only, European applications"
    ),
    "FR": EarlierRight("dates.earlier_right", frozenset({"FR", "EP"}), "CPI art. L611-11 al. 3, L611-14: novelty only"),
    "US": EarlierRight(
        "dates.earlier_right_whole",
        frozenset({"US", "WO"}),
        "35 U.S.C. 102(a)(2), 102(d), 374: US patents and applications, and PCT applications that designate the US,"
        " count from their effective filing date for novelty and obviousness",
    ),
    "JP": EarlierRight(
        "dates.earlier_right",
        frozenset({"JP"}),
        "Japanese Patent Act art. 29-2: the same invention only, of other inventors and applicants",
    ),
    "KR": EarlierRight(
        "dates.earlier_right",
        frozenset({"KR"}),
        "Korean Patent Act art. 29(3), 29(5): the same invention only, of other inventors and applicants",
    ),
    "MA": EarlierRight(
        "dates.earlier_not_established",
        frozenset({"MA", "EP", "WO"}),
        "Law 17-97 art. 26 as enacted: the state of the art is what was made available to the public; whether earlier"
        " unpublished applications that have effect in Morocco count since law 23-13 is not established here",
    ),
}
_PUBLISHED = "dates.published_before"
NOT_ESTABLISHED = "dates.earlier_not_established"


@dataclass(frozen=True, slots=True)
class DisclosureGrace:
    """How long before the filing an applicant's own disclosure may not count: months, and the source of the rule.

    `from_priority`: the period runs back from the effective date (a priority counts), not from the filing itself.
    `reason` is the key of the sentence that names the condition. Filed before `since`: `months_until` instead.
    """

    months: int
    reason: str
    source: str
    from_priority: bool = False
    since: date = date.min
    months_until: int = 0

    def begins(self, effective: date, filing: date) -> date:
        """Return the first day of the period for an invention with an effective date (priority) and a filing date."""
        months = self.months if filing >= self.since else self.months_until
        return _months_before(effective if self.from_priority else filing, months)


# A document of the same applicant inside the period is flagged, never dropped: the condition is for a person to check.
GRACE: dict[str, DisclosureGrace] = {
    "EP": DisclosureGrace(
        6,
        "dates.grace_abuse",
        "EPC art. 55(1): evident abuse or an official exhibition, no earlier than six months preceding the filing of"
        " the European application; G 3/98 and G 2/99: the actual filing date, not the priority",
    ),
    "FR": DisclosureGrace(
        6, "dates.grace_abuse", "CPI art. L611-13: six months before the filing of the application, abuse or exhibition"
    ),
    "MA": DisclosureGrace(
        6,
        "dates.grace_abuse",
        "Law 17-97 art. 27 as we read it: six months before the filing; the article is to be confirmed with OMPIC",
    ),
    "US": DisclosureGrace(
        12,
        "dates.grace",
        "35 U.S.C. 102(b)(1): the inventor's own, one year or less before the effective filing date (102(i)(1): of the"
        " earliest application whose priority is claimed)",
        from_priority=True,
    ),
    "JP": DisclosureGrace(
        12,
        "dates.grace_statement",
        "Japanese Patent Act art. 30(1), (2), (3): within one year before the filing in Japan (of a PCT application,"
        " its filing), not the priority; six months before 9 June 2018 (Act 33 of 2018);"
        " gazettes are excluded from (2)",
        since=date(2018, 6, 9),
        months_until=6,
    ),
    "KR": DisclosureGrace(
        12,
        "dates.grace_statement",
        "Korean Patent Act art. 30(1), (2): within twelve months before the filing in Korea, not the priority; six"
        " months before 15 March 2012 (Act 11117); applications and registrations that were"
        " published are excluded from (1)1",
        since=date(2012, 3, 15),
        months_until=6,
    ),
}


@dataclass(frozen=True, slots=True)
class Dates:
    """How a document's dates stand to the invention's: what it counts as, from which day, by which member, and why (a
    message key).
    """

    counts_as: CountsAs
    day: date | None
    member: str
    reason: str


def earliest(patent: Patent) -> date | None:
    """Return the earliest date that a document can claim: priority, or filing."""
    dates = [p.date for p in patent.priorities] + ([patent.filing_date] if patent.filing_date else [])
    return min(dates, default=None)


def first_known(patent: Patent) -> date | None:
    """Return the earliest date of any kind that is known of a document: claimed, or of its publication."""
    dates = [day for day in (earliest(patent), patent.publication_date) if day]
    return min(dates, default=None)


def counts_as(
    family: list[Patent],
    before: date | None,
    filed: date | None = None,
    territory: str = "MA",
    applicants: tuple[str, ...] = (),
) -> Dates:
    """Return what a family counts as against an effective date.

    `applicants` are the invention's own: what one of them published within a territory's grace period is "grace".

    `before` is the invention's priority, `filed` its own filing date when it is later: what was published between is
    "P". One that is left out is the other; without both there is no cut-off. A family that was published later and
    whose filing is not known, or without any known date, is "unknown": shown, flagged, never dropped.
    """
    effective, filing = before or filed, filed or before
    member = min((p for p in family if p.publication_date), key=_published, default=None)
    claimed_date = min((d for p in family if (d := earliest(p))), default=None)
    day, name = (member.publication_date, member.publication_number) if member else (None, family[0].publication_number)
    if effective is None or filing is None:
        return Dates("full", day, name, "dates.no_cutoff")
    if day is not None and day < effective:
        rule = GRACE.get(territory) if _same_applicant(family, applicants) else None
        within = rule is not None and day >= rule.begins(effective, filing)
        return Dates("grace" if within else "full", day, name, rule.reason if rule and within else _PUBLISHED)
    if claimed_date is not None and claimed_date < effective and day is not None:
        return Dates("E", day, name, _earlier_right(family, territory))
    if day is not None and day < filing:
        return Dates("P", day, name, "dates.between")
    if claimed_date is not None and claimed_date >= effective:
        return Dates("later", day or claimed_date, name, "dates.later")
    return Dates("unknown", day, name, "dates.unknown" if day is None else "dates.unknown_filing")


def _earlier_right(family: list[Patent], territory: str) -> str:
    """Return what an application that was filed earlier and published later counts for, as a message key."""
    rule = EARLIER_RIGHTS.get(territory)
    if rule is None:
        return NOT_ESTABLISHED
    countries = {patent.country for patent in family}
    if countries & rule.offices:
        return rule.reason
    # An international application alone: whether it entered the phase before the office, the record does not say.
    return NOT_ESTABLISHED if "WO" in countries else "dates.earlier_application"


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date.resolution).day
    return date(year, month + 1, min(day.day, last))


def _same_applicant(family: list[Patent], applicants: tuple[str, ...]) -> bool:
    applicant_names = {" ".join(name.casefold().split()) for name in applicants}
    return any(" ".join(name.casefold().split()) in applicant_names for patent in family for name in patent.applicants)


def _published(patent: Patent) -> date:
    return patent.publication_date or date.max
