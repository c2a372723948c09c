"""The register's distinct words with their sounds, searched exhaustively: every word that `models.words.closeness`
calls close.

Forms are the words of all marks and their compact forms. Readings are computed once, when the lexicon is built, and
stored with it; a reader opens arrays and one list of strings a table, nothing is computed anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from math import log
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexer.lexicon.scan import StringIndex
from indexer.lexicon.trigrams import TrigramIndex
from models.words.closeness import (
    CONTAINED,
    CONTAINED_SHARE,
    LETTERS_FLOOR,
    MEANT_SKELETON,
    SHORT,
    SKELETON_FLOOR,
    SOUND_DISCOUNT,
    SOUND_FLOOR,
    TRIGRAM_FLOOR,
    containment_closeness,
    ratio,
    short_closeness,
)
from models.words.phones import broad, skeleton
from models.words.readings import LANGUAGES, Reading, read_word, reading
from models.words.word import Word

WORD, COMPACT = 1, 2  # flags of a form: stands as a word in some mark; is the compact form of some version
_EPSILON = 1e-9
CACHED = 65_536  # forms whose readings are kept as objects; the rest stay in arrays
TABLES = ("broad", "broad_unwritten", "skeletons", "unwritten")
_CODES = tuple(language.code for language in LANGUAGES)
_Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Sounds:
    """Distinct sounds and who has them: string i is said by readings `readings[starts[i]:starts[i + 1]]`."""

    index: StringIndex
    starts: _Ints
    readings: _Ints

    @classmethod
    def build(cls, strings: list[str], readings: list[int]) -> "Sounds":
        """Return the table of the given strings, one for every reading (strings may repeat)."""
        index = StringIndex(strings)
        at = np.fromiter((index.position[s] for s in strings), np.int32, len(strings))
        order = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[order], np.arange(len(index.strings) + 1)).astype(np.int32)
        return cls(index, starts, np.asarray(readings, np.int32)[order])

    def said_by(self, at: int) -> list[int]:
        """Return the readings that sound like string `at`."""
        return self.readings[self.starts[at] : self.starts[at + 1]].tolist()  # type: ignore[no-any-return]


class Lexicon:
    """All forms of a register with flags and readings; `similar` finds the close ones, none missed."""

    def __init__(
        self,
        index: StringIndex,
        arrays: Mapping[str, NDArray[np.generic]],
        phones: list[str],
        tables: dict[str, Sounds],
    ) -> None:
        self.index = index
        self.trigrams = TrigramIndex(index.strings, index.starts)
        self.arrays = arrays
        self._phones = phones
        self._tables = tables
        # : The readings of a form: looked up when the register holds it, computed otherwise. The cache holds the
        # tables that it reads, not the
        #: lexicon: a circle would keep a replaced register in memory.
        self.readings = lru_cache(maxsize=CACHED)(partial(_readings_of, index, arrays, phones))

    @classmethod
    def build(cls, forms: Mapping[str, int]) -> "Lexicon":
        """Return the lexicon of forms with flags (`WORD`, `COMPACT`); reads every form once."""
        index = StringIndex(forms)
        phones: dict[str, int] = {}
        rows: list[tuple[int, int, int]] = []
        for at, form in enumerate(index.strings):
            for word_reading in read_word(form):
                code = 2 * _CODES.index(word_reading.language) + word_reading.vocalised
                rows.append((at, phones.setdefault(word_reading.phones, len(phones)), code))
        table = np.asarray(rows, np.int32).reshape(-1, 3)
        arrays: dict[str, NDArray[np.generic]] = {
            "flags": np.fromiter((forms[f] for f in index.strings), np.uint8, len(forms)),
            "starts": np.searchsorted(table[:, 0], np.arange(len(index.strings) + 1)).astype(np.int32),
            "form": table[:, 0].copy(),
            "phones": table[:, 1].copy(),
            "code": table[:, 2].astype(np.uint8),
        }
        return cls(index, arrays, list(phones), _tables(rows, list(phones)))

    def __len__(self) -> int:
        """Return the number of distinct forms."""
        return len(self.index.strings)

    def warm(self) -> None:
        """Make now what the first search would make."""
        self.trigrams.warm()
        for index in (self.index, *(table.index for table in self._tables.values())):
            index.warm()

    def is_word(self, at: int) -> bool:
        """Return whether form `at` stands as a word in some mark."""
        return bool(self.arrays["flags"][at] & WORD)

    def is_compact(self, at: int) -> bool:
        """Return whether form `at` is the compact form of some version."""
        return bool(self.arrays["flags"][at] & COMPACT)

    def crowd(self, bones: str) -> float:
        """Return how many readings of the register's words have these consonants, in [0, 1] by the logarithm."""
        table = self._tables["skeletons"]
        at = table.index.position.get(bones)
        count = 0 if at is None else int(table.starts[at + 1] - table.starts[at])
        return log(1 + count) / log(2 + len(table.readings))

    def similar(self, word: Word, least: float = 0.0) -> dict[int, float]:
        """Return every form that is close to a word: its index → `models.words.closeness.closeness`, in (0, 1].

        With `least`, what is less close may be left out, but for what is found by consonants (where one side leaves
        vowels out): those values run lower and say less.
        """
        close: dict[int, float] = {}
        self._by_letters(word.form, least, close)
        for word_reading in word.readings:
            self._by_sound(word_reading, least, close)
        position = self.index.position.get(word.form)
        if position is not None:
            close[position] = 1.0
        return close

    def _by_letters(self, form: str, least: float, matches: dict[int, float]) -> None:
        strings = self.index.strings
        for at, value in zip(*self.index.similar(form, max(LETTERS_FLOOR, least)), strict=True):
            _raise(matches, at, value)
        if 1 < len(form) <= SHORT:
            for at in self.index.within_changes(form, 2, SHORT):
                _raise(matches, at, short_closeness(form, strings[at]))
        for at, value in zip(*self.trigrams.similar(form, max(TRIGRAM_FLOOR, least)), strict=True):
            _raise(matches, at, value)
        if len(form) >= CONTAINED:
            for at in self.index.containing(form, int(len(form) / CONTAINED_SHARE + 1e-9)):
                _raise(matches, at, containment_closeness(form, strings[at]))
            for part in _parts(form):
                if (inside := self.index.position.get(part)) is not None:
                    _raise(matches, inside, containment_closeness(form, part))

    def _by_sound(self, reading: Reading, least: float, matches: dict[int, float]) -> None:
        sound, bones = reading.sound, reading.bones
        boned = len(bones) >= MEANT_SKELETON
        floor = max(SOUND_FLOOR, least / SOUND_DISCOUNT - _EPSILON)
        if len(sound) > 1 and floor <= 1.0:
            self._by_broad("broad", (sound, floor), matches, boneless=not reading.vocalised and boned)
            self._by_broad("broad_unwritten", (sound, floor), matches, boneless=boned)
        if boned:
            self._by_bones("unwritten" if reading.vocalised else "skeletons", bones, sound, matches)

    def _by_broad(
        self, name: str, sound_and_floor: tuple[str, float], matches: dict[int, float], *, boneless: bool
    ) -> None:
        """Raise what sounds alike by broad phones; `boneless` keeps only sounds whose consonants are too few to
        decide.
        """
        table = self._tables[name]
        form_of = self.arrays["form"]
        for at, value in zip(*table.index.similar(*sound_and_floor), strict=True):
            other = table.index.strings[at]
            if len(other) < 2 or (boneless and len(skeleton(other)) >= MEANT_SKELETON):
                continue
            for row in table.said_by(at):
                _raise(matches, int(form_of[row]), SOUND_DISCOUNT * value)

    def _by_bones(self, name: str, bones: str, sound: str, matches: dict[int, float]) -> None:
        table = self._tables[name]
        form_of = self.arrays["form"]
        for at, value in zip(*table.index.similar(bones, SKELETON_FLOOR), strict=True):
            if len(table.index.strings[at]) < MEANT_SKELETON:
                continue
            for row in table.said_by(at):
                other = broad(self._phones[int(self.arrays["phones"][row])])
                _raise(matches, int(form_of[row]), SOUND_DISCOUNT * (value + ratio(sound, other)) / 2)

    def save(self, path: Path) -> None:
        """Write the lexicon into one file (NumPy archive, no pickled objects)."""
        strings = {"forms": self.index.strings, "phone_strings": self._phones}
        arrays: dict[str, NDArray[np.generic]] = dict(self.arrays)
        for name, table in self._tables.items():
            strings[f"{name}_strings"] = table.index.strings
            arrays |= {f"{name}_starts": table.starts, f"{name}_readings": table.readings}
        packed = {name: np.frombuffer("\n".join(items).encode(), np.uint8) for name, items in strings.items()}
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays, **packed)

    @classmethod
    def load(cls, file: BinaryIO) -> "Lexicon":
        """Return the lexicon that `save` wrote."""
        with np.load(file, allow_pickle=False) as archive:
            stored = {name: archive[name] for name in archive.files}

        def strings(name: str) -> list[str]:
            text = stored.pop(name).tobytes().decode()
            return text.split("\n") if text else []

        tables = {
            name: Sounds(
                StringIndex.of_sorted(strings(f"{name}_strings")),
                stored.pop(f"{name}_starts"),
                stored.pop(f"{name}_readings"),
            )
            for name in TABLES
        }
        forms, phones = strings("forms"), strings("phone_strings")
        return cls(StringIndex.of_sorted(forms), stored, phones, tables)


