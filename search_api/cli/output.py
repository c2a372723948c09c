"""What the commands share: the register, a name that is typed, and an answer as JSON, table or page."""

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from corpora.errors import InvalidQuery
from search_api.printable import json_text
from search_api.writing import written

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.marks.engine import Reader
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
