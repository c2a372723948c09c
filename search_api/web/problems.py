"""Errors over HTTP as RFC 9457 problem details; the query's text never appears in them."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpora.errors import AnteriorityError
from search_api.invalid import fault

MEDIA = "application/problem+json"


def problem(status: int, slug: str, detail: str) -> JSONResponse:
    """Return an error as problem details: `slug` names its kind, `detail` says what is wrong and what to do."""
    body = {
        "type": f"urn:anteriority:{slug}",
        "title": slug.replace("-", " "),
        "status": status,
        "detail": detail,
    }
    return JSONResponse(body, status, media_type=MEDIA)


def install(app: FastAPI) -> None:
    """Give an app its error handlers: our errors, invalid requests, unknown paths. Bugs are reported by
    `search_api.web.guard`.

    They are coroutines: a plain function would wait for a free worker, and the answer that all are busy with it.
    """

    @app.exception_handler(AnteriorityError)
    async def known(_request: Request, error: AnteriorityError) -> JSONResponse:
        return problem(error.status, error.slug, str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, "invalid-request", fault(error.errors()[0]))

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        response = problem(error.status_code, "http-error", str(error.detail))
        response.headers.update(error.headers or {})
        return response
