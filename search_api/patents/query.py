"""From a batch line or a request body to one question about an invention."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from corpora.files.documents import MOST_LETTERS
from indexer.patents.engine import PatentFilters
from search_api.field_types import Day, Language, Locale, Office, Symbol, Whole
from search_api.invalid import invalid, known_keys_only

Symbols = Annotated[list[Symbol], Field(max_length=50)]
Letters = Annotated[str, Field(max_length=MOST_LETTERS)]


@known_keys_only
@dataclass(frozen=True, slots=True)
class PatentQuery:
    """One invention: `text` or `claims` in any language, or the `publication_number` of a document of the collection.

    `cpc`, `countries` and `applicant` are what hits must have. `classes` are the invention's own CPC symbols, which
    rank hits; `terms` replace the words that the text is searched by; `applicants` are the invention's own (for a
    grace period).
    """

    text: Letters = ""
    claims: Letters = ""
    publication_number: Annotated[str, Field(max_length=40)] = ""
    id: Annotated[str | None, Field(max_length=200)] = None
    language: Language | None = None
    before: Day | None = None
    filed: Day | None = None
    territory: Office = "MA"
    cpc: Symbols = field(default_factory=list)
    classes: Symbols = field(default_factory=list)
    terms: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=200)] = field(default_factory=list)
    applicants: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=20)] = field(
        default_factory=list
    )
    countries: Annotated[list[Office], Field(max_length=50)] = field(default_factory=list)
    applicant: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[Whole, Field(ge=1, le=1_000)] = 20
    lang: Locale = "fr"

    @property
    def filters(self) -> PatentFilters:
        """What hits must have, the cut-off aside."""
        return PatentFilters(tuple(self.countries), tuple(self.cpc), self.applicant)

    @property
    def locale(self) -> str:
        """The language of the sentences."""
        return self.lang


def patent_query(raw: Mapping[str, Any]) -> PatentQuery:
    """Return the query of raw values (a batch line, the options of a command).

    Raises:
        InvalidQuery: a key or value is not what a query may hold; the message names it.

    """
    try:
        return _adapter().validate_python(dict(raw))
    except ValidationError as error:
        raise invalid(error) from None


@cache
def _adapter() -> TypeAdapter[PatentQuery]:
    return TypeAdapter(PatentQuery)
