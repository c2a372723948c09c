"""The one page: a form and its answer, both server-rendered, POST only, nothing stored and nothing in the address."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from corpora.errors import AnteriorityError
from search_api.marks.clear import clear_mark
from search_api.marks.meaning import encoder_for
from search_api.marks.query import line_to_query, question
from search_api.render.marks_page import page
from search_api.say import LOCALES, say_error
from search_api.web.forms import form_fields

router = APIRouter(include_in_schema=False)


@router.get("/")
def form(request: Request) -> HTMLResponse:
    """Show the empty form in the language that the browser asks for."""
    language = request.headers.get("accept-language", "")[:2].lower()
    return HTMLResponse(page(language if language in LOCALES else "fr"))


@router.post("/")
def answer(request: Request, fields: Annotated[dict[str, str], Depends(form_fields)]) -> HTMLResponse:
    """Show the answer for a name; without one, the form in the chosen language."""
    text, goods, lang = fields.get("text", ""), fields.get("goods", ""), fields.get("lang")
    locale = lang if lang in LOCALES else "fr"
    if not text.strip():
        return HTMLResponse(page(locale, goods=goods))
    settings = request.app.state.settings
    try:
        ready = question(line_to_query({"text": text.strip(), "goods": goods.strip()}, 20, locale))
        encoder = encoder_for(settings.encoder, ready.proposed)
        report = clear_mark(ready.proposed, ready.filters, request.app.state.holding.reader(), ready.options, encoder)
    except AnteriorityError as error:
        message = (say_error(error.slug, locale), str(error))
        return HTMLResponse(page(locale, goods=goods, text=text, error=message), error.status)
    return HTMLResponse(page(locale, report, goods=goods, text=text))
