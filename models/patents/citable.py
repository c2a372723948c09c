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
    """What an earlier application that was published later counts for in a territory, and the source of the rule."""

    counts: bool
    only_offices: frozenset[str]
    source: str


# An application filed before and published on or after the effective date ("E" in a search report).
EARLIER_RIGHTS: dict[str, EarlierRight] = {
    "EP": EarlierRight(True, frozenset({"EP"}), "EPC art. 54(3), 56: novelty only, European applications"),
    "MA": EarlierRight(
        False,
        frozenset({"MA"}),
        "Law 17-97 art. 26 as enacted: the state of the art is what was made available to the public; whether earlier"
        " unpublished national applications count since law 23-13 is not established here",
    ),
    "FR": EarlierRight(True, frozenset({"FR", "EP"}), "CPI art. L611-11 al. 3, L611-14: novelty only"),
}


@dataclass(frozen=True, slots=True)
class DisclosureGrace:
    """How long before the effective date an applicant's own disclosure may not count, in months, on what condition,
    and the source.
    """

    months: int
    condition: str
    source: str


# A document of the same applicant inside the period is flagged, never dropped: the condition is for a person to check.
GRACE: dict[str, DisclosureGrace] = {
    "EP": DisclosureGrace(
        6, "evident abuse, or an official international exhibition", "EPC art. 55: six months before the filing"
    ),
    "FR": DisclosureGrace(6, "evident abuse, or an official international exhibition", "CPI art. L611-13"),
    "MA": DisclosureGrace(
        6,
        "evident abuse, or an official exhibition",
        "Law 17-97 art. 27 as we read it; the article is to be confirmed with OMPIC",
    ),
    "US": DisclosureGrace(
        12, "the inventor's own disclosure", "35 U.S.C. 102(b)(1): one year before the effective filing date"
    ),
    "JP": DisclosureGrace(
        12, "disclosure by the person entitled, with a statement", "Japanese Patent Act art. 30: one year since 2018"
    ),
    "KR": DisclosureGrace(12, "disclosure by the person entitled, with a statement", "Korean Patent Act art. 30"),
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

    `before` is the invention's priority (None: no cut-off), `filed` its own filing date when it is later: what was
    published between is "P". A family without any known date is "unknown": shown, flagged, never dropped.
    """
    member = min((p for p in family if p.publication_date), key=_published, default=None)
    claimed_date = min((d for p in family if (d := earliest(p))), default=None)
    day, name = (member.publication_date, member.publication_number) if member else (None, family[0].publication_number)
    if before is None:
        return Dates("full", day, name, "dates.no_cutoff")
    if day is not None and day < before:
        rule = GRACE.get(territory)
        if rule and day >= _months_before(before, rule.months) and _same_applicant(family, applicants):
            return Dates("grace", day, name, "dates.grace")
        return Dates("full", day, name, "dates.published_before")
    if day is None:
        late = claimed_date is not None and claimed_date >= before
        return (
            Dates("later", claimed_date, name, "dates.later") if late else Dates("unknown", None, name, "dates.unknown")
        )
    if claimed_date is not None and claimed_date < before:
        return Dates("E", day, name, _earlier_right(family, territory))
    between = filed is not None and day < filed
    return Dates("P", day, name, "dates.between") if between else Dates("later", day, name, "dates.later")


def _earlier_right(family: list[Patent], territory: str) -> str:
    """Return whether an application that was filed earlier and published later binds in a territory, as a message
    key.
    """
    rule = EARLIER_RIGHTS.get(territory)
    binding = rule is not None and rule.counts and any(p.country in rule.only_offices for p in family)
    return "dates.earlier_right" if binding else "dates.earlier_application"


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
