"""The table of the words of two sides: how they look, sound and mean beside each other, computed at once and read pair
by pair.
"""

from collections.abc import Iterable, Sequence

from models.signs.entry import Entry, Sign
from models.words.concepts import senses_of
from models.words.likeness import BETTER, hear, look_table, sound_table
from models.words.readings import Reading
from models.words.word import Word

MEANT = 0.9  # nearness of two words of which one is the other's translation: heard or seen they would be the same


class Likeness:
    """How the words of one side look, sound and mean beside those of the other (see the module)."""

    def __init__(self, proposed: Iterable[Word], earlier: Iterable[Word]) -> None:
        rows, columns = list(dict.fromkeys(proposed)), list(dict.fromkeys(earlier))
        self._row = {word: i for i, word in enumerate(rows)}
        self._column = {word: j for j, word in enumerate(columns)}
        self._looks = look_table([w.form for w in rows], [w.form for w in columns]).tolist()
        self._heard = hear(rows, columns)
        self._sounds = sound_table(rows, columns, self._heard).tolist()
        self._meanings = _meanings(rows, columns)

    def looks(self, a: Sign, b: Sign) -> list[list[float]]:
        """Return how alike the words of a proposed and an earlier sign look: one row per proposed word."""
        return self._part(self._looks, a.words, b.words)

    def sounds(self, a: Sign, b: Sign) -> list[list[float]]:
        """Return how alike the words of a proposed and an earlier sign sound: one row per proposed word."""
        return self._part(self._sounds, a.words, b.words)

    def meanings(self, a: Sign, b: Sign) -> dict[tuple[int, int], float]:
        """Return the places of the words that mean the same (proposed, earlier) and how surely, in (0, 1]."""
        rows = [(i, columns) for i, word in enumerate(a.words) if (columns := self._meanings.get(self._row[word]))]
        if not rows:
            return {}
        places = [self._column[word] for word in b.words]
        return {(i, j): columns[column] for i, columns in rows for j, column in enumerate(places) if column in columns}

    def nearness(self, a: Sign, b: Sign) -> list[list[float]] | None:
        """Return how near the words of two signs are: the best of look and sound together and of meaning, one row per
        proposed word; None when the signs can be compared neither by eye nor by ear, nor means a word the same.
        """
        table = self._looks_and_sounds(a, b)
        meanings = self.meanings(a, b)
        if table is None and meanings:
            table = [[0.0] * len(b.words) for _ in a.words]
        if table is not None:
            for (i, j), sure in meanings.items():
                table[i][j] = max(table[i][j], MEANT * sure)
        return table

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

    def _part(self, table: list[list[float]], a: Sequence[Word], b: Sequence[Word]) -> list[list[float]]:
        columns = [self._column[word] for word in b]
        return [[row[j] for j in columns] for row in (table[self._row[word]] for word in a)]


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
