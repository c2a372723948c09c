"""What the body of a JSON request may hold: one strict reading before anything else looks at it.

Python's own reader lets NaN, halves of characters and any depth pass; later they would fail where no one expects them.
"""

import json
from typing import Any, NoReturn

DEEPEST = 32  # levels; a canonical record has five


class _NotJSON(ValueError):
    """A number that JSON does not have."""


def fault_in_json(body: bytes) -> str | None:
    """Return what is wrong with a body, without a word of it; None when it can be read."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refused)
    except UnicodeDecodeError as error:
        return f"the body is not UTF-8 (byte {error.start + 1})"
    except _NotJSON:
        return "NaN and Infinity are no numbers of JSON"
    except json.JSONDecodeError as error:
        return f"the body is not JSON (line {error.lineno}, column {error.colno}: {error.msg})"
    except ValueError:
        return "a number has too many digits"
    except RecursionError:
        return f"the body is nested deeper than {DEEPEST} levels"
    return _fault_in_value(value)


def _refused(_constant: str) -> NoReturn:
    raise _NotJSON


def _fault_in_value(value: Any) -> str | None:
    level = [value]
    for _ in range(DEEPEST):
        if any(isinstance(item, str) and not _is_whole(item) for item in level):
            return "a text holds half of a character (a lone surrogate)"
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return None
    return f"the body is nested deeper than {DEEPEST} levels"


def _inside(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return [*item, *item.values()]
    return item if isinstance(item, list) else []


def _is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
