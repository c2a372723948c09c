"""The engine on an OpenSearch cluster: the same answers as the embedded one, for registers that outgrow one machine.

    anteriority-marks-<snapshot>          one document a record: tokens, filter fields, the record itself
    anteriority-marks-<snapshot>-words    lexicon, counts, snapshot in parts: a fresh node starts from the cluster
    anteriority-marks                     alias of the snapshot that readers open, switched in one step
    anteriority-marks-published           alias of every committed snapshot; what lacks it was left by a killed writer

A commit fills a new index and then switches the alias; a process killed before that leaves the old alias answering
and an index that the next writer removes. An update starts from a clone of the old index.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from opensearchpy.helpers import streaming_bulk
from pydantic import TypeAdapter

from corpora.errors import EngineUnreachable, NoSnapshot, SnapshotOutdated
from corpora.records.mark import Mark, from_json, to_json
from indexer.digest import FORMAT, analysis_digest
from indexer.lexicon.lexicon import Lexicon
from indexer.marks.cluster_lexicon import load_lexicon, save_lexicon
from indexer.marks.engine import UNIT, Filters, Hits, Reached, Slot, Snapshot, applied_floor, look_for, quiet_collector
from indexer.marks.filter_fields import filter_fields
from indexer.marks.opensearch_query import settings_of, to_query
from indexer.marks.reached import MOST_FETCHED, reached_records
from indexer.marks.tallies import RegisterTally, WordTally
from indexer.snapshots.cluster import RETRIES, plain_errors
from indexer.snapshots.cluster_parts import load_part, save_part, settings_of_parts
from indexer.snapshots.in_cluster import ClusterCollection
from indexer.snapshots.lease import Lease
from models.signs.distinctiveness import WordCounts
from models.tokens import tokens

BATCH, BATCH_BYTES = 1_000, 8 * 1024 * 1024  # records and bytes of one bulk request: bounds the memory of a writer
FETCH = 500
_SNAPSHOT = TypeAdapter(Snapshot)


class OpenSearchEngine(ClusterCollection):
    """A register in a cluster (see the module)."""

    @contextmanager
    def write(self, *, replace: bool) -> Iterator["OpenSearchWriter"]:
        """Open the one writer; without `commit` the block leaves nothing behind.

        Raises BuildInProgress, EngineUnreachable, SnapshotOutdated (an update).
        """
        with plain_errors(self.cluster.url), self.leased() as lease:
            current = None if replace else self.current()
            old = self._reader(current) if current else None
            if old:
                old.require_current()  # an update would mix the rules of two versions under the digest of one
            writer = OpenSearchWriter(self, lease, old)
            try:
                yield writer
            finally:
                if self.current() != writer.name:
                    self.drop(writer.name)

    @contextmanager
    def read(self) -> Iterator["OpenSearchReader"]:
        """Open a reader pinned to the newest snapshot. Raises NoSnapshot, EngineUnreachable."""
        with plain_errors(self.cluster.url):
            name = self.current()
            if name is None:
                raise NoSnapshot(f"{self.cluster.url}: nothing is indexed yet; run `anteriority index marks FILE`")
            yield self._reader(name)

    def _reader(self, name: str) -> "OpenSearchReader":
        return OpenSearchReader(self, name)


class OpenSearchWriter:
    """Writes one new snapshot; made by `OpenSearchEngine.write` only."""

    def __init__(self, engine: OpenSearchEngine, lease: Lease, old: "OpenSearchReader | None") -> None:
        self._engine, self._lease, self._old = engine, lease, old
        self._client = engine.client
        self.name = engine.new_name()
        self._index = engine.index(self.name)
        self.tally, self.registers = old.tallies() if old else (WordTally(), RegisterTally())
        self._added: set[str] = set()
        self._refused: list[str] = []
        if old:
            target = {"settings": settings_of(engine.cluster, cloned=True), "aliases": {}}
            self._client.indices.clone(index=engine.index(old.name), target=self._index, body=target)
            self._client.cluster.health(index=self._index, params={"wait_for_status": "yellow"})
        else:
            self._client.indices.create(index=self._index, body=settings_of(engine.cluster))

    def add(self, records: Iterable[Mark]) -> None:
        """Add records; one whose id the old snapshot holds replaces it. What the cluster refuses is named by
        `commit`.
        """
        for accepted, item in streaming_bulk(
            self._client,
            self._actions(records),
            chunk_size=BATCH,
            max_chunk_bytes=BATCH_BYTES,
            max_retries=RETRIES,
            initial_backoff=1,
            max_backoff=10,
            raise_on_error=False,
        ):
            if not accepted:
                outcome = next(iter(item.values()))
                reason = outcome.get("error", {})
                why = reason.get("reason", reason) if isinstance(reason, dict) else reason
                self._refused.append(f"{outcome.get('_id')}: {str(why)[:160]}")

    def delete(self, ids: Iterable[str]) -> int:
        """Delete records of the old snapshot by id; return how many there were."""
        deleted = self._take_back([i for i in ids if i not in self._added])
        actions = ({"_op_type": "delete", "_index": self._index, "_id": i} for i in deleted)
        for _ in streaming_bulk(self._client, actions, raise_on_error=False, max_retries=RETRIES):
            pass
        return len(deleted)

    def commit(self) -> Snapshot:
        """Build the lexicon, write all parts, and let the alias name them in one step.

        Raises:
            EngineUnreachable: a record was refused, or the cluster does not hold all of them; nothing is published.

        """
        engine, client = self._engine, self._client
        client.indices.refresh(index=self._index)
        stored = client.count(index=self._index)["count"]
        if self._refused or stored != sum(self.registers.count.values()):
            first = self._refused[0] if self._refused else f"{stored} of {sum(self.registers.count.values())} are there"
            raise EngineUnreachable(f"{engine.cluster.url}: {len(self._refused)} records were refused; {first}")
        snapshot = Snapshot(
            self.name,
            FORMAT,
            analysis_digest(),
            self.registers.infos(),
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        words = engine.words(self.name)
        client.indices.create(index=words, body=settings_of_parts(engine.cluster))
        self._lease.require()
        save_lexicon(client, words, Lexicon.build(self.tally.forms()))
        tally = {"words": self.tally.dump(), "registers": self.registers.dump()}
        save_part(client, words, "counts", json.dumps(tally).encode())
        save_part(client, words, "snapshot", _SNAPSHOT.dump_json(snapshot))
        client.indices.refresh(index=words)
        engine.publish(self.name, self._lease)
        return snapshot

    def _actions(self, records: Iterable[Mark]) -> Iterator[dict[str, Any]]:
        rest = iter(records)
        while batch := list(islice(rest, FETCH)):
            self._take_back([mark.id for mark in batch if mark.id not in self._added])
            self._lease.require()
            for mark in batch:
                words = tokens(mark)
                self.tally.add(mark, words)
                self.registers.add(mark, words)
                self._added.add(mark.id)
                yield {"_index": self._index, "_id": mark.id, "_source": _document(mark, words)}

    def _take_back(self, ids: list[str]) -> list[str]:
        """Take the old snapshot's records of these ids out of the counts; return those that it held."""
        if self._old is None:
            return []
        deleted = []
        for mark in self._old.fetch(ids):
            words = tokens(mark)
            self.tally.add(mark, words, -1)
            self.registers.add(mark, words, -1)
            deleted.append(mark.id)
        return deleted


