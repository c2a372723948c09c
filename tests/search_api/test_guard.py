"""What stands around every request: the headers of every answer, what is refused unread, who waits and who is let
go.
"""

import asyncio
import csv
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from corpora.errors import InvalidQuery
from search_api.settings import Settings
from search_api.web import guard
from search_api.web.app import create_app
from search_api.web.guard import HEADERS, Guard
from search_api.web.request_body import MOST_BODY

CASES = Path(__file__).parents[1] / "cases" / "bad_bodies.csv"
MADE = {
    "@deep": b'{"proposed": {"text": "A", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b'}, "earlier": {"text": "B"}}',
    "@fifty": b'{"proposed": {"text": "A", "x": ' + b"[" * 50 + b"]" * 50 + b'}, "earlier": {"text": "B"}}',
    "@latin": '{"text": "CAFÉ"}'.encode("latin-1"),
    "@digits": b'{"text": "A", "limit": ' + b"9" * 5_000 + b"}",
    "@multipart": b'--x\r\nContent-Disposition: form-data; name="text"; filename="f"\r\n\r\nA\r\n--x--\r\n',
    "@fields": b"&".join(b"f%d=1" % i for i in range(1_000)),
}


def bad_bodies() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", bad_bodies(), ids=lambda case: case["why"])
def test_a_body_that_cannot_be_read_is_told_in_one_line(client: TestClient, case: dict[str, str]) -> None:
    body = MADE.get(case["body"]) or case["body"].encode()
    answer = client.post(case["path"], content=body, headers={"content-type": case["kind"]})
    assert answer.status_code == int(case["status"])
    if answer.headers["content-type"] != "text/html; charset=utf-8":
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(answer.json()["detail"].splitlines()) == 1


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/healthz", {"headers": {"host": "evil.example"}}, 400),
        ("GET", "/absent", {}, 404),
        ("GET", "/healthz/", {}, 404),
        ("GET", "/v1/records/absent", {}, 404),
        ("PUT", "/healthz", {}, 405),
        ("POST", "/v1/marks/search", {"content": b"x" * (MOST_BODY + 1)}, 413),
        ("POST", "/v1/marks/search", {"content": b"{}"}, 415),
        ("POST", "/v1/marks/search", {"json": {}}, 422),
    ],
)
def test_every_answer_has_the_headers(client: TestClient, method: str, path: str, sent: Any, status: int) -> None:
    answer = client.request(method, path, **sent)
    assert answer.status_code == status
    assert HEADERS.items() <= {name.title(): value for name, value in answer.headers.items()}.items()
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_a_body_is_counted_as_it_arrives(client: TestClient) -> None:
    """No length is announced; the body is endless, and hardly more of it is taken than a body may have."""
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 50_000
            yield b" " * 50_000

    answer = client.post("/v1/marks/search", content=endless(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_reading_stops_at_the_limit() -> None:
    asked = 0

    async def endless() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b" " * 100_000, "more_body": True}

    sent = asyncio.run(_ask(Guard(_unreached), endless))
    assert sent[0]["status"] == 413
    assert asked == MOST_BODY // 100_000 + 1


def test_a_bug_tells_its_place_and_nothing_else(
    sample_data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("MARKER of the name asked")

    monkeypatch.setattr("search_api.web.routes.marks.question", broken)
    client = TestClient(create_app(Settings(data=sample_data)), base_url="http://127.0.0.1")
    answer = client.post("/v1/marks/search", json={"text": "MARKER"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers.items() >= {(name.lower(), value) for name, value in HEADERS.items()}
    assert "RuntimeError at search_api/test_guard.py:" in caplog.text
    assert "MARKER" not in answer.text + caplog.text


def test_nothing_of_the_frameworks_telemetry_is_on(sample_data: Path) -> None:
    app = create_app(Settings(data=sample_data))
    assert not any(app._telemetry[name] for name in ("tracing", "metrics", "logs", "operation_spans", "auto_configure"))


def test_as_many_searches_run_as_there_are_places_and_who_leaves_costs_nothing() -> None:
    """A hundred requests for two places; all clients but the two served leave while they wait."""
    started, most, running = 0, 0, 0
    go_on = asyncio.Event()

    async def search(_scope: Any, receive: Any, send: Any) -> None:
        nonlocal started, most, running
        started, running = started + 1, running + 1
        most = max(most, running)
        await receive()
        await go_on.wait()
        running -= 1

    async def all_of_them() -> None:
        gates = Guard(search, places=2)
        leave = asyncio.Event()
        asked = [asyncio.create_task(_ask(gates, _leaving(leave))) for _ in range(100)]
        await asyncio.sleep(0.05)
        assert started == 2
        leave.set()
        await asyncio.sleep(0.05)
        assert sum(task.done() for task in asked) == 98
        go_on.set()
        await asyncio.gather(*asked)

    asyncio.run(all_of_them())
    assert (started, most) == (2, 2)


def test_those_who_wait_are_served_in_turn() -> None:
    order: list[int] = []

    async def search(scope: Any, receive: Any, send: Any) -> None:
        order.append(scope["number"])
        await asyncio.sleep(0)

    async def all_of_them() -> None:
        gates, never = Guard(search, places=1), asyncio.Event()
        await asyncio.gather(*(_ask(gates, _leaving(never), number=n) for n in range(20)))

    asyncio.run(all_of_them())
    assert order == list(range(20))


def test_health_answers_while_every_place_is_taken(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every worker thread is held by a search; the two probes must not need one."""
    entered, released = threading.Semaphore(0), threading.Event()

    def held(*_: object) -> None:
        entered.release()
        released.wait(20)
        raise InvalidQuery("text: was only held")

    monkeypatch.setattr("search_api.web.routes.marks.question", held)
    places = guard.os.cpu_count() or 1
    body = {"text": "ATLAS"}
    with httpx.Client(base_url=server, timeout=30) as asking:
        asking.get("/v1/registers")
        threads = [
            threading.Thread(
                target=httpx.post, args=(f"{server}/v1/marks/search",), kwargs={"json": body, "timeout": 30}
            )
            for _ in range(places * 4)
        ]
        for thread in threads:
            thread.start()
        try:
            assert all(entered.acquire(timeout=10) for _ in range(places))
            assert asking.get("/healthz", timeout=5).status_code == 200
            assert asking.get("/readyz", timeout=5).status_code == 200
            assert not entered.acquire(timeout=0.2)
        finally:
            released.set()
            for thread in threads:
                thread.join()


def test_clients_that_leave_cost_no_search(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred requests to the real server, all clients leave; no more searches begin than were running."""
    entered, released, gone = threading.Semaphore(0), threading.Event(), []

    def held(*_: object) -> None:
        gone.append(1)
        entered.release()
        released.wait(20)
        raise InvalidQuery("text: was only held")

    monkeypatch.setattr("search_api.web.routes.marks.question", held)
    places = guard.os.cpu_count() or 1
    body = json.dumps({"text": "ATLAS"}).encode()
    head = f"POST /v1/marks/search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    address = httpx.URL(server)
    clients = [socket.create_connection((address.host, address.port or 80)) for _ in range(100)]
    try:
        for client in clients:
            client.sendall(head.encode() + body)
        assert all(entered.acquire(timeout=10) for _ in range(places))
        for client in clients:
            client.close()
        assert httpx.get(f"{server}/healthz", timeout=5).status_code == 200
        time.sleep(0.3)  # the server hears of every closed connection
    finally:
        released.set()
    assert httpx.get(f"{server}/readyz", timeout=5).status_code == 200
    assert not entered.acquire(timeout=0.5)
    assert len(gone) == places


def _leaving(leave: asyncio.Event) -> Any:
    """Return a `receive` that gives a body, then waits until the client leaves."""
    parts = [{"type": "http.request", "body": json.dumps({"text": "A"}).encode(), "more_body": False}]

    async def receive() -> dict[str, Any]:
        if parts:
            return parts.pop()
        await leave.wait()
        return {"type": "http.disconnect"}

    return receive


async def _ask(guarded: Guard, receive: Any, **more: Any) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/v1/marks/search",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")], **more,
    }  # fmt: skip
    await guarded(scope, receive, send)
    return sent


async def _unreached(_scope: Any, _receive: Any, _send: Any) -> None:
    raise AssertionError("a body that is too large reaches no route")
