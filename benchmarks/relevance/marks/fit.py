"""`anteriority bench fit-marks`: what the numbers of the assessment are fitted on, all of the development halves.

It writes `models/signs/mark_weights.json`; the fit itself is `fit_levels`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.relevance.marks.expected import expected_pairs
from benchmarks.relevance.marks.fit_levels import UNKNOWN_AS, Banded, Ranked, fit_levels
from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.relevance.marks.raised import CLASSES, invented_arabic_names, invented_names
from benchmarks.relevance.marks.register import Hidden, folded, searched_mark
from corpora.records.mark import Mark
from indexer.marks.engine import Filters
from indexer.marks.expand import FLOOR, expand
from models.encoders import DEFAULT, load_encoder, term_closeness
from models.goods.similarity import terms_to_compare
from models.marks.assessment import likeness_of, values_of
from models.marks.comparison import Comparison, compare
from models.marks.knowledge import Knowledge
from models.marks.pair import compare_pair
from models.marks.weighing import describing
from models.signs import weights as weights_module
from models.signs.alike import sign_terms
from models.signs.entry import Entry, analyse
from models.signs.likeness import Likeness, entry_words
from models.signs.weights import MarkWeights, mark_weights

SOURCE_WEIGHT = {"decided": 1.0, "oppositions": 1.0, "refusals": 1.0, "drugs": 0.4, "cross-script": 0.3}
CAP = 400
CHANCE_ROWS = 40  # of each invented name, the likest: the others say nothing more
SEEDS = (98, 99)  # of the invented names that are fitted; those that are reported have others


@dataclass(frozen=True, slots=True)
class Judged:
    """A decided pair, compared: what the assessment takes of it, and the outcome."""

    pair: MarkPair
    comparison: Comparison

    @property
    def conflict(self) -> bool:
        """Whether a conflict was found."""
        return bool(self.pair.conflict)

    @property
    def on_marks(self) -> bool:
        """Whether the outcome may be held against a measure of signs."""
        return self.conflict or self.pair.on_marks


def rankings(pairs: Sequence[MarkPair], hidden: Hidden) -> list[Ranked]:
    """Return what retrieval brings for each pair that must be found, by the signs alone, the earlier mark among it."""
    found = []
    for pair in pairs:
        if pair.conflict is False:
            continue
        proposed, answer_key = searched_mark(pair, goods=False), folded(pair.earlier)
        distinct = {folded(m): m for m in _candidates(proposed, hidden) if m.id != pair.proposed.id}
        distinct[answer_key] = pair.earlier
        if folded(pair.proposed) != answer_key:
            distinct.pop(folded(pair.proposed), None)
        compared = zip(distinct, _compared(proposed, list(distinct.values()), hidden), strict=False)
        rows = [(t, key == answer_key) for key, c in compared if (t := sign_terms(values_of(c)))]
        if any(answer for _, answer in rows):
            found.append((pair, np.array([t for t, _ in rows]), np.array([answer for _, answer in rows])))
    sizes = Counter(pair.group for pair, _, _ in found)
    return [
        Ranked(terms, answer, SOURCE_WEIGHT[pair.source] / sizes[pair.group] ** 0.5 / len(found))
        for pair, terms, answer in found
    ]


def _candidates(proposed: Mark, hidden: Hidden) -> list[Mark]:
    entry = _analysed(proposed, hidden)
    if not entry.signs:
        return []
    slots = expand(entry, hidden.reader.lexicon, hidden.reader.counts)
    return list(hidden.reader.fetch(hidden.reader.match(slots, Filters(), floor=FLOOR, cap=CAP).ids))


def _analysed(mark: Mark, hidden: Hidden, *beside: Mark) -> Entry:
    return analyse(mark, hidden.reader.lexicon.readings, describing(*beside, mark, counts=hidden.reader.counts))


def _compared(proposed: Mark, others: Sequence[Mark], hidden: Hidden) -> Iterator[Comparison]:
    """Yield the comparisons of a mark with others, as a search compares them without the encoder."""
    entry = _analysed(proposed, hidden)
    entries = [_analysed(mark, hidden, proposed) for mark in others]
    words = Likeness(
        entry_words([entry], compact=True), entry_words(entries, compact=True), hidden.reader.lexicon.crowd
    )
    known = Knowledge(counts=hidden.reader.counts, words=words, explained=False)
    for other in entries:
        yield compare(entry, other, known)


def judged(pairs: Sequence[MarkPair], hidden: Hidden) -> list[Judged]:
    """Return the decided pairs, each compared with its goods."""
    read, encoder = hidden.reader.lexicon.readings, load_encoder(DEFAULT)
    decided = []
    for pair in pairs:
        describes = describing(pair.proposed, pair.earlier, counts=hidden.reader.counts)
        a, b = (analyse(mark, read, describes) for mark in (pair.proposed, pair.earlier))
        if pair.conflict is None or not (a.signs and b.signs):
            continue
        ours, theirs = terms_to_compare(pair.proposed, pair.earlier)
        closeness = term_closeness(encoder, [t for _, t in ours], [t for _, t in theirs])
        known = Knowledge(counts=hidden.reader.counts, closeness=closeness, explained=False)
        decided.append(Judged(pair, compare(a, b, known)))
    return decided


def decided_rows(decided: Sequence[Judged]) -> list[Banded]:
    """Return the decided pairs as the fit takes them: a conflict belongs to level 1 or 2, a pair held no conflict on
    the marks to 3 or 4.

    An authority that found a conflict held the goods similar, whatever their words.
    """
    return [
        banded(item.comparison, *((1, 2, "conflicts") if item.conflict else (3, 4, "no conflicts")), least=UNKNOWN_AS)
        for item in decided
        if item.on_marks
    ]


def chance_rows(hidden: Hidden) -> list[Banded]:
    """Return what invented names meet in the register, the likest rows of each: levels 3 or 4."""
    rows: list[Banded] = []
    for name in [*invented_names(seed=SEEDS[0]), *invented_arabic_names(seed=SEEDS[1])]:
        proposed = Mark("", name, nice_classes=CLASSES)
        met = list(_compared(proposed, _candidates(proposed, hidden), hidden))
        met.sort(key=lambda comparison: -likeness_of(comparison, mark_weights()))
        rows += [banded(comparison, 3, 4, "invented") for comparison in met[:CHANCE_ROWS]]
    return rows


def expected_rows() -> list[Banded]:
    """Return our own expected levels of the development half, but for those that are level 1 by rule."""
    encoder, rows = load_encoder(DEFAULT), []
    for pair in expected_pairs("development"):
        comparison = compare_pair(pair.proposed, pair.earlier, encoder)
        if comparison is None or (comparison.identical_signs and comparison.goods.value == 1.0):
            continue
        rows.append(banded(comparison, pair.best, pair.worst, "surely close" if pair.worst == 1 else "expected"))
    return rows


def banded(comparison: Comparison, best: int, worst: int, kind: str, least: float = 0.0) -> Banded:
    """Return a comparison with its band of levels; goods that are known count for `least` at least."""
    values, goods = values_of(comparison), comparison.goods.value
    return Banded(
        sign_terms(values),
        float("nan") if goods is None else max(goods, least),
        best,
        worst,
        kind,
        same=comparison.same_text,
        strength=comparison.strength,
        meaning=values.meaning or 0.0,
        differ=comparison.conceptual.value == 0.0,
    )


def fit(pairs: Sequence[MarkPair], hidden: Hidden) -> MarkWeights:
    """Return the model fitted on these pairs (give it the development half) and on what no one would dispute."""
    rows = [*decided_rows(judged([p for p in pairs if p.source == "decided"], hidden)), *undisputed_rows(hidden)]
    return fit_levels(rows, mark_weights(), rankings(pairs, hidden), signs_too=True)


def undisputed_rows(hidden: Hidden) -> list[Banded]:
    """Return what no one would dispute: expected levels, and what invented names meet."""
    return [*expected_rows(), *chance_rows(hidden)]


def write(weights: MarkWeights, about: dict[str, Any]) -> Path:
    """Write the weights file beside the models, with what they were fitted on."""
    path = Path(weights_module.__file__).with_name(weights_module.FILE)
    path.write_text(json.dumps({"fitted": about, **asdict(weights)}, indent=1) + "\n", "utf-8")
    return path
