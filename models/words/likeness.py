"""How words look and sound beside each other, for all pairs of two sets of words at once.

`look_table` and `sound_table` are the definitions; comparing two signs, ranking hundreds of candidates and weighing
the options of a query word all read from them.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import jellyfish
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel, Prefix

from models.words.alignment import phone_similarities
from models.words.closeness import SHORT, rhythm
from models.words.phones import VOWELS
from models.words.readings import Reading, plausibility
from models.words.text import as_seen, word_script
from models.words.word import Word

# Letters in common count most; the beginning is what a reader keeps (General Court T-183/02 and T-184/02, El Corte
# Inglés / Mundicor: the attention is usually directed to the beginning); length is seen at a glance.
LETTERS, BEGINNING, LENGTH = 0.8, 0.1, 0.1
# Of what is left: a short sign is seen and heard whole, vowels and consonants in turn (ONI/UVI). Letters that do not
# alternate are spelled, and each changed one tells two apart (ABK/ABT).
IN_TURN, SPELLED = 0.5, 0.15

WORTH_ALIGNING = 0.55  # ratio of broad phones or skeletons; below, the exact distance would change no ranking
FAR = 0.8  # what a pair that is not worth aligning keeps of its ratio
MEANT_CODE = 3  # characters; a shorter phonetic code is degenerate and equals nothing
SAME_CODE = 0.75  # least aural similarity of two Latin words with equal meant codes
BETTER = 0.75  # share of the better of look and sound: one alone may do (CJEU C-342/97, Lloyd), both do more

Table = NDArray[np.float64]
"""Rows: words of the one side, columns: of the other; values in [0, 1]."""


Crowd = Callable[[str], float]
"""How many words of a register share a consonant skeleton, in [0, 1]: 0 = none, 1 = all of them."""

AS_WRITTEN = 0.98  # of a likeness in which sounds are one that Latin letters do not keep apart
# Emphatics and ħ, ʕ, q have no letters of their own in Latin; Arabic writes p as b and v as f.
IN_LATIN_LETTERS = str.maketrans(
    {"S": "s", "D": "d", "T": "t", "Z": "z", "ħ": "h", "ʕ": None, "ʔ": None, "q": "k", "p": "b", "v": "f"}
)
BY_SKELETON = 0.35  # most that a sound loses where one side leaves vowels out and a crowd shares its consonants
BARELY = 0.2  # short of the same sound by so much, two words have little but consonants in common


def nobody(_bones: str) -> float:
    """Return 0: without a register nothing is crowded."""
    return 0.0


AS_GOOD_AS = 0.98  # most that words may look alike that are not written the same: الزليج and زليج, ⵊ for ⵣ


def look_table(a: Sequence[str], b: Sequence[str]) -> Table:
    """Return how alike folded words look, in [0, 1]; 1 = the same letters."""
    same_form = np.equal.outer(np.array(a, object), np.array(b, object)).astype(bool)
    a, b = [as_seen(form) for form in a], [as_seen(form) for form in b]
    sizes_a, sizes_b = (np.array([len(form) for form in forms], np.float64) for forms in (a, b))
    longest = np.maximum(np.maximum.outer(sizes_a, sizes_b), 1.0)
    letter_ratios = process.cdist(a, b, scorer=Indel.normalized_similarity, dtype=np.float64)
    prefix_shares = process.cdist(a, b, scorer=Prefix.similarity, dtype=np.uint32) / longest
    similarities = (
        LETTERS * letter_ratios + BEGINNING * prefix_shares + LENGTH * np.minimum.outer(sizes_a, sizes_b) / longest
    )
    _lift_same_rhythm(similarities, [rhythm(form) for form in a], [rhythm(form) for form in b])
    similarities = np.minimum(similarities, AS_GOOD_AS)
    similarities[same_form] = 1.0
    return similarities


def _lift_same_rhythm(table: Table, a: Sequence[tuple[bool, ...]], b: Sequence[tuple[bool, ...]]) -> None:
    """Raise the values of short words whose vowels and consonants follow in one order."""
    for i, rhythm_a in enumerate(a):
        if 1 < len(rhythm_a) <= SHORT:
            lift = IN_TURN if all(x != y for x, y in pairwise(rhythm_a)) else SPELLED
            columns = [j for j, rhythm_b in enumerate(b) if rhythm_b == rhythm_a]
            table[i, columns] += lift * (1 - table[i, columns])


def look(a: str, b: str) -> float:
    """Return how alike two folded words look, in [0, 1]."""
    return 1.0 if a == b else float(look_table([a], [b])[0, 0])


def reading_table(a: Sequence[Reading], b: Sequence[Reading], crowd: Crowd = nobody) -> Table:
    """Return how alike readings sound, in [0, 1]: aligned phone by phone where roughly alike, else a share of the
    ratio.

    Where one side leaves vowels out, consonants that many words share (`crowd`) say less: بنك is BANK, BENQ and BUNK.
    """
    rough = process.cdist(
        [r.sound for r in a], [r.sound for r in b], scorer=Indel.normalized_similarity, dtype=np.float64
    )
    written_a, written_b = (np.array([r.vocalised for r in side], bool) for side in (a, b))
    unwritten = ~np.logical_and.outer(written_a, written_b)
    if unwritten.any():
        bones = [[r.bones for r in side] for side in (a, b)]
        both_written = np.logical_and.outer(*([bool(bone) for bone in side] for side in bones))
        ratios = process.cdist(*bones, scorer=Indel.normalized_similarity, dtype=np.float64)
        rough = np.where(unwritten & both_written, np.maximum(rough, ratios), rough)
    similarities: Table = FAR * rough
    rows, columns = np.nonzero(rough >= WORTH_ALIGNING)
    pairs_a = [a[i].phones for i in rows.tolist()]
    pairs_b = [b[j].phones for j in columns.tolist()]
    similarities[rows, columns] = phone_similarities(pairs_a, pairs_b, written_a[rows], written_b[columns])
    _lift_as_written(similarities, (rows, columns), (pairs_a, pairs_b), (written_a, written_b))
    across = np.logical_xor.outer(written_a, written_b)
    if across.any():
        crowded_a, crowded_b = (
            np.array([0.0 if r.vocalised else crowd(r.bones) for r in side], np.float64) for side in (a, b)
        )
        crowded = np.maximum.outer(crowded_a, crowded_b) * np.minimum(1.0, (1 - similarities) / BARELY)
        similarities = np.where(across, similarities * (1 - BY_SKELETON * crowded), similarities)
    similarities *= np.minimum.outer(*(np.array([plausibility(r) for r in side], np.float64) for side in (a, b)))
    _lift_same_rhythm(
        similarities, *([spoken_rhythm(r) if len(r.phones) <= SHORT else () for r in side] for side in (a, b))
    )
    return similarities


def _lift_as_written(
    table: Table,
    at: tuple[NDArray[np.intp], NDArray[np.intp]],
    phones: tuple[list[str], list[str]],
    written: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> None:
    """Raise pairs across scripts to what they are when sounds that Latin letters do not keep apart are one: MAHROUSSI
    is how المحروسي is written.
    """
    rows, columns = at
    crossing = np.flatnonzero(written[0][rows] != written[1][columns])
    if not len(crossing):
        return
    rows, columns = rows[crossing], columns[crossing]
    plain_a, plain_b = ([side[i].translate(IN_LATIN_LETTERS) for i in crossing.tolist()] for side in phones)
    plain = AS_WRITTEN * phone_similarities(plain_a, plain_b, written[0][rows], written[1][columns])
    table[rows, columns] = np.maximum(table[rows, columns], plain)


@lru_cache(maxsize=65_536)
def spoken_rhythm(reading: Reading) -> tuple[bool, ...]:
    """Return for every phone whether it is a vowel; nothing for a reading that leaves vowels out."""
    if not reading.vocalised:
        return ()
    return tuple(phone in VOWELS for phone in reading.phones)


class Heard(NamedTuple):
    """How two sets of words sound: readings of both sides end to end, where each word's begin, and how alike they
    are.
    """

    proposed: list[Reading]
    earlier: list[Reading]
    starts: tuple[list[int], list[int]]
    table: Table

    def best(self, i: int, j: int) -> tuple[Reading, Reading] | None:
        """Return the readings of the i-th and j-th word that sound most alike; None when one cannot be read."""
        first, last = self.starts[0][i : i + 2], self.starts[1][j : j + 2]
        part = self.table[slice(*first), slice(*last)]
        if not part.size:
            return None
        x, y = np.unravel_index(int(part.argmax()), part.shape)
        return self.proposed[first[0] + int(x)], self.earlier[last[0] + int(y)]


def hear(a: Sequence[Word], b: Sequence[Word], crowd: Crowd = nobody) -> Heard:
    """Return how alike every reading of the one words sounds to every reading of the others (see `reading_table`)."""
    (readings_a, starts_a), (readings_b, starts_b) = _flat(a), _flat(b)
    table = (
        reading_table(readings_a, readings_b, crowd)
        if readings_a and readings_b
        else np.zeros((len(readings_a), len(readings_b)))
    )
    return Heard(readings_a, readings_b, (starts_a, starts_b), table)


def sound_table(a: Sequence[Word], b: Sequence[Word], heard: Heard) -> Table:
    """Return how alike words sound, in [0, 1]: the best pair of readings, or an equal phonetic code of Latin words.

    A word that nobody here can read sounds like itself only.
    """
    forms = [np.array([word.form for word in side], object) for side in (a, b)]
    similarities: Table = np.equal.outer(*forms).astype(np.float64)
    rows = [i for i, word in enumerate(a) if word.readings]
    columns = [j for j, word in enumerate(b) if word.readings]
    if rows and columns:
        starts_a, starts_b = (
            np.array(starts)[indices] for starts, indices in zip(heard.starts, (rows, columns), strict=True)
        )
        best_sounds = np.maximum.reduceat(np.maximum.reduceat(heard.table, starts_b, axis=1), starts_a, axis=0)
        similarities[np.ix_(rows, columns)] = best_sounds
    codes = np.array([code_of(word.form) for word in b], object)
    for i, word in enumerate(a):
        if code := code_of(word.form):
            similarities[i] = np.where(codes == code, np.maximum(similarities[i], SAME_CODE), similarities[i])
    return similarities


def _flat(words: Iterable[Word]) -> tuple[list[Reading], list[int]]:
    readings: list[Reading] = []
    starts = [0]
    for word in words:
        readings += word.readings
        starts.append(len(readings))
    return readings, starts


@lru_cache(maxsize=65_536)
def code_of(form: str) -> str:
    """Return the Metaphone code of a Latin word, or "" where it says nothing: other scripts, figures, short codes.

    jellyfish gives every Arabic or Tifinagh word the same or an empty code; those never count as equal.
    """
    if not (form.isascii() and form.isalpha()):
        return ""
    code = jellyfish.metaphone(form).replace(" ", "")
    return code if len(code) >= MEANT_CODE else ""


def likenesses(word: Word, others: Sequence[Word]) -> NDArray[np.float64]:
    """Return how alike a word is to others, look and sound together, shape (n,); what cannot be compared weighs
    nothing.
    """
    script = word_script(word.form)
    looks = look_table([word.form], [other.form for other in others])[0]
    sounds = sound_table([word], others, hear([word], others))[0]
    same_script = np.array([word_script(other.form) == script for other in others], bool)
    readable = np.array([bool(word.readings and other.readings) for other in others], bool)
    combined = BETTER * np.maximum(looks, sounds) + (1 - BETTER) * np.minimum(looks, sounds)
    return np.where(same_script & readable, combined, np.where(same_script, looks, np.where(readable, sounds, 0.0)))


def together(look_alike: float | None, sound_alike: float | None) -> float:
    """Return look and sound as one likeness in [0, 1], the better counted three times the other; unknown weighs
    nothing.
    """
    likeness_values = [value for value in (look_alike, sound_alike) if value is not None]
    return BETTER * max(likeness_values) + (1 - BETTER) * min(likeness_values) if likeness_values else 0.0
