"""Columns with what is looked up in them: numbers of forms, stems, texts, and how common the words are."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.columns.layout import Columns, Doubles, Ints, Strings
from models.signs.distinctiveness import COMMONEST, MEANT_REGISTER, WordCounts
from models.words.likeness import Crowd, nobody


def piece_code(piece: str) -> int:
    """Return three letters as one number."""
    a, b, c = map(ord, piece)
    return (a << 42) | (b << 21) | c


LEAST_CLASS = 200  # marks; a smaller class says nothing (`WordCounts.share`)


class ColumnIndex:
    """Columns opened for comparing; `counts` and `crowd` are those of the register that they belong to."""

    def __init__(self, columns: Columns, counts: WordCounts, crowd: Crowd = nobody) -> None:
        self.columns, self.counts, self.crowd = columns, counts, crowd
        self._in_class: dict[int, Ints] = {}

    @cached_property
    def form_number(self) -> dict[str, int]:
        """The number of every form."""
        return _numbers(self.columns.words.forms)

    @cached_property
    def stem_number(self) -> dict[str, int]:
        """The number of every stem and root."""
        return _numbers(self.columns.words.stems)

    @cached_property
    def code_number(self) -> dict[str, int]:
        """The number of every phonetic code."""
        return _numbers(self.columns.words.codes)

    @cached_property
    def acronym_number(self) -> dict[str, int]:
        """The number of every set of initials."""
        return _numbers(self.columns.signs.acronyms)

    @cached_property
    def script_number(self) -> dict[str, int]:
        """The number of every script."""
        return _numbers(self.columns.signs.scripts)

    @cached_property
    def text_number(self) -> dict[str, int]:
        """The number of every version's text."""
        return _numbers(self.columns.signs.texts)

    @cached_property
    def form_sizes(self) -> Ints:
        """The letters of every form."""
        forms = self.columns.words.forms
        return np.fromiter(map(len, forms), np.int32, len(forms))

    @cached_property
    def form_objects(self) -> NDArray[np.object_]:
        """The forms as an array, from which many are taken at once."""
        return _objects(self.columns.words.forms)

    @cached_property
    def sound_objects(self) -> NDArray[np.object_]:
        """The broad sounds of all readings, as `form_objects`."""
        return _objects(self.columns.words.sounds)

    @cached_property
    def ends(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first and the last three letters of every form as one number, -1 for a shorter one."""
        forms = self.columns.words.forms
        heads = (piece_code(form[:3]) if len(form) > 2 else -1 for form in forms)
        tails = (piece_code(form[-3:]) if len(form) > 2 else -1 for form in forms)
        return np.fromiter(heads, np.int64, len(forms)), np.fromiter(tails, np.int64, len(forms))

    @cached_property
    def bones_objects(self) -> NDArray[np.object_]:
        """The consonants of all readings, as `form_objects`."""
        return _objects(self.columns.words.bones)

    @cached_property
    def phones_objects(self) -> NDArray[np.object_]:
        """The phones of all readings, as `form_objects`."""
        return _objects(self.columns.words.phones)

    def crowds(self, readings: Ints) -> Doubles:
        """Return how many words of the register have the consonants of each reading (`Lexicon.crowd`)."""
        unknown = readings[self._crowds[readings] < 0]
        if len(unknown):
            self._crowds[unknown] = [self.crowd(bones) for bones in self.bones_objects[unknown].tolist()]
        return self._crowds[readings]

    @cached_property
    def _crowds(self) -> Doubles:
        return np.full(len(self.columns.words.bones), -1.0)

    @cached_property
    def _counted(self) -> Ints:
        words = self.counts.words
        forms = self.columns.words.forms
        return np.fromiter((words.get(form, 0) for form in forms), np.int32, len(forms))

    @cached_property
    def _by_class(self) -> dict[int, tuple[list[int], list[int]]]:
        number = self.form_number
        by_class: dict[int, tuple[list[int], list[int]]] = {}
        for form, classes in self.counts.class_words.items():
            at = number.get(form)
            if at is not None:
                for nice_class, count in classes.items():
                    places, values = by_class.setdefault(nice_class, ([], []))
                    places.append(at)
                    values.append(count)
        return by_class

    def warm(self) -> None:
        """Make now what the first search would make."""
        _ = self.form_number, self.stem_number, self.code_number, self.text_number, self.form_sizes
        _ = self.form_objects, self.sound_objects, self.bones_objects, self.phones_objects
        _ = self.ends, self.code_number, self.acronym_number, self._crowds, self._counted, self._by_class

    def rarity(self, forms: NDArray[np.intp]) -> Doubles:
        """Return how rare forms are, in (0, 1] (`WordCounts.rarity`)."""
        marks = self.counts.marks
        if marks < MEANT_REGISTER:
            return np.ones(len(forms))
        rarity: Doubles = np.maximum(COMMONEST, 1 - np.log(1 + self._counted[forms]) / np.log(marks))
        return rarity

    def shares(self, forms: NDArray[np.intp], classes: Iterable[int], own: NDArray[np.uint64]) -> Doubles:
        """Return the share of marks that hold each form: the largest of the register's, of `classes`, and of each
        form's own classes (bits), in [0, 1] (`WordCounts.share`).
        """
        shares: Doubles = self._counted[forms] / max(self.counts.marks, 1)
        everywhere = set(classes)
        present = int(np.bitwise_or.reduce(own)) if len(own) else 0
        for number, size in self.counts.per_class.items():
            if size < LEAST_CLASS or not (number in everywhere or present >> number & 1):
                continue
            of_class = self._of_class(number)[forms] / size
            if number not in everywhere:
                of_class = np.where(own >> np.uint64(number) & np.uint64(1), of_class, 0.0)
            shares = np.maximum(shares, of_class)
        return shares

    def _of_class(self, number: int) -> Ints:
        if number not in self._in_class:
            counts = np.zeros(len(self.columns.words.forms), np.int32)
            places, values = self._by_class.get(number, ([], []))
            counts[places] = values
            self._in_class[number] = counts
        return self._in_class[number]


def _numbers(strings: Strings) -> dict[str, int]:
    return {string: i for i, string in enumerate(strings)}


def _objects(strings: Strings) -> NDArray[np.object_]:
    objects = np.empty(len(strings), object)
    objects[:] = strings
    return objects
