"""What signs mean beside each other: `models.signs.conceptual.conceptual` in arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.columns.candidates import Candidates
from models.columns.layout import Doubles
from models.columns.pairs import covered, paired
from models.columns.signs import Beside, Ours, some_cell
from models.signs.conceptual import AS_GOOD_AS_SAME
from models.signs.contained import MEETS
from models.signs.entry import Entry, Sign
from models.words.concepts import senses_of
from models.words.weak import STRONG

NONE = -1.0


class Meanings:
    """Gathers, version by version, the best of what two entries mean, and whether the first versions are alike."""

    def __init__(self, proposed: Entry, candidates: Candidates) -> None:
        self._candidates = candidates
        records = len(candidates.chosen.rows)
        self._record_of = candidates.chosen.record_of
        self._best = np.full(records, NONE)
        self._like_first = np.zeros(records, bool)
        self._differ = _meanings_differ(proposed, candidates)

    def take(self, ours: Ours, others: Sequence[Beside]) -> None:
        """Take a proposed version beside all of theirs; versions must come in order."""
        if not means_something(ours.sign):
            return
        count = len(self._candidates.chosen.signs)
        values, like = np.full(count, NONE), np.zeros(count, bool)
        for other in others:
            values[other.group.at] = _shared_meaning(ours, other, self._candidates)
            like[other.group.at] = _like_words(ours, other, self._candidates, self._differ[self._record_of])
        meant = np.flatnonzero(values >= 0)
        records, first = np.unique(self._record_of[meant], return_index=True)
        unseen = self._best[records] < 0
        self._like_first[records[unseen]] = like[meant[first[unseen]]]
        np.maximum.at(self._best, self._record_of[meant], values[meant])

    def values(self) -> Doubles:
        """Return by record the conceptual likeness, NaN where it is not compared."""
        nothing = (self._best < 0) | ((self._best == 0) & (~self._differ | self._like_first))
        return np.where(nothing, np.nan, self._best)


def means_something(sign: Sign) -> bool:
    """Return whether some strong word of a sign means something."""
    return any(w >= STRONG and senses_of(word.form) for word, w in zip(sign.words, sign.weights, strict=True))


def _shared_meaning(ours: Ours, other: Beside, candidates: Candidates) -> Doubles:
    """Return by sign of a group what share of both means the same; `NONE` for signs without meaning."""
    group, tables = other.group, candidates.tables
    values = np.where(group.means, 0.0, NONE)
    if other.meanings is None:
        return values
    some = np.flatnonzero(group.means & other.meant)
    if not len(some):
        return values
    columns = group.columns[some]
    cells = ours.rows[None, :, None], columns[:, None, :]
    same = tables.same[cells] & group.filled[some][:, None, :]
    stands = np.logical_or.reduce(same, axis=2, keepdims=True) | np.logical_or.reduce(same, axis=1, keepdims=True)
    apart = ~(stands | tables.stems_shared[cells])
    pairs = paired(np.where(apart, other.meanings[some], 0.0), 0.0)
    values[some] = covered(pairs, ours.weights, group.weights[some])
    return values


def _like_words(ours: Ours, other: Beside, candidates: Candidates, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return by sign of a group whether one of its words is seen or heard as one of the proposed sign's."""
    group = other.group
    like = np.zeros(len(group.at), bool)
    some = np.flatnonzero(other.comparable & group.means & asked[group.at])
    if len(some):
        near = other.nearness[some]
        least = np.where(other.same_script[some], AS_GOOD_AS_SAME, MEETS)[:, None, None]
        like[some] = some_cell(near >= least)
        for at in np.flatnonzero(~like[some] & some_cell(near >= MEETS)).tolist():
            cells = ours.rows[:, None], group.columns[some[at]][None, :]
            like[some[at]] = (candidates.tables.one_stem(*cells, where=near[at] >= MEETS)).any()
    return like


def _meanings_differ(proposed: Entry, candidates: Candidates) -> NDArray[np.bool_]:
    """Return by record whether all strong words of both signs mean something, and none stands in both."""
    chosen, tables = candidates.chosen, candidates.tables
    whole = [sign for sign in proposed.signs if not sign.in_units]
    strong = [word for sign in whole for word, w in zip(sign.words, sign.weights, strict=True) if w >= STRONG]
    records = len(chosen.rows)
    if not strong or not all(senses_of(word.form) for word in strong):
        return np.zeros(records, bool)
    signs = candidates.index.columns.signs
    rows = [tables.row[word] for sign in whole for word in sign.words]
    columns = tables.column(signs.word[chosen.occurrences])
    in_units = signs.text[chosen.signs] < 0
    in_ours = np.logical_or.reduce(tables.same[rows], axis=0)[columns]
    shared = np.logical_or.reduceat(in_ours, chosen.word_begin[:-1]) & ~in_units
    begins = chosen.sign_begin[:-1]
    result: NDArray[np.bool_] = np.logical_and.reduceat(
        candidates.all_mean | in_units, begins
    ) & ~np.logical_or.reduceat(shared, begins)
    return result
