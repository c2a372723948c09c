"""One place where a value that cannot be read becomes an `InvalidQuery`: the message names the field and never holds
the value.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from corpora.errors import InvalidQuery
from corpora.parsing.texts import FieldError

_IN_PLAIN_WORDS = {
    "missing": "is missing",
    "too_short": "is empty",
    "too_long": "is too long; at most {max_length}",
    "string_too_short": "is empty",
    "string_too_long": "is too long; at most {max_length} characters",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "list_type": "must be a list",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}


def invalid(error: FieldError | ValidationError) -> InvalidQuery:
    """Return the one-line error of a query's first field that cannot be read; what stood there is secret and left
    out.
    """
    if isinstance(error, FieldError):
        return InvalidQuery(f"{error.field}: {error.advice}")
    return InvalidQuery(fault(error.errors(include_url=False, include_input=False)[0]))


def fault(problem: Mapping[str, Any]) -> str:
    """Return what is wrong with one field, in words without values; a key that is not ours is a value too."""
    place = [str(part) for part in problem["loc"]]
    if problem["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        place = [*place[:-1], "a key that is not known here"]
    plain = _IN_PLAIN_WORDS.get(problem["type"])
    message = plain.format_map(problem.get("ctx", {})) if plain else problem["msg"].removeprefix("Value error, ")
    return f"{'.'.join(place) or 'query'}: {message}"
