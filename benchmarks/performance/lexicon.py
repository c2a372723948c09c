"""The exact search of similar words against RapidFuzz over every word: the same hits, and how much faster.

The words are recombined from the register's own (front of one, back of another) with a fixed seed, so that any number
of distinct, word-like strings can be made.
"""

import random
from collections.abc import Iterator
from time import perf_counter

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from benchmarks.data import read_all, register_files
from benchmarks.tables import markdown
from indexer.lexicon.scan import StringIndex
from models.words.closeness import LETTERS_FLOOR, SKELETON_FLOOR, SOUND_FLOOR
from models.words.phones import broad, skeleton
from models.words.readings import french
from models.words.text import words_of

SEED = 1797
LENGTHS = range(3, 15)  # letters of the queries


def recombined(count: int) -> list[str]:
    """Return `count` distinct words made from the register's, the same ones every time."""
    rng = random.Random(SEED)
    real = sorted(
        {
            w
            for mark in read_all(register_files())
            for w in words_of(mark.text)
            if w.isascii() and w.isalpha() and len(w) > 2
        }
    )
    words = dict.fromkeys(real[:count])
    while len(words) < count:
        front, back = rng.choice(real), rng.choice(real)
        words[front[: rng.randint(1, len(front))] + back[rng.randint(0, len(back) - 1) :]] = None
    return list(words)


def run(count: int, queries: int) -> Iterator[str]:
    """Yield one table: letters and sounds, at the stated floors and at 0.75."""
    words = recombined(count)
    rng = random.Random(SEED)
    pool = [word for word in words if len(word) in LENGTHS and len(skeleton(_first_sound(word))) > 1]
    sampled = rng.sample(pool, queries)
    phones = list(dict.fromkeys(map(_first_sound, words)))
    bones = list(dict.fromkeys(skeleton(sound) for sound in phones))
    rows = []
    for what, strings, as_query, floor in (
        ("letters", words, lambda w: w, LETTERS_FLOOR),
        ("letters", words, lambda w: w, 0.75),
        ("phones", phones, _first_sound, SOUND_FLOOR),
        ("consonants", bones, lambda w: skeleton(_first_sound(w)), SKELETON_FLOOR),
    ):
        rows.append([what, f"{len(strings):,}", floor, *_compared(strings, [as_query(w) for w in sampled], floor)])
    yield f"## Exact search of similar words ({queries} queries of {LENGTHS.start} to {LENGTHS.stop - 1} letters)\n"
    yield markdown(["strings", "distinct", "floor", "equal hits", "hits a query", "ms", "RapidFuzz ms", "ratio"], rows)


def _first_sound(word: str) -> str:
    """Return the broad phones of a word as a French reader says it."""
    return broad("".join(sound.phones for sound in french.read(word)))


def _compared(strings: list[str], queries: list[str], floor: float) -> list[object]:
    index = StringIndex(strings)
    index.warm()
    ours, theirs, equal, hits = 0.0, 0.0, 0, 0
    for query in queries:
        began = perf_counter()
        at, _ = index.similar(query, floor)
        ours += perf_counter() - began
        began = perf_counter()
        scores = process.cdist([query], index.strings, scorer=Indel.normalized_similarity, score_cutoff=floor - 1e-3)[0]
        theirs += perf_counter() - began
        # RapidFuzz gives float32; a ratio at the floor itself is decided by the whole numbers behind it.
        near = np.flatnonzero(scores >= floor - 1e-3).tolist()
        expected = {i for i in near if Indel.normalized_similarity(query, index.strings[i]) >= floor - 1e-9}
        equal += set(at) == expected
        hits += len(at)
    n = len(queries)
    cells = f"{equal} of {n}", f"{hits / n:.1f}", f"{1000 * ours / n:.2f}", f"{1000 * theirs / n:.1f}"
    return [*cells, f"{theirs / ours:.0f}×"]
