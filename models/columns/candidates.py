"""Candidates laid out for comparing: their signs by number of words, each with weights, core and columns of tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.columns.index import ColumnIndex
from models.columns.layout import MAIN, MEANS, Doubles, Ints, spread
from models.columns.tables import WordTables
from models.columns.weights import Chosen, chosen_of, weights_of
from models.signs.entry import Entry, joined
from models.words.readings import read_word
from models.words.weak import STRONG
from models.words.word import Word

Places = NDArray[np.intp]
GROUPS = ((1, 1), (2, 2), (3, 4), (5, 255))  # numbers of words that are laid out in one array


@dataclass(frozen=True, slots=True)
class Group:
    """Signs of about as many words, padded to the longest: shapes (n,) and (n, words)."""

    at: Places  # places of the signs among all chosen
    sizes: Places
    filled: NDArray[np.bool_]
    columns: Places  # of the word tables
    weights: Doubles
    beside: Doubles  # what the words beside the core weigh
    rarity: Doubles
    strength: Doubles
    core: Places
    compact: Places
    readable: NDArray[np.bool_]
    says_things: NDArray[np.bool_]  # every strong word is one of everyday language
    means: NDArray[np.bool_]  # some strong word means something


@dataclass(frozen=True, slots=True)
class Candidates:
    """The signs of some records beside the words of a proposed mark."""

    index: ColumnIndex
    chosen: Chosen
    tables: WordTables
    weights: Doubles
    strength: Doubles
    groups: tuple[Group, ...]
    all_mean: NDArray[np.bool_]  # by sign: every strong word means something
    compact_sizes: Ints  # letters of each sign written as one


def candidates_of(index: ColumnIndex, rows: Places, proposed: Entry) -> Candidates:
    """Return the records of some rows as candidates beside a proposed mark."""
    chosen = chosen_of(index, rows)
    columns = index.columns
    weights, of_core, strength = weights_of(index, chosen, proposed.record)
    words = columns.signs.word[chosen.occurrences]
    forms = columns.words.word_form[words].astype(np.intp)
    strong, letter = weights >= STRONG, index.form_sizes[forms] == 1
    cores, extra = _cores(index, chosen, words, (of_core >= STRONG) | letter)
    compacts = columns.signs.compact[chosen.signs]
    proposed_words = [w for sign in proposed.signs for w in (*sign.words, sign.core, sign.compact)]
    needed = np.concatenate([words, compacts, cores[cores >= 0]])
    tables = WordTables(index, proposed_words, needed, extra)
    core_columns = np.where(cores >= 0, tables.column(np.maximum(cores, 0)), tables.extra_column - 1 - cores)
    _mark_needed(tables, proposed, (words, core_columns, compacts), np.diff(chosen.word_begin))
    flags, begins = columns.words.form_flags[forms], chosen.word_begin[:-1]
    of_words = {
        "columns": tables.column(words).astype(np.intp),
        "weights": weights,
        "beside": np.where(strong | letter, 0.0, weights),
        "rarity": index.rarity(forms),
    }
    readable = np.diff(columns.words.reading_start)[words] > 0
    of_signs = {
        "strength": strength,
        "core": core_columns.astype(np.intp),
        "compact": tables.column(compacts).astype(np.intp),
        "readable": np.logical_or.reduceat(readable, begins),
        "says_things": np.logical_and.reduceat(~strong | ((flags & MAIN) > 0), begins),
        "means": np.logical_or.reduceat(strong & ((flags & MEANS) > 0), begins),
    }
    sizes = np.diff(chosen.word_begin)
    groups = []
    for least, most in GROUPS:
        at = np.flatnonzero((sizes >= least) & (sizes <= most))
        if len(at):
            width = int(sizes[at].max())
            filled = np.arange(width) < sizes[at][:, None]
            places = np.where(filled, chosen.word_begin[at][:, None] + np.arange(width), 0)
            padded = {name: np.where(filled, values[places], values.dtype.type(0)) for name, values in of_words.items()}
            groups.append(Group(at, sizes[at], filled, **padded, **{k: v[at] for k, v in of_signs.items()}))
    all_mean = np.logical_and.reduceat(~strong | ((flags & MEANS) > 0), begins)
    compact_sizes = index.form_sizes[columns.words.word_form[compacts]]
    return Candidates(index, chosen, tables, weights, strength, tuple(groups), all_mean, compact_sizes)


def _mark_needed(
    tables: WordTables, proposed: Entry, theirs: tuple[Ints, NDArray[np.int64], Ints], sizes: Places
) -> None:
    """Say which cells of the tables are read: words beside words, cores beside cores, and whole signs of one word
    beside whole signs.
    """
    words, cores, compacts = tables.column(theirs[0]), theirs[1], tables.column(theirs[2])
    tables.needed[:] = False
    for sign in proposed.signs:
        tables.needed[[[tables.row[word]] for word in sign.words], words] = True
        tables.needed[tables.row[sign.core], cores] = True
        tables.needed[tables.row[sign.compact], compacts if len(sign.words) == 1 else compacts[sizes == 1]] = True


def _cores(
    index: ColumnIndex, chosen: Chosen, words: Ints, in_core: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], Sequence[Word]]:
    """Return the word of every sign's core: that of the register, or -1, -2 … for those returned beside."""
    signs, begins = index.columns.signs, chosen.word_begin
    counts = np.add.reduceat(in_core.astype(np.intp), begins[:-1])
    sizes = np.diff(begins)
    cores = signs.compact[chosen.signs].astype(np.int64)
    first = np.maximum.reduceat(np.where(in_core, np.arange(len(in_core)), -1), begins[:-1])
    cores = np.where((counts == 1) & (sizes > 1), words[first], cores)
    partial = np.flatnonzero((counts > 1) & (counts < sizes))
    extra: dict[Word, int] = {}
    if len(partial):
        place = np.arange(len(in_core)) - np.repeat(begins[:-1], sizes)
        masks = np.add.reduceat(np.where(in_core, 1 << place, 0), begins[:-1])
        stored = signs.core_mask[chosen.signs[partial]] == masks[partial]
        cores[partial[stored]] = signs.core[chosen.signs[partial[stored]]]
        for at in partial[~stored].tolist():
            of_core = words[begins[at] : begins[at + 1]][in_core[begins[at] : begins[at + 1]]]
            core = _joined(tuple(index.columns.words.forms[f] for f in index.columns.words.word_form[of_core].tolist()))
            cores[at] = -1 - extra.setdefault(core, len(extra))
    return cores, list(extra)


@lru_cache(maxsize=65_536)
def _joined(forms: tuple[str, ...]) -> Word:
    return joined(tuple(Word(form, read_word(form)) for form in forms))


def initials_of(candidates: Candidates, letters: str) -> NDArray[np.bool_]:
    """Return by sign whether the initials of its words, or of a translation, are some letters."""
    signs = candidates.index.columns.signs
    number = candidates.index.acronym_number.get(letters, -1)
    numbers, begins = spread(signs.initials_start, candidates.chosen.signs)
    found = np.zeros(len(candidates.chosen.signs), bool)
    holder = np.repeat(np.arange(len(found)), np.diff(begins))
    found[holder[signs.initials[numbers] == number]] = True
    return found
