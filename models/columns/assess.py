"""All candidates of a search assessed at once: `compare` and `assess` over columns.

Those two stay the definition; a test holds the probabilities equal to 1e-9 and the levels the same.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.columns.candidates import Candidates, candidates_of
from models.columns.contained import contained, trigrams
from models.columns.index import ColumnIndex
from models.columns.layout import Doubles
from models.columns.meaning import Meanings
from models.columns.pieces import Pieces
from models.columns.signs import beside, look_of, ours_of, sound_of, words_met
from models.marks.assessment import IDENTICAL, NOT_IDENTICAL
from models.signs.alike import MEANING_ALONE, SHORT_STEEPNESS, STEEPNESS, WEAKNESS
from models.signs.entry import Entry
from models.signs.weights import MarkWeights, Points, SignWeights, mark_weights
from models.words.weak import STRONG

Places = NDArray[np.intp]
VISUAL, AURAL, WORDS, CONTAINED, TRIGRAMS = range(5)


@dataclass(frozen=True, slots=True)
class Assessed:
    """What is known of every candidate, in the order of the rows asked: log-odds of the signs (prior included), goods
    (NaN: not known), and what they make together. `dominant`: the form of the first strong word of its first version.
    """

    rows: Places
    logit: Doubles
    goods: Doubles
    identical: NDArray[np.bool_]
    probability: Doubles
    level: NDArray[np.int8]
    dominant: Places

    def chosen(self, at: Places) -> "Assessed":
        """Return the assessment of some candidates alone."""
        return Assessed(**{name: getattr(self, name)[at] for name in self.__dataclass_fields__})

    def with_goods(self, at: Places, goods: Doubles, weights: MarkWeights | None = None) -> "Assessed":
        """Return the same with other goods at some places."""
        values = self.goods.copy()
        values[at] = goods
        return judged(replace(self, goods=values), weights or mark_weights())


def assess_all(
    index: ColumnIndex, rows: Places, proposed: Entry, goods: Doubles, weights: MarkWeights | None = None
) -> Assessed:
    """Return the assessment of the records of some rows beside a proposed mark; `goods`: how alike the goods are, NaN
    where they are not known.
    """
    w = weights or mark_weights()
    candidates = candidates_of(index, rows, proposed)
    factors, strength, meanings = _of_versions(proposed, candidates)
    nearest, strongest = _nearest(factors, strength, candidates, w.signs)
    meaning = meanings.values()
    identical, same_text = _identity(proposed, candidates)
    alike = np.minimum(_alike(nearest, meaning, w.signs), NOT_IDENTICAL)
    alike = np.where(same_text, IDENTICAL, _weak_signs(alike, strongest))
    compared = ~(np.isnan(nearest).all(axis=0) & np.isnan(meaning))
    logit = w.prior + np.where(compared, _between(w.sign_points, alike), 0.0)
    logit += np.where(meaning == 0.0, w.meanings_differ, 0.0)
    nothing = np.zeros(len(rows))
    return judged(Assessed(rows, logit, goods, identical, nothing, nothing.astype(np.int8), _dominant(candidates)), w)


def judged(assessed: Assessed, w: MarkWeights) -> Assessed:
    """Return an assessment with the probability and the level that its parts make."""
    known = ~np.isnan(assessed.goods)
    goods = np.where(known, np.round(_between(w.goods_points, np.where(known, assessed.goods, 0.0)), 9), 0.0)
    probability = 1 / (1 + np.exp(-(assessed.logit + goods)))
    level = np.full(len(probability), 4, np.int8)
    for number, least in sorted(enumerate(w.levels, start=1), reverse=True):
        level[probability >= least] = number
    level[assessed.identical & (assessed.goods == 1.0)] = 1
    return replace(assessed, probability=probability, level=level)


def _of_versions(proposed: Entry, candidates: Candidates) -> tuple[Doubles, Doubles, Meanings]:
    """Return the five factors of all pairs of versions, shape (5, ours, theirs), the lesser strength of each, and the
    meanings.
    """
    count = len(candidates.chosen.signs)
    factors = np.full((5, len(proposed.signs), count), np.nan)
    strength = np.empty((len(proposed.signs), count))
    pieces = Pieces.of_words(candidates), Pieces.of_whole(candidates)
    meanings = Meanings(proposed, candidates)
    for i, sign in enumerate(proposed.signs):
        ours = ours_of(sign, candidates)
        others = [beside(ours, group, candidates) for group in candidates.groups]
        cosines = pieces[0].likeness(sign, pieces[1])
        for other in others:
            at = other.group.at
            factors[VISUAL, i, at] = look_of(ours, other, candidates)
            factors[AURAL, i, at] = sound_of(ours, other, candidates)
            factors[WORDS, i, at] = words_met(ours, other, candidates)
            factors[CONTAINED, i, at] = contained(ours, other, candidates)
            factors[TRIGRAMS, i, at] = trigrams(ours, other, candidates, cosines)
        strength[i] = np.minimum(sign.strength, candidates.strength)
        meanings.take(ours, others)
    return factors, strength, meanings


def _nearest(factors: Doubles, strength: Doubles, candidates: Candidates, w: SignWeights) -> tuple[Doubles, Doubles]:
    """Return by record the factors, each of the two versions in which it is nearest, and the strength of the versions
    that are nearest as a whole (`models.marks.comparison`).
    """
    begins, record_of = candidates.chosen.sign_begin[:-1], candidates.chosen.record_of
    if factors.shape[1] == 1 and len(begins) == factors.shape[2]:
        return factors[:, 0], strength[0]
    known = np.where(np.isnan(factors), -1.0, factors)
    best = np.maximum.reduceat(known.max(axis=1), begins, axis=1)
    mixed = np.where(known < 0, np.nan, best[:, record_of][:, None, :])
    near = _weak_signs(_alike(mixed, np.full(mixed.shape[1:], np.nan), w), strength)
    most = np.maximum.reduceat(near.max(axis=0), begins)
    # The first of the best in the order of the definition: a proposed version, then one of theirs.
    count = factors.shape[2]
    place = np.arange(factors.shape[1])[:, None] * count + np.arange(count)
    place = np.where(near == most[record_of], place, factors.shape[1] * count)
    chosen = np.minimum.reduceat(place.min(axis=0), begins)
    ours, theirs = np.divmod(chosen, count)
    return mixed[:, ours, theirs], strength[ours, theirs]


def _alike(factors: Doubles, meaning: Doubles, w: SignWeights) -> Doubles:
    """Return how alike signs are as a whole (`models.signs.alike.signs_alike`); the factors along the first axis."""
    look, sound, met, inside, pieces = factors
    unseen, some = np.isnan(look), ~np.isnan(met)
    look, sound = np.where(unseen, sound, look), np.where(np.isnan(sound), look, sound)
    look = np.where(some & np.isnan(look), 0.0, look)
    sound = np.where(some & np.isnan(sound), 0.0, sound)
    inside = np.where(np.isnan(inside), look, inside)
    pieces = np.where(np.isnan(pieces), np.where(unseen, look**STEEPNESS, look**SHORT_STEEPNESS), pieces)
    word = np.where(some, met, 0.0)
    look, sound = np.maximum(look, word), np.maximum(sound, word)
    pieces = np.maximum(pieces, word**STEEPNESS)
    meant = np.where(np.isnan(meaning), 0.0, meaning)
    mean = w.visual * look**STEEPNESS + w.aural * sound**STEEPNESS + w.contained * inside + w.trigrams * pieces
    alike = (mean + w.meaning * np.where(some, 0.0, meant)) / w.total
    result: Doubles = np.maximum(np.where(np.isnan(look), 0.0, alike), MEANING_ALONE * meant)
    return result


def _weak_signs(alike: Doubles, strength: Doubles) -> Doubles:
    """Return likenesses lowered by how little the signs say (`models.signs.alike.weak_signs`)."""
    below = np.minimum(alike, 1.0)
    return np.where(alike < 1, below ** (1 + WEAKNESS * (1 - strength) * (1 - below) ** 2), alike)


def _between(points: Points, values: Doubles) -> Doubles:
    return np.interp(values, [x for x, _ in points], [y for _, y in points])


def _identity(proposed: Entry, candidates: Candidates) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return by record whether some version has the same words, and whether every one does."""
    chosen = candidates.chosen
    texts = {sign.text for sign in proposed.signs if not sign.in_units}
    numbers = np.array([candidates.index.text_number.get(text, -2) for text in texts], np.int32)
    theirs = candidates.index.columns.signs.text[chosen.signs]
    begins = chosen.sign_begin[:-1]
    met = theirs[:, None] == numbers
    each: NDArray[np.bool_] = np.logical_or.reduceat(met, begins, axis=0)
    others: NDArray[np.bool_] = np.logical_and.reduceat(met.any(axis=1) | (theirs < 0), begins)
    some, every = np.asarray(each.any(axis=1)), np.asarray(each.all(axis=1))
    return some, every & others


def _dominant(candidates: Candidates) -> Places:
    """Return by record the form of the first strong word of its first version."""
    chosen, columns = candidates.chosen, candidates.index.columns
    places = np.where(candidates.weights >= STRONG, np.arange(len(candidates.weights)), len(candidates.weights))
    first = np.minimum.reduceat(places, chosen.word_begin[:-1])[chosen.sign_begin[:-1]]
    words = columns.signs.word[chosen.occurrences[first]]
    forms: Places = columns.words.word_form[words].astype(np.intp)
    return forms
