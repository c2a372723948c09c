"""Candidates assessed over columns beside the definition, pair by pair; and whether close words all come back."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from benchmarks.data import register
from benchmarks.tables import markdown
from benchmarks.timed_marks import AS_OF
from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Reached, Reader, Slot
from indexer.marks.expand import EXACT, FLOOR, expand
from models.columns.assess import assess_all
from models.marks.assessment import assess
from models.marks.comparison import compare
from models.marks.knowledge import Knowledge
from models.marks.weighing import describing
from models.signs.entry import Entry, analyse
from models.signs.likeness import Likeness, entry_words
from models.words.text import words_of
from models.words.weak import STRONG

SEED = 1797
SAME = 1e-9  # difference of two probabilities that is the machine's
CHECKED = 200  # queries whose close words are looked up


def run(folder: Path, queries: int) -> Iterator[str]:
    """Yield the pairs of a proposed mark and a candidate that differ from the definition, and the words that come
    back.
    """
    with register(folder, []) as reader:
        records = [mark for mark in reader.records() if words_of(mark.text)]
        rng = random.Random(SEED)
        chosen = [replace(mark, id="") for mark in rng.sample(records, queries)]
        told: Counter[str] = Counter()
        times: list[tuple[float, float]] = []
        for mark in chosen:
            entry = analyse(mark, reader.lexicon.readings, describing(mark, counts=reader.counts))
            if entry.signs:
                slots = expand(entry, reader.lexicon, reader.counts)
                spent, outcome = _beside_definition(entry, reader.reach(slots, Filters(), floor=FLOOR), reader)
                times.append(spent)
                told.update(outcome)
        ours, theirs = np.percentile(np.array(times), [50, 95], axis=0).T
        rows = [
            ["over columns", *(f"{ms:.0f}" for ms in ours)],
            ["one by one, records read", *(f"{ms:.0f}" for ms in theirs)],
        ]
        yield f"{told['pairs']:,} pairs of {len(times):,} queries: {told['probability']} differ in probability by more "
        yield f"than {SAME}, {told['level']} in level, {told['identity']} in identity.\n"
        yield markdown(["all candidates assessed", "p50 ms", "p95 ms"], rows)
        yield _retrieved(chosen[:CHECKED], reader)


def _beside_definition(entry: Entry, reached: Reached, reader: Reader) -> tuple[tuple[float, float], Counter[str]]:
    """Return the milliseconds that both ways take, and what differs."""
    proposed = entry.record
    times = [perf_counter()]
    others = [
        analyse(mark, reader.lexicon.readings, describing(proposed, mark, counts=reader.counts))
        for mark in map(reached.record, range(len(reached.rows)))
    ]
    words = Likeness(entry_words([entry], compact=True), entry_words(others, compact=True), reader.lexicon.crowd)
    known = Knowledge(reader.counts, words=words, as_of=AS_OF, explained=False)
    compared = [compare(entry, other, known) for other in others]
    expected = [assess(comparison) for comparison in compared]
    times.append(perf_counter())
    goods = np.array([np.nan if c.goods.value is None else c.goods.value for c in compared])
    found = assess_all(reached.index, reached.rows, entry, goods)
    times.append(perf_counter())
    definition, ours = (1000 * float(spent) for spent in np.diff(times))
    differ = {
        "pairs": len(others),
        "probability": _count(np.abs(found.probability - [e.probability for e in expected]) > SAME),
        "level": _count(found.level != np.array([e.level for e in expected])),
        "identity": _count(found.identical != np.array([c.identical_signs for c in compared])),
    }
    return (ours, definition), Counter(differ)


def _count(values: NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(values))


def _retrieved(marks: list[Mark], reader: Reader) -> str:
    """Return how many of the register's words within the ratio of a strong word are options of some slot."""
    lexicon = reader.lexicon
    words = [form for at, form in enumerate(lexicon.index.strings) if lexicon.is_word(at)]
    near = back = weak = 0
    for mark in marks:
        entry = analyse(mark, lexicon.readings, describing(mark, counts=reader.counts))
        options = _options(expand(entry, lexicon, reader.counts))
        pairs = {(w.form, x) for sign in entry.signs for w, x in zip(sign.words, sign.weights, strict=True)}
        for form in {form for form, _ in pairs}:
            ratios = process.cdist([form], words, scorer=Indel.normalized_similarity, dtype=np.float64)[0]
            close = {words[at] for at in np.flatnonzero(ratios >= EXACT).tolist()}
            if max(weight for other, weight in pairs if other == form) < STRONG:
                weak += len(close - options)
                continue
            near, back = near + len(close), back + len(close & options)
    return (
        f"Words of the register within ratio {EXACT} of a strong word of {len(marks)} names: {back:,} of {near:,} come "
        "back. Of a weak word beside a strong one only itself and its translations are looked up "
        f"({weak:,} left out).\n"
    )


def _options(slots: tuple[Slot, ...]) -> set[str]:
    return {token for slot in slots for token in slot.options}
