"""Cross-script recall: a sign in one script must find the same name in another, hidden in a large register.

Real pairs: brands that the name-suggestion-index names in two scripts (work data; nobody's decision). Ours: Tifinagh
after IRCAM's standard and Arabizi as typed in messages, 60 each (`benchmarks/cases`). Figures stand apart for each
script, never pooled.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.baselines import MEASURES, Baseline
from benchmarks.data import Half, KnownPair, hidden_marks, json_lines, own_pairs, read_all, register, register_files
from benchmarks.flips import write_results
from benchmarks.tables import markdown, recall
from corpora.errors import UnreadableFile
from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Reader
from models.words.text import words_of
from search_api.marks.clear import AnswerOptions, clear_mark

SCRIPTS = {"Arab": "Arabic", "Cyrl": "Cyrillic", "Hebr": "Hebrew", "Grek": "Greek", "Tfng": "Tifinagh"}
MAGHREB = {"MA", "DZ", "TN", "LY", "MR", "EH"}
DEEP = 200  # rows looked at
AS_OF = date(2026, 11, 1)


def pairs() -> list[KnownPair]:
    """Return the real pairs (where the work data is) and ours."""
    known_pairs = [*own_pairs("tifinagh"), *own_pairs("arabizi")]
    try:
        rows = json_lines("pairs/cross_script.jsonl")
    except UnreadableFile:
        return known_pairs
    for row in rows:
        kind = SCRIPTS[row["a_script"]]
        known_pairs.append(KnownPair(row["a"], row["b"], kind, row["group"]))
        if kind == "Arabic" and MAGHREB & set(row["territory"] or ()):
            known_pairs.append(KnownPair(row["a"], row["b"], "Arabic, Maghreb", row["group"]))
    return known_pairs


def rank_of(reader: Reader, pair: KnownPair) -> int | None:
    """Return the row in which the answer stands, from 1; None when it is not among the first `DEEP`."""
    options = AnswerOptions(AS_OF, limit=DEEP)
    answer_words = words_of(pair.answer)
    for row in clear_mark(Mark("", pair.query), Filters(), reader, options).results:
        if any(words_of(record.text) == answer_words for record in (row.record, *row.also)):
            return row.rank
    return None


def run(folder: Path, half: Half | None, engine: str = "embedded", cases: Path | None = None) -> Iterator[str]:
    """Yield the report in parts: recall per script beside the baselines, then the misses; `engine` may be the URL of
    a cluster too.
    """
    chosen = [pair for pair in pairs() if half is None or pair.half == half]
    hidden = hidden_marks(pair.answer for pair in pairs())
    distinct = list(dict.fromkeys((p.query, p.answer) for p in chosen))
    texts = [*(mark.text for mark in read_all(register_files())), *(pair.answer for pair in pairs())]
    in_cluster = _in_cluster(folder, hidden, distinct, engine) if engine != "embedded" else {}
    with register(folder, hidden) as reader:
        baseline = Baseline(texts)
        ranks = {key: rank_of(reader, KnownPair(*key, "", "")) for key in distinct}
        if cases:
            write_results(cases, _by_case(ranks))
        yield f"## Cross-script recall ({half or 'both halves'}, {reader.snapshot.count:,} records)\n"
        rows = []
        for kind in dict.fromkeys(pair.kind for pair in chosen):
            of_kind = [(p.query, p.answer) for p in chosen if p.kind == kind]
            ours = [ranks[key] for key in of_kind]
            rows.append([kind, len(of_kind), "**Anteriority**", *(recall(ours, k) for k in (1, 10, 50))])
            for name, cluster_ranks in in_cluster.items():
                rows.append(["", "", name, *(recall([cluster_ranks[key] for key in of_kind], k) for k in (1, 10, 50))])
            for measure in MEASURES:
                theirs = [baseline.rank(measure, *key) for key in of_kind]
                rows.append(["", "", f"anyascii + {measure}", *(recall(theirs, k) for k in (1, 10, 50))])
        yield markdown(["pairs", "n", "method", "recall@1", "recall@10", "recall@50"], rows)
    if half is None:
        for name in ("development", "test"):
            yield f"### {name.capitalize()} half, Anteriority\n"
            yield markdown(["pairs", "n", "recall@1", "recall@10", "recall@50"], _by_kind(chosen, ranks, name))
    missed = [p for p in chosen if p.kind in {"Arabic", "tifinagh", "arabizi", "Greek"} and _missed(ranks, p)]
    yield f"### Not among the first ten ({len(missed)})\n"
    yield markdown(
        ["query", "answer", "kind", "rank"],
        [[p.query, p.answer, p.kind, ranks[p.query, p.answer] or f"> {DEEP}"] for p in missed],
    )


def _by_case(ranks: dict[tuple[str, str], int | None]) -> dict[str, float | None]:
    """Return the ranks by kind and place of a pair: its texts are not ours to print."""
    places: dict[tuple[str, str], str] = {}
    for at, pair in enumerate(pairs(), start=1):
        places.setdefault((pair.query, pair.answer), f"{pair.kind} {at}")
    return {places[key]: rank for key, rank in ranks.items()}


def _in_cluster(
    folder: Path, hidden: list[Mark], distinct: list[tuple[str, str]], url: str
) -> dict[str, dict[tuple[str, str], float | None]]:
    """Return the ranks that our search on a cluster and a plain query there give."""
    from benchmarks.plain_opensearch import NAME, PlainOpenSearch

    plain = PlainOpenSearch(url, [*(m.text for m in read_all(register_files())), *(m.text for m in hidden)])
    with register(folder, hidden, url) as reader:
        return {
            "**Anteriority**, OpenSearch": {key: rank_of(reader, KnownPair(*key, "", "")) for key in distinct},
            NAME: {key: plain.rank(*key) for key in distinct},
        }


def _by_kind(chosen: list[KnownPair], ranks: dict[tuple[str, str], int | None], half: str) -> Iterator[list[object]]:
    for kind in dict.fromkeys(pair.kind for pair in chosen):
        ours = [ranks[p.query, p.answer] for p in chosen if p.kind == kind and p.half == half]
        yield [kind, len(ours), *(recall(ours, k) for k in (1, 10, 50))]


def _missed(ranks: dict[tuple[str, str], int | None], pair: KnownPair) -> bool:
    rank = ranks[pair.query, pair.answer]
    return rank is None or rank > 10
