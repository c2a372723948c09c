"""The embedded engine: one folder, nothing to start. Tantivy for words, filters and stored records.

    marks/<snapshot id>/     index/ (Tantivy), lexicon.npz, counts.json, snapshot.json; see `indexer.folder`

A commit writes everything into a new folder and then replaces CURRENT; a process killed before that leaves the old
snapshot answering and a folder that the next writer removes. An update starts from the files of the old snapshot (Tantivy's
segments never change, so they are linked where the disk allows it, else copied).
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import tantivy
from pydantic import TypeAdapter

from corpora.errors import NoSnapshot, SnapshotOutdated
from corpora.records import Mark, from_json, to_json
from corpora.territories import WORLD
from indexer.counts import RegisterTally, WordTally
from indexer.digest import FORMAT, analysis_digest
from indexer.engine import LOOK, UNIT, Filters, Hits, Slot, Snapshot, applied_floor, bands, look_for, quiet_collector
from indexer.filter_fields import ALIVE, filter_fields
from indexer.folder import SnapshotFolder
from indexer.lexicon import Lexicon
from models.distinctiveness import WordCounts
from models.tokens import tokens

_HEAP = 128 * 1024 * 1024  # bytes for Tantivy's writer; more made no difference at 1 M records
_Q = tantivy.Query
_LEXICON, _COUNTS = "lexicon.npz", "counts.json"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("tokens", "vienna", "territories", "right"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("classes", indexed=True)
    builder.add_unsigned_field("dead_from", indexed=True, fast=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


SCHEMA = _schema()


def _document(mark: Mark, words: Iterable[str]) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", mark.id)
    for word in words:
        document.add_text("tokens", word)
    fields = filter_fields(mark)
    for nice_class in fields.classes:
        document.add_unsigned("classes", nice_class)
    for prefix in fields.vienna:
        document.add_text("vienna", prefix)
    for territory in fields.territories:
        document.add_text("territories", territory)
    document.add_text("right", fields.right)
    document.add_unsigned("dead_from", fields.dead_from)
    document.add_bytes("record", to_json(mark))
    return document


class EmbeddedEngine:
    """A register in a folder (see the module)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._snapshots = SnapshotFolder(folder)

    @contextmanager
    def write(self, *, replace: bool) -> Iterator["EmbeddedWriter"]:
        """Open the one writer; without `commit` the block leaves nothing behind."""
        with self._snapshots.building() as built, ExitStack() as stack:
            base = None if replace else self._snapshots.current()
            yield EmbeddedWriter(self._snapshots, built, EmbeddedReader(base, stack) if base else None)

    @contextmanager
    def read(self) -> Iterator["EmbeddedReader"]:
        """Open a reader pinned to the newest snapshot."""
        current = self._snapshots.current()
        if current is None:
            raise NoSnapshot(
                f"{self.folder}: nothing is indexed yet; run `anteriority index marks FILE` or `anteriority demo`"
            )
        with ExitStack() as stack:
            yield EmbeddedReader(current, stack)

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""
        found = self._snapshots.current()
        return found.name if found else None


