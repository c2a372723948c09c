"""One place where a value that cannot be read becomes an `InvalidQuery`: the message names the field and never holds
the value.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from corpora.errors import InvalidQuery
from corpora.parsing.texts import FieldError


def invalid(error: FieldError | ValidationError) -> InvalidQuery:
    """Return the one-line error of a query's first field that cannot be read; what stood there is secret and left
    out.
    """
    if isinstance(error, FieldError):
        return InvalidQuery(f"{error.field}: {error.advice}")
    return InvalidQuery(fault(error.errors(include_url=False, include_context=False, include_input=False)[0]))


def fault(found: Mapping[str, Any]) -> str:
    """Return what is wrong with one field, in words without values; a key that is not ours is a value too."""
    place = [str(part) for part in found["loc"]]
    if found["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        place = [*place[:-1], "a key that is not known here"]
    return f"{'.'.join(place) or 'query'}: {found['msg'].removeprefix('Value error, ')}"
