"""What a record holds beside our own fields, kept as it is as long as it can be stored and read again."""

from collections.abc import Mapping
from typing import Any

from corpora.parsing.texts import FieldError

DEEPEST = 20  # levels; real exports nest four, and readers of JSON give up at some hundreds


def read_extra(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return unknown keys and their values as JSON can hold them; what is no JSON value is written out as text.

    Raises:
        FieldError: they are nested too deep, or a text holds half of a character.

    """
    return {_text(str(key)): _kept(value, 1) for key, value in values.items()}


def _kept(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise FieldError("extra", f"is nested deeper than {DEEPEST} levels")
    match value:
        case Mapping():
            return {_text(str(key)): _kept(item, depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [_kept(item, depth + 1) for item in value]
        case bool() | None:
            return value
        case int() | float() if abs(value) < 2**63:
            return value
        case _:
            return _text(str(value))


def _text(value: str) -> str:
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise FieldError("extra", "holds half of a character (a lone surrogate); write the file anew as UTF-8")
    return value