class EmbeddedWriter:
    """Writes one new snapshot; made by `EmbeddedEngine.write` only."""

    def __init__(self, snapshots: SnapshotFolder, built: Path, old: "EmbeddedReader | None") -> None:
        self._snapshots = snapshots
        self._building = built
        self._old = old
        if old:
            _clone(old.folder / "index", built / "index")
            self.tally, self.registers = old.tallies()
        else:
            (built / "index").mkdir()
            self.tally, self.registers = WordTally(), RegisterTally()
        self._index = tantivy.Index(SCHEMA, path=str(self._building / "index"))
        self._writer: tantivy.IndexWriter | None = self._index.writer(heap_size=_HEAP, num_threads=1)
        self._added: set[str] = set()

    def __contains__(self, mark_id: str) -> bool:
        """Return whether a record with this id was added since the writer was opened."""
        return mark_id in self._added

    def add(self, records: Iterable[Mark]) -> None:
        """Add records; one whose id the old snapshot holds replaces it."""
        assert self._writer is not None, "the writer is closed"  # noqa: S101 - a programming error, not input
        for mark in records:
            self.delete([mark.id])
            words = tokens(mark)
            self._writer.add_document(_document(mark, words))
            self.tally.add(mark, words)
            self.registers.add(mark, words)
            self._added.add(mark.id)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete records of the old snapshot by id; return how many there were."""
        if self._old is None or self._writer is None:
            return 0
        gone = 0
        for mark in self._old.fetch([i for i in ids if i not in self._added]):
            self._writer.delete_documents_by_term("id", mark.id)
            words = tokens(mark)
            self.tally.add(mark, words, -1)
            self.registers.add(mark, words, -1)
            gone += 1
        return gone

    def commit(self) -> Snapshot:
        """Build the lexicon, write all files, and let CURRENT name them in one step."""
        if self._writer is None:
            raise RuntimeError("a writer commits once")
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None
        Lexicon.build(self.tally.forms()).save(self._building / _LEXICON)
        _save_tally(self._building, self.tally, self.registers)
        name, built_at = self._building.name, datetime.now(UTC).isoformat(timespec="seconds")
        snapshot = Snapshot(name, FORMAT, analysis_digest(), self.registers.infos(), built_at)
        (self._building / "snapshot.json").write_bytes(_SNAPSHOT.dump_json(snapshot))
        self._snapshots.publish(self._building)
        return snapshot


_SNAPSHOT = TypeAdapter(Snapshot)


class EmbeddedReader:
    """Reads one snapshot; made by `EmbeddedEngine.read` only.

    The snapshot's files are opened at once and read when they are needed: a newer snapshot may take their place meanwhile.
    """

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._files = {name: stack.enter_context((folder / name).open("rb")) for name in (_LEXICON, _COUNTS)}
        self.snapshot: Snapshot = _SNAPSHOT.validate_json((folder / "snapshot.json").read_bytes())
        self.outdated = (self.snapshot.format, self.snapshot.analysis) != (FORMAT, analysis_digest())
        self._index = tantivy.Index.open(str(folder / "index"))
        self._searcher = self._index.searcher()
        self._addresses: dict[str, tantivy.DocAddress] = {}
        self._lexicon: Lexicon | None = None
        self._counts: WordCounts | None = None

    @property
    def lexicon(self) -> Lexicon:
        """The register's words, opened on first use."""
        self.require_current()
        if self._lexicon is None:
            self._lexicon = Lexicon.load(self._files[_LEXICON])
        return self._lexicon

    @property
    def counts(self) -> WordCounts:
        """How common words are, opened on first use."""
        if self._counts is None:
            self._counts = self.tallies()[0].counts()
        return self._counts

    def tallies(self) -> tuple[WordTally, RegisterTally]:
        """Return the counts as the writer of the next snapshot goes on with them."""
        file = self._files[_COUNTS]
        file.seek(0)
        stored = json.load(file)
        return WordTally.load(stored["words"]), RegisterTally.load(stored["registers"])

    def warm(self) -> None:
        """Open lexicon and counts now, so that no query waits for them, and keep the collector from walking them."""
        _ = self.counts
        self.lexicon.warm()
        quiet_collector()

    def require_current(self) -> None:
        """Raise SnapshotOutdated unless this program's own rules made the snapshot."""
        if self.outdated:
            raise SnapshotOutdated(
                f"{self.folder.parent}: was indexed by an older version; run `anteriority index marks --rebuild`"
            )

    def match(self, slots: Iterable[Slot], filters: Filters, *, floor: int, cap: int) -> Hits:
        """Return every record that reaches the floor; past `cap` the floor rises to the next score, ties kept."""
        self.require_current()
        look = look_for(cap)
        found = self._searcher.search(_query(list(slots), filters), limit=look)
        scored = [(round(score * UNIT), address) for score, address in found.hits]
        reached = [pair for pair in scored if pair[0] >= floor]
        exhaustive = len(scored) < look or len(reached) < len(scored)
        applied = applied_floor([score for score, _ in reached], floor, cap)
        kept = [pair for pair in reached if pair[0] >= applied]
        named = sorted(((-score, self._id(address)) for score, address in kept))
        return Hits(tuple(i for _, i in named), tuple(-s for s, _ in named), applied, len(reached), exhaustive)

    def _id(self, address: tantivy.DocAddress) -> str:
        mark_id: str = self._searcher.doc(address)["id"][0]
        if len(self._addresses) > LOOK:
            self._addresses.clear()
        self._addresses[mark_id] = address
        return mark_id

    def fetch(self, ids: Iterable[str]) -> Iterator[Mark]:
        """Yield records in the order asked; unknown ids are left out."""
        for mark_id in ids:
            address = self._addresses.get(mark_id)
            if address is None:
                hits = self._searcher.search(_Q.term_query(SCHEMA, "id", mark_id), limit=1).hits
                if not hits:
                    continue
                address = hits[0][1]
            yield from_json(self._searcher.doc(address)["record"][0])

    def records(self) -> Iterator[Mark]:
        """Yield every record, in pages."""
        page, offset = 2_000, 0
        while hits := self._searcher.search(_Q.all_query(), limit=page, offset=offset).hits:
            for _, address in hits:
                yield from_json(self._searcher.doc(address)["record"][0])
            offset += page


