"""Properties of the comparison and of the assessment: symmetry, identity, range, additivity, three states."""

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.parsing.marks import mark_from
from corpora.records.mark import Goods, Mark
from models.marks.assessment import assess, level_of
from models.marks.comparison import Comparison, compare
from models.marks.knowledge import Knowledge
from models.signs.distinctiveness import WordCounts
from models.signs.entry import analyse
from models.signs.evidence import Aligned, GoodsPair, WeakWord
from models.signs.factor import Factor
from models.signs.weights import mark_weights

NAMES = st.sampled_from(
    ["ZELLIGE", "ZELLIJ", "الزليج", "ⵣⵍⵍⵉⵊ", "KAHWA", "قهوة", "ATLAS SERVICES", "SILLAGE SERVICE", "X-SEED", "XCEED", "ONI", "UVI", "ICE SHINE", "ISHINE",
     "Zellig/الزليج/ⵣⵍⵍⵉⵊ", "МОСКВА", "3M", "SOLEIL D'OR", "GOLDEN SUN", "شمس", "RED BULL", "CAFÉ DU PORT", "B2B", "한국"]
)  # fmt: skip
LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=10)


def entry(text: str, **fields: object):  # type: ignore[no-untyped-def]
    return analyse(mark_from({"text": text, **fields}, needs_id=False))


def compared(a: str, b: str, **fields: object) -> Comparison:
    return compare(entry(a, **fields), entry(b, **fields))


@given(NAMES, NAMES)
def test_comparison_is_symmetric(a: str, b: str) -> None:
    one, other = compared(a, b), compared(b, a)
    for x, y in zip(one.factors, other.factors, strict=True):
        assert x.value == pytest.approx(y.value) if x.value is not None else y.value is None, x.name


@given(LATIN, LATIN)
def test_comparison_of_any_words_is_symmetric_and_in_range(a: str, b: str) -> None:
    one, other = compared(a, b), compared(b, a)
    for x, y in zip(one.factors, other.factors, strict=True):
        assert (x.value is None) == (y.value is None)
        if x.value is not None and y.value is not None:
            assert 0 <= x.value <= 1
            assert x.value == pytest.approx(y.value)


@given(NAMES)
def test_a_sign_is_identical_to_itself(name: str) -> None:
    found = compared(name, name, nice_classes=[9])
    assert found.identical_signs
    assert found.visual.value == 1.0
    assert found.aural.value in {1.0, None}


@given(NAMES, NAMES, st.sampled_from([[], [3], [9]]), st.sampled_from([[], [3], [35]]))
def test_probability_is_the_sum_of_the_weights(a: str, b: str, classes: list[int], others: list[int]) -> None:
    found = assess(compare(entry(a, nice_classes=classes), entry(b, nice_classes=others)))
    total = found.prior + sum(f.weight for f in found.factors)
    assert found.probability == pytest.approx(1 / (1 + exp(-total)))
    for factor in found.factors:
        if factor.value is None:
            assert factor.weight == 0.0
    assert [f.name for f in found.factors] == [
        "visual",
        "aural",
        "conceptual",
        "words",
        "contained",
        "trigrams",
        "distinctiveness",
        "goods",
    ]


def _with(comparison: Comparison, **values: float | None) -> Comparison:
    return replace(comparison, **{name: Factor(name, value) for name, value in values.items()}, explained=False)


SHARE = st.floats(0, 1)


@settings(max_examples=300)
@given(SHARE, SHARE, SHARE, SHARE, st.sampled_from(["visual", "aural", "goods"]))
def test_more_similar_never_lowers_the_probability(
    look: float, sound: float, goods: float, more: float, which: str
) -> None:
    base = _with(compared("A1", "B2"), visual=look, aural=sound, goods=goods, conceptual=None, distinctiveness=None)
    values = {"visual": look, "aural": sound, "goods": goods}
    raised = _with(base, **{which: max(values[which], more)})
    assert assess(raised).probability >= assess(base).probability - 1e-12


@given(LATIN, st.integers(0, 9))
def test_one_more_equal_letter_never_lowers_the_look(name: str, at: int) -> None:
    """Correcting one wrong letter of an equally long word brings it closer."""
    at %= len(name)
    wrong = name[:at] + "0" + name[at + 1 :]
    two_wrong = "1" + wrong[1:] if at else wrong[:-1] + "1"
    nearer, farther = compared(name, wrong).visual.value, compared(name, two_wrong).visual.value
    assert nearer is not None
    assert farther is not None
    assert nearer >= farther - 1e-9


