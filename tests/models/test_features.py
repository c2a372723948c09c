"""Claims to features, features to degrees, degrees to categories: a false X is the worst answer."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.parsing.claims import claims_in
from corpora.records.patent import LocalText, Paragraph, Patent
from models.patents.categories import Candidate, propose
from models.patents.disclosure import DISCLOSED, disclosure, numbers_met
from models.patents.features import features_by_claim
from models.patents.languages import pieces, text_language
from models.patents.passages import passages_of, windows_of


@pytest.mark.parametrize(
    ("text", "features"),
    [
        (
            "1. A still comprising: a basin that is black; and a cover of clear glass.",
            ["A still comprising", "a basin that is black", "a cover of clear glass"],
        ),
        (
            "1. Appareil de cuisson solaire, caractérisé en ce qu'il comprend un miroir",
            ["Appareil de cuisson solaire", "il comprend un miroir"],
        ),
        ("1. جهاز لتحلية المياه؛ وحيث إن الغشاء يزيل الملح", ["جهاز لتحلية المياه", "الغشاء يزيل الملح"]),
        ("1. A pump, wherein the rotor is hollow.", ["A pump the rotor is hollow"]),
    ],
)
def test_a_claim_is_cut_where_it_lists(text: str, features: list[str]) -> None:
    [claim] = claims_in(text)
    assert [feature.text for feature in features_by_claim([claim])[1]] == features


def test_a_dependent_claim_has_the_features_of_its_parent() -> None:
    claims = claims_in("1. A pump with a hollow rotor.\n2. The pump of claim 1, wherein the rotor is made of steel.\n")
    found = features_by_claim(claims)
    assert [f.number for f in found[2]] == ["1.1", "2.1"]
    assert found[2][1].text == "the rotor is made of steel"


def test_a_text_without_numbers_is_one_claim() -> None:
    assert [claim.number for claim in claims_in("a lamp that burns olive oil")] == [1]


def test_numbers_must_stand_in_the_passage() -> None:
    assert numbers_met("heated to 60 °C in the oven (12)", "warmed up to 60 degrees")
    assert not numbers_met("at least 80 percent", "at least 8 percent")
    assert disclosure(1.0, 5.0, 1.0, numbers_met=False).degree == "partly"


@given(st.floats(0, 1), st.floats(0, 10), st.floats(-1, 1), st.floats(0, 0.5))
def test_more_support_never_lowers_a_degree(share: float, met: float, near: float, more: float) -> None:
    order = ["not_established", "partly", "disclosed"]
    low = disclosure(share, met, near, numbers_met=True)
    high = disclosure(min(1.0, share + more), met, min(1.0, near + more), numbers_met=True)
    assert order.index(low.degree) <= order.index(high.degree)
    assert low.degree != "disclosed" or low.value >= DISCLOSED


FEATURES = {1: ("1.1", "1.2")}


def candidate(number: str, first: str, second: str, counts: str = "full", subclass: str = "C02F") -> Candidate:
    degrees = {"1.1": first, "1.2": second}
    return Candidate(number, degrees, counts, frozenset({subclass}))  # type: ignore[arg-type]


def categories(*documents: Candidate) -> dict[str, str]:
    return {p.document: p.category for p in propose(FEATURES, documents)}


def test_x_alone_y_together_a_background() -> None:
    whole = candidate("X1", "disclosed", "disclosed")
    first, second = candidate("Y1", "disclosed", "partly"), candidate("Y2", "not_established", "disclosed")
    nothing = candidate("N1", "not_established", "not_established")
    assert categories(whole, first, nothing) == {"X1": "X", "Y1": "A"}
    assert categories(first, second, nothing) == {"Y1": "Y", "Y2": "Y"}
    [one, other] = propose(FEATURES, (first, second))
    assert (one.partner, one.supplies, other.partner, other.supplies) == ("Y2", ("1.1",), "Y1", ("1.2",))


def test_y_needs_a_common_field_and_dates_that_count() -> None:
    first = candidate("Y1", "disclosed", "not_established")
    assert categories(first, candidate("Y2", "not_established", "disclosed", subclass="A47J")) == {"Y1": "A", "Y2": "A"}
    for counts in ("E", "unknown", "grace", "later"):
        assert categories(first, candidate("Y2", "not_established", "disclosed", counts)) == {"Y1": "A", "Y2": "A"}
    assert categories(candidate("X1", "disclosed", "disclosed", "unknown")) == {"X1": "A"}


@given(st.lists(st.tuples(*(st.sampled_from(["disclosed", "partly", "not_established"]),) * 2), max_size=5))
def test_an_x_always_discloses_everything(rows: list[tuple[str, str]]) -> None:
    documents = [candidate(str(i), *row) for i, row in enumerate(rows)]
    for proposal in propose(FEATURES, documents):
        degrees = documents[int(proposal.document)].degrees
        assert proposal.category != "X" or set(degrees.values()) == {"disclosed"}
        assert all(degrees[f] != "not_established" for f in proposal.supplies)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=400)


@settings(deadline=None)  # the first text loads the language model
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_every_window_stands_literally_at_its_place(abstract: str, paragraphs: list[str]) -> None:
    patent = Patent(
        "EP1A1", "EP", abstract=(LocalText(abstract, "en"),), publication_date=date(2000, 1, 1), language="en",
        description=tuple(Paragraph(i, text) for i, text in enumerate(paragraphs, start=1)),
    )  # fmt: skip
    parts = {part.where: part.text for part in passages_of(patent)}
    for window in windows_of(patent):
        assert parts[window.where][window.start : window.start + len(window.text)] == window.text


def test_the_language_of_a_text_is_told_by_its_letters() -> None:
    assert text_language("Drive axle and electric drive system", "zh") == "en"
    assert text_language("本发明公开驱动桥", "zh") == "zh"
    assert [code for code, _ in pieces("Drive axle and electric drive system 本发明公开驱动桥", "zh")] == ["zh", "en"]
