"""Which words name or describe the goods of which Nice class, and how typically: counted in lists of terms.

The counts come from the alphabetical list of the classification (CC0-1.0) and from terms of EUIPO's open data, French
and English; `python -m models.goods.class_words FILE...` makes the table anew from such lists. A word in the head of
many terms of one class and of few others is typical of it; one that stands in every class (preparations) says little.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from math import exp, log
from pathlib import Path

from models.goods.stems import root, stem, telling_words
from models.words.concepts import cached_meaning

KEPT = "class_words.tsv.gz"
LEAST = 0.15  # typicality; a word that says less of a class is not kept for it
SPREAD = 8.0  # classes in which a word stands evenly; beyond, it tells less and less which goods are meant
SURE = 2.5  # terms with the word in their head from which its class is sure
TAIL, PART = 0.25, 0.6  # what a word counts behind "for" (what the goods serve), and behind "of" (what they are of)
_SERVES = re.compile(
    r"[\[(,;]|\b(?:for|pour|used|utilis\w+|destin\w+|except|other than|not|non|sauf|in relation|namely|relating)\b",
    re.I,
)
_PARTS = re.compile(r"\b(?:of|de|des|du|d|en|with|avec|à|a|from|containing|based|in|by)\b", re.I)

ClassWords = dict[str, dict[int, float]]
"""Stem → class → how typical of its goods, in (0, 1]."""


def _positions(term: str) -> Iterator[tuple[str, float]]:
    """Yield the stems of a term with what their place in it counts for."""
    cut = _SERVES.search(term, 1)
    head, tail = (term[: cut.start()], term[cut.start() :]) if cut else (term, "")
    parts = _PARTS.split(head)
    for weight, text in ((1.0, parts[0]), (PART, " ".join(parts[1:])), (TAIL, tail)):
        for word in telling_words(text):
            yield stem(word), weight


def counted(terms: Iterable[tuple[int, str]]) -> ClassWords:
    """Return the words of (class, term) with how typical they are of each class."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    sizes: Counter[int] = Counter()
    for number, term in terms:
        sizes[number] += 1
        best: dict[str, float] = {}
        for word, weight in _positions(term):
            best[word] = max(weight, best.get(word, 0.0))
        for word, weight in best.items():
            counts[word][number] += weight  # type: ignore[assignment]
    return {word: kept for word, of in counts.items() if (kept := _typical(of, sizes))}


def _typical(counts: Counter[int], sizes: Counter[int]) -> dict[int, float]:
    rates = {number: count / (sizes[number] + 50) for number, count in counts.items()}
    total, most = sum(rates.values()), max(rates.values())
    spread = exp(-sum(r / total * log(r / total) for r in rates.values()))
    telling = min(1.0, (SPREAD / spread) ** 1.5)
    values = {
        number: telling * min(1.0, 2 * rate / most) * min(1.0, 0.3 + 0.7 * counts[number] / SURE)
        for number, rate in rates.items()
    }
    return {number: round(value, 2) for number, value in values.items() if value >= LEAST}


_own_table: list[ClassWords] = []


def class_words() -> ClassWords:
    """Return the shipped table (`corpora/tables/class_words.tsv.gz`: stem, `class:typicality` pairs), or the one that
    this process was given instead.
    """
    return _own_table[0] if _own_table else _shipped()


@cached_meaning(1)
def word_families() -> ClassWords:
    """Return by the root of a family (`models.goods.stems.root`) what the table says of any of its words at most."""
    families: ClassWords = {}
    for word, of in class_words().items():
        if family := root(word):
            known = families.setdefault(family, {})
            known.update({number: max(value, known.get(number, 0.0)) for number, value in of.items()})
    return families


def use_class_words(table: ClassWords | None) -> None:
    """Take another table for this process, or with None the shipped one again: for measures on terms left out.

    What was read with the table before is forgotten by `models.words.concepts.use_table` alone, which must follow.
    """
    _own_table[:] = [] if table is None else [table]


@cache
def _shipped() -> ClassWords:
    with files("corpora.tables").joinpath(KEPT).open("rb") as file:
        return read_table(gzip.decompress(file.read()).decode("utf-8").splitlines())


def read_table(lines: Iterable[str]) -> ClassWords:
    """Return the table of lines; those that begin with # are comments."""
    table: ClassWords = {}
    for line in lines:
        if not line.startswith("#"):
            word, _, cells = line.partition("\t")
            table[word] = {int(n): float(v) for n, v in (cell.split(":") for cell in cells.split())}
    return table


def terms_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (class, term) of a list of terms: JSON lines with `class` and terms in `en`, `fr`."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield from ((int(row["class"]), row[key]) for key in ("en", "fr") if row.get(key))


def keep_class_words(paths: Iterable[Path]) -> None:
    """Count the terms of lists anew and keep the table with the other tables."""
    table = counted(term for path in paths for term in terms_of(path))
    lines = ["# stem, class:typicality; counted in the NCL alphabetical list (CC0-1.0) and terms of EUIPO's open data"]
    lines += [f"{w}\t{' '.join(f'{n}:{v:g}' for n, v in sorted(of.items()))}" for w, of in sorted(table.items())]
    path = Path(str(files("corpora.tables").joinpath(KEPT)))
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


if __name__ == "__main__":
    keep_class_words([Path(name) for name in sys.argv[1:]])
