"""What the commands share: the register, a name that is typed, and an answer as JSON, table or page."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from corpora.errors import InvalidQuery, UnreadableFile
from search_api.printable import json_text, one_line
from search_api.writing import written

if TYPE_CHECKING:
    from rich.console import Console

    from corpora.records.rejected import Remark
    from indexer.marks.engine import Reader
    from search_api.batch.lines import Item
    from search_api.batch.output import Writer
    from search_api.batch.processes import Answer
    from search_api.settings import Settings

Shape = Callable[[Any, TextIO], None]
"""Writes an answer in one format."""


def open_register(settings: "Settings") -> "AbstractContextManager[Reader]":
    """Return the newest snapshot of the register of marks and names, to be entered."""
    from indexer.open import open_engine

    return open_engine(settings.where).read()


def console(out: TextIO | None = None) -> "Console":
    """Return a console on a file (standard output where there is none): 120 wide unless it is a terminal."""
    from rich.console import Console

    target = out or sys.stdout
    return Console(file=target, width=None if target.isatty() else 120, highlight=False, markup=False, emoji=False)


def typed(value: str) -> str:
    """Return a name, read from standard input for `-`."""
    if value != "-":
        return value
    text = sys.stdin.readline().strip()
    if not text:
        raise InvalidQuery("TEXT: standard input holds no name; type it on one line")
    if not sys.stdin.isatty() and sys.stdin.read().strip():
        raise InvalidQuery("TEXT: standard input holds several lines; give one name, or a file to `anteriority batch`")
    return text


def show_answer(value: Any, format: str, output: Path | None, shapes: Mapping[str, Shape]) -> None:
    """Write an answer as JSON or in one of the other shapes."""
    from search_api.answer import plain

    if format != "json" and format not in shapes:
        formats = [name for name in ("table", "json", "html") if name == "json" or name in shapes]
        raise typer.BadParameter(f"--format is {', '.join(formats[:-1])} or {formats[-1]}")
    with written(output) as out:
        if format == "json":
            out.write(json_text(plain(value), 1) + "\n")
        else:
            shapes[format](value, out)


def batch_lines(
    stack: ExitStack, settings: "Settings", items: "Iterable[Item[Any]]", answer: "Answer", jobs: int
) -> "Iterator[dict[str, Any]]":
    """Return the answers of a batch, by as many processes as are asked; what is opened stays open as long as
    `stack`.
    """
    from models.encoders import load_encoder
    from search_api.batch.lines import run_batch
    from search_api.batch.processes import answered_by

    if jobs > 1:
        return answered_by(items, answer, (settings.where, settings.encoder), jobs)
    reader = stack.enter_context(open_register(settings))
    reader.warm()
    return run_batch(items, partial(answer, reader, load_encoder(settings.encoder)))


def say_remark(remark: "Remark") -> None:
    """Print what was guessed of a file on standard error."""
    print(one_line(str(remark)), file=sys.stderr)


def save_batch(lines: "Iterator[dict[str, Any]]", output: Path, writer: "Writer", source: str) -> None:
    """Write a batch's answers, and say how many; where every line failed, the exit code is 1.

    Raises:
        UnreadableFile: the file asks nothing; nothing is written.

    """
    from search_api.batch.output import Tally

    tally = Tally()
    with written(output) as out:
        writer(tally.watch(lines), out)
        if not tally.count:
            raise UnreadableFile(f"{source}: holds nothing that is asked; nothing was written")
    failed = f" ({tally.failed} failed)" if tally.failed else ""
    print(one_line(f"{output}: {tally.count}{failed}"), file=sys.stderr)
    if tally.failed == tally.count:
        raise typer.Exit(1)
