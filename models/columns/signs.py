"""A proposed version beside the versions of all candidates: look, sound and words that meet, as `models.signs` defines
them, in arrays. NaN stands for None.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.columns.candidates import Candidates, Group, initials_of
from models.columns.layout import Doubles
from models.columns.pairs import as_whole, covered, paired
from models.signs import aural, translated, visual
from models.signs.entry import Sign, in_core
from models.signs.likeness import MEANT
from models.words.concepts import main_words
from models.words.initials import LENGTHS, acronyms
from models.words.likeness import BETTER, look
from models.words.text import look_alike
from models.words.weak import STRONG

Places = NDArray[np.intp]


class Ours(NamedTuple):
    """A proposed version as the arrays take it."""

    sign: Sign
    rows: Places
    weights: Doubles
    beside: Doubles
    rarity: Doubles
    core: int
    compact: int
    readable: bool
    says_things: bool


class Beside(NamedTuple):
    """A group of candidates' signs beside one proposed version: tables of their words, shape (n, ours, theirs); -1
    where there is no word, `nearness` in rows of signs that can be compared (`comparable`).
    """

    group: Group
    same_script: NDArray[np.bool_]
    looks: Doubles
    sounds: Doubles
    meanings: Doubles | None
    nearness: Doubles
    comparable: NDArray[np.bool_]

    @property
    def meant(self) -> NDArray[np.bool_]:
        """Which of the signs have a word that means the same as a proposed one."""
        return np.zeros(len(self.group.at), bool) if self.meanings is None else some_cell(self.meanings)


def some_cell(table: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which tables of shape (n, a, b) have a cell that is true or not 0."""
    found: NDArray[np.bool_] = np.logical_or.reduce(table, axis=(1, 2))
    return found


def ours_of(sign: Sign, candidates: Candidates) -> Ours:
    """Return a proposed version as the arrays take it."""
    tables, rarity = candidates.tables, candidates.index.counts.rarity
    weights = np.array(sign.weights)
    core = [in_core(word, weight) for word, weight in zip(sign.words, sign.weights, strict=True)]
    strong = [word for word, weight in zip(sign.words, sign.weights, strict=True) if weight >= STRONG]
    return Ours(
        sign,
        np.array([tables.row[word] for word in sign.words], np.intp),
        weights,
        np.where(core, 0.0, weights),
        np.array([rarity(word.form) for word in sign.words]),
        tables.row[sign.core],
        tables.row[sign.compact],
        any(word.readings for word in sign.words),
        all(main_words(word.form) for word in strong),
    )


def beside(ours: Ours, group: Group, candidates: Candidates) -> Beside:
    """Return the tables of a proposed version and a group (`models.signs.likeness.Likeness`)."""
    tables, chosen = candidates.tables, candidates.chosen
    signs = candidates.index.columns.signs
    script = signs.script[chosen.signs[group.at]]
    same_script = script == candidates.index.script_number.get(ours.sign.script, -1)
    cells = ours.rows[None, :, None], group.columns[:, None, :]
    filled = np.broadcast_to(group.filled[:, None, :], np.broadcast_shapes(cells[0].shape, cells[1].shape))
    looks, sounds = (np.where(filled, table[cells], -1.0) for table in (tables.looks, tables.sounds))
    readable = group.readable & ours.readable
    both = BETTER * np.maximum(looks, sounds) + (1 - BETTER) * np.minimum(looks, sounds)
    seen = np.where(readable[:, None, None], both, looks)
    nearness = np.where(same_script[:, None, None], seen, np.where(readable[:, None, None], sounds, 0.0))
    comparable = same_script | readable
    meanings = None
    if tables.meanings is not None:
        meanings = np.where(filled, tables.meanings[cells], 0.0)
        nearness = np.maximum(nearness, MEANT * meanings)
        comparable = comparable | some_cell(meanings)
    return Beside(group, same_script, looks, sounds, meanings, np.where(filled, nearness, -1.0), comparable)


