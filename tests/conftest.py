"""Shared registers: the shipped sample, and the same with the hidden cases in a large register where the work data
is.
"""

import csv
import os
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks.data import work_data as work_folder
from corpora.parsing.marks import mark_from
from corpora.readers.detect import read_marks, read_patents
from corpora.records.mark import Mark
from corpora.records.patent import Patent
from indexer.marks.embedded import EmbeddedEngine, EmbeddedReader
from indexer.patents.embedded import PatentsEngine
from models.encoders import load_encoder

# A time in a test fails on a busy machine and says nothing of the program.
settings.register_profile("without_times", deadline=None)
settings.load_profile("without_times")

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "corpora" / "sample"
WORK_DATA = work_folder() or HERE / "absent"
AS_OF = date(2026, 11, 1)


def require(part: str, reason: str) -> None:
    """Skip with a reason, or fail where `ANTERIORITY_REQUIRE` names the part."""
    if part in os.environ.get("ANTERIORITY_REQUIRE", "").split(","):
        pytest.fail(f"{part} is required here: {reason}")
    pytest.skip(reason)


def work_data(name: str) -> Path:
    """Return a file of the work data, or skip."""
    path = WORK_DATA / name
    if not path.exists():
        pytest.skip(f"the work data ({name}) is not here")
    return path


def hidden_cases() -> list[dict[str, str]]:
    with (HERE / "cases" / "hidden.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hidden_marks() -> list[Mark]:
    """The marks of the cases, as records to hide: one per distinct text, with the case's classes."""
    found: dict[str, Mark] = {}
    for case in hidden_cases():
        for text in (case["proposed"], case["earlier"]):
            raw = {
                "id": f"MA-CASE-{len(found)}",
                "text": text,
                "nice_classes": case["classes"],
                "filing_date": "2015-01-01",
            }
            found.setdefault(text, mark_from(raw))
    return list(found.values())


def sample_files() -> list[Path]:
    return [SAMPLE / f"{name}.jsonl.gz" for name in ("brands", "morocco", "names")]


def register_files() -> list[Path]:
    large = WORK_DATA / "marks" / "marks.jsonl.gz"
    return [large] if large.exists() else sample_files()


def records_of(files: list[Path]) -> Iterator[Mark]:
    for path in files:
        yield from (item for item in read_marks(str(path)) if isinstance(item, Mark))


def case_patents() -> list[Patent]:
    """The small collection of patents that we made up (`cases/patents.jsonl`)."""
    return [item for item in read_patents(str(HERE / "cases" / "patents.jsonl")) if isinstance(item, Patent)]


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    with EmbeddedEngine(folder / "marks").write(replace=True) as writer:
        writer.add(records_of(sample_files()))
        writer.commit()
    PatentsEngine(folder / "patents").build(case_patents(), load_encoder())
    return folder


@pytest.fixture(scope="session")
def sample_reader(sample_data: Path) -> Iterator[EmbeddedReader]:
    with EmbeddedEngine(sample_data / "marks").read() as reader:
        yield reader


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedReader]:
    """The large register (the sample, where the work data is absent) with the hidden cases in it."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("register") / "marks")
    with engine.write(replace=True) as writer:
        writer.add(records_of(register_files()))
        writer.add(hidden_marks())
        writer.commit()
    with engine.read() as reader:
        reader.warm()
        yield reader


@pytest.fixture(scope="session")
def server(sample_data: Path) -> Iterator[str]:
    """The real server over the sample register; gives its address."""
    import socket
    import threading
    import time

    import uvicorn

    from search_api.settings import Settings
    from search_api.web.app import create_app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(create_app(Settings(data=sample_data)), host="127.0.0.1", port=port, log_level="warning")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not running.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running.started
    while time.monotonic() < deadline and not _answers(f"http://127.0.0.1:{port}/readyz"):
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(timeout=10)


def _answers(url: str) -> bool:
    """Whether a server says 200; until its first reader is open, readiness is refused."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - http to this machine
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False


@pytest.fixture(scope="session")
def opensearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real server: `ANTERIORITY_TEST_OPENSEARCH`, or one started from the shared folder for this
    session.
    """
    if url := os.environ.get("ANTERIORITY_TEST_OPENSEARCH"):
        yield url
        return
    for url, _ in start_opensearch(1, tmp_path_factory.mktemp("opensearch")):
        yield url


def start_opensearch(nodes: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the URLs of a cluster started for a test and the folder with its pids; skip where none can be started."""
    home = HERE.parent.parent / "shared" / "opensearch"
    if not (home / "start").exists():
        require("opensearch", "no OpenSearch here; set ANTERIORITY_TEST_OPENSEARCH to the URL of one")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [home / "start", str(nodes), str(port), folder, "512m"]
    started = subprocess.run(command, capture_output=True, text=True, check=False)
    if started.returncode:
        require("opensearch", f"the server did not start: {started.stderr.strip()[-200:]}")
    yield ",".join(f"http://127.0.0.1:{port + i}" for i in range(nodes)), folder
    subprocess.run([home / "stop", folder], capture_output=True, check=False)
