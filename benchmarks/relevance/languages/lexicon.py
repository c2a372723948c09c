"""The dictionary by itself: how much of the words of trade it knows, which translations it makes, which it must not.

The lists are ours, written by someone who had not seen the dictionary: 2,000 French and 1,000 Arabic words of trade,
300 translations as names use them, 300 pairs that a careless dictionary would join (`benchmarks/cases`). They are
split by word: look at what is missing in the development half only.
"""

import csv
from collections.abc import Iterator

from benchmarks.data import HERE, half_of
from benchmarks.tables import markdown, mean_with_interval
from corpora.records.mark import Mark
from models.signs.entry import analyse
from models.signs.likeness import Likeness, entry_words
from models.words.concepts import senses_of
from models.words.text import words_of

CASES = HERE / "cases"


def known(word: str) -> bool:
    """Return whether the dictionary knows a word of trade, or every word of a phrase."""
    words = words_of(word)
    return bool(senses_of("".join(words))) or all(map(senses_of, words))


def sureness(a: str, b: str) -> float:
    """Return how surely two words mean the same by the dictionary, in [0, 1]; 0 when it does not say so."""
    ours, theirs = analyse(Mark("", a)), analyse(Mark("", b))
    words = Likeness(entry_words([ours]), entry_words([theirs]))
    return max((sure for x in ours.signs for y in theirs.signs for sure in words.meanings(x, y).values()), default=0.0)


def run() -> Iterator[str]:
    """Yield coverage, translations made and false friends joined, each half apart, and what the development half
    misses.
    """
    rows, missing = [], []
    for name, title in (("fr", "French words of trade"), ("ar", "Arabic words of trade")):
        listed = (CASES / f"trade_words_{name}.txt").read_text("utf-8").split("\n")
        words = [word for word in listed if word.strip()]
        rows += [[f"{title}: known", *_cells({w: float(known(w)) for w in words})]]
        missing += [w for w in words if half_of(w) == "development" and not known(w)]
    wrong = []
    for file, title, wanted in (
        ("word_translations", "translations: made", True),
        ("false_friends", "false friends: joined", False),
    ):
        with (CASES / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
            pairs = [(row["a"], row["b"]) for row in csv.DictReader(stream)]
        made = {f"{a} {b}": float(sureness(a, b) > 0) for a, b in pairs}
        rows += [[title, *_cells(made)]]
        wrong += [
            f"{a} / {b}" for a, b in pairs if half_of(f"{a} {b}") == "development" and bool(made[f"{a} {b}"]) != wanted
        ]
    yield "## The dictionary\n"
    yield markdown(["what", "n", "development", "test"], rows)
    yield f"### Missed in the development half ({len(missing)} words, {len(wrong)} pairs)\n"
    yield ", ".join(missing) + "\n\n" + "; ".join(wrong) + "\n"


def _cells(values: dict[str, float]) -> list[str]:
    halves = {name: {k: v for k, v in values.items() if half_of(k) == name} for name in ("development", "test")}
    return [str(len(values)), *(mean_with_interval(list(half.values()), list(half)) for half in halves.values())]
