"""What a document counts for: no document published after the cut-off is ever full prior art, whatever dates and
territory.
"""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.records.mark import Priority
from corpora.records.patent import Patent
from models.patents.citable import EARLIER_RIGHTS, GRACE, counts_as, earliest

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
MAYBE = st.none() | DAYS
MEMBERS = st.builds(
    lambda published, filed, claimed, country: Patent(
        f"{country}1234567A1", country, publication_date=published, filing_date=filed, priorities=(Priority(claimed),) if claimed else ()
    ),
    MAYBE, MAYBE, MAYBE, st.sampled_from(["EP", "MA", "US", "FR"]),
)  # fmt: skip


@given(st.lists(MEMBERS, min_size=1, max_size=4), DAYS, MAYBE, st.sampled_from(["MA", "EP", "FR", "US"]))
def test_full_prior_art_was_published_before(
    family: list[Patent], before: date, filed: date | None, territory: str
) -> None:
    found = counts_as(family, before, filed, territory)
    published = [p.publication_date for p in family if p.publication_date]
    claimed = [day for p in family if (day := earliest(p))]
    assert (found.counts_as == "full") == any(day < before for day in published)
    if found.counts_as == "P":
        assert filed is not None
        assert before <= min(published) < filed
    if found.counts_as == "unknown":
        assert not published or not claimed
    if found.counts_as == "later":
        assert claimed, "what may have been filed at any time is never left out"
    if found.counts_as == "E":
        assert found.day is not None
        assert found.day >= before


@given(st.lists(MEMBERS, min_size=1, max_size=4))
def test_without_a_cutoff_everything_counts(family: list[Patent]) -> None:
    assert counts_as(family, None).counts_as == "full"


def test_the_earliest_member_is_the_citable_one() -> None:
    family = [
        Patent("EP1B1", "EP", publication_date=date(2010, 1, 1)),
        Patent("EP1A1", "EP", publication_date=date(2005, 1, 1)),
    ]
    found = counts_as(family, date(2007, 1, 1))
    assert (found.counts_as, found.member) == ("full", "EP1A1")


def test_an_earlier_application_binds_by_territory() -> None:
    late = [Patent("EP2A1", "EP", publication_date=date(2010, 1, 1), filing_date=date(2008, 6, 1))]
    foreign = [Patent("US2A1", "US", publication_date=date(2010, 1, 1), filing_date=date(2008, 6, 1))]
    before = date(2009, 1, 1)
    assert counts_as(late, before, None, "EP").reason == "dates.earlier_right"
    assert counts_as(foreign, before, None, "EP").reason == "dates.earlier_application"
    assert counts_as(late, before, None, "MA").reason == "dates.earlier_not_established"
    assert counts_as(foreign, before, None, "MA").reason == "dates.earlier_application"
    assert counts_as(foreign, before, None, "US").reason == "dates.earlier_right_whole"
    world = [replace(late[0], country="WO")]
    assert counts_as(world, before, None, "EP").reason == "dates.earlier_not_established"
    assert counts_as(late, before, None, "DE").reason == "dates.earlier_not_established", "not in the table"
    assert all(rule.source for rule in EARLIER_RIGHTS.values())


def rows() -> list[dict[str, str]]:
    with (Path(__file__).parents[1] / "cases" / "grace.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=[row["why"] for row in rows()])
def test_grace_runs_as_its_source_says(row: dict[str, str]) -> None:
    own = [Patent("XX1A1", publication_date=date.fromisoformat(row["published"]), applicants=("Ours SA",))]
    before = date.fromisoformat(row["before"])
    filed = date.fromisoformat(row["filed"]) if row["filed"] else None
    assert counts_as(own, before, filed, row["territory"], ("ours  sa",)).counts_as == row["counts"]
    assert counts_as(own, before, filed, row["territory"]).counts_as == "full", "of somebody else"
    assert all(rule.source for rule in GRACE.values())


def test_what_was_published_after_the_filing_is_never_full_without_a_priority() -> None:
    late = [Patent("EP1A1", "EP", publication_date=date(2021, 1, 1), filing_date=date(2020, 6, 1))]
    assert counts_as(late, None, date(2020, 1, 1)).counts_as == "later"
    assert counts_as(late, None, date(2020, 9, 1)).counts_as == "E"


def test_a_document_whose_filing_is_not_known_is_flagged() -> None:
    late = [Patent("EP1A1", "EP", publication_date=date(2021, 1, 1))]
    found = counts_as(late, date(2020, 1, 1))
    assert (found.counts_as, found.reason) == ("unknown", "dates.unknown_filing")
