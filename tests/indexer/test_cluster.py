"""A real cluster that fails: nodes killed while it writes and answers, writers killed, servers absent, full, of
another product.
"""

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
from corpora.parsing.marks import mark_from
from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Slot
from indexer.marks.opensearch import OpenSearchEngine
from indexer.where import Cluster
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


WRITER = """
import os, signal, sys
from corpora.errors import AnteriorityError
from indexer.where import Cluster
from indexer.marks.opensearch import OpenSearchEngine
from tests.indexer.test_cluster import marks
engine = OpenSearchEngine(Cluster(sys.argv[1], replicas=0, lease=float(sys.argv[3])), sys.argv[2])
try:
    with engine.write(replace=True) as writer:
        writer.add(marks(2_500, "KAHWA"))
        print(writer.name, flush=True)
        os.kill(os.getpid(), getattr(signal, sys.argv[4]))
        writer.commit()
except AnteriorityError as error:
    print(type(error).__name__, error, flush=True)
"""


def other_writer(engine: OpenSearchEngine, signal_name: str) -> subprocess.Popen[str]:
    """A writer in another process that stops itself, by a signal, before it commits; its line is read first."""
    name, lease = engine.alias.removeprefix("anteriority-"), str(engine.cluster.lease)
    command = [sys.executable, "-c", WRITER, engine.cluster.url, name, lease, signal_name]
    return subprocess.Popen(command, cwd=HERE.parent.parent, stdout=subprocess.PIPE, text=True)


def once_free(engine: OpenSearchEngine) -> Iterator[float]:
    """Yield while another's claim has not run out, at most its time and some seconds."""
    until = time.monotonic() + engine.cluster.lease + 5
    while time.monotonic() < until:
        yield time.monotonic()
        time.sleep(0.2)


def write_when_free(engine: OpenSearchEngine, records: list[Mark], *, replace: bool = False) -> None:
    for _ in once_free(engine):
        try:
            with engine.write(replace=replace) as writer:
                writer.add(records)
                writer.commit()
            return
        except BuildInProgress as error:
            assert "if it was killed" in str(error)  # noqa: PT017 - every refusal on the way says how long
    pytest.fail("the claim of a dead writer did not end")


def test_a_killed_writer_leaves_the_old_snapshot_and_the_next_one_cleans_up(opensearch_url: str) -> None:
    engine = engine_at(opensearch_url, lease=3.0)
    with engine.write(replace=True) as writer:
        writer.add(marks(3))
        old = writer.commit()
    died = other_writer(engine, "SIGKILL")
    assert died.wait() == -signal.SIGKILL
    assert died.stdout is not None
    died.stdout.close()
    assert engine.current() == old.id
    assert len(engine.client.indices.get(index=f"{engine.alias}-*")) == 3  # the old two and what the killed one left
    with engine.read() as reader:
        assert len(reader.match(SLOTS, Filters(), floor=1, cap=9).ids) == 3
    with pytest.raises(BuildInProgress, match="if it was killed"), engine.write(replace=False):
        pass
    write_when_free(engine, [mark_from({"id": "MA-NEW", "text": "SOUSS"})])
    with engine.read() as reader:
        assert reader.snapshot.count == 4
    left = set(engine.client.indices.get(index=f"{engine.alias}-*"))
    assert left == {name for s in (old.id, engine.current() or "") for name in (engine.index(s), engine.words(s))}


def test_a_paused_writer_that_wakes_publishes_nothing_and_frees_no_claim(opensearch_url: str) -> None:
    """After a pause there were two writers of one register, then three."""
    engine = engine_at(opensearch_url, lease=2.0)
    with engine.write(replace=True) as writer:
        writer.add(marks(1))
        writer.commit()
    paused = other_writer(engine, "SIGSTOP")
    assert paused.stdout is not None
    name = paused.stdout.readline().strip()
    time.sleep(engine.cluster.lease + 0.5)
    with engine.write(replace=True) as second:  # its time is over: the second writer takes the register
        second.add(marks(5, "SOUSS"))
        paused.send_signal(signal.SIGCONT)
        said = paused.stdout.readline()
        assert paused.wait(timeout=60) == 0
        assert "BuildInProgress" in said
        assert "took over" in said
        third = engine_like(engine)
        with pytest.raises(BuildInProgress, match="another writer"), third.write(replace=True):
            pass
        new = second.commit()
    paused.stdout.close()
    assert engine.current() == new.id
    assert not [index for index in engine.client.indices.get(index=f"{engine.alias}-*") if name in index]
    with engine.read() as reader:
        assert sorted(m.text for m in reader.records()) == sorted(m.text for m in marks(5, "SOUSS"))


def test_a_paused_writer_cannot_publish_over_what_came_after_it(opensearch_url: str) -> None:
    """The second writer has published and gone, so that nobody holds the claim when the first wakes."""
    engine = engine_at(opensearch_url, lease=2.0)
    paused = other_writer(engine, "SIGSTOP")
    assert paused.stdout is not None
    paused.stdout.readline()
    time.sleep(engine.cluster.lease + 0.5)
    write_when_free(engine, marks(4), replace=True)
    published = engine.current()
    paused.send_signal(signal.SIGCONT)
    assert "BuildInProgress" in paused.stdout.readline()
    paused.wait(timeout=60)
    paused.stdout.close()
    assert engine.current() == published


def test_an_alias_that_was_switched_meanwhile_is_not_switched_again(opensearch_url: str) -> None:
    """The last guard: even a writer that believes it holds the claim cannot replace a snapshot that it did not begin
    with.
    """
    engine = engine_at(opensearch_url)
    for count in (0, 2):  # nothing was published before; something was
        with engine.write(replace=True) as writer:
            writer.add(marks(3))
            stolen = engine.new_name()
            for index in (engine.index(stolen), engine.words(stolen)):
                engine.client.indices.create(index=index)
            actions = [
                {"remove": {"index": engine.index(old), "alias": engine.alias}} for old in engine._behind(engine.alias)
            ]
            actions += [{"add": {"index": engine.index(stolen), "alias": engine.alias, "is_write_index": True}}]
            engine.client.indices.update_aliases(body={"actions": actions})
            with pytest.raises(BuildInProgress, match="published anew"):
                writer.commit()
        assert engine.current() == stolen, count


def test_a_claim_is_renewed_during_a_long_step(opensearch_url: str) -> None:
    """Building a lexicon or encoding takes minutes without a word to the cluster."""
    engine = engine_at(opensearch_url, lease=1.0)
    with engine.write(replace=True) as writer:
        writer.add(marks(3))
        time.sleep(3)
        with pytest.raises(BuildInProgress), engine_like(engine).write(replace=True):
            pass
        writer.commit()
    with engine_like(engine).write(replace=True):
        pass


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
    """A real flood stage: the watermark is set above what the disk has free, and the cluster itself puts the block
    on.
    """
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
