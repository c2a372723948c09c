"""The HTTP application: API, health, and the page. Loopback only; no query text in any log or address."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request
from threadpoolctl import threadpool_limits

from corpora.errors import InvalidQuery
from search_api.settings import Settings
from search_api.web import problems
from search_api.web.guard import LOOPBACK, Guard
from search_api.web.holding import Holding, PatentsHolding
from search_api.web.routes import marks, names, page, patents

_REFUSED = {
    413: "The body is too large",
    415: "The body is of a kind that is not read here",
    422: "Invalid query",
}


def create_app(settings: Settings) -> FastAPI:
    """Return the application for the given settings."""
    app = FastAPI(
        title="Anteriority",
        version="0.1.0",
        description="Finds the earlier rights that a new mark would collide with, ranks them, and says why.",
        docs_url=None,  # its page would load scripts from elsewhere; /openapi.json is the documentation
        redoc_url=None,
        lifespan=_one_thread_a_request,
        redirect_slashes=False,  # a redirect repeats the address, whatever was written into it
        # The framework's traces and logs would hold bodies, arguments and messages of errors, and an environment
        # variable sends them away.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
        responses={
            status: {"description": f"{reason}, as problem details (RFC 9457)", "content": {problems.MEDIA: {}}}
            for status, reason in _REFUSED.items()
        },
    )
    app.state.settings = settings
    first_opening = CapacityLimiter(1)  # beside the workers that search: readiness waits for none of them
    app.state.holding = Holding(settings)
    app.state.patents = PatentsHolding(settings)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Tell that the process answers."""
        return {"status": "ok"}

    @app.get("/readyz", responses={503: {"description": "Nothing to search yet", "content": {problems.MEDIA: {}}}})
    async def readyz(request: Request) -> dict[str, str]:
        """Tell whether a search can be answered, and from which snapshot; after the start it waits for the first to
        be opened.
        """
        holding: Holding = request.app.state.holding
        if not holding.has_tried():
            await to_thread.run_sync(holding.reader, limiter=first_opening, abandon_on_cancel=True)
        return {"status": "ready", "snapshot": holding.ready()}

    app.add_middleware(Guard)
    app.include_router(marks.router)
    app.include_router(names.router)
    app.include_router(patents.router)
    app.include_router(page.router)
    problems.install(app)
    return app


@asynccontextmanager
async def _one_thread_a_request(_: FastAPI) -> AsyncIterator[None]:
    """Let requests share the cores: with two threads one of them took twice the processor time to end a fifth sooner
    (measured).
    """
    with threadpool_limits(1, "blas"):
        yield


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; raises InvalidQuery for an address that other machines could reach."""
    if host not in LOOPBACK:
        raise InvalidQuery(f"--host {host}: this version serves the machine itself only; use 127.0.0.1")
    import uvicorn

    print(f"http://{host}:{port}/")
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", access_log=False, server_header=False)
