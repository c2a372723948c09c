"""How the words of two signs look and sound beside each other, computed at once and read pair by pair."""

from collections.abc import Iterable, Sequence

from models.signs.entry import Entry, Sign
from models.words.likeness import hear, look_table, sound_table
from models.words.readings import Reading
from models.words.word import Word


class Likeness:
    """How the words of one side look and sound beside those of the other, computed at once and read pair by pair."""

    def __init__(self, proposed: Iterable[Word], earlier: Iterable[Word]) -> None:
        rows, columns = list(dict.fromkeys(proposed)), list(dict.fromkeys(earlier))
        self._row = {word: i for i, word in enumerate(rows)}
        self._column = {word: j for j, word in enumerate(columns)}
        self._looks = look_table([w.form for w in rows], [w.form for w in columns]).tolist()
        self._heard = hear(rows, columns)
        self._sounds = sound_table(rows, columns, self._heard).tolist()

    def looks(self, a: Sign, b: Sign) -> list[list[float]]:
        """Return how alike the words of a proposed and an earlier sign look: one row per proposed word."""
        return self._part(self._looks, a.words, b.words)

    def sounds(self, a: Sign, b: Sign) -> list[list[float]]:
        """Return how alike the words of a proposed and an earlier sign sound: one row per proposed word."""
        return self._part(self._sounds, a.words, b.words)

    def look_cores(self, a: Sign, b: Sign) -> float:
        """Return how alike the strong words of two signs look, each side's written as one word, in [0, 1]."""
        return self._looks[self._row[a.core]][self._column[b.core]]  # type: ignore[no-any-return]

    def sound_cores(self, a: Sign, b: Sign) -> float:
        """Return how alike the strong words of two signs sound, each side's said in one breath, in [0, 1]."""
        return self._sounds[self._row[a.core]][self._column[b.core]]  # type: ignore[no-any-return]

    def best_readings(self, a: Word, b: Word) -> tuple[Reading, Reading] | None:
        """Return the readings of a proposed and an earlier word that sound most alike; None when one cannot be read."""
        return self._heard.best(self._row[a], self._column[b])

    def _part(self, table: list[list[float]], a: Sequence[Word], b: Sequence[Word]) -> list[list[float]]:
        columns = [self._column[word] for word in b]
        return [[row[j] for j in columns] for row in (table[self._row[word]] for word in a)]


def entry_words(entries: Iterable[Entry]) -> Iterable[Word]:
    """Yield the words and cores of entries, for a `Likeness`."""
    for entry in entries:
        for sign in entry.signs:
            yield from sign.words
            yield sign.core
