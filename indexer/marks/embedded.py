"""The embedded engine: one folder, nothing to start. Tantivy for words, filters and stored records.

    marks/<snapshot id>/     index/ (Tantivy), lexicon.npz, columns, counts.json, snapshot.json, files.json
                             (see `indexer.snapshots.folder`, `indexer.snapshots.manifest`)

A commit writes everything into a new folder and then replaces CURRENT; a process killed before that leaves the old
snapshot answering and a folder that the next writer removes. An update starts from the files of the old snapshot
(Tantivy's segments never change, so they are linked where the disk allows it, else copied).
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import BinaryIO

import numpy as np
import tantivy
from pydantic import TypeAdapter

from corpora.errors import NoSnapshot, SnapshotOutdated
from corpora.records.mark import Mark, from_json
from indexer.digest import FORMAT, analysis_digest
from indexer.lexicon.lexicon import Lexicon
from indexer.marks.columns_file import dictionary_digest, load_columns, save_columns
from indexer.marks.embedded_documents import SCHEMA, all_above, document_of, query_of
from indexer.marks.engine import (
    LOOK,
    UNIT,
    Filters,
    Hits,
    Reached,
    Slot,
    Snapshot,
    applied_floor,
    look_for,
    quiet_collector,
)
from indexer.marks.reached import MOST, MOST_FETCHED, ColumnWriter, reached_records
from indexer.marks.tallies import RegisterTally, WordTally
from indexer.snapshots.folder import SnapshotFolder
from indexer.snapshots.manifest import FILES, Manifest, damaged, intact, write_manifest
from indexer.snapshots.sealed import unsealed
from indexer.snapshots.tantivy_files import discard, open_index, writing
from models.columns.index import ColumnIndex
from models.columns.layout import Columns
from models.signs.distinctiveness import WordCounts
from models.tokens import tokens

_HEAP = 128 * 1024 * 1024  # bytes for Tantivy's writer; more made no difference at 1 M records
_LEXICON, _COUNTS, _SNAPSHOT_FILE = "lexicon.npz", "counts.json", "snapshot.json"
_COLUMNS = "columns"
_MARKS = "marks"
_WITH_COLUMNS = 3  # the first format that has columns
_LISTED = 2  # the first format whose files are listed with their digests, and whose records have checksums


class EmbeddedEngine:
    """A register in a folder (see the module)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._snapshots = SnapshotFolder(folder, _MARKS)

    @contextmanager
    def write(self, *, replace: bool) -> Iterator["EmbeddedWriter"]:
        """Open the one writer; without `commit` the block leaves nothing behind. Raises BuildInProgress,
        SnapshotOutdated (an update).
        """
        with self._snapshots.building() as built, ExitStack() as stack:
            old = None if replace else self._snapshots.newest(EmbeddedReader)
            if old:
                stack.enter_context(closing(old))
                old.require_current()  # an update would mix the rules of two versions under the digest of one
            writer = EmbeddedWriter(self._snapshots, built, old)
            stack.callback(writer.close)
            yield writer

    @contextmanager
    def read(self) -> Iterator["EmbeddedReader"]:
        """Open a reader pinned to the newest snapshot. Raises NoSnapshot, SnapshotDamaged."""
        reader = self._snapshots.newest(EmbeddedReader)
        if reader is None:
            raise NoSnapshot(
                f"{self.folder}: nothing is indexed yet; run `anteriority index marks FILE` or `anteriority demo`"
            )
        with closing(reader):
            yield reader

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""
        newest = self._snapshots.current()
        return newest.name if newest else None