def _query(slots: list[Slot], filters: Filters) -> tantivy.Query:
    should = [(tantivy.Occur.Should, _best_of(slot)) for slot in slots if slot.options and not slot.optional]
    if not should:
        return _Q.empty_query()
    ordering = [(tantivy.Occur.Should, _best_of(slot)) for slot in slots if slot.options and slot.optional]
    must = [(tantivy.Occur.Must, _Q.const_score_query(query, 0.0)) for query in _filters(filters)]
    return _Q.boolean_query([(tantivy.Occur.Must, _Q.boolean_query(should)), *ordering, *must])


def _best_of(slot: Slot) -> tantivy.Query:
    return _Q.disjunction_max_query(
        [_Q.const_score_query(_any_of(band), weight / UNIT) for weight, band in bands(slot).items()]
    )


def _any_of(tokens: list[str]) -> tantivy.Query:
    """Return the query for records that hold one of the tokens; a term set would walk the whole dictionary (half as fast at a million)."""
    terms = [_Q.term_query(SCHEMA, "tokens", token, "basic") for token in tokens]
    return terms[0] if len(terms) == 1 else _Q.boolean_query([(tantivy.Occur.Should, term) for term in terms])


def _filters(filters: Filters) -> Iterator[tantivy.Query]:
    if filters.classes:
        yield _Q.term_set_query(SCHEMA, "classes", list(filters.classes))
    if filters.vienna:
        yield _Q.term_set_query(SCHEMA, "vienna", list(filters.vienna))
    if filters.territories:
        yield _Q.term_set_query(SCHEMA, "territories", [*filters.territories, WORLD])
    if filters.rights:
        yield _Q.term_set_query(SCHEMA, "right", list(filters.rights))
    if filters.live_at:
        day = int(filters.live_at.strftime("%Y%m%d"))
        yield _Q.range_query(SCHEMA, "dead_from", tantivy.FieldType.Unsigned, lower_bound=day + 1, upper_bound=ALIVE)


def _clone(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for file in source.iterdir():
        if file.name.endswith(".lock"):
            continue
        try:
            if file.suffix == ".json":
                raise OSError  # rewritten in place by Tantivy: must be a copy
            os.link(file, target / file.name)
        except OSError:
            shutil.copy2(file, target / file.name)


def _save_tally(folder: Path, tally: WordTally, registers: "RegisterTally") -> None:
    (folder / _COUNTS).write_text(json.dumps({"words": tally.dump(), "registers": registers.dump()}), "utf-8")
