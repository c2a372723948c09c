"""What a command says when it fails: one line on standard error that holds none of the values it was given."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from corpora.errors import AnteriorityError
from search_api.faults import fault_of
from search_api.printable import one_line

_USAGE: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
_HIDDEN = "…"


@contextmanager
def told_in_one_line(arguments: Sequence[str]) -> Iterator[None]:
    """Run a command in this block; what it raises ends the program with a line and an exit code (1 failed, 2 bad
    usage).
    """
    try:
        yield
        sys.stdout.flush()
    except _USAGE as error:
        message = one_line(without_values(error.format_message(), arguments))
        print(f"anteriority: {message} (--help tells the usage)", file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        _leave_output()
        raise SystemExit(1) from None
    except (AnteriorityError, typer.Abort, Exception) as error:
        _leave_output()
        print(f"anteriority: {one_line(_message(error))}", file=sys.stderr)
        raise SystemExit(1) from None


def without_values(message: str, arguments: Sequence[str]) -> str:
    """Return a message about wrong usage without the values that were typed: a name may stand among them by mistake."""
    unknown = "No such option" in message
    typed = {part for argument in arguments for part in (argument, argument.partition("=")[2]) if part}
    values = sorted((v for v in typed if unknown or not v.startswith("-")), key=len, reverse=True)
    for value in values:
        message = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", _HIDDEN, message)
    return message


def _message(error: BaseException) -> str:
    if isinstance(error, AnteriorityError):
        return str(error)
    if isinstance(error, typer.Abort):
        return "stopped"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot read or write: {error.strerror} ({fault_of(error)})"
    return f"{fault_of(error)}: this is a fault of the program; please report it"


def _leave_output() -> None:
    """Point standard output nowhere when it cannot be written, so that Python does not try again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
