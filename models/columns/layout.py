"""Columns: what comparing needs of every record, computed once when it is indexed and read as arrays.

    records → signs (versions) → occurrences (words in order) → words (form and readings) → forms, readings

A record's signs, and a sign's occurrences, stand one behind the other; `*_start[i]:*_start[i + 1]` are those of i.
What depends on the proposed mark or on the register's counts is not here: see `models.columns.weights`.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Doubles = NDArray[np.float64]
Strings = list[str]

TOLD, MEANS, MAIN, SEEN_OTHERWISE = 1, 2, 4, 8  # flags of a form
LETTER, DISCLAIMED = 1, 2  # flags of an occurrence: names a letter that is spelled; the holder disclaimed it
STEMS, CLASSES, EMPTY = 1, 2, 4  # flags of a field of goods: it holds terms; classes are named; nothing is known
SYNTHETIC, DESIGNATED, TEXT = 1, 2, 4  # flags of a record: made up; dates by territory; goods beside classes
NEVER = 2**31 - 1  # the day of what does not end


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Distinct forms, readings, and words (a form with its readings; a compact form may be read otherwise)."""

    forms: Strings
    form_weight: Doubles  # what the word says whatever the goods (`models.words.weak`)
    form_flags: Bytes
    form_stem: Ints  # numbers of stems; of roots, -1 for none
    form_root: Ints
    form_rhythm: Bytes  # of two to four Latin letters; 0 for others
    form_code: Ints  # number of the phonetic code, -1 for none
    stems: Strings
    codes: Strings
    phones: Strings
    sounds: Strings
    bones: Strings
    plausible: Doubles
    vocalised: NDArray[np.bool_]
    reading_rhythm: Bytes
    word_form: Ints
    reading_start: Ints
    word_reading: Ints


@dataclass(frozen=True, slots=True)
class SignColumns:
    """Versions and the words that stand in them."""

    start: Ints  # first occurrence of every sign, and the end
    compact: Ints  # word
    core: Ints  # word of the core as it is by the record's own goods, -1 where it is the compact or a single word
    core_mask: NDArray[np.uint16]  # places of that core's words
    text: Ints  # number of the text; -1 for a sign in units
    script: Ints
    scripts: Strings
    texts: Strings
    word: Ints  # by occurrence
    own: Ints  # row of `OwnColumns`; of a sign in units nothing
    flags: Bytes
    first: NDArray[np.int16]  # base words that an occurrence stands for, counted from the record's first: [first, last)
    last: NDArray[np.int16]
    initials_start: Ints
    initials: Ints
    acronyms: Strings
    piece_start: Ints  # trigrams of the words, sorted within a sign
    piece: NDArray[np.int64]
    piece_at: Bytes  # place of the word
    whole_start: Ints  # trigrams of all written as one
    whole: NDArray[np.int64]
    whole_at: Bytes  # (n, 3): places of the words that its letters stand in; 255 where they are not told apart


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Distinct pairs of a form and what its record is used for: how far that describes the word by itself.

    `values` (n, 4): beside a proposed mark that [gives no terms, gives terms] × [names no class, names one].
    """

    form: Ints
    values: Doubles
    flags: Bytes
    classes: NDArray[np.uint64]  # bit n: Nice class n of the record
    part_start: Ints
    parts: Ints  # (n, 2): rows of the two words that a compound is made of


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """Records in the order in which they were added; one that was deleted stays, and no engine finds it."""

    ids: Strings
    start: Ints  # first sign
    goods: Ints  # number of the distinct goods
    classes: NDArray[np.uint64]
    flags: Bytes
    effective: Ints  # proleptic day from which the right counts, whatever the territory; 0 when not known
    dead_from: Ints  # day; `NEVER` while its end is not known
    office: Ints
    offices: Strings
    international: Ints  # number of the international registration's number, -1 for none
    internationals: Strings
    holder_start: Ints
    holder: Ints
    holders: Strings


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a register (see the module)."""

    words: WordColumns
    signs: SignColumns
    own: OwnColumns
    records: RecordColumns

    def __len__(self) -> int:
        """Return the number of records, deleted ones too."""
        return len(self.records.ids)


PARTS: dict[str, type[Any]] = {
    "words": WordColumns,
    "signs": SignColumns,
    "own": OwnColumns,
    "records": RecordColumns,
}


def arrays_of(columns: Columns) -> dict[str, NDArray[Any] | Strings]:
    """Return every column under the name `part.column`."""
    return {
        f"{part}.{field.name}": getattr(getattr(columns, part), field.name)
        for part, kind in PARTS.items()
        for field in fields(kind)
    }


def columns_from(arrays: dict[str, Any]) -> Columns:
    """Return the columns of what `arrays_of` gave."""
    return Columns(
        **{
            part: kind(**{field.name: arrays[f"{part}.{field.name}"] for field in fields(kind)})
            for part, kind in PARTS.items()
        }
    )


def spread(starts: Ints, chosen: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the members of chosen groups, one behind the other, and where each group begins among them (and the
    end).
    """
    firsts = starts[chosen].astype(np.intp)
    counts = starts[chosen + 1] - firsts
    begins = np.zeros(len(chosen) + 1, np.intp)
    np.cumsum(counts, out=begins[1:])
    return np.repeat(firsts - begins[:-1], counts) + np.arange(begins[-1]), begins
