"""A batch by several processes: each opens the register for itself, answers come in the order of the lines."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from typing import Any

from corpora.errors import EngineUnreachable
from indexer.marks.engine import Reader
from indexer.open import open_engine
from indexer.where import Where
from models.encoders import Encoder, load_encoder
from search_api.batch.lines import Item, answered, ordered_map

Answer = Callable[[Reader, Encoder | None, Any], dict[str, Any]]
"""Answers a query; a function of a module, which another process can import."""
_AHEAD = 4  # lines a process that are read before their answers are taken


def answered_by(
    items: Iterable[Item[Any]], answer: Answer, where: tuple[Where, str], jobs: int
) -> Iterator[dict[str, Any]]:
    """Yield what `run_batch` does, in the same order, by `jobs` processes; `where` is (which engine, name of the
    encoder).

    Raises:
        NoSnapshot, SnapshotOutdated: the register cannot be searched.
        EngineUnreachable: a process died (too little memory).

    """
    with open_engine(where[0]).read() as reader:
        reader.require_current()
    try:
        with ProcessPoolExecutor(jobs, get_context("spawn"), _open, where) as workers:
            yield from ordered_map(workers, partial(_worked, answer), items, _AHEAD * jobs)
    except BrokenExecutor:
        raise EngineUnreachable(
            f"one of {jobs} processes ended; each needs the register in memory: use fewer --jobs"
        ) from None


_OPENED: dict[str, Any] = {}  # of a worker process: its reader and encoder


def _open(where: Where, encoder: str) -> None:
    """Open the register in a worker process, for as long as it lives."""
    stack = ExitStack()  # kept with the reader: its files are open as long as it lives
    reader = stack.enter_context(open_engine(where).read())
    reader.warm()
    _OPENED.update(stack=stack, reader=reader, encoder=load_encoder(encoder))


def _worked(answer: Answer, item: Item[Any]) -> dict[str, Any]:
    return answered(item, partial(answer, _OPENED["reader"], _OPENED["encoder"]))
