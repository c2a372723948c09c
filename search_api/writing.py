"""Output that appears only when it is complete."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpora.errors import InvalidQuery


@contextmanager
def written(output: Path | None) -> Iterator[Any]:
    """Yield a text stream: standard output, or a file that appears only when it is complete."""
    if output is None:
        yield sys.stdout
        return
    beside = output.with_name(output.name + ".part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(output)
    except OSError as error:
        raise InvalidQuery(f"{output}: cannot be written ({error.strerror})") from None
    finally:
        beside.unlink(missing_ok=True)
