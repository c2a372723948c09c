"""Effective dates and standing, by status and dates."""

from datetime import date

import pytest

from corpora.records.mark import Designation, Mark, Priority
from models.law.standing import effective, standing

AT = date(2026, 11, 1)


def mark(**fields: object) -> Mark:
    return Mark("MA-1", "A", office="MA", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"status": "registered", "expiry_date": date(2030, 1, 1)}, "live"),
        ({"status": "registered", "expiry_date": date(2026, 8, 1)}, "may_revive"),
        ({"status": "registered", "expiry_date": date(2026, 1, 1)}, "dead"),
        ({"status": "expired", "expiry_date": date(2026, 9, 1)}, "may_revive"),
        ({"status": "expired"}, "dead"),
        ({"status": "withdrawn"}, "dead"),
        ({"status": "refused", "filing_date": date(2025, 1, 1)}, "may_revive"),
        ({"status": "refused", "filing_date": date(2015, 1, 1)}, "dead"),
        ({"status": "reserved", "reserved_until": date(2026, 10, 25)}, "may_revive"),
        ({"status": "reserved", "reserved_until": date(2026, 10, 1)}, "dead"),
        ({"status": "pending"}, "live"),
        ({"status": "unknown"}, "live"),
    ],
)
def test_standing(fields: dict[str, object], state: str) -> None:
    assert standing(mark(**fields), AT).state == state


def test_effective_date_and_what_it_rests_on() -> None:
    filed = date(2020, 5, 1)
    assert effective(mark(filing_date=filed)).basis == "filing"
    claimed = mark(filing_date=filed, priorities=(Priority(date(2019, 12, 1)),))
    assert (effective(claimed).date, effective(claimed).basis) == (date(2019, 12, 1), "priority")
    stale = mark(filing_date=filed, priorities=(Priority(date(2010, 1, 1)),))
    assert effective(stale).basis == "filing"
    assert effective(mark()).basis == "unknown"


def test_a_designation_counts_from_its_own_date() -> None:
    designated = (Designation("MA", date(2019, 5, 6)), Designation("FR", date(2015, 1, 1)))
    international = mark(right="international", filing_date=date(2015, 1, 1), designations=designated)
    assert effective(international, "MA").date == date(2019, 5, 6)
    assert effective(international, "FR").date == date(2015, 1, 1)
