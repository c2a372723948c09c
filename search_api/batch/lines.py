"""What every batch shares: query lines in, one answer a line out, in input order; no line stops the run."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from time import perf_counter
from typing import Any, TypeVar

from corpora.errors import AnteriorityError, InvalidQuery, UnknownFormat, UnreadableFile
from corpora.files.lines import Line
from corpora.records.rejected import Rejected
from search_api.faults import fault_of
from search_api.strict_json import fault_in_json

Made = TypeVar("Made")
Given = TypeVar("Given")
Item = tuple[str | None, Made | AnteriorityError]
"""A line of a batch: its id, and the query that it asks or what is wrong with it."""


def to_its_end(
    items: Iterator[Item[Made]],
) -> Iterator[Item[Made]]:
    """Yield items; of a file that breaks off in the middle the error comes last, so that what was read before is
    answered.

    Raises:
        AnteriorityError: the file cannot be read from its beginning.

    """
    count = 0
    try:
        for item in items:
            count += 1
            yield item
    except AnteriorityError as error:
        if not count:
            raise
        yield None, error


def query_lines(lines: Iterator[Line | Rejected], make: Callable[[dict[str, Any]], Made]) -> Iterator[Item[Made]]:
    """Yield (id, what `make` makes of a line, or its error) for every line of a query file; `make` gets the line with
    its id as text.
    """
    for line in lines:
        if isinstance(line, Rejected):
            yield None, unreadable(line)
            continue
        line_id: str | None = None
        try:
            raw = object_of(line)
            line_id = given_id(raw)
            yield line_id, make({**raw, "id": line_id})
        except AnteriorityError as error:
            yield line_id, error


def run_batch(items: Iterable[Item[Made]], answer: Callable[[Made], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one output object per item, in their order: the answer, or what is wrong with it; the run goes on."""
    for item in items:
        yield answered(item, answer)


def ordered_map(
    executor: Executor, function: Callable[[Given], Made], items: Iterable[Given], ahead: int
) -> Iterator[Made]:
    """Yield `function` of each item, in the order of items; at most `ahead` of them are read before their answers are
    taken, whereas `Executor.map` reads all items before its first answer.

    Raises:
        BrokenExecutor: a worker died. What `function` or reading the items raises is raised too.

    """
    waiting: deque[Future[Made]] = deque()
    try:
        for item in items:
            waiting.append(executor.submit(function, item))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:  # who stops taking answers does not wait for those that nobody began
        for future in waiting:
            future.cancel()


def answered(item: Item[Made], answer: Callable[[Made], dict[str, Any]]) -> dict[str, Any]:
    """Return the output object of an item; a fault of the program costs its line and no other."""
    line_id, query = item
    began = perf_counter()
    try:
        if isinstance(query, AnteriorityError):
            raise query
        return {"id": line_id, **answer(query), "took_ms": round(1000 * (perf_counter() - began), 1)}
    except AnteriorityError as error:
        return {"id": line_id, "error": {"slug": error.slug, "message": str(error)}}
    except Exception as error:  # reported without its message, which may hold what was asked
        bug = f"{fault_of(error)}: this is a fault of the program; please report it"
        return {"id": line_id, "error": {"slug": "bug", "message": bug}}


def unreadable(rejected: Rejected) -> UnreadableFile:
    """Return the error of a line or record that cannot be read: where and which field, never what stood there."""
    what = (
        f"{rejected.field}: cannot be read; docs/formats.md says how it is written"
        if rejected.field
        else rejected.reason
    )
    return UnreadableFile(f"{rejected.source}, {rejected.position}: {what}")


def object_of(line: Line) -> dict[str, Any]:
    """Return the JSON object of a query line; raises UnknownFormat with the number of the line."""
    if wrong := fault_in_json(line.text.encode("utf-8", "surrogatepass")):
        raise UnknownFormat(f"line {line.number}: {wrong.removeprefix('the body ')}")
    raw = json.loads(line.text)
    if not isinstance(raw, dict):
        raise UnknownFormat(f"line {line.number}: is not a JSON object")
    return raw


def given_id(raw: Mapping[str, Any]) -> str | None:
    """Return the id of a query line as text; raises InvalidQuery when it is no id but a structure."""
    value = raw.get("id")
    if value is not None and (isinstance(value, bool) or not isinstance(value, str | int | float)):
        raise InvalidQuery("id: must be a text or a number")
    return None if value is None else str(value)
