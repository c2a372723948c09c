"""Exact search of similar strings: a one-word lower bound of the distance for all, RapidFuzz for the few that pass.

Every string has a 64-bit signature: a bit for the first, the second and the third occurrence of a letter (letters in 26
classes, third occurrences in 12). A differing bit means a letter that one string has and the other lacks, so the number
of differing bits never exceeds the Indel distance: dropping a string on it loses nothing.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

CLASSES = 26
THIRD = 12
_EPSILON = 1e-9  # so that a floor such as 0.7 admits a distance of exactly 0.3 of the length


def signatures(strings: list[str]) -> NDArray[np.uint64]:
    """Return the signatures of strings of one length, shape (n,), dtype uint64."""
    if not strings or not strings[0]:
        return np.zeros(len(strings), np.uint64)
    codes = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = (codes % CLASSES).astype(np.uint8).reshape(len(strings), -1)
    bits = np.zeros(len(strings), np.uint64)
    for letter in range(CLASSES):
        count = (letters == letter).sum(axis=1)
        for least, bit in ((1, letter), (2, CLASSES + letter), (3, 2 * CLASSES + letter % THIRD)):
            bits |= (count >= least).astype(np.uint64) << np.uint64(bit)
    return bits


def signature(string: str) -> np.uint64:
    """Return the signature of one string; `signatures` gives the same for many."""
    counts: dict[int, int] = {}
    bits = 0
    for character in string:
        letter = ord(character) % CLASSES
        counts[letter] = count = counts.get(letter, 0) + 1
        if count == 1:
            bits |= 1 << letter
        elif count == 2:
            bits |= 1 << (CLASSES + letter)
        elif count == 3:
            bits |= 1 << (2 * CLASSES + letter % THIRD)
    return np.uint64(bits)


class StringIndex:
    """Distinct strings sorted by length then letters, searchable by Indel ratio without loss.

    `strings[i]` is the i-th; `starts[n]` is the first index of length n.
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._take(sorted(set(strings), key=lambda s: (len(s), s)))

    @classmethod
    def of_sorted(cls, strings: list[str]) -> "StringIndex":
        """Return the index of strings that another index holds already in its order."""
        index = cls.__new__(cls)
        index._take(strings)
        return index

    def _take(self, strings: list[str]) -> None:
        self.strings = strings
        lengths = np.fromiter(map(len, self.strings), np.int32, len(self.strings))
        longest = int(lengths[-1]) if len(lengths) else 0
        self._lengths = lengths
        self.starts: list[int] = np.searchsorted(lengths, np.arange(longest + 2)).tolist()

    @cached_property
    def _signatures(self) -> NDArray[np.uint64]:
        groups = [self.strings[a:b] for a, b in zip(self.starts, [*self.starts[1:], len(self.strings)], strict=True)]
        return np.concatenate([signatures(group) for group in groups]) if self.strings else np.zeros(0, np.uint64)

    @cached_property
    def _objects(self) -> NDArray[np.object_]:
        """The strings as an array, from which many are taken at once."""
        return np.array(self.strings, object)

    @cached_property
    def position(self) -> dict[str, int]:
        """The index of every string."""
        return {string: i for i, string in enumerate(self.strings)}

    def warm(self) -> None:
        """Make now what the first search would make."""
        _ = self._signatures, self._objects, self.position

    def _range(self, length: int) -> tuple[int, int]:
        if not 0 <= length < len(self.starts) - 1:
            return (0, 0)
        return self.starts[length], self.starts[length + 1]

    def similar(self, query: str, floor: float) -> tuple[list[int], list[float]]:
        """Return the indices of all strings whose Indel ratio to `query` is at least `floor`, and the ratios."""
        return self._scored(query, self.survivors(query, signature(query), floor), floor)

    def survivors(self, query: str, query_signature: np.uint64, floor: float) -> NDArray[np.intp]:
        """Return the indices of the strings that length and `query_signature` do not rule out at this floor."""
        n = len(query)
        parts: list[NDArray[np.intp]] = []
        shortest = int(np.ceil(n * floor / (2 - floor) - _EPSILON))
        longest = int(n * (2 - floor) / floor + _EPSILON)
        for length in range(max(1, shortest), longest + 1):
            first, last = self._range(length)
            if first == last:
                continue
            allowed = int((1 - floor) * (n + length) + _EPSILON)
            differing = np.bitwise_count(self._signatures[first:last] ^ query_signature)
            parts.append(np.flatnonzero(differing <= allowed) + first)
        return np.concatenate(parts) if parts else np.zeros(0, np.intp)

    def _scored(self, query: str, at: NDArray[np.intp], floor: float) -> tuple[list[int], list[float]]:
        if not len(at):
            return [], []
        sizes = self._lengths[at] + len(query)
        most = (1 - floor) * sizes + _EPSILON
        chosen = self._objects[at].tolist()
        distances = process.cdist(
            [query], chosen, scorer=Indel.distance, dtype=np.uint16, score_cutoff=int(most.max())
        )[0]
        near = distances <= most
        return at[near].tolist(), (1.0 - distances[near] / sizes[near]).tolist()

    def within_changes(self, query: str, changes: int, longest: int) -> list[int]:
        """Return the indices of strings of at most `longest` letters and at most `changes` edits from `query`."""
        first = self._range(max(1, len(query) - changes))[0]
        last = self._range(min(longest, len(query) + changes, len(self.starts) - 2))[1]
        chosen = self.strings[first:last]
        if not chosen:
            return []
        distances = process.cdist([query], chosen, scorer=Levenshtein.distance, dtype=np.uint8)[0]
        return (np.flatnonzero(distances <= changes) + first).tolist()

    def containing(self, query: str, longest: int) -> list[int]:
        """Return the indices of longer strings, of at most `longest` letters, that hold `query`."""
        first = self._range(len(query))[1]
        last = self._range(min(longest, len(self.starts) - 2))[1]
        if last <= first:
            return []
        bits = signature(query)
        may = np.flatnonzero((self._signatures[first:last] & bits) == bits) + first
        return [i for i in may.tolist() if query in self.strings[i]]
