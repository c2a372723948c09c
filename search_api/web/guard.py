"""What stands around every request: whose host is answered, how much is read, how many search at a time, what a bug
tells, which headers go out.
"""

import logging
import os

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.faults import fault_of
from search_api.web.gate import Gate
from search_api.web.problems import problem
from search_api.web.request_body import TOO_LARGE, Refusal, read_body, refused_body, refused_kind, replayed

LOOPBACK = ("127.0.0.1", "localhost")
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
}
_LOG = logging.getLogger("anteriority")


class Guard:
    """The outermost part of the application: every answer passes it, errors and refusals too."""

    def __init__(self, app: ASGIApp, places: int | None = None) -> None:
        self._app = app
        self._gate = Gate(places or os.cpu_count() or 1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = False

        async def with_headers(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            await self._answer(scope, receive, with_headers)
        except ClientDisconnect:
            return
        except Exception as error:
            _LOG.error("fault of the program: %s", fault_of(error))
            if not began:
                detail = f"{type(error).__name__}: this is a fault of the program; please report it"
                await problem(500, "bug", detail)(scope, receive, with_headers)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if headers.get("host", "").rsplit(":", 1)[0].lower() not in LOOPBACK:  # no other site's name leads here
            await _refuse((400, "invalid-host", "Invalid host header"), scope, receive, send)
        elif scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
        elif refused := refused_kind(scope["path"], headers):
            await _refuse(refused, scope, receive, send)
        elif (body := await read_body(receive)) is None:
            await _refuse(TOO_LARGE, scope, receive, send)
        else:
            await self._searched((scope, receive, send), body)

    async def _searched(self, request: tuple[Scope, Receive, Send], body: bytes) -> None:
        scope, receive, send = request
        async with self._gate.place(receive) as taken:
            if not taken:
                return
            if refused := refused_body(scope["path"], Headers(scope=scope), body):
                await _refuse(refused, scope, receive, send)
            else:
                await self._app(scope, replayed(body, receive), send)


async def _refuse(refused: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a refusal; the connection is closed, as the rest of its body is not read."""
    answer = problem(*refused)
    answer.headers["Connection"] = "close"
    await answer(scope, receive, send)