def _tables(rows: list[tuple[int, int, int]], phones: list[str]) -> dict[str, Sounds]:
    numbered = list(enumerate(rows))
    written = [(phones[p], at) for at, (_, p, code) in numbered if code % 2]
    unwritten = [(phones[p], at) for at, (_, p, code) in numbered if not code % 2]
    all_phones = [(phones[p], at) for at, (_, p, _) in numbered]
    inputs = zip(
        TABLES, ((written, broad), (unwritten, broad), (all_phones, skeleton), (unwritten, skeleton)), strict=True
    )
    return {
        name: Sounds.build([heard(p) for p, _ in pairs], [at for _, at in pairs]) for name, (pairs, heard) in inputs
    }


def _readings_of(
    index: StringIndex, arrays: Mapping[str, NDArray[np.generic]], phones: list[str], form: str
) -> tuple[Reading, ...]:
    at = index.position.get(form)
    if at is None:
        return read_word(form)
    readings = []
    for row in range(int(arrays["starts"][at]), int(arrays["starts"][at + 1])):
        code = int(arrays["code"][row])
        readings.append(reading(_CODES[code // 2], phones[int(arrays["phones"][row])], bool(code % 2)))
    return tuple(readings)


def _raise(matches: dict[int, float], at: int, value: float) -> None:
    if value > matches.get(at, 0.0):
        matches[at] = value


def _parts(form: str) -> Iterable[str]:
    """Yield the proper parts of a word that are long enough to be contained in it."""
    least = max(CONTAINED, int(np.ceil(CONTAINED_SHARE * len(form) - 1e-9)))
    for length in range(least, len(form)):
        for start in range(len(form) - length + 1):
            yield form[start : start + length]
