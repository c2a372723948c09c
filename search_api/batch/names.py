"""`batch names`: an office's table of requests, or query lines, to one answer a request, in input order."""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context
from typing import Any

from corpora.errors import AnteriorityError, EngineUnreachable
from corpora.files.lines import read_lines
from corpora.files.opening import opened
from corpora.parsing.requests import NameRequest
from corpora.readers.detect import head_of, requests_in, source_name
from corpora.records.rejected import Rejected
from indexer.marks.engine import Reader
from indexer.open import open_engine
from indexer.where import Where
from models.encoders import Encoder, load_encoder
from search_api.answer import plain
from search_api.batch.lines import (
    Item,
    answered,
    ordered_map,
    query_lines,
    run_batch,
    table_writer,
    to_its_end,
    unreadable,
)
from search_api.names.clear import clear_names
from search_api.names.query import NamesQuery, names_query

COLUMNS = (
    *(
        "id",
        "order",
        "name",
        "key_element",
        "level",
        "decision",
        "best",
        "best_text",
        "best_activity",
        "kind",
        "relation",
    ),
    *("standing", "rules", "risks", "hints", "exhaustive", "error"),
)


def requests(path: str, limit: int, locale: str) -> Iterator[Item[NamesQuery]]:
    """Yield (id, query or error) for every request of a file."""
    common, source = {"limit": limit, "lang": locale}, source_name(path)
    with opened(path) as stream:
        if head_of(stream, source).lstrip("\ufeff \t\r\n").startswith("{"):
            lines = read_lines(stream, source)
            yield from to_its_end(query_lines(lines, lambda raw: names_query({**common, **raw})))
        else:
            yield from to_its_end(_rows_of(requests_in(stream, source), common))


def _rows_of(items: Iterator[NameRequest | Rejected], common: dict[str, Any]) -> Iterator[Item[NamesQuery]]:
    for item in items:
        if isinstance(item, Rejected):
            yield None, unreadable(item)
            continue
        try:
            yield item.id, names_query({**common, **asdict(item), "names": list(item.names)})
        except AnteriorityError as error:
            yield item.id, error


def answers(path: str, reader: Reader, how: tuple[int, str], encoder: Encoder | None) -> Iterator[dict[str, Any]]:
    """Yield one output object per request: an answer per name, or the error of that request; the run always goes on.

    `how` is (rows a name, language).
    """
    return run_batch(requests(path, *how), partial(_answer, reader, encoder))


def answers_by(path: str, where: tuple[Where, str], how: tuple[int, str], jobs: int) -> Iterator[dict[str, Any]]:
    """Yield what `answers` does, in the same order, by several processes; each opens the register for itself.

    `where` is (which engine, name of the encoder).

    Raises:
        NoSnapshot, SnapshotOutdated: the register cannot be searched.
        EngineUnreachable: a process died (too little memory).

    """
    with open_engine(where[0]).read() as reader:
        reader.require_current()
    try:
        with ProcessPoolExecutor(jobs, get_context("spawn"), _open, where) as workers:
            yield from ordered_map(workers, _worked, requests(path, *how), _AHEAD * jobs)
    except BrokenExecutor:
        raise EngineUnreachable(
            f"one of {jobs} processes ended; each needs the register in memory: use fewer --jobs"
        ) from None


_AHEAD = 4  # requests a process that are read before their answers: none waits for the file, few are held
_OPENED: dict[str, Any] = {}  # of a worker process: its reader and encoder


def _open(where: Where, encoder: str) -> None:
    """Open the register in a worker process, for as long as it lives."""
    stack = ExitStack()  # kept with the reader: its files are open as long as it lives
    reader = stack.enter_context(open_engine(where).read())
    reader.warm()
    _OPENED.update(stack=stack, reader=reader, encoder=load_encoder(encoder))


def _worked(item: Item[NamesQuery]) -> dict[str, Any]:
    return answered(item, partial(_answer, _OPENED["reader"], _OPENED["encoder"]))


def _answer(reader: Reader, encoder: Encoder | None, query: NamesQuery) -> dict[str, Any]:
    report: dict[str, Any] = plain(clear_names(query, reader, encoder))
    return report


def _row(request_id: str | None, answer: dict[str, Any]) -> list[object]:
    decision, best = answer["decision"], next(iter(answer["results"]), None)
    if decision["best"] is None:
        best = None
    cells: list[object] = [""] * 7
    if best:
        record = best["record"]
        activity = (record.get("activity") or {}).get("text", "")
        rules = " ".join(rule["text"] for rule in best["rules"])
        cells = [
            record["id"],
            record["text"],
            activity,
            best["key"]["kind"],
            best["activity"],
            record["standing"]["state"],
            rules,
        ]
    risks = "; ".join(f"{r['record']['text']} ({r['record']['id']}, {r['level']})" for r in answer["risks"][:3])
    hints = "; ".join(hint["text"] for hint in answer["hints"])
    head = [
        request_id,
        answer["order"],
        answer["text"],
        answer["anatomy"][0]["key"],
        decision["level"],
        decision["text"],
    ]
    return [*head, *cells, risks, hints, answer["completeness"]["exhaustive"], ""]


def _rows(line: dict[str, Any]) -> Iterator[list[object]]:
    """Yield one row a name, ready to decide."""
    return (_row(line["id"], answer) for answer in line["results"])


write_csv = table_writer(COLUMNS, _rows)
