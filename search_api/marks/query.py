"""From what a person or a file asks to a proposed `Mark`, `Filters` and `AnswerOptions`: one way for every entrance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AliasChoices, Field, TypeAdapter, ValidationError

from corpora.parsing.dates import read_date
from corpora.parsing.marks import proposed_mark
from corpora.parsing.texts import FieldError
from corpora.parsing.values import read_classes, read_country, read_vienna
from corpora.records.mark import RIGHTS, Mark
from indexer.marks.engine import Filters
from models.law.standing import effective
from search_api.field_types import Day, Locale, Text, Whole
from search_api.invalid import invalid, known_keys_only
from search_api.marks.clear import AnswerOptions
from search_api.marks.limits import letters_of_goods, with_goods_cut, within_limits

Classes = Annotated[
    list[Annotated[Whole, Field(ge=1, le=45)]],
    Field(max_length=45, validation_alias=AliasChoices("classes", "nice_classes")),
]


@known_keys_only
@dataclass(frozen=True, slots=True)
class HitFilters:
    """What hits must be; empty asks nothing."""

    classes: Classes = field(default_factory=list)
    vienna: Annotated[list[str], Field(max_length=50)] = field(default_factory=list)
    territories: Annotated[list[str], Field(max_length=50)] = field(default_factory=list)
    rights: Annotated[list[str], Field(max_length=10)] = field(default_factory=list)
    live_only: bool = False


@known_keys_only
@dataclass(frozen=True, slots=True)
class MarkQuery:
    """One proposed sign: a line of a batch file, the body of a request, the fields of the page."""

    text: Annotated[Text, Field(min_length=1, max_length=2_000, examples=["ZELLIJ ATLAS"])]
    id: Annotated[str | None, Field(max_length=200)] = None
    classes: Classes = field(default_factory=list)
    goods: Annotated[Text, Field(max_length=20_000, examples=["tapis, carreaux de céramique"])] = ""
    as_of: Day | None = None
    territory: Annotated[str | None, Field(examples=["MA"])] = None
    holder: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[Whole, Field(ge=1, le=1_000)] = 20
    lang: Locale = "fr"
    filters: HitFilters = field(default_factory=HitFilters)


@dataclass(frozen=True, slots=True)
class Question:
    """A query made ready: the proposed mark, the filters, how to answer."""

    proposed: Mark
    filters: Filters
    options: AnswerOptions


def question(query: MarkQuery) -> Question:
    """Return the question of a query.

    Raises:
        InvalidQuery: a value cannot be read; the message names the field.

    """
    try:
        proposed = within_limits(proposed_mark(query.text, query.classes, query.goods))
        filters = query.filters
        unknown = [r for r in filters.rights if r not in RIGHTS]
        if unknown:
            raise FieldError("rights", f"is not one of {', '.join(sorted(RIGHTS))}", unknown[0])
        as_of = query.as_of or date.today()
        ready = Filters(
            read_classes(filters.classes),
            tuple(map(read_vienna, filters.vienna)),
            tuple(read_country(t) for t in filters.territories),
            tuple(filters.rights),
            as_of if filters.live_only else None,
        )
        territory = read_country(query.territory, "territory") if query.territory else None
    except FieldError as error:
        raise invalid(error) from None
    return Question(proposed, ready, AnswerOptions(as_of, territory, query.holder, query.limit, query.lang, query.id))


def of_record(mark: Mark, limit: int, locale: str) -> Question:
    """Return the question of an application as filed: its own classes, goods, date and holder; raises InvalidQuery
    for one too large.
    """
    try:
        proposed = within_limits(with_goods_cut(mark))
    except FieldError as error:
        raise invalid(error) from None
    cut = letters_of_goods(mark) if proposed is not mark else 0
    as_of = effective(mark).date or date.today()
    holder = mark.holders[0].name if mark.holders else None
    return Question(proposed, Filters(), AnswerOptions(as_of, None, holder, limit, locale, mark.id, cut))


def line_to_query(raw: Mapping[str, Any], limit: int, locale: str) -> MarkQuery:
    """Return the query of a batch line.

    Raises:
        InvalidQuery: a key or value is not what a line may hold.

    """
    try:
        return _adapter().validate_python({"limit": limit, "lang": locale, **raw})
    except ValidationError as error:
        raise invalid(error) from None


@cache
def _adapter() -> TypeAdapter[MarkQuery]:
    return TypeAdapter(MarkQuery)


def parse_date(value: str | None, field: str = "as_of") -> date | None:
    """Return the date of an option, or None when it was not given; raises InvalidQuery that names the field."""
    try:
        return read_date(value, field)
    except FieldError as error:
        raise invalid(error) from None
