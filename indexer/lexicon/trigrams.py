"""Which forms share letter trigrams with a word: an inverted index in three arrays, none missed.

A trigram is one integer (three code points of 21 bits). Forms are padded as `models.words.closeness.trigrams` pads
them.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.words.closeness import BEFORE, BEHIND, trigrams

_BITS = 21
_Ints = NDArray[np.int64]
_EPSILON = 1e-9


class TrigramIndex:
    """Forms by their distinct trigrams; `strings` sorted by length, `starts[n]` the first of length n."""

    def __init__(self, strings: list[str], starts: list[int]) -> None:
        self._strings = strings
        self._starts = starts

    @cached_property
    def _postings(self) -> tuple[_Ints, NDArray[np.int32], NDArray[np.float64]]:
        """The trigrams in order, the form of each, and the square root of every form's number of trigrams."""
        codes: list[_Ints] = [np.zeros(0, np.int64)]
        rows: list[NDArray[np.int32]] = [np.zeros(0, np.int32)]
        for length, (first, last) in enumerate(zip(self._starts, [*self._starts[1:], len(self._strings)], strict=True)):
            if length and first < last:
                grams = _codes(self._strings[first:last], length)
                grams.sort(axis=1)
                distinct = np.ones(grams.shape, bool)
                distinct[:, 1:] = grams[:, 1:] != grams[:, :-1]
                codes.append(grams[distinct])
                rows.append((np.nonzero(distinct)[0] + first).astype(np.int32))
        all_codes, forms = np.concatenate(codes), np.concatenate(rows)
        sizes = np.sqrt(np.bincount(forms, minlength=len(self._strings)))
        order = np.argsort(all_codes, kind="stable")
        return all_codes[order], forms[order], sizes

    def warm(self) -> None:
        """Make now what the first search would make."""
        _ = self._postings

    def similar(self, form: str, floor: float) -> tuple[list[int], list[float]]:
        """Return the indices of all forms whose trigram cosine to `form` is at least `floor`, and the cosines."""
        codes, rows, sizes = self._postings
        grams = np.array([_code(gram) for gram in sorted(trigrams(form))], np.int64)
        firsts, lasts = np.searchsorted(codes, grams), np.searchsorted(codes, grams, side="right")
        parts = [rows[a:b] for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True)]
        shared = np.bincount(np.concatenate(parts), minlength=len(sizes))
        at = np.flatnonzero(shared)
        values = shared[at] / (sizes[at] * np.sqrt(len(grams)))
        near = values >= floor - _EPSILON
        return at[near].tolist(), values[near].tolist()


def _codes(strings: list[str], length: int) -> _Ints:
    """Return the trigram codes of strings of one length, shape (n, length + 1)."""
    text = "".join(BEFORE + string + BEHIND for string in strings)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    points = points.reshape(len(strings), length + len(BEFORE) + len(BEHIND))
    return (points[:, :-2] << (2 * _BITS)) | (points[:, 1:-1] << _BITS) | points[:, 2:]


def _code(gram: str) -> int:
    a, b, c = map(ord, gram)
    return (a << (2 * _BITS)) | (b << _BITS) | c
