"""One place where a value that cannot be read becomes an `InvalidQuery`: the message names the field and never holds the value."""

from pydantic import ValidationError

from corpora.errors import InvalidQuery
from corpora.normalise import FieldError


def invalid(error: FieldError | ValidationError) -> InvalidQuery:
    """Return the one-line error of a query's first field that cannot be read; what stood there is secret and left out."""
    if isinstance(error, FieldError):
        return InvalidQuery(f"{error.field}: {error.advice}")
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return InvalidQuery(f"{'.'.join(map(str, first['loc'])) or 'query'}: {first['msg']}")
