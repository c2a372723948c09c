"""A real cluster that fails: nodes killed while it writes and answers, writers killed, servers absent, full, of another product."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

from corpora.errors import BuildInProgress, EngineUnreachable, NoSnapshot
from corpora.marks import mark_from
from corpora.records import Mark
from indexer.cluster import Cluster
from indexer.engine import Filters, Slot
from indexer.opensearch import OpenSearchEngine
from tests.conftest import start_opensearch

HERE = Path(__file__).parent
SLOTS = [Slot("atlas", {"atlas": 64})]


def marks(count: int, text: str = "ATLAS") -> list[Mark]:
    return [mark_from({"id": f"MA-{i:06d}", "text": f"{text} {i}", "nice_classes": [1 + i % 45]}) for i in range(count)]


def engine_at(url: str, **how: object) -> OpenSearchEngine:
    return OpenSearchEngine(Cluster(url, **{"replicas": 0, **how}), f"test-{uuid4().hex[:8]}")  # type: ignore[arg-type]


@pytest.fixture
def three_nodes(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    yield from start_opensearch(3, tmp_path)


def kill(folder: Path, node: int) -> None:
    os.kill(int((folder / f"node-{node}.pid").read_text().strip()), signal.SIGKILL)


def test_a_node_killed_while_indexing_loses_no_record(three_nodes: tuple[str, Path]) -> None:
    urls, folder = three_nodes
    engine = engine_at(urls, replicas=1, shards=3)
    count, killed_at = 12_000, 4_000

    def stream() -> Iterator[Mark]:
        for number, mark in enumerate(marks(count)):
            if number == killed_at:
                kill(folder, 2)
            yield mark

    with engine.write(replace=True) as writer:
        writer.add(stream())
        assert writer.commit().count == count
    with engine.read() as reader:
        assert {mark.id for mark in reader.records()} == {mark.id for mark in marks(count)}


def test_a_node_killed_while_searching_loses_no_answer(three_nodes: tuple[str, Path]) -> None:
    urls, folder = three_nodes
    engine = engine_at(urls, replicas=1, shards=3)
    with engine.write(replace=True) as writer:
        writer.add(marks(6_000))
        writer.commit()
    engine.client.cluster.health(params={"wait_for_status": "green"})
    with engine.read() as reader:
        whole = reader.match(SLOTS, Filters(classes=(7,)), floor=1, cap=10_000).ids
        assert len(whole) > 100
        for asked in range(60):
            if asked == 10:
                kill(folder, 1)
            assert reader.match(SLOTS, Filters(classes=(7,)), floor=1, cap=10_000).ids == whole, asked
            assert len(list(reader.fetch(whole))) == len(whole), asked


def test_a_killed_writer_leaves_the_old_snapshot_and_the_next_one_cleans_up(opensearch_url: str) -> None:
    engine = engine_at(opensearch_url)
    with engine.write(replace=True) as writer:
        writer.add(marks(3))
        old = writer.commit()
    script = f"""
import os, signal
from indexer.cluster import Cluster
from indexer.opensearch import OpenSearchEngine
from tests.indexer.test_cluster import marks
engine = OpenSearchEngine(Cluster({opensearch_url!r}, replicas=0), {engine.alias.removeprefix("anteriority-")!r})
with engine.write(replace=True) as writer:
    writer.add(marks(2_500, "KAHWA"))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    died = subprocess.run([sys.executable, "-c", script], check=False, cwd=HERE.parent.parent, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()[-500:]
    assert engine.current() == old.id
    assert len(engine.client.indices.get(index=f"{engine.alias}-*")) == 3  # the old two and what the killed one left
    with engine.read() as reader:
        assert len(reader.match(SLOTS, Filters(), floor=1, cap=9).ids) == 3
    with engine.write(replace=False) as writer:
        writer.add([mark_from({"id": "MA-NEW", "text": "SOUSS"})])
        assert writer.commit().count == 4
    left = set(engine.client.indices.get(index=f"{engine.alias}-*"))
    assert left == {name for s in (old.id, engine.current() or "") for name in (engine.index(s), engine.words(s))}


def test_a_reader_whose_snapshot_is_gone_is_told_so(opensearch_url: str) -> None:
    """The last few snapshots stay; who reads longer than that must ask again, and is no bug."""
    engine = engine_at(opensearch_url)
    with engine.write(replace=True) as writer:
        writer.add(marks(3))
        writer.commit()
    with engine.read() as reader:
        engine.drop(reader.snapshot.id)
        with pytest.raises(EngineUnreachable, match="the snapshot that was open is gone"):
            list(reader.records())


def test_two_writers_of_one_machine_exclude_each_other(opensearch_url: str) -> None:
    engine = engine_at(opensearch_url)
    with engine.write(replace=True), pytest.raises(BuildInProgress), engine_like(engine).write(replace=True):
        pass


def engine_like(engine: OpenSearchEngine) -> OpenSearchEngine:
    return OpenSearchEngine(engine.cluster, engine.alias.removeprefix("anteriority-"))


def test_an_absent_server_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EngineUnreachable, match="cannot be reached") as told, engine_at("http://127.0.0.1:9").read():
        pass
    assert "\n" not in str(told.value)


