"""`/v1/names/search`, and the page of the three names: POST only, nothing stored and nothing in the address."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import HTMLResponse

from corpora.errors import AnteriorityError
from search_api.names.query import NamesQuery, checked, names_query
from search_api.names.report import NamesReport
from search_api.names_and_marks import answer_names
from search_api.render.names_page import names_page
from search_api.say import LOCALES, say_error
from search_api.web.forms import form_fields

router = APIRouter()
PAGE_ROWS = 5  # rows a name on the page and its sheet
_SEARCH = {
    "three names": {
        "summary": "Up to three names in order of preference, and what the company does",
        "value": {
            "names": ["QAHWA ATLAS SARL", "ATLAS COFFEE"],
            "activity": "salon de caf\u00e9",
            "city": "Agadir",
            "limit": 5,
        },
    }
}


def _answered(request: Request, query: NamesQuery) -> NamesReport:
    state = request.app.state
    return answer_names(query, state.holding.reader(), state.settings.encoder)


@router.post("/v1/names/search")
def search(request: Request, query: Annotated[NamesQuery, Body(openapi_examples=_SEARCH)]) -> NamesReport:
    """Search up to three trade names: key element by field of activity, and which other rights they would meet."""
    return _answered(request, checked(query))


@router.get("/names", include_in_schema=False)
def form(request: Request) -> HTMLResponse:
    """Show the empty form in the language that the browser asks for."""
    language = request.headers.get("accept-language", "")[:2].lower()
    return HTMLResponse(names_page(language if language in LOCALES else "fr"))


def _values(form: dict[str, str]) -> dict[str, Any]:
    """Return the fields of the page's form as a query has them."""
    lists = {f"{name}s": [form.get(f"{name}{at}", "") for at in (1, 2, 3)] for name in ("name", "key")}
    texts = {name: form.get(name, "") for name in ("activity", "acronym", "city")}
    return {**lists, **texts, "fields": form.get("field", "").split() if form.get("corrected") else []}


@router.post("/names", include_in_schema=False)
def answer(request: Request, form: Annotated[dict[str, str], Depends(form_fields)]) -> HTMLResponse:
    """Show the answer for the names of the form; without one, the form in the chosen language."""
    lang, values = form.get("lang"), _values(form)
    locale = lang if lang in LOCALES else "fr"
    if not any(name.strip() for name in values["names"]):
        return HTMLResponse(names_page(locale, form=values))
    try:
        query = names_query({**_named(values), "lang": locale, "limit": PAGE_ROWS})
        report = _answered(request, query)
    except AnteriorityError as error:
        message = (say_error(error.slug, locale), str(error))
        return HTMLResponse(names_page(locale, form=values, error=message), error.status)
    return HTMLResponse(names_page(locale, report, values))


def _named(values: dict[str, Any]) -> dict[str, Any]:
    """Return the form's values without the names left blank, each key kept with its name."""
    filled = [at for at, name in enumerate(values["names"]) if name.strip()]
    return {**values, "names": [values["names"][at] for at in filled], "keys": [values["keys"][at] for at in filled]}
