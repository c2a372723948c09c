"""An office's own topics: a TREC run file measured against TREC relevance judgements, beside a second run if there is
one.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.relevance.patents.measures import average_precision, difference, interval, ndcg, pres, recall
from benchmarks.tables import markdown
from corpora.errors import UnknownFormat, UnreadableFile
from corpora.records.publication import publication_key

_RUN, _QRELS = 6, 4  # columns: query Q0 document rank score tag; query iteration document relevance


def run(runs: Sequence[Path], qrels: Path) -> Iterator[str]:
    """Yield the measures of every run, and the difference of the first to each other one; a topic without an answer
    is a miss.

    Raises:
        UnreadableFile: a file cannot be opened.
        UnknownFormat: a line does not have the columns of its kind; it names file and line.

    """
    relevant = {query: {d for d, value in rows if value > 0} for query, rows in _read(qrels, _QRELS).items()}
    relevant = {query: documents for query, documents in relevant.items() if documents}
    measured: dict[str, list[dict[str, float]]] = {path.name: _measures(_ranked(path), relevant) for path in runs}
    yield f"{len(relevant)} topics with relevant documents\n"
    names = ["recall@10", "recall@100", "recall@500", "nDCG@10", "MAP", "PRES"]
    yield markdown(
        ["run", *names],
        ([run, *(interval([m[name] for m in by_topic]) for name in names)] for run, by_topic in measured.items()),
    )
    first, *others = measured
    if others:
        rows = (
            [
                other,
                *(difference([m[name] for m in measured[first]], [m[name] for m in measured[other]]) for name in names),
            ]
            for other in others
        )
        yield markdown([f"{first} minus", *names], rows)


def _measures(ranked: dict[str, list[str]], relevant: dict[str, set[str]]) -> list[dict[str, float]]:
    measures = []
    for query, documents in relevant.items():
        order = list(dict.fromkeys(ranked.get(query, [])))
        index = {document: i for i, document in enumerate([*order, *(d for d in documents if d not in order)])}
        rows = np.arange(len(order))
        ranks = np.array(sorted(index[d] for d in documents))
        measures.append(
            {f"recall@{k}": recall(rows, ranks, k) for k in (10, 100, 500)}
            | {
                "nDCG@10": ndcg(rows, ranks),
                "MAP": average_precision(rows, ranks),
                "PRES": pres(rows, ranks),
            }
        )
    return measures


def _ranked(path: Path) -> dict[str, list[str]]:
    return {query: [d for d, _ in sorted(rows, key=lambda row: row[1])] for query, rows in _read(path, _RUN).items()}


def _read(path: Path, columns: int) -> dict[str, list[tuple[str, int]]]:
    """Return (document, rank or relevance) by query; numbers are compared without their kind, as they are spelled
    anyhow.
    """
    by_query: dict[str, list[tuple[str, int]]] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path}: cannot be read ({error}); check the name") from None
    for at, line in enumerate(lines, start=1):
        parts = line.split()
        if parts and (len(parts) != columns or not parts[3].lstrip("-").isdigit()):
            raise UnknownFormat(f"{path}: line {at} does not have the {columns} columns of TREC; see docs/batch.md")
        if parts:
            by_query.setdefault(parts[0], []).append((publication_key(parts[2]), int(parts[3])))
    return by_query
