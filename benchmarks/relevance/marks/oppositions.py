"""EUIPO oppositions: the contested mark searched as filed must find the earlier mark that the opponent cited.

The outcome is not in the data: this is a test of recall, not of verdicts. The query is the contested record of the
register with its own classes, goods and filing date; the cited marks carry no classes in the source, so their goods
are *not compared*.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.baselines import MEASURES, Baseline
from benchmarks.data import Half, KnownPair, json_lines, read_all, register, register_files
from benchmarks.flips import write_results
from benchmarks.relevance.marks.register import row_of
from benchmarks.tables import markdown, recall
from indexer.marks.engine import Reader
from search_api.answer import Conflict
from search_api.marks.clear import clear_mark
from search_api.marks.query import of_record

DEEP = 200
WITHIN = (10, 50, 200)


def run(folder: Path, half: Half | None, engine: str = "embedded", cases: Path | None = None) -> Iterator[str]:
    """Yield recall beside the baselines, then how date and goods of the cited marks came out; `engine` may be a
    cluster's URL too.
    """
    rows = [row for row in json_lines("pairs/oppositions_euipo.jsonl") if row["earlier_text"] and row["contested_text"]]
    pairs = {
        (row["contested_id"].replace(":", "-"), row["earlier_text"]): KnownPair(
            row["contested_text"], row["earlier_text"], "opposition", row["contested_id"]
        )
        for row in rows
    }
    chosen = {key: pair for key, pair in pairs.items() if half is None or pair.half == half}
    with register(folder, []) as reader:
        by_pair = _searched(reader, chosen)
        baseline = Baseline([*(mark.text for mark in read_all(register_files())), *(p.answer for p in chosen.values())])
        ranks = [row.rank if row else None for row in by_pair.values()]
        yield (
            f"## EUIPO oppositions ({half or 'both halves'}, {reader.snapshot.count:,} records, {len(chosen)} pairs)\n"
        )
    if cases:
        places = {key: f"opposition {at}" for at, key in enumerate(pairs, start=1)}
        write_results(cases, {places[key]: rank for key, rank in zip(by_pair, ranks, strict=True)})
    table = [["**Anteriority**, classes, goods and date as filed", *(recall(ranks, k) for k in WITHIN)]]
    table += _in_cluster(folder, chosen, engine) if engine != "embedded" else []
    for measure in MEASURES:
        theirs = [baseline.rank(measure, pair.query, pair.answer) for pair in chosen.values()]
        table.append([f"anyascii + {measure}", *(recall(theirs, k) for k in WITHIN)])
    yield markdown(["method", *(f"recall@{k}" for k in WITHIN)], table)
    hits = [row for row in by_pair.values() if row]
    yield markdown(
        ["of the cited marks found", "count"],
        [
            *((f"date: {order}", n) for order, n in Counter(row.earlier for row in hits).most_common()),
            *((f"goods: {_goods(row)}", n) for row, n in _counted(hits)),
            *((f"level {level}", n) for level, n in sorted(Counter(row.level for row in hits).items())),
        ],
    )
    missed = [(pairs[key], row) for key, row in by_pair.items() if row is None or row.rank > WITHIN[0]]
    yield f"### Not among the first {WITHIN[0]} ({len(missed)})\n"
    yield markdown(
        ["contested", "cited", "rank"], [[p.query, p.answer, row.rank if row else f"> {DEEP}"] for p, row in missed]
    )


def _searched(reader: Reader, chosen: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Conflict | None]:
    """Return the row of every cited mark in the answer to its contested mark, by (contested id, cited text)."""
    pairs = list(chosen)
    records = {mark.id: mark for mark in reader.fetch({contested for contested, _ in pairs})}
    answers = {}
    for contested, record in records.items():
        question = of_record(record, DEEP, "en")
        answers[contested] = clear_mark(question.proposed, question.filters, reader, question.options).results
    return {(contested, answer): row_of(answers[contested], answer) for contested, answer in pairs}


def _in_cluster(folder: Path, chosen: dict[tuple[str, str], KnownPair], url: str) -> list[list[str]]:
    """Return the lines of our search on a cluster and of a plain query there."""
    from benchmarks.plain_opensearch import NAME, PlainOpenSearch

    plain = PlainOpenSearch(url, [*(m.text for m in read_all(register_files())), *(p.answer for p in chosen.values())])
    with register(folder, [], url) as reader:
        ranks = [row.rank if row else None for row in _searched(reader, chosen).values()]
    theirs = [plain.rank(pair.query, pair.answer) for pair in chosen.values()]
    return [
        ["**Anteriority**, OpenSearch", *(recall(ranks, k) for k in WITHIN)],
        [NAME, *(recall(theirs, k) for k in WITHIN)],
    ]


def _goods(row: Conflict) -> str:
    value = row.factors["goods"].value
    return "not compared" if value is None else ("alike" if value >= 0.5 else "unlike")


def _counted(hits: list[Conflict]) -> Iterator[tuple[Conflict, int]]:
    by: dict[str, list[Conflict]] = {}
    for row in hits:
        by.setdefault(_goods(row), []).append(row)
    yield from ((rows[0], len(rows)) for rows in by.values())
