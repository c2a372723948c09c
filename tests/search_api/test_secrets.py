"""A name that is not filed yet stands in no log, no message, no folder: a marker goes in by every way there is, and
is looked for.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
MARKER = "Qzmarkervex"
COMMAND = [sys.executable, "-c", "from search_api.cli.main import main; main()"]
KINDS: tuple[Any, ...] = (
    MARKER, [MARKER], [[MARKER]], {MARKER: MARKER}, [{MARKER: MARKER}], {"text": [MARKER]}, [{"text": MARKER, "language": [MARKER], "class": MARKER, "date": MARKER}],
    [{"name": MARKER, "country": [MARKER], "territory": MARKER, "role": MARKER}], {"text": MARKER, "code": [MARKER]}, MARKER * 3_000, f"{MARKER}\u0000", f"{MARKER}\ud800",
)  # fmt: skip
FIELDS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "/v1/marks/search": ({"text": "ATLAS"}, ("text", "id", "classes", "goods", "as_of", "territory", "holder", "limit", "lang", "filters", MARKER)),
    "/v1/marks/compare": (
        {"proposed": {"text": "A"}, "earlier": {"text": "B"}},
        ("proposed", "earlier", "lang", MARKER),
    ),
    "/v1/names/search": ({"names": ["ATLAS"]}, ("names", "activity", "code", "acronym", "city", "keys", "as_of", "limit", "lang", "id", MARKER)),
    "/v1/patents/search": (
        {"text": "a battery charger"},
        ("text", "claims", "publication_number", "id", "language", "before", "filed", "territory", "cpc", "classes", "terms", "applicants", "countries", "applicant", "limit", "lang", MARKER),
    ),
}  # fmt: skip
SIDE = (
    "text", "texts", "transliterations", "translations", "nice_classes", "goods", "activity", "vienna_codes", "status", "office_status",
    "filing_date", "priorities", "priority_date", "holder", "holders", "territories", "designations", "extra", "disclaimed", "right", "office", "id", "kind", "image",
)  # fmt: skip
FILTERS = ("classes", "vienna", "territories", "rights", "live_only", MARKER)


@dataclass(frozen=True)
class Served:
    """A running server: its address, what it wrote, and the folder that its temporary files would go to."""

    url: str
    log: Path
    temporary: Path


@pytest.fixture(scope="module")
def served(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    temporary = folder / "tmp"
    temporary.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(
            [*COMMAND, "--data", str(sample_data), "serve", "--port", str(port)],
            stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)},
        )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(url)
            yield Served(url, folder / "log", temporary)
        finally:
            running.terminate()
            running.wait(20)


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            httpx.get(f"{url}/healthz")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


def bodies() -> Iterator[tuple[str, bytes]]:
    """Every field of every route with a marker of the right kind and of wrong ones."""
    for path, (needed, names) in FIELDS.items():
        for name in names:
            for value in KINDS:
                yield path, json.dumps({**needed, name: value}).encode()
    for name in SIDE:
        for value in KINDS:
            side = {"text": "A", name: value}
            yield "/v1/marks/compare", json.dumps({"proposed": side, "earlier": side}).encode()
    for name in FILTERS:
        for value in KINDS:
            yield "/v1/marks/search", json.dumps({"text": "ATLAS", "filters": {name: value}}).encode()
    yield "/v1/marks/search", f'{{"text": "{MARKER}"'.encode()
    yield "/v1/marks/search", f'"{MARKER}"'.encode()


def test_no_route_tells_what_was_asked(served: Served, sample_data: Path) -> None:
    told: list[tuple[str, bytes, str]] = []
    with httpx.Client(base_url=served.url, timeout=60) as client:
        for path, body in bodies():
            answer = client.post(path, content=body, headers={"content-type": "application/json"})
            assert answer.status_code < 500, (path, body[:200])
            if answer.status_code >= 400:
                told.append((path, body[:120], answer.text))
    assert len(told) > 300
    assert [found for found in told if MARKER.lower() in found[-1].lower()] == []
    _nowhere(served, sample_data)


def test_no_other_way_in_tells_it_either(served: Served, sample_data: Path) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    parts = f'--x\r\nContent-Disposition: form-data; name="text"; filename="{MARKER}"\r\n\r\n{MARKER * 100_000}\r\n--x--\r\n'

    def chunked() -> Iterator[bytes]:
        for at in range(0, len(parts), 50_000):
            yield parts[at : at + 50_000].encode()

    with httpx.Client(base_url=served.url, timeout=60) as client:
        answers = [
            client.get(f"/v1/records/{MARKER}"),
            client.get(f"/v1/records/{MARKER * 100}"),
            client.get(f"/{MARKER}?{MARKER}={MARKER}"),
            client.get(f"/healthz/?q={MARKER}"),
            client.post(f"/v1/marks/search?text={MARKER}", json={"text": 5}),
            client.post("/v1/marks/search", content=MARKER.encode(), headers={"content-type": MARKER}),
            client.post("/v1/marks/search", content=chunked(), headers={"content-type": "application/json"}),
            client.post("/", content=chunked(), headers={"content-type": "multipart/form-data; boundary=x"}),
            client.post("/", content=f"{MARKER}=%FF".encode(), headers=form),
            client.get("/", headers={"host": MARKER}),
            client.request(MARKER.upper(), "/"),
        ]
        for field in ("text", "goods", "lang", MARKER):
            client.post("/", data={"text": "ATLAS", field: MARKER})
        for field in ("name1", "key1", "activity", "acronym", "city", "lang", MARKER):
            client.post("/names", data={"name1": "ATLAS", field: MARKER})
    assert all(400 <= answer.status_code < 500 for answer in answers), [a.status_code for a in answers]
    assert not [answer.text for answer in answers if MARKER.lower() in answer.text.lower()]
    assert not [a for a in answers if MARKER.lower() in str(a.headers).lower()]
    _nowhere(served, sample_data)


def _nowhere(served: Served, data: Path) -> None:
    assert MARKER.lower() not in served.log.read_text("utf-8", "replace").lower()
    assert list(served.temporary.rglob("*")) == []
    assert _holding(data) == []


def _holding(folder: Path) -> list[Path]:
    """The files of a folder in whose name or bytes the marker stands."""
    marker = MARKER.lower().encode()
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if marker in path.name.lower().encode() or marker in path.read_bytes().lower()]


BAD_DATE = ("--as-of", MARKER)
COMMANDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("search", "mark", MARKER), ""),
    (("search", "mark", "-"), f"{MARKER}\n"),
    (("search", "mark", "-"), f"{MARKER}\x00\n"),
    (("search", "mark", "-"), f"{MARKER * 1_000}\n"),
    (("search", "mark", MARKER, *BAD_DATE), ""),
    (("search", "mark", MARKER, "--territory", MARKER), ""),
    (("search", "mark", MARKER, "--right", MARKER), ""),
    (("search", "mark", MARKER, "--vienna", MARKER), ""),
    (("search", "mark", MARKER, "--class", MARKER), ""),
    (("search", "mark", MARKER, "--limit", MARKER), ""),
    (("search", "mark", MARKER, "--format", MARKER), ""),
    (("search", "mark", "A", MARKER), ""),
    (("search", "mark", f"--{MARKER}", "A"), ""),
    (("search", MARKER), ""),
    ((MARKER,), ""),
    (("search", "name", MARKER, *BAD_DATE), ""),
    (("search", "name", MARKER * 50), ""),
    (("search", "name", "-", "--activity", MARKER), f"{MARKER}\nA\nB\nC\n"),
    (("search", "patent", "--number", MARKER), ""),
    (("search", "patent", "--text", "-", "--before", MARKER), MARKER),
    (("search", "patent", "--claims", "-", "--language", MARKER), MARKER),
    (("search", "patent", "--text", "-", "--cpc", MARKER * 5), MARKER),
    (("compare", MARKER, f"{MARKER}S", "--goods", MARKER, "--format", "json"), ""),
    (("compare", "-", "!!", "--class", "46"), f"{MARKER}\n"),
    (("compare", MARKER * 500, "A"), ""),
    (("show", MARKER), ""),
)


@pytest.mark.parametrize(("arguments", "typed"), COMMANDS, ids=lambda value: " ".join(value)[:60].replace("\x00", ""))
def test_no_command_tells_it_on_standard_error(
    sample_data: Path, tmp_path: Path, arguments: tuple[str, ...], typed: str
) -> None:
    found = _run(sample_data, tmp_path, arguments, typed)
    assert MARKER.lower() not in found.stderr.lower()
    assert "Traceback" not in found.stderr
    assert list(tmp_path.iterdir()) == []


BAD_VALUES = ({"text": MARKER, "as_of": MARKER}, {"text": MARKER, MARKER: 1, "classes": [MARKER]}, {"id": [MARKER], "text": MARKER}, [MARKER], MARKER, {"text": [MARKER]}, {"names": MARKER}, {"names": [MARKER], "as_of": MARKER}, {"claims": MARKER, "filed": MARKER}, {"publication_number": MARKER})  # fmt: skip
TABLE = f"id,text,filing_date\nMA-1,ATLAS,{MARKER}\nMA-2,{MARKER},2020-01-01,{MARKER}\n"
REQUESTS = f"id,name_1,date\n1,ATLAS,{MARKER}\n2,{MARKER},2020-01-01,{MARKER}\n"


@pytest.mark.parametrize("kind", ["marks", "names", "patents"])
def test_no_batch_tells_it_but_in_what_it_answers(sample_data: Path, tmp_path: Path, kind: str) -> None:
    lines = [json.dumps(value) for value in BAD_VALUES] + [f'{{"text": "{MARKER}"', f'{{"text": "{MARKER}\\ud800"}}']
    files = {"lines.jsonl": '{"id": "a", "text": "!!"}\n' + "\n".join(lines) + f"\n{MARKER}\n"}
    if kind != "patents":
        files["table.csv"] = TABLE if kind == "marks" else REQUESTS
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
        out = tmp_path / f"{name}.out.jsonl"
        found = _run(sample_data, temporary, ("batch", kind, str(tmp_path / name), "-o", str(out)), "")
        assert MARKER.lower() not in found.stderr.lower()
        lines_out = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        errors = [line for line in lines_out if "error" in line]
        assert found.returncode == (len(errors) == len(lines_out)), found.stderr
        assert errors
        assert not [line for line in errors if MARKER.lower() in json.dumps(line).lower()]
    assert list(temporary.iterdir()) == []
    assert _holding(sample_data) == []


def _run(data: Path, temporary: Path, arguments: tuple[str, ...], typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "--lang", "en", "--data", str(data), *arguments],
        input=typed, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONUTF8": "1"},
    )  # fmt: skip
