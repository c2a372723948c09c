"""Words of trade that describe goods: of what kind, for whom, how good, and where from; our own tables.

`corpora/tables/trade_words.tsv` holds words by Nice class (`*` for any goods) with how descriptive they are;
a word with `-` at an end is what longer words begin or end with (BATI-, -TEX), and describes as a word of its own too.
`corpora/tables/places.txt` holds names of places and adjectives of origin.
"""

from collections import defaultdict
from functools import cache
from importlib.resources import files

from corpora.tables.nice import nice_classes
from corpora.tables.rows import rows
from models.goods.stems import stem
from models.words.text import words_of

ORIGIN = 0.7  # a place says where any goods may come from, and is now and then a name that says nothing of them
NAMED = 0.9  # a word that names goods by itself (`goods_groups.tsv`)
ByClass = dict[int, float]


@cache
def trade_words() -> dict[str, ByClass]:
    """Return by stem the classes whose goods a word describes, and how much, in (0, 1]."""
    table: dict[str, ByClass] = defaultdict(dict)
    for degree, numbers, words in rows("trade_words.tsv"):
        classes = list(nice_classes()) if numbers == "*" else [int(number) for number in numbers.split()]
        for word in words.split():
            _add(table, "".join(words_of(word)), classes, float(degree))
    for _, numbers, words in rows("goods_groups.tsv"):
        for word in words.split():
            if "_" not in word:
                _add(table, "".join(words_of(word)), [int(numbers)], NAMED)
    return dict(table)


def _add(table: dict[str, ByClass], form: str, classes: list[int], degree: float) -> None:
    for number in classes:
        of = table[stem(form)]
        of[number] = max(degree, of.get(number, 0.0))


@cache
def places() -> frozenset[str]:
    """Return the stems of words of origin; a name of several words is joined."""
    lines = files("corpora.tables").joinpath("places.txt").read_text("utf-8").splitlines()
    entries = (entry for line in lines if not line.startswith("#") for entry in line.split())
    return frozenset(stem("".join(words_of(entry.replace("_", " ")))) for entry in entries)
