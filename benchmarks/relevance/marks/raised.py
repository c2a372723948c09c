"""Rows that a search raises without a cause: names that nobody bears, and marks in Arabic letters searched as new.

Nobody disputes an invented name, and every mark of the register stands beside the others; so the fewer rows above
level 3 the better, as long as recall holds. The own record and others of the same text are left out.
"""

import random
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.data import read_all, register, register_files
from benchmarks.tables import markdown
from benchmarks.timed_marks import ROWS_READ
from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Reader
from models.words.text import words_of
from search_api.marks.clear import AnswerOptions, clear_mark

AS_OF = date(2026, 11, 1)
INVENTED = 200
CLASSES = (3, 25, 30, 43)
_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "ch",
    "br",
    "dr",
    "fl",
    "gr",
    "kr",
    "pl",
    "tr",
    "st",
]
_VOWELS = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ou", "ai"]
_CODAS = ["", "", "", "l", "n", "r", "s", "x"]
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CONSONANTS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LONG_VOWELS = ("ا", "و", "ي", "", "", "")
_ENDINGS = ("", "", "", "ة", "ي", "ان")


def invented_names(count: int = INVENTED, seed: int = 16) -> list[str]:
    """Return names of two to four syllables that mean nothing; the same ones for the same seed."""
    draw = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        syllables = [draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(draw.randint(2, 4))]
        names["".join(syllables) + draw.choice(_CODAS)] = None
    return [name.capitalize() for name in names]


def invented_arabic_names(count: int = INVENTED, seed: int = 17) -> list[str]:
    """Return names of three or four consonants, some with long vowels, that mean nothing; the same for a seed."""
    draw = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        letters = [draw.choice(_CONSONANTS) + draw.choice(_LONG_VOWELS) for _ in range(draw.randint(3, 4))]
        names["".join(letters) + draw.choice(_ENDINGS)] = None
    return list(names)


def per_level(reader: Reader, proposed: Mark) -> list[int]:
    """Return how many rows of a search stand at level 1, 2, 3 and 4; rows of the same words are left out."""
    counts = [0, 0, 0, 0]
    words = words_of(proposed.text)
    for row in clear_mark(proposed, Filters(), reader, AnswerOptions(AS_OF, limit=ROWS_READ)).results:
        if words_of(row.record.text) != words:
            counts[row.level - 1] += 1
    return counts


def run(folder: Path) -> Iterator[str]:
    """Yield the table: rows at level 1, and at 1 or 2, for each kind of name."""
    arabic = [mark for mark in read_all(register_files()) if _ARABIC.search(mark.text)]
    names = invented_names()
    searched: dict[str, Iterable[Mark]] = {
        "invented, no goods": [Mark("", name) for name in names],
        f"invented, classes {', '.join(map(str, CLASSES))}": [Mark("", name, nice_classes=CLASSES) for name in names],
        "invented, in Arabic letters, same classes": [
            Mark("", name, nice_classes=CLASSES) for name in invented_arabic_names()
        ],
        "marks in Arabic letters": [Mark(mark.id, mark.text) for mark in arabic],
    }
    with register(folder, []) as reader:
        yield f"## Rows raised without a cause ({reader.snapshot.count:,} records)\n"
        rows = []
        for kind, marks in searched.items():
            counts = np.array([per_level(reader, mark) for mark in marks])
            for title, raised in (("1", counts[:, 0]), ("1 or 2", counts[:, 0] + counts[:, 1])):
                figures = f"{raised.mean():.1f}", f"{np.median(raised):.0f}", f"{(raised == 0).mean():.2f}"
                rows.append([kind, len(counts), title, *figures])
        yield markdown(["names", "n", "level", "rows (mean)", "rows (median)", "names without any"], rows)
