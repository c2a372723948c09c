"""Errors over HTTP as RFC 9457 problem details; the query's text never appears in them."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpora.errors import AnteriorityError

MEDIA = "application/problem+json"


def _problem(status: int, slug: str, detail: str) -> JSONResponse:
    body = {
        "type": f"urn:anteriority:{slug}",
        "title": slug.replace("-", " "),
        "status": status,
        "detail": detail,
    }
    return JSONResponse(body, status, media_type=MEDIA, headers={"Cache-Control": "no-store"})


def install(app: FastAPI) -> None:
    """Give an app its error handlers: our errors, invalid requests, unknown paths, and bugs."""

    @app.exception_handler(AnteriorityError)
    def known(_request: Request, error: AnteriorityError) -> JSONResponse:
        return _problem(error.status, error.slug, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        return _problem(422, "invalid-request", f"{'.'.join(map(str, first['loc']))}: {first['msg']}")

    @app.exception_handler(HTTPException)
    def refused(_request: Request, error: HTTPException) -> JSONResponse:
        found = _problem(error.status_code, "http-error", str(error.detail))
        found.headers.update(error.headers or {})
        return found

    @app.exception_handler(Exception)
    def bug(_request: Request, error: Exception) -> JSONResponse:
        return _problem(500, "bug", f"{type(error).__name__}: this is a fault of the program; please report it")
