"""`anteriority bench relevance marks`: decided, opposed, refused, mixed-up and transliterated marks hidden in a
register.

Prints recall beside nine measures, recall by kind and by script pair, the level table, the assessment on decided pairs
(`mark_judgement`), goods (`goods_pairs`) and false alarms (`false_alarms`): every table over all rows, then over rows
whose outcome was read in its source. Look at misses in the development half only.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from benchmarks.data import Half, work_data
from benchmarks.relevance.marks.baselines import MEASURES, MarkBaselines
from benchmarks.relevance.marks.pairs import MarkPair, pairs_of, work_pairs
from benchmarks.relevance.marks.register import Hidden, hidden_register, search
from benchmarks.relevance.marks.results import OURS, OURS_GOODS, Results
from benchmarks.tables import clustered, markdown, mean_with_interval, signed

WITHIN = (10, 50, 100, 200)
MAIN = 50
SETS = {
    "decided conflicts": "decided",
    "oppositions": "oppositions",
    "cited refusals": "refusals",
    "look-alike drug names": "drugs",
    "same name, two scripts": "cross-script",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is measured: a half; an office's own pairs and register (default: the work data's); a folder for figures;
    a second engine.

    `engine` is "embedded", or the URL of a cluster: then its answers, and those of a plain query there, stand beside
    the others.
    """

    half: Half | None
    pairs: Path | None = None
    register: Sequence[Path] = ()
    plots: Path | None = None
    engine: str = "embedded"


def run(folder: Path, choice: Chosen) -> Iterator[str]:
    """Yield all tables."""
    from benchmarks.relevance.marks import false_alarms, goods_pairs, judgement, levels

    pairs_file, half, plots = choice.pairs, choice.half, choice.plots
    all_pairs = pairs_of(pairs_file) if pairs_file else work_pairs()
    chosen = [pair for pair in all_pairs if half is None or pair.half == half]
    with hidden_register(folder, all_pairs, choice.register) as hidden:
        baselines = MarkBaselines(hidden.texts, folder)
        results = collect(chosen, hidden, baselines)
        if choice.engine != "embedded":
            with hidden_register(folder, all_pairs, choice.register, choice.engine) as there:
                results.ranks.update(_in_cluster(results.pairs, there, choice.engine))
        count = hidden.reader.snapshot.count
        decided = judgement.verdicts(all_pairs, hidden)
        yield f"# Marks ({half or 'both halves'}, {count:,} records, {len(results.pairs)} earlier marks to be found)\n"
        for title, admits in (("all rows", lambda pair: True), ("verified rows only", lambda pair: pair.verified)):
            yield from _recalls(results, title, admits)
            yield from levels.tables(results, baselines, count, title, admits)
            yield from judgement.tables(decided, baselines, title, admits)
        if work_data() and not pairs_file:
            yield from goods_pairs.tables()
            yield from false_alarms.tables(hidden, baselines)
        if plots:
            from benchmarks.relevance.marks.plots import draw

            yield from draw(results, decided, plots)
        if half == "development":
            yield from _misses(results)


def collect(pairs: Sequence[MarkPair], hidden: Hidden, baselines: MarkBaselines) -> Results:
    """Return the ranks of every method for the pairs whose earlier mark must be found, and our answers for all."""
    signs, goods = (search(pairs, hidden, goods=with_goods) for with_goods in (False, True))
    to_find = [i for i, pair in enumerate(pairs) if pair.conflict is not False]
    ranks: dict[str, list[float | None]] = {
        OURS: [signs[i].rank for i in to_find],
        OURS_GOODS: [goods[i].rank for i in to_find],
    }
    for i in to_find:
        for measure in MEASURES:
            rank = baselines.rank(measure, pairs[i].proposed.text, pairs[i].earlier.text)
            ranks.setdefault(measure, []).append(rank)
    return Results([pairs[i] for i in to_find], ranks, signs, goods)


