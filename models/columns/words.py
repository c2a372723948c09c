"""Words as columns: forms, readings, and what look, sound and meaning take of them."""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.columns.growing import Grown, Numbers
from models.columns.layout import MAIN, MEANS, SEEN_OTHERWISE, TOLD, Doubles, WordColumns
from models.goods.descriptive import is_told, stems_of
from models.words.closeness import SHORT, rhythm
from models.words.concepts import main_words, senses_of
from models.words.likeness import IN_TURN, SPELLED, code_of, spoken_rhythm
from models.words.readings import Reading, plausibility
from models.words.text import as_seen
from models.words.weak import word_strengths
from models.words.word import Word


@lru_cache(maxsize=4_096)
def rhythm_number(vowels: tuple[bool, ...]) -> int:
    """Return a rhythm of two to four sounds as one number, 0 for others: a longer word is not lifted by it."""
    return 16 * len(vowels) + sum(1 << i for i, vowel in enumerate(vowels) if vowel) if 1 < len(vowels) <= SHORT else 0


def lift_rhythm(values: Doubles, vowels: tuple[bool, ...], rhythms: NDArray[np.uint8]) -> None:
    """Raise the values of short words whose vowels and consonants follow in one order."""
    lift = IN_TURN if all(x != y for x, y in pairwise(vowels)) else SPELLED
    same = rhythms == rhythm_number(vowels)
    values[same] += lift * (1 - values[same])


class WordBuilder:
    """Gives numbers to distinct words, forms and readings."""

    def __init__(self, old: WordColumns | None) -> None:
        self._grown = Grown(WordColumns, old)
        grown = self._grown
        self._forms = Numbers(grown.strings("forms"))
        self._stems, self._codes = Numbers(grown.strings("stems")), Numbers(grown.strings("codes"))
        self._words: dict[Word, int] = {}
        self._readings: dict[Reading, int] = {}

    def of(self, word: Word) -> int:
        """Return the number of a word."""
        number = self._words.get(word)
        if number is None:
            number = self._words[word] = self._grown.count("word_form")
            self._grown.add("word_form", self.form(word.form))
            self._grown.extend("word_reading", map(self._reading, word.readings))
            self._grown.end("reading_start", self._grown.count("word_reading"))
        return number

    def form(self, form: str) -> int:
        """Return the number of a form."""
        number = self._forms.get(form)
        return self._new_form(form) if number < 0 else number

    def _new_form(self, form: str) -> int:
        grown, seen = self._grown, as_seen(form)
        stem, root = stems_of(form)
        flags = TOLD * is_told(form) | MEANS * bool(senses_of(form)) | MAIN * bool(main_words(form))
        grown.add("form_flags", flags | SEEN_OTHERWISE * (seen != form))
        grown.add("form_weight", word_strengths((form,))[0])
        grown.add("form_stem", self._stems.of(stem))
        grown.add("form_root", self._stems.of(root) if root else -1)
        grown.add("form_rhythm", rhythm_number(rhythm(seen)))
        code = code_of(form)
        grown.add("form_code", self._codes.of(code) if code else -1)
        return self._forms.of(form)

    def _reading(self, reading: Reading) -> int:
        number = self._readings.get(reading)
        if number is None:
            grown = self._grown
            number = self._readings[reading] = grown.count("plausible")
            grown.strings("phones").append(reading.phones)
            grown.strings("sounds").append(reading.sound)
            grown.strings("bones").append(reading.bones)
            grown.add("plausible", plausibility(reading))
            grown.add("vocalised", reading.vocalised)
            short = spoken_rhythm(reading) if len(reading.phones) <= SHORT else ()
            grown.add("reading_rhythm", rhythm_number(short))
        return number

    def columns(self) -> WordColumns:
        """Return the words as arrays."""
        return self._grown.columns()
