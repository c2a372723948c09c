"""Readings of candidates as columns beside readings of the proposed words: `models.words.likeness.reading_table`."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from models.columns.index import ColumnIndex
from models.columns.layout import Bytes, Doubles, Ints, WordColumns
from models.columns.words import lift_rhythm
from models.words.alignment import phone_similarities
from models.words.closeness import SHORT
from models.words.likeness import (
    AS_WRITTEN,
    BARELY,
    BY_SKELETON,
    FAR,
    IN_LATIN_LETTERS,
    WORTH_ALIGNING,
    Crowd,
    spoken_rhythm,
)
from models.words.readings import Reading, plausibility


class SoundColumns(NamedTuple):
    """The readings of candidates' words: those of the register, then those of words beside it."""

    register: ColumnIndex
    readings: Ints
    beside: WordColumns
    beside_readings: Ints
    sounds: list[str]
    vocalised: NDArray[np.bool_]
    plausible: Doubles
    rhythm: Bytes

    @classmethod
    def chosen(cls, index: ColumnIndex, readings: Ints, beside: WordColumns, extra: Ints) -> "SoundColumns":
        """Return the columns of some readings of the register, then of some of words beside it."""
        words = index.columns.words
        return cls(
            index,
            readings,
            beside,
            extra,
            [*index.sound_objects[readings].tolist(), *(beside.sounds[i] for i in extra.tolist())],
            np.concatenate([words.vocalised[readings], beside.vocalised[extra]]),
            np.concatenate([words.plausible[readings], beside.plausible[extra]]),
            np.concatenate([words.reading_rhythm[readings], beside.reading_rhythm[extra]]),
        )

    def phones(self, at: NDArray[np.intp]) -> list[str]:
        """Return the phones of the readings at some places."""
        return self._strings(at, self.register.phones_objects, self.beside.phones)

    def bones(self, at: NDArray[np.intp]) -> list[str]:
        """Return the consonants of the readings at some places."""
        return self._strings(at, self.register.bones_objects, self.beside.bones)

    def crowds(self, at: NDArray[np.intp]) -> Doubles:
        """Return how crowded the consonants of the readings at some places are."""
        count = len(self.readings)
        own, extra = at < count, self.beside_readings.tolist()
        values = np.empty(len(at))
        values[own] = self.register.crowds(self.readings[at[own]])
        values[~own] = [self.register.crowd(self.beside.bones[extra[i - count]]) for i in at[~own].tolist()]
        return values

    def _strings(self, at: NDArray[np.intp], own: NDArray[np.object_], beside: list[str]) -> list[str]:
        count = len(self.readings)
        stored = at < count
        strings = np.empty(len(at), object)
        strings[stored] = own[self.readings[at[stored]]]
        extra = self.beside_readings.tolist()
        strings[~stored] = [beside[extra[i - count]] for i in at[~stored].tolist()]
        found: list[str] = strings.tolist()
        return found


def reading_likeness(ours: Sequence[Reading], theirs: SoundColumns, crowd: Crowd) -> Doubles:
    """Return how alike readings sound, in [0, 1] (see `models.words.likeness.reading_table`)."""
    rough = process.cdist([r.sound for r in ours], theirs.sounds, scorer=Indel.normalized_similarity, dtype=np.float64)
    written_a, written_b = np.array([r.vocalised for r in ours], bool), theirs.vocalised
    _roughly_by_bones(rough, ours, theirs, written_a)
    likeness: Doubles = FAR * rough
    rows, columns = np.nonzero(rough >= WORTH_ALIGNING)
    pairs_a = [ours[i].phones for i in rows.tolist()]
    pairs_b = theirs.phones(columns)
    likeness[rows, columns] = phone_similarities(pairs_a, pairs_b, written_a[rows], written_b[columns])
    crossing = np.flatnonzero(written_a[rows] != written_b[columns])
    if len(crossing):
        at = rows[crossing], columns[crossing]
        plain = [[side[i].translate(IN_LATIN_LETTERS) for i in crossing.tolist()] for side in (pairs_a, pairs_b)]
        as_written = AS_WRITTEN * phone_similarities(plain[0], plain[1], written_a[at[0]], written_b[at[1]])
        likeness[at] = np.maximum(likeness[at], as_written)
    _lower_crowded(likeness, ours, theirs, crowd)
    likeness *= np.minimum.outer(np.array([plausibility(r) for r in ours]), theirs.plausible)
    for i, reading in enumerate(ours):
        vowels = spoken_rhythm(reading) if len(reading.phones) <= SHORT else ()
        if 1 < len(vowels) <= SHORT:
            lift_rhythm(likeness[i], vowels, theirs.rhythm)
    return likeness


def _roughly_by_bones(
    rough: Doubles, ours: Sequence[Reading], theirs: SoundColumns, written: NDArray[np.bool_]
) -> None:
    """Raise the ratios where one side leaves vowels out to those of the consonants."""
    for rows, columns in (
        (np.flatnonzero(~written), np.arange(len(theirs.vocalised))),
        (np.flatnonzero(written), np.flatnonzero(~theirs.vocalised)),
    ):
        if len(rows) and len(columns):
            bones_a, bones_b = [ours[i].bones for i in rows.tolist()], theirs.bones(columns)
            ratios = process.cdist(bones_a, bones_b, scorer=Indel.normalized_similarity, dtype=np.float64)
            both = np.logical_and.outer([bool(b) for b in bones_a], [bool(b) for b in bones_b])
            at = np.ix_(rows, columns)
            rough[at] = np.where(both, np.maximum(rough[at], ratios), rough[at])


def _lower_crowded(likeness: Doubles, ours: Sequence[Reading], theirs: SoundColumns, crowd: Crowd) -> None:
    """Lower what crosses from a side that writes vowels to one that does not, where a crowd shares the consonants."""
    crowded_b: Doubles | None = None
    silent = np.flatnonzero(~theirs.vocalised)
    spoken = np.flatnonzero(theirs.vocalised)
    for i, reading in enumerate(ours):
        if reading.vocalised:
            if not len(silent):
                continue
            if crowded_b is None:
                crowded_b = theirs.crowds(silent)
            at, crowded = silent, crowded_b
        else:
            at, crowded = spoken, np.full(len(spoken), crowd(reading.bones))
        crowded = crowded * np.minimum(1.0, (1 - likeness[i, at]) / BARELY)
        likeness[i, at] *= 1 - BY_SKELETON * crowded
