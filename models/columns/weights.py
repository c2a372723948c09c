"""What the words of candidates weigh beside a proposed mark, in arrays: `word_strengths` and `describing` over columns.

A word is described by the goods of the record or by those of the proposed mark, and of the two the larger value is
that of both together (`models.goods.descriptive.by_itself`): the one is stored, the other computed once a form.
Compounds take the lesser of two such values.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpora.records.mark import Mark
from models.columns.index import ColumnIndex
from models.columns.layout import CLASSES, DISCLAIMED, EMPTY, LETTER, STEMS, TOLD, Doubles, spread
from models.columns.own import field_flags
from models.goods.descriptive import BESIDE_TERMS, COMPOUND, FAMILY, OWN_TERM, by_itself
from models.goods.field import Field, field_of
from models.marks.weighing import CROWD, CROWDED, FEW
from models.signs.distinctiveness import MEANT_REGISTER
from models.words.weak import FUNCTION, PLAIN_NAME, WEAK

Places = NDArray[np.intp]


class Chosen(NamedTuple):
    """The signs and occurrences of the chosen records, one behind the other; `*_begin` tell where each group begins."""

    rows: Places
    signs: Places
    sign_begin: Places  # by record
    occurrences: Places
    word_begin: Places  # by sign

    @property
    def record_of(self) -> Places:
        """The record of every sign."""
        return np.repeat(np.arange(len(self.rows)), np.diff(self.sign_begin))

    @property
    def sign_of(self) -> Places:
        """The sign of every occurrence."""
        return np.repeat(np.arange(len(self.signs)), np.diff(self.word_begin))


def chosen_of(index: ColumnIndex, rows: Places) -> Chosen:
    """Return what belongs to the records of some rows."""
    signs, sign_begin = spread(index.columns.records.start, rows)
    occurrences, word_begin = spread(index.columns.signs.start, signs)
    return Chosen(rows, signs, sign_begin, occurrences, word_begin)


def weights_of(index: ColumnIndex, chosen: Chosen, proposed: Mark) -> tuple[Doubles, Doubles, Doubles]:
    """Return what every occurrence weighs beside the others of its sign, the same before letters that are spelled are
    weakened (the core is of these), and the strength of every sign.
    """
    signs, words = index.columns.signs, index.columns.words
    own, flags = signs.own[chosen.occurrences], signs.flags[chosen.occurrences]
    form = words.word_form[signs.word[chosen.occurrences]]
    base = own >= 0
    described = np.zeros(len(own))
    described[base] = _described(index, own[base], proposed)
    said = np.minimum(words.form_weight[form], np.where(described > 0, 1 - (1 - PLAIN_NAME) * described, 1.0))
    said = np.where(flags & DISCLAIMED, np.minimum(said, WEAK), said)
    sign_of, begins = chosen.sign_of, chosen.word_begin[:-1]
    strongest = np.maximum.reduceat(said, begins)
    weights = said / strongest[sign_of]
    if not base.all():
        joined = np.flatnonzero(~base)
        record_begin = chosen.word_begin[chosen.sign_begin[:-1]]
        from_record = record_begin[chosen.record_of[sign_of[joined]]]
        first = from_record + signs.first[chosen.occurrences[joined]]
        last = from_record + signs.last[chosen.occurrences[joined]]
        ranges = np.stack([first, last], axis=1).ravel()
        most = np.maximum.reduceat(np.append(weights, 0.0), ranges)[::2]
        said[joined] = most * strongest[sign_of[first]]
        strongest = np.maximum.reduceat(said, begins)
        weights[joined] = said[joined] / strongest[sign_of[joined]]
    return np.where(flags & LETTER, FUNCTION, weights), weights, strongest


def _described(index: ColumnIndex, own: NDArray[np.int32], proposed: Mark) -> Doubles:
    """Return how far words describe the goods of their record or those proposed, or are borne by a crowd."""
    rows, back = np.unique(own, return_inverse=True)
    table = index.columns.own
    field = field_of(proposed)
    flags = field_flags(field, proposed)
    values = _by_goods(index, rows, field, flags)
    parts, begins = spread(table.part_start, rows.astype(np.intp))
    if len(parts):
        pairs = table.parts[parts]
        of_pairs = _by_goods(index, pairs.ravel(), field, flags).reshape(-1, 2).min(axis=1)
        holder = np.repeat(np.arange(len(rows)), np.diff(begins))
        known = ~((table.flags[rows[holder]] & EMPTY > 0) & bool(flags & EMPTY))
        np.maximum.at(values, holder[known], COMPOUND * of_pairs[known])
    if index.counts.marks >= MEANT_REGISTER:
        share = index.shares(table.form[rows].astype(np.intp), proposed.nice_classes, table.classes[rows])
        crowd = np.where(share > FEW, np.minimum(1.0, np.log(np.maximum(share, FEW) / FEW) / np.log(CROWD / FEW)), 0.0)
        values = np.maximum(values, CROWDED * crowd)
    result: Doubles = values[back]
    return result


def _by_goods(index: ColumnIndex, rows: NDArray[np.int32], field: Field, flags: int) -> Doubles:
    """Return how far the words of some rows describe the goods of either side, each taken for itself."""
    table, words = index.columns.own, index.columns.words
    own: Doubles = table.values[rows, 2 * bool(flags & STEMS) + bool(flags & CLASSES)]
    if flags & EMPTY:
        return own
    form, beside = table.form[rows], table.flags[rows] & (STEMS | CLASSES)
    if field.stems:
        told = np.array([index.stem_number.get(stem, -2) for stem in field.stems], np.int32)
        own = np.where(np.isin(words.form_root[form], told), np.maximum(own, FAMILY), own)
        own = np.where(np.isin(words.form_stem[form], told), np.maximum(own, OWN_TERM), own)
    known = np.flatnonzero(words.form_flags[form] & TOLD)
    if not len(known):
        return own
    keys, back = np.unique(form[known] * 4 + beside[known], return_inverse=True)
    said = [_proposed_says(words.forms[key // 4], field, flags, key % 4) for key in keys.tolist()]
    own[known] = np.maximum(own[known], np.array(said)[back])
    return own


def _proposed_says(form: str, field: Field, flags: int, beside: int) -> float:
    """Return how far a word describes the proposed goods, beside a record that gives terms or names classes."""
    if beside & CLASSES and not flags & CLASSES:
        field = Field(frozenset(), field.stems, field.concepts)
    return by_itself(form, field, BESIDE_TERMS if (flags | beside) & STEMS else 1.0)
