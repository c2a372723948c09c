"""The HTTP application: API, health, and the page. Loopback only; no query text in any log or address."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware.trustedhost import TrustedHostMiddleware

from corpora.errors import InvalidQuery
from search_api import problems
from search_api.holding import Holding, PatentsHolding
from search_api.routes import marks, names, page, patents
from search_api.settings import Settings

LOOPBACK = ["127.0.0.1", "localhost"]
MOST_BODY = 1_000_000  # bytes
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


def create_app(settings: Settings) -> FastAPI:
    """Return the application for the given settings."""
    app = FastAPI(
        title="Anteriority",
        version="0.1.0",
        description="Finds the earlier rights that a new mark would collide with, ranks them, and says why.",
        docs_url=None,  # its page would load scripts from elsewhere; /openapi.json is the documentation
        redoc_url=None,
        responses={
            422: {
                "description": "Invalid query, as problem details (RFC 9457)",
                "content": {problems.MEDIA: {}},
            }
        },
    )
    app.state.settings = settings
    app.state.holding = Holding(settings)
    app.state.patents = PatentsHolding(settings)

    @app.middleware("http")
    async def guarded(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        length = request.headers.get("content-length", "0")
        if length.isdigit() and int(length) > MOST_BODY:
            return Response(status_code=413)
        response = await call(request)
        response.headers.update(_HEADERS)
        return response

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Tell that the process answers."""
        return {"status": "ok"}

    @app.get("/readyz", responses={503: {"description": "Nothing to search yet", "content": {problems.MEDIA: {}}}})
    def readyz(request: Request) -> dict[str, str]:
        """Tell whether a search can be answered, and from which snapshot."""
        return {"status": "ready", "snapshot": request.app.state.holding.reader().snapshot.id}

    app.add_middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK)  # no other site's name leads here
    app.include_router(marks.router)
    app.include_router(names.router)
    app.include_router(patents.router)
    app.include_router(page.router)
    problems.install(app)
    return app


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; raises InvalidQuery for an address that other machines could reach."""
    if host not in LOOPBACK:
        raise InvalidQuery(f"--host {host}: this version serves the machine itself only; use 127.0.0.1")
    import uvicorn

    print(f"http://{host}:{port}/")
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", access_log=False)
