"""`/v1/patents/search`: the same object as the command line prints."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Request
from pydantic import Field

from corpora.errors import InvalidQuery
from corpora.normalise import FieldError, read_country
from indexer.patents import PatentFilters, PatentsEngine
from models.encoders import load_encoder
from search_api.patents import PatentQuestion, PatentReport, invention_of, search_patents
from search_api.say import LOCALES

router = APIRouter(prefix="/v1")
Codes = Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=50)]
_EXAMPLE = {
    "invention": {
        "value": {
            "text": "A solar still that desalinates sea water with a heat pump",
            "before": "2020-01-01",
            "limit": 5,
        }
    }
}


@dataclass(frozen=True, slots=True)
class PatentQuery:
    """One invention: `text` or `claims` in any language, or the `publication_number` of a document of the collection."""

    text: Annotated[str, Field(max_length=200_000)] = ""
    claims: Annotated[str, Field(max_length=200_000)] = ""
    publication_number: Annotated[str, Field(max_length=40)] = ""
    id: Annotated[str | None, Field(max_length=200)] = None
    language: Annotated[str | None, Field(pattern="^[a-z]{2}$")] = None
    before: date | None = None
    territory: str = "MA"
    cpc: Codes = field(default_factory=list)
    countries: Codes = field(default_factory=list)
    applicant: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[int, Field(ge=1, le=1_000)] = 20
    lang: str = "fr"


@router.post("/patents/search")
def search(request: Request, query: Annotated[PatentQuery, Body(openapi_examples=_EXAMPLE)]) -> PatentReport:
    """Search the documents that come closest to an invention."""
    if sum(map(bool, (query.text, query.claims, query.publication_number))) != 1:
        raise InvalidQuery("text: give one of text, claims and publication_number")
    try:
        territory = read_country(query.territory, "territory")
    except FieldError as error:
        raise InvalidQuery(f"{error.field}: {error.reason}") from None
    filters = PatentFilters(tuple(query.countries), tuple(query.cpc), query.applicant)
    locale = query.lang if query.lang in LOCALES else "fr"
    question = PatentQuestion(query.before, None, territory, filters, query.limit, locale, query.id)
    with PatentsEngine(request.app.state.settings.data / "patents").read() as reader:
        asked = invention_of(
            reader, text=query.text or query.claims, number=query.publication_number, language=query.language
        )
        return search_patents(reader, asked, question, load_encoder(reader.encoder))
