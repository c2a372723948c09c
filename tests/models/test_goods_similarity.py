"""Similarity of goods: the scale of degrees holds for everyday terms, whichever side is proposed."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.records.mark import Activity, Goods, Mark
from corpora.tables.nice import class_relation, nice_classes
from models.goods.groups import group_relations, group_words, guessed_classes, named_groups
from models.goods.similarity import BY_CLASS, OTHER, SAME_CLASS, goods
from models.goods.terms import AVERAGE, HIGH, LOW, NONE, SAME_GROUP, degree_of, graded, words_closeness

CASES = Path(__file__).parents[2] / "benchmarks" / "cases" / "goods_pairs_development.csv"
CLASSES = st.integers(1, 45)


def mark(term: str, nice_class: int | None = None) -> Mark:
    classes = () if nice_class is None else (nice_class,)
    return Mark("", "x", nice_classes=classes, goods=(Goods(term, nice_class),) if term else ())


def value(a: Mark, b: Mark, closeness: Callable[[str, str], float] = words_closeness) -> float:
    found = goods(a, b, closeness).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ((("insurance", 36), ("banking", 36)), (("olive oil", 29), ("motor oil", 4))),
        ((("restaurant", 43), ("hotel", 43)), (("huile d'olive", 29), ("huile moteur", 4))),
        ((("bière", 32), ("eau minérale", 32)), (("bière", 32), ("couscous", 30))),
        ((("avocats frais", 31), ("légumes", 31)), (("avocats frais", 31), ("services d'avocats", 45))),
        ((("بلاط", 19), ("carrelage", 19)), (("بلاط", 19), ("حلويات", 30))),
        ((("café", 30), ("restaurant", 43)), (("glaces alimentaires", 30), ("miroirs (glaces)", 20))),
        ((("logiciels", 9), ("ordinateurs", 9)), (("logiciels", 9), ("lunettes", 9))),
    ],
)
def test_what_was_seen_wrong_stays_right(
    nearer: tuple[tuple[str, int], ...], farther: tuple[tuple[str, int], ...]
) -> None:
    assert value(*(mark(*side) for side in nearer)) > value(*(mark(*side) for side in farther)) + 0.1


def test_a_shared_word_without_classes_is_read_by_the_words_beside_it() -> None:
    assert degree_of(value(mark("avocats conservés"), mark("services d'avocats"))) == "none"
    assert degree_of(value(mark("huile d'olive"), mark("huile moteur"))) == "none"
    assert 45 in guessed_classes("services d'avocats")
    assert 45 not in guessed_classes("avocats conservés")


def test_one_word_in_two_languages_is_one_term() -> None:
    assert value(mark("خدمات بنكية", 36), mark("services bancaires", 36)) == 1.0
    assert value(mark("زرابي", 27), mark("tapis", 27)) == 1.0
    assert [n.group for n in named_groups("thé vert")] == ["tea"], "the article of English is not tea's name"


def test_everyday_terms_keep_their_degree() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    degrees = ("none", "low", "average", "high", "identical")
    off = []
    for row in rows:
        sides = [mark(row[f"term_{s}"], int(row[f"class_{s}"]) if row[f"class_{s}"] else None) for s in "ab"]
        off.append(abs(degrees.index(degree_of(value(*sides))) - degrees.index(row["degree"])))
    assert len(rows) >= 60
    assert sum(o == 0 for o in off) / len(off) > 0.8
    assert sum(o <= 1 for o in off) / len(off) > 0.95


TERMS = st.sampled_from(
    ["huile d'olive", "savon", "café", "services bancaires", "زيت", "shoes", "retail of shoes", "xyz", ""]
)
MARKS = st.builds(mark, TERMS, st.one_of(st.none(), CLASSES))


@given(MARKS, MARKS)
def test_either_side_may_be_proposed(a: Mark, b: Mark) -> None:
    if all(m.nice_classes or m.goods for m in (a, b)):
        assert goods(a, b).value == pytest.approx(goods(b, a).value)


@given(MARKS, MARKS, st.floats(0, 1), st.floats(0, 1))
def test_nearer_meaning_never_lowers_the_value(a: Mark, b: Mark, one: float, other: float) -> None:
    low, high = sorted((one, other))
    if a.goods and b.goods:
        assert value(a, b, lambda _a, _b: low) <= value(a, b, lambda _a, _b: high)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_scale_keeps_its_order_and_its_bounds(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert SAME_GROUP[0] <= graded(low, SAME_GROUP) <= graded(high, SAME_GROUP) <= SAME_GROUP[1]


@given(CLASSES, CLASSES)
def test_classes_alone_place_a_pair(a: int, b: int) -> None:
    expected = SAME_CLASS if a == b else BY_CLASS[class_relation(a, b)]
    assert value(mark("", a), mark("", b)) == expected
    assert class_relation(a, b) == class_relation(b, a)


def test_the_scale_is_named() -> None:
    assert [degree_of(v) for v in (1.0, HIGH, AVERAGE, LOW, NONE)] == ["identical", "high", "average", "low", "none"]
    assert degree_of(OTHER) == "none"


def test_retail_of_goods_is_near_the_goods_and_far_from_others() -> None:
    assert degree_of(value(mark("retail of shoes", 35), mark("shoes", 25))) == "average"
    assert degree_of(value(mark("retail of shoes", 35), mark("motor oil", 4))) == "none"


def test_an_activity_meets_classes() -> None:
    bakery = Mark("", "x", right="trade_name", activity=Activity("boulangerie"))
    assert value(bakery, mark("", 30)) > value(bakery, mark("", 12)) + 0.3


def test_tables_of_groups_are_whole() -> None:
    groups = {named.group: named.nice_class for of in group_words().values() for _, named in of}
    assert set(groups.values()) == set(nice_classes())
    for pair in group_relations():
        assert len(pair) == 2
        assert pair <= groups.keys(), pair
