"""One place where a value that cannot be read becomes an `InvalidQuery`: the message names the field and never holds
the value.
"""

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from pydantic import AliasChoices, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError, core_schema
from rapidfuzz import fuzz, process

from corpora.errors import InvalidQuery
from corpora.parsing.texts import FieldError

_ALIKE = 70  # percent of letters; below it two keys are no misspelling of each other (date / rate: 75)
Model = TypeVar("Model")
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


def known_keys_only(model: type[Model]) -> type[Model]:
    """Let a dataclass of a query refuse keys that it does not have, naming the nearest it has: a decorator, one line a
    model. A key that is misspelt would else ask for nothing, in silence.
    """
    fields = dataclasses.fields(model)  # type: ignore[arg-type]  # a dataclass, by its use
    keys = list(dict.fromkeys(key for field in fields for key in (field.name, *_aliases(field.type))))

    def checked(value: Any) -> Any:
        if isinstance(value, Mapping) and (hint := unknown_key(value, keys)):
            raise PydanticCustomError("unknown_key", "{hint}", {"hint": hint})
        return value

    def schema(_model: Any, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(checked, handler(source))

    setattr(model, "__pydantic_config__", ConfigDict(extra="forbid"))  # noqa: B010 - so that the schema says it too
    setattr(model, "__get_pydantic_core_schema__", classmethod(schema))  # noqa: B010
    return model


def unknown_key(given: Mapping[Any, Any], keys: Collection[str]) -> str | None:
    """Return what is wrong with a mapping that has other keys than those, or None; the key itself may be what was
    asked, so it is not repeated.
    """
    other = next((key for key in given if key not in keys), None)
    if other is None:
        return None
    nearest = process.extractOne(str(other).lower(), keys, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    hint = f'did you mean "{nearest[0]}"?' if nearest else f"the keys are {', '.join(sorted(keys))}"
    return f"holds a key that is not known here; {hint}"


def _aliases(kind: Any) -> list[str]:
    """Return the other names of a field, where its annotation has some."""
    aliases = (getattr(part, "validation_alias", None) for part in getattr(kind, "__metadata__", ()))
    return [str(name) for alias in aliases if isinstance(alias, AliasChoices) for name in alias.choices]


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