def test_double_identity_is_level_1_by_rule() -> None:
    goods = ({"class": 30, "text": "café"},)
    assert assess(compared("MAROC SERVICES", "MAROC SERVICES", goods=goods)).level == 1


def test_levels_are_a_function_of_the_probability() -> None:
    assert [level_of(p) for p in mark_weights().levels] == [1, 2, 3]
    assert level_of(0.0) == 4


def test_two_scripts_are_not_seen_side_by_side() -> None:
    found = compared("ZELLIGE", "الزليج")
    assert found.visual.value is None
    assert found.aural.value is not None


def test_invented_words_have_no_concept() -> None:
    assert compared("QXYRV", "ZELLIGE").conceptual.value is None
    assert compared("SOLEIL", "شمس").conceptual.value == 1.0
    assert compared("SOLEIL", "LUNE").conceptual.value == 0.0


def test_goods_not_given_count_as_identical_and_say_so() -> None:
    found = compare(entry("A"), entry("A", nice_classes=[9])).goods
    assert found.value == 1.0
    assert isinstance(found.evidence[0], GoodsPair)
    assert found.evidence[0].basis == "not_given"


def test_goods_of_the_earlier_right_not_known_are_not_compared() -> None:
    assert compare(entry("A", nice_classes=[9]), entry("A")).goods.value is None


def test_goods_by_terms_beat_the_class() -> None:
    mark = Mark("", "A", nice_classes=(30,), goods=(Goods("café", 30),))
    like = Mark("", "A", nice_classes=(43,), goods=(Goods("café", 43),))
    unlike = Mark("", "A", nice_classes=(12,), goods=(Goods("voitures", 12),))
    values = [compare(analyse(mark), analyse(other)).goods.value for other in (mark, like, unlike)]
    assert values[0] == 1.0 > values[1] >= 0.5, "the same word for other goods is not the same goods"
    assert values[2] is not None
    assert values[2] < 0.2


@given(NAMES, NAMES)
def test_every_position_is_in_exactly_one_span(a: str, b: str) -> None:
    for factor in compared(a, b).factors:
        for evidence in factor.evidence:
            if isinstance(evidence, Aligned):
                for side, string in (("proposed", evidence.proposed), ("earlier", evidence.earlier)):
                    spans = [getattr(span, side) for span in evidence.spans]
                    assert "".join(string[slice(*span)] for span in spans) == string


def test_weak_words_weigh_little_beside_strong_ones_only() -> None:
    known = Knowledge(counts=WordCounts(10_000, {}, {"services": 900, "atlas": 40}, {}))
    far = compare(entry("ATLAS SERVICES"), entry("KORVANE SERVICES"), known)
    near = compare(entry("ATLAS SERVICES"), entry("ATLAS"), known)
    assert near.visual.value > far.visual.value  # type: ignore[operator]
    assert any(isinstance(e, WeakWord) and e.word == "services" for e in far.distinctiveness.evidence)
    assert compare(entry("MAROC SERVICES"), entry("MAROC SERVICES"), known).visual.value == 1.0


def test_a_disclaimed_word_is_weak() -> None:
    disclaimed = entry("ARGAN ZELLIGE", disclaimed=["ARGAN"])
    assert disclaimed.signs[0].weights == (0.25, 1.0)


def test_ranking_leaves_evidence_out_and_changes_no_value() -> None:
    a, b = entry("ZELLIGE ATLAS"), entry("ZELLIJ SERVICES")
    full, bare = compare(a, b), compare(a, b, Knowledge(explained=False))
    assert [f.value for f in full.factors] == [f.value for f in bare.factors]
    assert not any(f.evidence for f in bare.factors if f.name != "goods")


def test_signs_that_cannot_be_compared_at_all_weigh_nothing() -> None:
    found = assess(compared("ZELLIGE", "한국", nice_classes=[9]))
    assert [f.value for f in found.factors[:3]] == [None, None, None]
    assert found.probability < 0.5


@given(NAMES, NAMES, NAMES)
def test_a_further_version_never_makes_signs_less_alike(asked: str, one: str, other: str) -> None:
    alone = assess(compared(asked, one, nice_classes=[9]))
    both = assess(compare(entry(asked, nice_classes=[9]), entry(one, nice_classes=[9], texts=[other])))
    comparable = alone.factors[0].value is not None or alone.factors[1].value is not None
    same_meaning = alone.factors[2].value is None and both.factors[2].value is None
    if comparable and same_meaning and asked != one:
        assert both.probability >= alone.probability - 1e-9
