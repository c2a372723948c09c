"""Groups of goods of one nature (beer, banking, tiles), the words that name them, and how similar two groups are.

Both tables are our own judgement (`corpora/tables/goods_groups.tsv`, `group_relations.tsv`). A term of goods belongs
to the groups whose words it holds, in any language of the dictionary; where a word names goods of several classes
(avocats) the class given for the term decides, or else its other words.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from corpora.tables.nice import MIXED_CLASSES, Degree, class_relation
from corpora.tables.rows import rows
from models.goods.class_words import class_words
from models.goods.stems import stem, telling_words
from models.words.concepts import cached_meaning, main_words, senses_of

PHRASE = 1.5  # what a phrase of several words counts beside a single word (huile_moteur beside huile)
SECOND = 0.6  # of the best class's score that another class of the same term needs
_FIRST_SENSE = 1.0


@dataclass(frozen=True, slots=True)
class Named:
    """A group that a term names, its class, and how surely: more for a phrase than for a word."""

    group: str
    nice_class: int
    sure: float


@cache
def group_words() -> dict[str, list[tuple[frozenset[str], Named]]]:
    """Return by one of their stems the words and phrases that name groups."""
    table: dict[str, list[tuple[frozenset[str], Named]]] = defaultdict(list)
    for name, number, words in rows("goods_groups.tsv"):
        for entry in words.split():
            stems = [stem(word) for word in telling_words(entry.replace("_", " "))]
            if stems:
                table[stems[0]].append((frozenset(stems), Named(name, int(number), PHRASE if stems[1:] else 1.0)))
    return dict(table)


@cache
def _by_concept() -> dict[int, set[Named]]:
    """Return the groups that single words name, by the concepts that these words stand for first."""
    table: dict[int, set[Named]] = defaultdict(set)
    for name, number, words in rows("goods_groups.tsv"):
        for entry in words.split():
            if "_" not in entry:
                for word in telling_words(entry):
                    for concept in first_concepts(word):
                        table[concept].add(Named(name, int(number), 1.0))
    return table


@cached_meaning(65_536)
def first_concepts(form: str) -> frozenset[int]:
    """Return the concepts that a folded word stands for first."""
    return frozenset(concept for concept, weight in senses_of(form).items() if weight >= _FIRST_SENSE)


@cache
def group_relations() -> dict[frozenset[str], Degree]:
    """Return the degree of every pair of groups that is listed."""
    return {frozenset(pair.split()): cast(Degree, degree) for degree, pair in rows("group_relations.tsv")}


@cached_meaning(32_768)
def named_groups(term: str) -> tuple[Named, ...]:
    """Return the groups that a term's words name; those named by a phrase alone where one is, and those named in
    another language where no word names one by itself.
    """
    words = telling_words(term)
    stems = {stem(word) for word in words}
    direct = [(w, [named for needed, named in group_words().get(stem(w), ()) if needed <= stems]) for w in words]
    if not any(named for _, named in direct):
        direct = [(w, [n for concept in first_concepts(w) for n in _by_concept().get(concept, ())]) for w in words]
    found = {named for word, all_named in direct for named in _in_context(word, all_named, words)}
    most = max((named.sure for named in found), default=0.0)
    return tuple(sorted((named for named in found if named.sure == most), key=lambda named: named.group))


def _in_context(word: str, named: list[Named], words: tuple[str, ...]) -> list[Named]:
    """Return of the groups that one word names those which the term's other words speak for (services d'avocats)."""
    if len({n.nice_class for n in named}) < 2:
        return named
    others = [word_classes(other) for other in words if other != word]
    speaks = {
        n.nice_class: sum(
            max((value * _NEAR.get(_relation(n.nice_class, c), 0.0) for c, value in of.items()), default=0.0)
            for of in others
        )
        for n in named
    }
    most = max(speaks.values())
    return [n for n in named if speaks[n.nice_class] == most]


_NEAR = {"same": 1.0, "high": 0.5, "average": 0.3}


def _relation(a: int, b: int) -> str:
    return "same" if a == b else class_relation(a, b)


@cached_meaning(32_768)
def guessed_classes(term: str) -> frozenset[int]:
    """Return the classes that a term's words speak for; empty when they speak for none."""
    scores: dict[int, float] = defaultdict(float)
    for word in telling_words(term):
        for number, value in word_classes(word).items():
            scores[number] += value
    for named in named_groups(term):
        scores[named.nice_class] += named.sure
    most = max(scores.values(), default=0.0)
    return frozenset(number for number, score in scores.items() if score >= max(SECOND * most, 0.5))


@cached_meaning(65_536)
def word_classes(form: str) -> dict[int, float]:
    """Return class → how typical a folded word is of its goods, in (0, 1]: by its stem, or by the words that mean the
    same where lists of goods do not hold it (Arabic, Spanish, Darija).
    """
    table = class_words()
    if known := table.get(stem(form)):
        return known
    values: dict[int, float] = {}
    for other in meant_words(form):
        for number, value in table.get(stem(other), {}).items():
            values[number] = max(value, values.get(number, 0.0))
    return values


@cached_meaning(65_536)
def meant_words(form: str) -> tuple[str, ...]:
    """Return the folded French and English words of the concepts that a word stands for first."""
    return tuple(word for pair in main_words(form) for word in pair if word and word != form)


def groups_degree(ours: Iterable[Named], theirs: Iterable[Named]) -> Degree | None:
    """Return the highest degree between two terms' groups: "high" for one group; None when a term has no group."""
    pairs = [(a, b) for a in ours for b in theirs]
    if not pairs:
        return None
    order: tuple[Degree, ...] = ("none", "low", "average", "high")
    return max((_degree(a, b) for a, b in pairs), key=order.index)


def _degree(a: Named, b: Named) -> Degree:
    if a.group == b.group:
        return "high"
    listed = group_relations().get(frozenset((a.group, b.group)))
    return listed or ("low" if a.nice_class == b.nice_class and a.nice_class not in MIXED_CLASSES else "none")