def look_of(ours: Ours, other: Beside, candidates: Candidates) -> Doubles:
    """Return how alike the versions look (`models.signs.visual.look_of`)."""
    group, tables, index = other.group, candidates.tables, candidates.index
    core = tables.looks[ours.core][group.core]
    one = len(ours.sign.words) == 1
    if one and (group.sizes == 1).all():
        values = core
    else:
        pairs = paired(other.looks, visual.CHANCE)
        compacts = tables.looks[ours.compact][group.compact]
        single = one | (group.sizes == 1)
        as_one = np.where(single & (compacts >= visual.AS_ONE), visual.SPACED * compacts, 0.0)
        values = np.maximum(
            np.maximum(
                covered(pairs, ours.weights, group.weights),
                as_whole(core, pairs, (ours.weights, ours.beside), (group.weights, group.beside)),
            ),
            as_one,
        )
        text = index.columns.signs.text[candidates.chosen.signs[group.at]]
        same_text = _same_text(text, ours, other, candidates)
        joined = tables.same[ours.compact][group.compact]
        values = np.where(joined, np.where(same_text, 1.0, visual.SPACED), values)
        values = np.where((group.sizes == 1) & one, core, values)
    values = np.where(other.same_script, values, np.nan)
    _across_alphabets(values, ours, other, candidates)
    return values


def _same_text(text: NDArray[np.int32], ours: Ours, other: Beside, candidates: Candidates) -> NDArray[np.bool_]:
    """Return whether the words are the same one by one, whatever the text is numbered (signs in units have none)."""
    group = other.group
    if len(ours.rows) > group.columns.shape[1]:
        return np.zeros(len(text), bool)
    width = len(ours.rows)
    same = candidates.tables.same[ours.rows[None, :], group.columns[:, :width]]
    equal: NDArray[np.bool_] = (group.sizes == width) & same.all(axis=1)
    return equal


def _across_alphabets(values: Doubles, ours: Ours, other: Beside, candidates: Candidates) -> None:
    """Compare versions in two scripts whose letters look alike, few of which there are."""
    if ours.sign.script not in visual.ALPHABETS:
        return
    index, group = candidates.index, other.group
    seen_a = look_alike(ours.sign.compact.form)
    script = index.columns.signs.script[candidates.chosen.signs[group.at]]
    others = [index.script_number.get(name, -1) for name in visual.ALPHABETS]
    for at in np.flatnonzero(~other.same_script & np.isin(script, others)).tolist() if seen_a else ():
        seen_b = look_alike(candidates.tables.forms[group.compact[at]])
        if seen_a and seen_b:
            values[at] = look(seen_a, seen_b)


def sound_of(ours: Ours, other: Beside, candidates: Candidates) -> Doubles:
    """Return how alike the versions sound (`models.signs.aural.sound_of`)."""
    group, tables = other.group, candidates.tables
    pairs = paired(other.sounds, aural.CHANCE)
    values = covered(pairs, ours.weights, group.weights)
    core = tables.sounds[ours.core][group.core]
    breath = as_whole(core, pairs, (ours.weights, ours.beside), (group.weights, group.beside))
    compacts = tables.sounds[ours.compact][group.compact]
    single = (len(ours.sign.words) == 1) | (group.sizes == 1)
    breath = np.maximum(breath, np.where(single & (compacts >= visual.AS_ONE), compacts, 0.0))
    values = np.where(group.sizes == len(ours.sign.words), values, np.maximum(values, breath))
    return np.where(group.readable & ours.readable, values, np.nan)


def words_met(ours: Ours, other: Beside, candidates: Candidates) -> Doubles:
    """Return how far words meet one by one, some in translation (`models.signs.translated.words_met`)."""
    group = other.group
    values = np.full(len(group.at), np.nan)
    if other.meanings is not None and len(some := np.flatnonzero(other.meant)):
        pairs = paired(other.nearness[some], translated.CHANCE)
        each = np.arange(len(some))[:, None]
        meant = other.meanings[some][each, pairs.proposed, pairs.earlier] > 0
        rows, columns = ours.rows[pairs.proposed], group.columns[some][each, pairs.earlier]
        translated_word = (meant & (pairs.value > 0) & ~candidates.tables.same[rows, columns]).any(axis=1)
        values[some] = np.where(translated_word, covered(pairs, ours.weights, group.weights[some]), np.nan)
    values[_by_initials(ours, group, candidates)] = translated.BY_INITIALS
    return values


def _by_initials(ours: Ours, group: Group, candidates: Candidates) -> NDArray[np.bool_]:
    forms = [word.form for word in ours.sign.words]
    found = np.zeros(len(group.at), bool)
    if len(forms) == 1 and len(forms[0]) in LENGTHS:
        found = (group.sizes >= LENGTHS.start) & initials_of(candidates, forms[0])[group.at]
    elif len(forms) >= LENGTHS.start and (letters := acronyms(forms)):
        one = np.flatnonzero(group.sizes == 1)
        found[one] = [candidates.tables.forms[column] in letters for column in group.columns[one, 0].tolist()]
    return found
