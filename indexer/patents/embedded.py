"""The patents' collection on the embedded engine: words in Tantivy, vectors scanned whole, classes and families in
arrays.

patents/<snapshot id>/   index/ (Tantivy), vectors.npy (float16, one row per encoded text), arrays.npz, vocabulary.npz,
                         rows.json, files.json (see `indexer.snapshots.manifest`)
patents/vectors.sqlite   vectors of documents by text and encoder: a rebuild encodes nothing twice
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from corpora.errors import NoSnapshot
from corpora.records.patent import Patent, patent_to_json
from corpora.records.publication import publication_key
from indexer.patents.analysis import analysers, texts
from indexer.patents.embedded_ranking import candidates
from indexer.patents.embedded_rows import StoredRows, schema
from indexer.patents.engine import CandidateQuery, Candidates
from indexer.patents.openings import opening_to_bytes
from indexer.patents.rows import PatentRows
from indexer.snapshots.folder import SnapshotFolder
from indexer.snapshots.manifest import write_manifest
from indexer.snapshots.sealed import sealed
from indexer.snapshots.tantivy_files import discard, writing
from indexer.vector_cache import VectorCache
from models.encoders import Encoder

_HEAP = 256 * 1024 * 1024

Progress = Callable[[int], None]


class PatentsReader(StoredRows):
    """Reads one snapshot of patents and ranks its documents for an invention."""

    def candidates(self, query: CandidateQuery, most: int) -> Candidates:
        """Return the documents that come closest, see `indexer.patents.embedded_ranking`."""
        return candidates(self, query, most)


class PatentsEngine:
    """A collection of patents in a folder (see the module)."""

    def __init__(self, folder: Path) -> None:
        self._snapshots = SnapshotFolder(folder, "patents")
        self.folder = folder

    def build(self, patents: Iterable[Patent], encoder: Encoder, progress: Progress = lambda _n: None) -> int:
        """Index patents and make them visible; return how many. The numbers must differ."""
        with self._snapshots.building() as built:
            rows = _write_words(built / "index", patents, self.folder)
            rows.save(built, encoder, VectorCache(self.folder / "vectors.sqlite", encoder), progress)
            write_manifest(built, None)
            self._snapshots.publish(built)
            return len(rows.ids)

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""
        newest = self._snapshots.current()
        return newest.name if newest else None

    @contextmanager
    def read(self) -> Iterator[PatentsReader]:
        """Open a reader on the newest snapshot; raises NoSnapshot, SnapshotOutdated, SnapshotDamaged."""
        reader = self._snapshots.newest(PatentsReader)
        if reader is None:
            raise NoSnapshot(f"{self.folder}: no patents are indexed yet; run `anteriority index patents FILE`")
        yield reader


def _write_words(folder: Path, patents: Iterable[Patent], shown_as: Path) -> PatentRows:
    """Write the words into a folder of a snapshot; a failure names the collection's folder, for the snapshot's will
    be gone.
    """
    folder.mkdir()
    rows = PatentRows()
    with writing(shown_as):
        index = tantivy.Index(schema(), path=str(folder))
        for name, analyser in analysers().items():
            index.register_tokenizer(name, analyser)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
    try:
        for patent in patents:
            document = _document(patent, rows)
            with writing(shown_as):
                writer.add_document(document)
            rows.add(patent)
        with writing(shown_as):
            writer.commit()
    except BaseException:
        discard(writer)
        if isinstance(
            patents, Generator
        ):  # what it holds open, such as a file of rejects, is not left to the collector
            patents.close()
        raise
    with writing(shown_as):
        writer.wait_merging_threads()
    return rows


def _document(patent: Patent, rows: PatentRows) -> tantivy.Document:
    """Return a patent as it is stored and found by its words, as the next row."""
    document = tantivy.Document()
    document.add_text("id", patent.publication_number)
    document.add_text("key", publication_key(patent.publication_number))
    document.add_unsigned("row", len(rows.ids))
    for name, text in texts(patent):
        rows.parts.add(name.split("_", maxsplit=1)[0])
        document.add_text(name, text)
    document.add_bytes("opening", sealed(opening_to_bytes(patent)))
    document.add_bytes("record", sealed(patent_to_json(patent)))
    return document
