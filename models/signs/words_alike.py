"""How alike a word is to the words that retrieval finds: the same mean as for whole signs, for signs of one word."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import partial_ratio

from models.signs.alike import SHORT_STEEPNESS, STEEPNESS, Values
from models.signs.contained import INSIDE_STEEPNESS, MEANT_LETTERS, MEETS, in_compound
from models.signs.weights import mark_weights
from models.words.closeness import SHORT, set_cosine, trigrams
from models.words.likeness import BETTER, Crowd, hear, look_table, nobody, sound_table
from models.words.text import word_script
from models.words.word import Word


def words_alike(word: Word, others: Sequence[Word], crowd: Crowd = nobody) -> Values:
    """Return how alike a word is to others, shape (n,), in [0, 1]: the mean of `signs_alike` for signs of one word."""
    w = mark_weights().signs
    forms = [other.form for other in others]
    script = word_script(word.form)
    same_script = np.array([word_script(form) == script for form in forms], bool)
    readable = np.array([bool(word.readings and other.readings) for other in others], bool)
    look = look_table([word.form], forms)[0]
    sound = sound_table([word], others, hear([word], others, crowd))[0]
    look, sound = np.where(same_script, look, np.where(readable, sound, 0.0)), np.where(readable, sound, look)
    contained = np.where(same_script, _inside(word.form, forms), 0.0)
    likeness = BETTER * np.maximum(look, sound) + (1 - BETTER) * np.minimum(look, sound)
    contained = np.maximum(contained, np.maximum(0.0, likeness - MEETS) / (1 - MEETS))
    contained = np.maximum(contained, [_compound(word.form, form) for form in forms])
    word_trigrams = trigrams(word.form)
    pieces = np.array([set_cosine(word_trigrams, other) for other in map(trigrams, forms)])
    is_short = np.array([max(len(word.form), len(form)) <= SHORT for form in forms], bool)
    pieces = np.where(same_script, np.where(is_short, look**SHORT_STEEPNESS, pieces), look**STEEPNESS)
    mean: Values = (
        w.visual * look**STEEPNESS + w.aural * sound**STEEPNESS + w.contained * contained + w.trigrams * pieces
    )
    return mean / w.total


def _inside(form: str, others: Sequence[str]) -> Values:
    """Return how far the shorter of each two words stands in the longer, by the share of it that it fills."""
    sizes = np.array([len(other) for other in others])
    shorter, longer = np.minimum(sizes, len(form)), np.maximum(sizes, len(form))
    ratios = process.cdist([form], others, scorer=partial_ratio, dtype=np.float64)[0] / 100
    return np.where(shorter >= MEANT_LETTERS, ratios**INSIDE_STEEPNESS * (shorter / np.maximum(longer, 1)) ** 2, 0.0)


def _compound(a: str, b: str) -> float:
    return max(in_compound(a, b), in_compound(b, a))
