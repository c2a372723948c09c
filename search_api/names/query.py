"""From what a person or a file asks to a `NamesQuery`: one way for every entrance."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from corpora.errors import InvalidQuery
from corpora.parsing.requests import MOST_NAMES
from models.names.fields import fields
from search_api.field_types import Day, Locale, Text, Whole
from search_api.invalid import invalid, known_keys_only

Name = Annotated[Text, Field(min_length=1, max_length=300)]


@known_keys_only
@dataclass(frozen=True, slots=True)
class NamesQuery:
    """A request: up to three names in order of preference, and what the company will do.

    `keys`: the key element of each name where a person corrected it ("" or left out: as found). `code`: of the
    activity (ISIC, NAF). `fields`: codes of the fields of activity where a person corrected what was understood.
    `as_mark`: whether the marks are searched for the same signs too.
    """

    names: Annotated[
        list[Name], Field(min_length=1, max_length=MOST_NAMES, examples=[["QAHWA ATLAS SARL", "ATLAS COFFEE"]])
    ]
    activity: Annotated[Text, Field(max_length=2_000, examples=["salon de café"])] = ""
    code: Annotated[str | None, Field(max_length=20)] = None
    acronym: Annotated[Text | None, Field(max_length=50)] = None
    city: Annotated[str | None, Field(max_length=100, examples=["Agadir"])] = None
    keys: Annotated[list[Annotated[Text, Field(max_length=300)]], Field(max_length=MOST_NAMES)] = field(
        default_factory=list
    )
    fields: Annotated[list[Annotated[str, Field(max_length=10)]], Field(max_length=20, examples=[["563"]])] = field(
        default_factory=list
    )
    as_mark: bool = True
    as_of: Day | None = None
    limit: Annotated[Whole, Field(ge=1, le=300)] = 10
    lang: Locale = "fr"
    id: Annotated[str | None, Field(max_length=200)] = None


def checked(query: NamesQuery) -> NamesQuery:
    """Return a query with blank names, keys and fields left out.

    Raises:
        InvalidQuery: no name is left.

    """
    names = [name.strip() for name in query.names]
    filled = [at for at, name in enumerate(names) if name]
    if not filled:
        raise InvalidQuery("names: is empty; give one to three names, in order of preference")
    codes = [code.strip() for code in query.fields if code.strip()]
    for place, code in enumerate(codes, start=1):
        if code not in fields():
            raise InvalidQuery(
                f"fields: value {place} is no code of a field of activity; docs/activities.md lists them"
            )
    keys = [query.keys[at].strip() if at < len(query.keys) else "" for at in filled]
    return replace(
        query,
        names=[names[at] for at in filled],
        keys=keys,
        fields=codes,
        activity=query.activity.strip(),
        acronym=(query.acronym or "").strip() or None,
        city=(query.city or "").strip() or None,
    )


def names_query(raw: Mapping[str, Any]) -> NamesQuery:
    """Return the query of raw values (a batch line, the options of a command).

    Raises:
        InvalidQuery: a key or value is not what a request may hold; the message names it.

    """
    try:
        return checked(_adapter().validate_python(dict(raw)))
    except ValidationError as error:
        raise invalid(error) from None


@cache
def _adapter() -> TypeAdapter[NamesQuery]:
    return TypeAdapter(NamesQuery)