class OpenSearchReader:
    """Reads one snapshot; made by `OpenSearchEngine.read` only. Its index is never written again."""

    def __init__(self, engine: OpenSearchEngine, name: str) -> None:
        self.name = name
        self._url, self._client = engine.cluster.url, engine.client
        self._index, self._words = engine.index(name), engine.words(name)
        self.snapshot: Snapshot = _SNAPSHOT.validate_json(load_part(self._client, self._words, "snapshot"))
        self.outdated = (self.snapshot.format, self.snapshot.analysis) != (FORMAT, analysis_digest())
        self._lexicon: Lexicon | None = None
        self._counts: WordCounts | None = None

    @property
    def lexicon(self) -> Lexicon:
        """The register's words, fetched on first use."""
        self.require_current()
        if self._lexicon is None:
            with plain_errors(self._url):
                self._lexicon = load_lexicon(self._client, self._words)
        return self._lexicon

    @property
    def counts(self) -> WordCounts:
        """How common words are, fetched on first use."""
        if self._counts is None:
            self._counts = self.tallies()[0].counts()
        return self._counts

    def tallies(self) -> tuple[WordTally, RegisterTally]:
        """Return the counts as the writer of the next snapshot goes on with them."""
        with plain_errors(self._url):
            stored = json.loads(load_part(self._client, self._words, "counts"))
        return WordTally.load(stored["words"]), RegisterTally.load(stored["registers"])

    def warm(self) -> None:
        """Fetch lexicon and counts now, so that no query waits for them, and keep the collector from walking them."""
        _ = self.counts
        self.lexicon.warm()
        quiet_collector()

    def require_current(self) -> None:
        """Raise SnapshotOutdated unless this program's own rules made the snapshot."""
        if self.outdated:
            raise SnapshotOutdated(
                f"{self._url}: was indexed by an older version; run `anteriority index marks --rebuild`"
            )

    def match(self, slots: Iterable[Slot], filters: Filters, *, floor: int, cap: int) -> Hits:
        """Return every record that reaches the floor; past `cap` the floor rises to the next score, ties kept.

        Raises:
            EngineUnreachable: a shard did not answer; a part of the hits never passes for all of them.

        """
        self.require_current()
        query = to_query(list(slots), filters)
        if query is None:
            return Hits((), (), floor, 0, True)
        look = look_for(cap)
        body = {"query": query, "size": look, "_source": False, "sort": ["_score", {"id": "asc"}], "track_scores": True}
        hits = self._search(body | {"track_total_hits": False, "min_score": floor / UNIT})
        reached = [(round(hit["_score"] * UNIT), hit["_id"]) for hit in hits]
        applied = applied_floor([score for score, _ in reached], floor, cap)
        ranked = sorted((-score, mark_id) for score, mark_id in reached if score >= applied)
        return Hits(
            tuple(i for _, i in ranked), tuple(-s for s, _ in ranked), applied, len(reached), len(reached) < look
        )

    def reach(self, slots: Iterable[Slot], filters: Filters, *, floor: int) -> Reached:
        """Return every record that reaches the floor, as columns made of the records; past `MOST_FETCHED` the floor
        rises.
        """
        hits = self.match(slots, filters, floor=floor, cap=MOST_FETCHED)
        words = self.lexicon, self.counts
        return reached_records(self.fetch(hits.ids), words, hits.floor, hits.total, exhaustive=hits.exhaustive)

    def fetch(self, ids: Iterable[str]) -> Iterator[Mark]:
        """Yield records in the order asked; unknown ids are left out."""
        rest = iter(ids)
        while batch := list(islice(rest, FETCH)):
            with plain_errors(self._url):
                docs = self._client.mget(index=self._index, body={"ids": batch}, params={"_source": "record"})["docs"]
            for document in docs:
                if document.get("found"):
                    yield from_json(document["_source"]["record"].encode())
                elif "error" in document:
                    raise EngineUnreachable(f"{self._url}: a shard did not answer; run the command again")

    def records(self) -> Iterator[Mark]:
        """Yield every record, by id, in pages of one point in time."""
        with plain_errors(self._url):
            point = self._client.create_pit(index=self._index, params={"keep_alive": "5m"})["pit_id"]
        try:
            after: dict[str, Any] = {}
            body = {
                "size": 2_000,
                "sort": [{"id": "asc"}],
                "_source": ["record"],
                "pit": {"id": point, "keep_alive": "5m"},
            }
            while page := self._search(body | after, pinned=True):
                for hit in page:
                    yield from_json(hit["_source"]["record"].encode())
                after = {"search_after": page[-1]["sort"]}
        finally:
            with plain_errors(self._url):
                self._client.delete_pit(body={"pit_id": [point]})

    def _search(self, body: dict[str, Any], *, pinned: bool = False) -> list[dict[str, Any]]:
        where = {} if pinned else {"index": self._index}
        with plain_errors(self._url):
            answer = self._client.search(
                body=body, params={"allow_partial_search_results": "false"} if not pinned else {}, **where
            )
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnreachable(f"{self._url}: only a part of the shards answered; run the command again")
        hits: list[dict[str, Any]] = answer["hits"]["hits"]
        return hits


def _document(mark: Mark, words: Iterable[str]) -> dict[str, Any]:
    fields = filter_fields(mark)
    return {
        "id": mark.id,
        "tokens": list(words),
        "classes": list(fields.classes),
        "vienna": list(fields.vienna),
        "territories": list(fields.territories),
        "right": fields.right,
        "dead_from": fields.dead_from,
        "record": to_json(mark).decode(),
    }
