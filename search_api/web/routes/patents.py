"""`/v1/patents/search`: the same object as the command line prints."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from models.encoders import load_encoder
from search_api.patents.query import PatentQuery
from search_api.patents.report import PatentReport
from search_api.patents.search import answer

router = APIRouter(prefix="/v1")
_EXAMPLE = {
    "still": {"value": {"text": "A solar still that desalinates sea water", "before": "2020-01-01", "limit": 5}},
}


@router.post("/patents/search")
def search(request: Request, query: Annotated[PatentQuery, Body(openapi_examples=_EXAMPLE)]) -> PatentReport:
    """Search the documents that come closest to an invention."""
    reader = request.app.state.patents.reader()
    return answer(query, reader, load_encoder(reader.encoder))