def test_an_empty_cluster_says_what_to_run(opensearch_url: str) -> None:
    with pytest.raises(NoSnapshot, match="anteriority index marks"), engine_at(opensearch_url).read():
        pass


def test_a_read_only_cluster_takes_no_records_and_keeps_the_old_snapshot(opensearch_url: str) -> None:
    engine = engine_at(opensearch_url)
    with engine.write(replace=True) as writer:
        writer.add(marks(2))
        old = writer.commit()
    engine.client.cluster.put_settings(body={"transient": {"cluster.blocks.read_only": True}})
    try:
        with pytest.raises(EngineUnreachable, match="takes no writing"), engine.write(replace=True) as writer:
            writer.add(marks(2))
    finally:
        engine.client.cluster.put_settings(body={"transient": {"cluster.blocks.read_only": None}})
    assert engine.current() == old.id


class _Other(BaseHTTPRequestHandler):
    """A server that is something else: `answers` gives status and body."""

    answers = (200, {"version": {"number": "7.10.2", "distribution": "other"}})

    def do_GET(self) -> None:
        if self.answers[0] == 0:
            time.sleep(3)
        body = json.dumps(self.answers[1]).encode()
        self.send_response(self.answers[0] or 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, {"version": {"number": "7.10.2"}}, "is another product 7.10.2; needs OpenSearch"),
        (200, {"version": {"number": "1.3.0", "distribution": "opensearch"}}, "is opensearch 1.3.0; needs OpenSearch 2.11"),
        (401, {"error": "Unauthorized"}, "refuses these credentials"),
        (0, {"version": {"number": "3.5.0", "distribution": "opensearch"}}, "did not answer in time"),
    ],
    ids=["another product", "too old", "wrong credentials", "slow"],
)  # fmt: skip
def test_a_stand_in_that_is_no_cluster_of_ours(status: int, body: dict[str, object], said: str) -> None:
    """A stand-in, as the real server here has neither users nor an older version."""
    handler = type("Handler", (_Other,), {"answers": (status, body)})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        cluster = Cluster(f"http://127.0.0.1:{server.server_port}", timeout=0.3, retries=0)
        with pytest.raises(EngineUnreachable, match=said):
            OpenSearchEngine(cluster).current()
    finally:
        server.shutdown()


def test_a_full_disk_takes_no_records_and_keeps_the_old_snapshot(tmp_path: Path) -> None:
    """A real flood stage: the watermark is set above what the disk has free, and the cluster itself puts the block on."""
    for url, _ in start_opensearch(1, tmp_path):
        engine = engine_at(url)
        with engine.write(replace=True) as writer:
            writer.add(marks(2))
            old = writer.commit()
        disk = "cluster.routing.allocation.disk"
        settings = {f"{disk}.watermark.{name}": "999999gb" for name in ("low", "high", "flood_stage")}
        settings |= {f"{disk}.threshold_enabled": "true", "cluster.info.update.interval": "10s"}
        engine.client.cluster.put_settings(body={"transient": settings})
        until = time.monotonic() + 90
        while "flood-stage" not in str(engine.client.cluster.state(metric="blocks")) and time.monotonic() < until:
            time.sleep(1)
        with pytest.raises(EngineUnreachable, match=r"takes no writing.*flood-stage.*free disk space"):
            engine.write(replace=True).__enter__()
        assert engine.current() == old.id
        with engine.read() as reader:
            assert len(list(reader.records())) == 2