def _in_cluster(pairs: Sequence[MarkPair], there: Hidden, url: str) -> dict[str, list[float | None]]:
    """Return the ranks of our search on a cluster, and of a plain query there."""
    from benchmarks.plain_opensearch import NAME, PlainOpenSearch

    plain = PlainOpenSearch(url, there.texts)
    return {
        f"{ours}, OpenSearch": [answer.rank for answer in search(pairs, there, goods=goods)]
        for ours, goods in ((OURS, False), (OURS_GOODS, True))
    } | {NAME: [plain.rank(pair.proposed.text, pair.earlier.text) for pair in pairs]}


def _recalls(results: Results, title: str, kept: Callable[[MarkPair], bool]) -> Iterator[str]:
    for name, source in SETS.items():

        def chosen(pair: MarkPair, source: str = source) -> bool:
            return pair.source == source and kept(pair)

        size = sum(map(chosen, results.pairs))
        if size:
            yield f"## Recall: {name} ({title}, {size} pairs)\n"
            yield markdown(["method", *(f"@{k}" for k in WITHIN)], _rows(results, chosen))
    both = {"decided", "oppositions"}
    yield f"## Decided conflicts and oppositions together at {MAIN}: paired difference to each baseline ({title})\n"
    yield markdown(
        ["baseline", "signs alone", "with goods"],
        [
            [m, *(_difference(results, o, m, lambda p: p.source in both and kept(p)) for o in (OURS, OURS_GOODS))]
            for m in results.ranks
            if not m.startswith("**")
        ],
    )
    yield from _by_kind(results, title, kept)


def _rows(results: Results, chosen: Callable[[MarkPair], bool]) -> Iterator[list[str]]:
    for method in results.ranks:
        yield [method, *(mean_with_interval(*results.hits(method, k, chosen)) for k in WITHIN)]
    best = [min(r or 9e9 for r in ranks) for ranks in zip(*(results.ranks[m] for m in MEASURES), strict=True)]
    rows = [(rank, pair.group) for rank, pair in zip(best, results.pairs, strict=True) if chosen(pair)]
    yield [
        "best of the nine for each pair (no method)",
        *(mean_with_interval([float(r <= k) for r, _ in rows], [g for _, g in rows]) for k in WITHIN),
    ]


def _difference(results: Results, ours: str, theirs: str, chosen: Callable[[MarkPair], bool]) -> str:
    (a, groups), (b, _) = results.hits(ours, MAIN, chosen), results.hits(theirs, MAIN, chosen)
    return signed(np.subtract(a, b).tolist(), groups) if a else "–"


def _by_kind(results: Results, title: str, kept: Callable[[MarkPair], bool]) -> Iterator[str]:
    kinds = sorted(set(chain.from_iterable(pair.kinds for pair in results.pairs if pair.source != "drugs")))
    rows = []
    for kind in kinds:

        def chosen(pair: MarkPair, kind: str = kind) -> bool:
            return kind in pair.kinds and pair.source != "drugs" and kept(pair)

        size = sum(map(chosen, results.pairs))
        if size:
            best = max(MEASURES, key=lambda m, c=chosen: sum(results.hits(m, MAIN, c)[0]))  # type: ignore[misc]
            ours = [mean_with_interval(*results.hits(OURS, k, chosen)) for k in WITHIN]
            rows.append([kind, size, *ours, f"{best} {clustered(*results.hits(best, MAIN, chosen))[0]:.2f}"])
    yield f"## Recall by kind and by pair of scripts, signs alone ({title}; a pair may have several kinds)\n"
    yield markdown(["kind", "pairs", *(f"@{k}" for k in WITHIN), f"best baseline @{MAIN}"], rows)


def _misses(results: Results) -> Iterator[str]:
    rows = [
        [pair.source, pair.proposed.text, pair.earlier.text, rank or "not compared", ", ".join(pair.kinds)]
        for pair, rank in zip(results.pairs, results.ranks[OURS], strict=True)
        if pair.source != "drugs" and (rank is None or rank > MAIN)
    ]
    yield f"## Not among the first {MAIN}, signs alone ({len(rows)})\n"
    yield markdown(["set", "later", "earlier", "rank", "kinds"], rows)
