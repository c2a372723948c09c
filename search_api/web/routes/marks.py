"""`/v1/marks`, `/v1/records`, `/v1/registers`: the same objects as the command line prints."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Request
from pydantic import WithJsonSchema

from corpora.errors import RecordNotFound
from indexer.marks.engine import RegisterInfo
from search_api.answer import Conflict, Report
from search_api.field_types import Locale
from search_api.invalid import known_keys_only
from search_api.marks.clear import AnswerOptions, clear_mark, compare_marks
from search_api.marks.limits import schema, side
from search_api.marks.meaning import encoder_for
from search_api.marks.query import MarkQuery, question
from search_api.shown import RecordOut, record_out

router = APIRouter(prefix="/v1")
_SEARCH = {
    "zellige": {
        "summary": "A name and what it is for",
        "value": {"text": "ZELLIJ ATLAS", "classes": [19], "goods": "carreaux", "limit": 5},
    },
    "classes": {
        "summary": "Several classes in a territory: the conclusion tells the level of each class",
        "value": {"text": "ZELLIJ ATLAS", "classes": [19, 27], "territory": "MA", "as_of": "2026-11-01"},
    },
}
_COMPARE = {
    "zellige": {
        "value": {
            "proposed": {"text": "ZELLIJ", "nice_classes": [19]},
            "earlier": {"text": "الزليج", "nice_classes": [19]},
        }
    }
}


MarkInput = Annotated[dict[str, Any], WithJsonSchema(schema())]


@known_keys_only
@dataclass(frozen=True, slots=True)
class MarkPair:
    """Two marks to compare, read as a record of a file is read."""

    proposed: MarkInput
    earlier: MarkInput
    lang: Locale = "fr"


@router.post("/marks/search")
def search(request: Request, query: Annotated[MarkQuery, Body(openapi_examples=_SEARCH)]) -> Report:
    """Search the earlier rights that a proposed mark would collide with."""
    ready = question(query)
    encoder = encoder_for(request.app.state.settings.encoder, ready.proposed)
    return clear_mark(ready.proposed, ready.filters, request.app.state.holding.reader(), ready.options, encoder)


@router.post("/marks/compare")
def compare(request: Request, pair: Annotated[MarkPair, Body(openapi_examples=_COMPARE)]) -> Conflict:
    """Compare two marks; needs no register."""
    proposed, earlier = side(pair.proposed), side(pair.earlier)
    encoder = encoder_for(request.app.state.settings.encoder, proposed)
    return compare_marks(proposed, earlier, AnswerOptions(date.today(), locale=pair.lang), encoder)


@router.get("/records/{mark_id:path}")
def record(request: Request, mark_id: Annotated[str, Path(max_length=200)]) -> RecordOut:
    """Return one record, whole, with its effective date and standing today."""
    mark = next(request.app.state.holding.reader().fetch([mark_id]), None)
    if mark is None:
        raise RecordNotFound("no record has this id; ids are office-number, as in a search's answer")
    return record_out(mark, date.today())


@router.get("/registers")
def registers(request: Request) -> tuple[RegisterInfo, ...]:
    """Return the registers of the newest snapshot."""
    infos: tuple[RegisterInfo, ...] = request.app.state.holding.reader().snapshot.registers
    return infos
