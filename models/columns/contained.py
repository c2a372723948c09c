"""How far a proposed version and those of all candidates stand in each other, and their trigrams, in arrays
(`models.signs.contained`). NaN stands for None.
"""

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import partial_ratio

from models.columns.candidates import Candidates, Group
from models.columns.layout import Doubles
from models.columns.signs import Beside, Ours
from models.signs.contained import HALF, IN_SENTENCE, INSIDE_STEEPNESS, LOST, MEANT_LETTERS, MEETS
from models.words.closeness import SHORT
from models.words.weak import STRONG


def contained(ours: Ours, other: Beside, candidates: Candidates) -> Doubles:
    """Return how far one version stands in the other (`models.signs.contained.contained`)."""
    group, tables = other.group, candidates.tables
    cells = ours.rows[None, :, None], group.columns[:, None, :]
    met = np.maximum(0.0, other.nearness - MEETS) / (1 - MEETS)
    ours_in, theirs_in = (
        np.where(group.filled[:, None, :], np.maximum(met, table[cells]), 0.0) for table in tables.compounds
    )
    weight_a, weight_b = ours.weights * ours.rarity, group.weights * group.rarity
    share_a = (weight_a * ours_in.max(axis=2)).sum(axis=1) / weight_a.sum()
    share_b = (weight_b * theirs_in.max(axis=1)).sum(axis=1) / weight_b.sum(axis=1)
    roles = roles_of(ours, group)
    share_a *= min(1.0, ours.sign.strength / STRONG) * roles[0]
    share_b *= np.minimum(1.0, group.strength / STRONG) * roles[1]
    values = np.maximum(np.maximum(share_a, share_b), _letters_inside(ours, other, candidates))
    return np.where(other.comparable, values, np.nan)


def roles_of(ours: Ours, group: Group) -> tuple[Doubles, Doubles]:
    """Return what share of an independent role each side keeps in the other (`models.signs.contained.role`)."""
    sum_a, sum_b, size = ours.weights.sum(), group.weights.sum(axis=1), len(ours.sign.words)
    fills_a = np.minimum(sum_a / np.maximum(sum_b, 1e-9), IN_SENTENCE * size / group.sizes)
    fills_b = np.minimum(sum_b / max(sum_a, 1e-9), IN_SENTENCE * group.sizes / size)
    return (
        np.where((fills_a >= HALF) | (not ours.says_things), 1.0, (np.minimum(fills_a, HALF) / HALF) ** LOST),
        np.where((fills_b >= HALF) | ~group.says_things, 1.0, (np.minimum(fills_b, HALF) / HALF) ** LOST),
    )


def _letters_inside(ours: Ours, other: Beside, candidates: Candidates) -> Doubles:
    group, form = other.group, ours.sign.compact.form
    values = np.zeros(len(group.at))
    if len(form) < MEANT_LETTERS:
        return values
    sizes = candidates.compact_sizes[group.at]
    some = np.flatnonzero(other.same_script & (sizes >= MEANT_LETTERS))
    forms = [candidates.tables.forms[at] for at in group.compact[some].tolist()]
    ratios = process.cdist([form], forms, scorer=partial_ratio, dtype=np.float64)[0] / 100 if forms else values[:0]
    shorter, longer = np.minimum(sizes[some], len(form)), np.maximum(sizes[some], len(form))
    values[some] = ratios**INSIDE_STEEPNESS * (shorter / longer) ** 2
    return values


def trigrams(ours: Ours, other: Beside, candidates: Candidates, cosines: Doubles) -> Doubles:
    """Return the cosine of the trigrams (`models.signs.contained.trigram_likeness`); `cosines`: by sign, as the better
    of word by word and all as one.
    """
    group = other.group
    values = cosines[group.at]
    roles = np.minimum(*roles_of(ours, group))
    values = np.where((len(ours.rows) == 1) & (group.sizes == 1), values, values * roles)
    sizes = np.maximum(candidates.compact_sizes[group.at], len(ours.sign.compact.form))
    return np.where(other.same_script & (sizes > SHORT), values, np.nan)
