"""The table of the words of two sides: how they look, sound and mean beside each other, computed at once and read pair
by pair.
"""

from collections.abc import Iterable, Sequence

from models.signs.entry import Entry, Sign
from models.words.concepts import senses_of
from models.words.likeness import BETTER, Crowd, hear, look_table, nobody, sound_table
from models.words.readings import Reading
from models.words.word import Word

MEANT = 0.85  # nearness of two words of which one is the other's translation: heard or seen they would be the same


class Likeness:
    """How the words of one side look, sound and mean beside those of the other (see the module)."""

    def __init__(self, proposed: Iterable[Word], earlier: Iterable[Word], crowd: Crowd = nobody) -> None:
        rows, columns = list(dict.fromkeys(proposed)), list(dict.fromkeys(earlier))
        self._row = {word: i for i, word in enumerate(rows)}
        self._column = {word: j for j, word in enumerate(columns)}
        self._looks = look_table([w.form for w in rows], [w.form for w in columns]).tolist()
        self._heard = hear(rows, columns, crowd)
        self._sounds = sound_table(rows, columns, self._heard).tolist()
        self._meanings = _meanings(rows, columns)
        self._pair: tuple[Sign | None, Sign | None] = (None, None)
        self._pair_places: tuple[list[int], list[int]] = ([], [])
        self._sounds_of: list[int] | None = None
        self._last_sounds: list[list[float]] = []

    def looks(self, a: Sign, b: Sign) -> list[list[float]]:
        """Return how alike the words of a proposed and an earlier sign look: one row per proposed word."""
        return self._part(self._looks, *self._places(a, b))

    def sounds(self, a: Sign, b: Sign) -> list[list[float]]:
        """Return how alike the words of a proposed and an earlier sign sound: one row per proposed word."""
        rows, columns = self._places(a, b)
        if self._sounds_of is not rows:  # asked for several times of one pair of signs
            self._sounds_of, self._last_sounds = rows, self._part(self._sounds, rows, columns)
        return self._last_sounds

    def meanings(self, a: Sign, b: Sign) -> dict[tuple[int, int], float]:
        """Return the places of the words that mean the same (proposed, earlier) and how surely, in (0, 1]."""
        if not self._meanings:
            return {}
        own, places = self._places(a, b)
        rows = [(i, columns) for i, row in enumerate(own) if (columns := self._meanings.get(row))]
        return {(i, j): columns[column] for i, columns in rows for j, column in enumerate(places) if column in columns}

    def nearness(self, a: Sign, b: Sign) -> list[list[float]] | None:
        """Return how near the words of two signs are: the best of look and sound together and of meaning, one row per
        proposed word; None when the signs can be compared neither by eye nor by ear, nor means a word the same.
        """
        table = self._looks_and_sounds(a, b)
        meanings = self.meanings(a, b)
        if not meanings:
            return table
        near = [[0.0] * len(b.words) for _ in a.words] if table is None else [list(row) for row in table]
        for (i, j), sure in meanings.items():
            near[i][j] = max(near[i][j], MEANT * sure)
        return near

    def _looks_and_sounds(self, a: Sign, b: Sign) -> list[list[float]] | None:
        readable = any(w.readings for w in a.words) and any(w.readings for w in b.words)
        sounds = self.sounds(a, b) if readable else None
        if a.script != b.script:
            return sounds
        looks = self.looks(a, b)
        if sounds is None:
            return looks
        return [
            [max(x, y) * BETTER + min(x, y) * (1 - BETTER) for x, y in zip(*rows, strict=True)]
            for rows in zip(looks, sounds, strict=True)
        ]

    def look_cores(self, a: Sign, b: Sign) -> float:
        """Return how alike the strong words of two signs look, each side's written as one word, in [0, 1]."""
        return self._looks[self._row[a.core]][self._column[b.core]]  # type: ignore[no-any-return]

    def sound_cores(self, a: Sign, b: Sign) -> float:
        """Return how alike the strong words of two signs sound, each side's said in one breath, in [0, 1]."""
        return self._sounds[self._row[a.core]][self._column[b.core]]  # type: ignore[no-any-return]

    def look_compacts(self, a: Sign, b: Sign) -> float:
        """Return how alike two signs look, each with all its words written as one, in [0, 1]."""
        return self._of_compacts(self._looks, a, b)

    def sound_compacts(self, a: Sign, b: Sign) -> float:
        """Return how alike two signs sound, each with all its words said in one breath, in [0, 1]."""
        return self._of_compacts(self._sounds, a, b)

    def _of_compacts(self, table: list[list[float]], a: Sign, b: Sign) -> float:
        """Return a value of two compact forms; 0 where one was not asked for (`entry_words`)."""
        row, column = self._row.get(a.compact), self._column.get(b.compact)
        return 0.0 if row is None or column is None else table[row][column]

    def best_readings(self, a: Word, b: Word) -> tuple[Reading, Reading] | None:
        """Return the readings of a proposed and an earlier word that sound most alike; None when one cannot be read."""
        return self._heard.best(self._row[a], self._column[b])

    def _places(self, a: Sign, b: Sign) -> tuple[list[int], list[int]]:
        """Return the rows and the columns of two signs' words; kept for the pair that was asked for last."""
        if self._pair[0] is not a or self._pair[1] is not b:
            self._pair = a, b
            self._pair_places = [self._row[word] for word in a.words], [self._column[word] for word in b.words]
        return self._pair_places

    def _part(self, table: list[list[float]], rows: list[int], columns: list[int]) -> list[list[float]]:
        if len(columns) == 1:
            column = columns[0]
            return [[table[row][column]] for row in rows]
        return [[row[j] for j in columns] for row in map(table.__getitem__, rows)]


def _meanings(rows: Sequence[Word], columns: Sequence[Word]) -> dict[int, dict[int, float]]:
    """Return for the row of a word the columns of words that mean the same, with how surely."""
    by_concept: dict[int, list[tuple[int, float]]] = {}
    for column, word in enumerate(columns):
        for concept, weight in senses_of(word.form).items():
            by_concept.setdefault(concept, []).append((column, weight))
    meanings: dict[int, dict[int, float]] = {}
    for row, word in enumerate(rows):
        for concept, weight in senses_of(word.form).items():
            for column, other in by_concept.get(concept, ()):
                same = meanings.setdefault(row, {})
                same[column] = max(min(weight, other), same.get(column, 0.0))
    return meanings


def entry_words(entries: Iterable[Entry], *, compact: bool = False) -> Iterable[Word]:
    """Yield the words and cores of entries, for a `Likeness`; with `compact` also each sign's words written as one, by
    which a sign of one word is compared with one of several.
    """
    for entry in entries:
        for sign in entry.signs:
            yield from sign.words
            yield sign.core
            if compact:
                yield sign.compact