class EmbeddedWriter:
    """Writes one new snapshot; made by `EmbeddedEngine.write` only."""

    def __init__(self, snapshots: SnapshotFolder, built: Path, old: "EmbeddedReader | None") -> None:
        self._snapshots = snapshots
        self._building = built
        self._old = old
        if old:
            if old.manifest:
                old.manifest.check_whole()  # what is damaged must not go on under a new digest
            _clone(old.folder / "index", built / "index")
            self.tally, self.registers = old.tallies()
        else:
            (built / "index").mkdir()
            self.tally, self.registers = WordTally(), RegisterTally()
        with writing(snapshots.path):
            index = tantivy.Index(SCHEMA, path=str(built / "index"))
            self._writer: tantivy.IndexWriter | None = index.writer(heap_size=_HEAP, num_threads=1)
        self._added: set[str] = set()
        self._columns = ColumnWriter(old.stored_columns() if old else None)

    def add(self, records: Iterable[Mark]) -> None:
        """Add records; one whose id the old snapshot holds replaces it."""
        assert self._writer is not None, "the writer is closed"  # noqa: S101 - a programming error, not input
        for mark in records:
            self.delete([mark.id])
            words = tokens(mark)
            with writing(self._snapshots.path):
                self._writer.add_document(document_of(mark, words, self._columns.add(mark)))
            self.tally.add(mark, words)
            self.registers.add(mark, words)
            self._added.add(mark.id)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete records of the old snapshot by id; return how many there were."""
        if self._old is None or self._writer is None:
            return 0
        deleted = 0
        for mark in self._old.fetch([i for i in ids if i not in self._added]):
            self._writer.delete_documents_by_term("id", mark.id)
            words = tokens(mark)
            self.tally.add(mark, words, -1)
            self.registers.add(mark, words, -1)
            deleted += 1
        return deleted

    def commit(self) -> Snapshot:
        """Build the lexicon, write all files, and let CURRENT name them in one step."""
        if self._writer is None:
            raise RuntimeError("a writer commits once")
        with writing(self._snapshots.path):
            self._writer.commit()
            self._writer.wait_merging_threads()
        self._writer = None
        Lexicon.build(self.tally.forms()).save(self._building / _LEXICON)
        save_columns(self._columns.columns(), self._building / _COLUMNS, self._columns.dictionary)
        _save_tally(self._building, self.tally, self.registers)
        name, built_at = self._building.name, datetime.now(UTC).isoformat(timespec="seconds")
        snapshot = Snapshot(name, FORMAT, analysis_digest(), self.registers.infos(), built_at)
        (self._building / _SNAPSHOT_FILE).write_bytes(_SNAPSHOT.dump_json(snapshot))
        write_manifest(self._building, self._old.manifest if self._old else None)
        self._snapshots.publish(self._building)
        return snapshot

    def close(self) -> None:
        """Give up what was not committed."""
        if self._writer is not None:
            discard(self._writer)
            self._writer = None


_SNAPSHOT = TypeAdapter(Snapshot)


class EmbeddedReader:
    """Reads one snapshot; made by `EmbeddedEngine.read` only.

    The snapshot's files are opened at once and read when they are needed: a newer snapshot may take their place
    meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = Manifest.load(folder, _MARKS)
        if self.manifest:
            self.manifest.check()
        with ExitStack() as opening:
            self._files = {
                name: opening.enter_context(self._open(name)) for name in (_LEXICON, _COUNTS, _SNAPSHOT_FILE)
            }
            with intact(folder / _SNAPSHOT_FILE, _MARKS):
                self.snapshot: Snapshot = _SNAPSHOT.validate_json(self._bytes(_SNAPSHOT_FILE))
            if self.manifest is None and self.snapshot.format >= _LISTED:
                raise damaged(folder / FILES, "it is missing", _MARKS)
            self.outdated = (self.snapshot.format, self.snapshot.analysis) != (FORMAT, analysis_digest())
            if self.snapshot.format >= _WITH_COLUMNS:
                self._files[_COLUMNS] = opening.enter_context(self._open(_COLUMNS))
            with intact(folder / "index", _MARKS):
                self._searcher = open_index(folder / "index").searcher()
            self._open_files = opening.pop_all()
        self._addresses: dict[str, tantivy.DocAddress] = {}
        self._lexicon: Lexicon | None = None
        self._counts: WordCounts | None = None
        self._columns: ColumnIndex | None = None
        self._dictionary = ""

    def close(self) -> None:
        """Close the files that words and counts are read from; what was read from them stays."""
        self._open_files.close()

    def _open(self, name: str) -> BinaryIO:
        with intact(self.folder / name, _MARKS):
            return (self.folder / name).open("rb")

    def _bytes(self, name: str) -> bytes:
        self._files[name].seek(0)
        return self.manifest.bytes_of(name, self._files[name]) if self.manifest else self._files[name].read()

    @property
    def lexicon(self) -> Lexicon:
        """The register's words, opened on first use."""
        self.require_current()
        if self._lexicon is None:
            with intact(self.folder / _LEXICON, _MARKS):  # its format carries checksums of its own
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
        with intact(self.folder / _COUNTS, _MARKS):
            stored = json.loads(self._bytes(_COUNTS))
            return WordTally.load(stored["words"]), RegisterTally.load(stored["registers"])

    def warm(self) -> None:
        """Open lexicon and counts now, so that no query waits for them, and keep the collector from walking them."""
        _ = self.counts
        self.lexicon.warm()
        self._column_index().warm()
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
        look, query = look_for(cap), query_of(list(slots), filters)
        with intact(self.folder / "index", _MARKS):
            result = self._searcher.search(query, limit=look)
            scored = [(round(score * UNIT), address) for score, address in result.hits]
            reached = [pair for pair in scored if pair[0] >= floor]
            applied = applied_floor([score for score, _ in reached], floor, cap)
            pairs = [pair for pair in reached if pair[0] >= applied]
            ranked = sorted(((-score, self._id(address)) for score, address in pairs))
        exhaustive = len(scored) < look or len(reached) < len(scored)
        return Hits(tuple(i for _, i in ranked), tuple(-s for s, _ in ranked), applied, len(reached), exhaustive)

    def reach(self, slots: Iterable[Slot], filters: Filters, *, floor: int) -> Reached:
        """Return every record that reaches the floor, as columns."""
        self.require_current()
        query, index = query_of(list(slots), filters), self._column_index()
        fits = self._dictionary == dictionary_digest()
        most = MOST if fits else MOST_FETCHED
        with intact(self.folder / "index", _MARKS):
            kept, applied, reached = all_above(self._searcher, query, floor, most)
            if not fits:
                words = self.lexicon, self.counts
                return reached_records(map(self._record, kept), words, applied, reached, exhaustive=reached <= most)
            rows = np.array(self._searcher.fast_field_values("row", kept), np.intp)
        return Reached(index, rows, lambda at: self._record_at(kept[at]), applied, reached, reached <= most)

    def _record_at(self, address: tantivy.DocAddress) -> Mark:
        with intact(self.folder / "index", _MARKS):
            return self._record(address)

    def stored_columns(self) -> tuple[Columns, str]:
        """Return the columns as the writer of the next snapshot goes on with them, and the digest of their table."""
        with intact(self.folder / _COLUMNS, _MARKS):
            return load_columns(self._files[_COLUMNS])

    def _column_index(self) -> ColumnIndex:
        self.require_current()
        if self._columns is None:
            columns, self._dictionary = self.stored_columns()
            self._columns = ColumnIndex(columns, self.counts, self.lexicon.crowd)
        return self._columns

    def _id(self, address: tantivy.DocAddress) -> str:
        mark_id: str = self._searcher.doc(address)["id"][0]
        if len(self._addresses) > LOOK:
            self._addresses.clear()
        self._addresses[mark_id] = address
        return mark_id

    def fetch(self, ids: Iterable[str]) -> Iterator[Mark]:
        """Yield records in the order asked; unknown ids are left out."""
        for mark_id in ids:
            with intact(self.folder / "index", _MARKS):
                address = self._addresses.get(mark_id) or self._address_of(mark_id)
                mark = self._record(address) if address else None
                if mark and mark.id != mark_id:
                    raise ValueError("another record stands there")
            if mark:
                yield mark

    def records(self) -> Iterator[Mark]:
        """Yield every record in the order they are stored, each read once; raises SnapshotDamaged where one is missing.

        Searches by offset would go over all records before each page.
        """
        found, index = 0, self.folder / "index"
        for segment in range(self._searcher.num_segments):
            for place in count():
                with intact(index, _MARKS):
                    document = self._document(tantivy.DocAddress(segment, place))
                    if document is None:
                        break
                    mark = self._record_of(document) if self._is_live(document["id"][0], segment, place) else None
                if mark:  # else an update deleted it
                    found += 1
                    yield mark
        if found != self._searcher.num_docs:
            raise damaged(index, f"{self._searcher.num_docs - found} records are missing", _MARKS)

    def _document(self, address: tantivy.DocAddress) -> tantivy.Document | None:
        """Return what is stored at an address, None behind the last of a segment (and where it cannot be read)."""
        try:
            return self._searcher.doc(address)
        except ValueError:
            return None

    def _is_live(self, mark_id: str, segment: int, place: int) -> bool:
        live = self._address_of(mark_id)
        return live is not None and (live.segment_ord, live.doc) == (segment, place)

    def _address_of(self, mark_id: str) -> tantivy.DocAddress | None:
        hits = self._searcher.search(tantivy.Query.term_query(SCHEMA, "id", mark_id), limit=1).hits
        return hits[0][1] if hits else None

    def _record(self, address: tantivy.DocAddress) -> Mark:
        return self._record_of(self._searcher.doc(address))

    def _record_of(self, document: tantivy.Document) -> Mark:
        stored = document["record"][0]
        return from_json(unsealed(stored) if self.manifest else stored)


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
