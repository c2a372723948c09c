"""The body of a request: which kinds are read, how much of it, counted as it arrives and never as it is announced."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from search_api.strict_json import fault_in_json

MOST_BODY = 1_300_000  # bytes; the longest text, 200,000 Arabic letters, may stand in JSON as six bytes a letter
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
Refusal = tuple[int, str, str]  # status, slug, detail


def refused_kind(path: str, headers: Headers) -> Refusal | None:
    """Return why a body is not read at all: too large by its own word, or of another kind than the path takes.

    A multipart form would be parsed part by part into files of the temporary folder, so none is ever read.
    """
    media_type = JSON if path.startswith("/v1/") else FORM
    if headers.get("content-type", "").split(";")[0].strip().lower() == "multipart/form-data":
        return 415, "unsupported-media-type", f"multipart bodies are not read; send {media_type}"
    announced = headers.get("content-length", "")
    if announced.isdigit() and len(announced) < 20 and int(announced) > MOST_BODY:
        return TOO_LARGE
    return None


TOO_LARGE: Refusal = (413, "too-large", f"a body has at most {MOST_BODY:,} bytes")


def refused_body(path: str, headers: Headers, body: bytes) -> Refusal | None:
    """Return why a body that was read is refused: its kind, or what its JSON holds."""
    media_type = JSON if path.startswith("/v1/") else FORM
    if body and headers.get("content-type", "").split(";")[0].strip().lower() != media_type:
        return 415, "unsupported-media-type", f"this path reads {media_type}"
    if body and media_type == JSON and (wrong := fault_in_json(body)):
        return 422, "invalid-request", wrong
    return None


async def read_body(receive: Receive) -> bytes | None:
    """Return the whole body; None as soon as more than `MOST_BODY` bytes have arrived.

    Raises:
        ClientDisconnect: the client left before the end.

    """
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part = message.get("body", b"")
        size += len(part)
        if size > MOST_BODY:
            return None
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives a body that was read already, then what comes after it."""
    waiting: list[Mapping[str, object]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return dict(waiting.pop()) if waiting else await receive()

    return again
