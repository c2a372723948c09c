"""The words of a proposed mark beside the distinct words of all candidates: `look_table`, `sound_table` and meanings,
read from columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel, Prefix

from models.columns.index import ColumnIndex, piece_code
from models.columns.layout import MEANS, SEEN_OTHERWISE, Doubles, spread
from models.columns.sounds import SoundColumns, reading_likeness
from models.columns.words import WordBuilder, lift_rhythm
from models.signs.contained import MEANT_LETTERS, in_compound
from models.words.closeness import SHORT, rhythm
from models.words.concepts import same_stem, senses_of
from models.words.likeness import AS_GOOD_AS, BEGINNING, LENGTH, LETTERS, SAME_CODE, code_of
from models.words.text import as_seen
from models.words.word import Word

Places = NDArray[np.intp]


class WordTables:
    """How proposed words look, sound and mean beside words of candidates.

    A row stands for a proposed word (`row`), a column for a distinct word of the candidates: those of the register by
    their number (`column`), others (cores that no record has by its own goods) behind them in the order of `extra`.
    """

    def __init__(self, index: ColumnIndex, proposed: Iterable[Word], words: Places, extra: Sequence[Word]) -> None:
        self._index = index
        self.proposed = list(dict.fromkeys(proposed))
        self.row = {word: i for i, word in enumerate(self.proposed)}
        self._words = np.unique(words)
        self._place = np.zeros(len(index.columns.words.word_form), np.int32)
        self._place[self._words] = np.arange(len(self._words))
        self._extra = extra
        self.needed = np.ones((len(self.proposed), len(self._words) + len(extra)), bool)
        builder = WordBuilder(None)
        self._extra_word = np.array([builder.of(word) for word in extra], np.intp)
        self._beside = builder.columns()
        table = index.columns.words
        self._form_of = table.word_form[self._words].astype(np.intp)
        self.forms: list[str] = [*index.form_objects[self._form_of].tolist(), *(word.form for word in extra)]
        beside = [builder.form(word.form) for word in extra]
        self._flags = np.concatenate([table.form_flags[self._form_of], self._beside.form_flags[beside]])
        self._rhythm = np.concatenate([table.form_rhythm[self._form_of], self._beside.form_rhythm[beside]])
        self.same = np.zeros((len(self.proposed), len(self.forms)), bool)
        number = index.form_number
        for i, word in enumerate(self.proposed):
            self.same[i, : len(self._words)] = self._form_of == number.get(word.form, -1)
            self.same[i, len(self._words) :] = [other.form == word.form for other in extra]

    def column(self, words: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the columns of words of the register, which must be among those given."""
        return self._place[words]

    @property
    def extra_column(self) -> int:
        """The column of the first extra word."""
        return len(self._words)

    def _blocks(self) -> Iterator[tuple[list[int], Places]]:
        """Yield rows with the columns in which they are read: words meet words, cores meet cores."""
        rows: dict[bytes, list[int]] = {}
        for i, needed in enumerate(self.needed):
            rows.setdefault(needed.tobytes(), []).append(i)
        for alike in rows.values():
            yield alike, np.flatnonzero(self.needed[alike[0]])

    @cached_property
    def looks(self) -> Doubles:
        """How alike the words look (`models.words.likeness.look_table`); 0 where they are not read."""
        ours = [as_seen(word.form) for word in self.proposed]
        theirs = np.empty(len(self.forms), object)
        theirs[:] = self.forms
        for at in np.flatnonzero(self._flags & SEEN_OTHERWISE).tolist():
            theirs[at] = as_seen(theirs[at])
        table = np.zeros(self.same.shape)
        for rows, columns in self._blocks():
            forms = [ours[i] for i in rows]
            table[np.array(rows)[:, None], columns] = _looks(forms, theirs[columns].tolist(), self._rhythm[columns])
        table[self.same] = 1.0
        return table

    @cached_property
    def sounds(self) -> Doubles:
        """How alike the words sound (`models.words.likeness.sound_table`); whether they are the same where they are
        not read.
        """
        table = self.same.astype(np.float64)
        words, beside = self._index.columns.words, self._beside
        for alike, columns in self._blocks():
            rows = [i for i in alike if self.proposed[i].readings]
            of_register = columns < self.extra_column
            numbers, begins = spread(words.reading_start, self._words[columns[of_register]])
            extra, ends = spread(beside.reading_start, self._extra_word[columns[~of_register] - self.extra_column])
            begins = np.concatenate([begins, begins[-1] + ends[1:]])
            readable = np.flatnonzero(np.diff(begins))
            if rows and len(readable):
                theirs = SoundColumns.chosen(
                    self._index, words.word_reading[numbers], beside, beside.word_reading[extra]
                )
                flat = [reading for i in rows for reading in self.proposed[i].readings]
                likeness = reading_likeness(flat, theirs, self._index.crowd)
                starts = np.cumsum([0, *(len(self.proposed[i].readings) for i in rows[:-1])])
                best = np.maximum.reduceat(np.maximum.reduceat(likeness, begins[readable], axis=1), starts, axis=0)
                table[np.array(rows)[:, None], columns[readable]] = best
        self._lift_codes(table)
        return table

    def _lift_codes(self, table: Doubles) -> None:
        words = self._index.columns.words
        codes = words.form_code[self._form_of]
        for i, word in enumerate(self.proposed):
            if code := code_of(word.form):
                at: list[int] = [
                    j for j, other in enumerate(self._extra, self.extra_column) if code_of(other.form) == code
                ]
                number = self._index.code_number.get(code)
                if number is not None:
                    at += np.flatnonzero(codes == number).tolist()
                table[i, at] = np.maximum(table[i, at], SAME_CODE)

    @cached_property
    def readable(self) -> NDArray[np.bool_]:
        """Whether each candidate's word can be read aloud."""
        own = np.diff(self._index.columns.words.reading_start)[self._words] > 0
        return np.concatenate([own, np.array([bool(word.readings) for word in self._extra], bool)])

    @cached_property
    def meanings(self) -> Doubles | None:
        """How surely words mean the same, 0 for those that do not; None where no two words do."""
        senses = [(i, known) for i, word in enumerate(self.proposed) if (known := senses_of(word.form))]
        table = np.zeros(self.same.shape)
        for j in np.flatnonzero(self._flags & MEANS).tolist() if senses else ():
            theirs = senses_of(self.forms[j])
            for i, ours in senses:
                for concept in ours.keys() & theirs.keys():
                    table[i, j] = max(table[i, j], min(ours[concept], theirs[concept]))
        return table if table.any() else None

    @cached_property
    def compounds(self) -> tuple[Doubles, Doubles]:
        """What a proposed word counts that stands in one of theirs, and what one of theirs counts in a proposed one."""
        ours_in, theirs_in = np.zeros(self.same.shape), np.zeros(self.same.shape)
        forms = self.forms
        for i, word in enumerate(self.proposed):
            form = word.form
            for j in self._holding(form) if len(form) >= MEANT_LETTERS else ():
                ours_in[i, j] = in_compound(form, forms[j])
            for size in range(MEANT_LETTERS, len(form) - 1):
                for part in {form[:size], form[-size:]}:
                    if value := in_compound(part, form):
                        theirs_in[i, self._columns_of(part)] = value
        return ours_in, theirs_in

    def _columns_of(self, form: str) -> list[int]:
        """Return the columns of words of a form."""
        number = self._index.form_number.get(form, -1)
        beside = [j for j, other in enumerate(self._extra, self.extra_column) if other.form == form]
        return [*np.flatnonzero(self._form_of == number).tolist(), *beside]

    def _holding(self, form: str) -> list[int]:
        """Return the columns of forms that may begin or end with one of three letters or more."""
        heads, tails = self._index.ends
        at = np.flatnonzero(
            (heads[self._form_of] == piece_code(form[:3])) | (tails[self._form_of] == piece_code(form[-3:]))
        )
        return [*at.tolist(), *range(self.extra_column, len(self.forms))]

    @cached_property
    def stems_shared(self) -> NDArray[np.bool_]:
        """Which words that mean the same are one but for an article or an ending."""
        found = np.zeros(self.same.shape, bool)
        if self.meanings is not None:
            for i, j in zip(*np.nonzero(self.meanings), strict=True):
                found[i, j] = same_stem(self.proposed[i].form, self.forms[j])
        return found

    def one_stem(self, rows: Places, columns: Places, where: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which of some cells are two words that are one but for an article or an ending."""
        found = np.zeros(where.shape, bool)
        for i, j in zip(*np.nonzero(where), strict=True):
            found[i, j] = same_stem(self.proposed[int(rows[i, 0])].form, self.forms[int(columns[0, j])])
        return found


def _looks(ours: list[str], theirs: list[str], rhythms: NDArray[np.uint8]) -> Doubles:
    """Return how alike forms look as they are seen, the same form aside."""
    sizes_a, sizes_b = (np.fromiter(map(len, side), np.float64, len(side)) for side in (ours, theirs))
    longest = np.maximum(np.maximum.outer(sizes_a, sizes_b), 1.0)
    table: Doubles = LETTERS * process.cdist(ours, theirs, scorer=Indel.normalized_similarity, dtype=np.float64)
    table += BEGINNING * (process.cdist(ours, theirs, scorer=Prefix.similarity, dtype=np.uint32) / longest)
    table += LENGTH * np.minimum.outer(sizes_a, sizes_b) / longest
    for i, form in enumerate(ours):
        vowels = rhythm(form)
        if 1 < len(vowels) <= SHORT:
            lift_rhythm(table[i], vowels, rhythms)
    return np.minimum(table, AS_GOOD_AS)
