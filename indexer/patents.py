"""The patents' collection on the embedded engine: words in Tantivy, vectors scanned whole, classes and families in arrays.

patents/<snapshot id>/   index/ (Tantivy), vectors.npy (float16, one row per encoded text), arrays.npz, symbols.json, snapshot.json
patents/vectors.sqlite   vectors of documents by text and encoder: a rebuild encodes nothing twice
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from corpora.errors import NoSnapshot
from corpora.patent_records import Patent, patent_from_json, patent_to_json
from corpora.publication import parse_publication
from indexer.folder import SnapshotFolder
from indexer.patent_fields import PARTS, analysers, field_of, schema, texts
from indexer.vector_cache import VectorCache
from models.encoders import Encoder
from models.languages import group_of
from models.passages import encoded_texts

_HEAP = 256 * 1024 * 1024

MEANT = 50  # texts at which a language's mean counts half
MEANT_COLLECTION = 2_000  # texts; a smaller collection's common directions are its subject
COMPONENTS = 2  # common directions that are taken out of the vectors: they hold "a patent text", not what it is about
_Q = tantivy.Query
Floats = NDArray[np.float32]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class PatentFilters:
    """What a document must be; empty fields ask nothing. `cpc` are beginnings of symbols."""

    countries: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    applicant: str = ""


def symbol_levels(symbol: str) -> tuple[str, ...]:
    """Return the classes that a symbol lies in: `H02J7/00` → H02J, H02J7, H02J7/00."""
    group = symbol.split("/", maxsplit=1)[0]
    return tuple(dict.fromkeys((symbol[:4], group, symbol)))


class PatentsEngine:
    """A collection of patents in a folder (see the module)."""

    def __init__(self, folder: Path) -> None:
        self._snapshots = SnapshotFolder(folder)
        self.folder = folder

    def build(self, patents: Iterable[Patent], encoder: Encoder, progress: Progress = lambda _n: None) -> int:
        """Index patents and make them visible; return how many. The numbers must differ."""
        with self._snapshots.building() as built:
            rows = _write_words(built / "index", patents)
            rows.save(built, encoder, VectorCache(self.folder / "vectors.sqlite", encoder), progress)
            self._snapshots.publish(built)
            return len(rows.ids)

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""
        found = self._snapshots.current()
        return found.name if found else None

    @contextmanager
    def read(self) -> Iterator["PatentsReader"]:
        """Open a reader on the newest snapshot; raises NoSnapshot."""
        current = self._snapshots.current()
        if current is None:
            raise NoSnapshot(f"{self.folder}: no patents are indexed yet; run `anteriority index patents FILE`")
        yield PatentsReader(current)


class _Rows:
    """What is kept per document, row by row, until the arrays are written."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.languages: list[str] = []
        self.countries: list[str] = []
        self.families: list[str] = []
        self.applicants: list[str] = []
        self.texts: list[list[str]] = []
        self.symbols: dict[str, list[int]] = {}

    def add(self, patent: Patent) -> None:
        row = len(self.ids)
        number = parse_publication(patent.publication_number)
        self.ids.append(patent.publication_number)
        titles = (*patent.abstract, *patent.title)
        self.languages.append(titles[0].language or patent.language or "en" if titles else patent.language or "en")
        self.countries.append(patent.country)
        self.families.append(patent.family_id or (number.key if number else patent.publication_number))
        self.applicants.append(" ".join(patent.applicants).casefold())
        self.texts.append(encoded_texts(patent))
        for symbol in {level for s in (*patent.cpc, *patent.ipc) for level in symbol_levels(s)}:
            self.symbols.setdefault(symbol, []).append(row)

    def save(self, folder: Path, encoder: Encoder, cache: VectorCache, progress: Progress) -> None:
        flat = [text for own in self.texts for text in own]
        vectors = cache.vectors(flat, progress).astype(np.float32)
        starts = np.cumsum([0, *(len(own) for own in self.texts)])
        codes = sorted(set(self.languages))
        language = np.array([codes.index(code) for code in self.languages], np.int16)
        row_language = np.repeat(language, np.diff(starts))
        means, components = _common(vectors, row_language, len(codes))
        np.save(folder / "vectors.npy", _without(vectors, means[row_language], components).astype(np.float16))
        lists = list(self.symbols.values())
        np.savez(
            folder / "arrays.npz",
            starts=starts,
            language=language,
            means=means,
            components=components,
            symbol_starts=np.cumsum([0, *map(len, lists)]),
            symbol_rows=np.array([row for rows in lists for row in rows], np.int32),
        )
        described = {
            "ids": self.ids, "languages": codes, "countries": self.countries, "families": self.families, "applicants": self.applicants,
            "symbols": list(self.symbols), "encoder": encoder.name, "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        (folder / "rows.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")


def _write_words(folder: Path, patents: Iterable[Patent]) -> _Rows:
    folder.mkdir()
    index = tantivy.Index(schema(), path=str(folder))
    for name, analyser in analysers().items():
        index.register_tokenizer(name, analyser)
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    rows = _Rows()
    for patent in patents:
        number = parse_publication(patent.publication_number)
        document = tantivy.Document()
        document.add_text("id", patent.publication_number)
        document.add_text("key", number.key if number else patent.publication_number)
        document.add_unsigned("row", len(rows.ids))
        for name, text in texts(patent):
            document.add_text(name, text)
        document.add_bytes("record", patent_to_json(patent))
        writer.add_document(document)
        rows.add(patent)
    writer.commit()
    writer.wait_merging_threads()
    return rows


def _common(vectors: Floats, language: NDArray[np.int16], count: int) -> tuple[Floats, Floats]:
    """Return the mean vector of each language and the directions that all vectors share (Mu and Viswanath 2018, "All-but-the-top")."""
    if not len(vectors):
        return np.zeros((count, 1), np.float32), np.zeros((0, 1), np.float32)
    means = np.zeros((count, vectors.shape[1]), np.float32)
    for code in range(count):
        own = vectors[language == code]
        means[code] = own.sum(axis=0) / (len(own) + MEANT)  # few texts say little about a language's mean
    if len(vectors) < MEANT_COLLECTION:
        return means, np.zeros((0, vectors.shape[1]), np.float32)
    centred = vectors - means[language]
    sample = centred[:: max(1, len(centred) // 20_000)]
    _, directions = np.linalg.eigh(sample.T @ sample)
    return means, directions[:, ::-1][:, :COMPONENTS].T.astype(np.float32).copy()


def _without(vectors: Floats, means: Floats, components: Floats) -> Floats:
    """Return vectors without their mean and the common directions, rows of unit length again."""
    found = vectors - means
    found -= (found @ components.T) @ components
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=-1, keepdims=True), 1e-9), np.float32)


class PatentsReader:
    """Reads one snapshot of patents."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder / "index"))
        self._analysers = analysers()
        for name, analyser in self._analysers.items():
            self._index.register_tokenizer(name, analyser)
        self._searcher = self._index.searcher()
        self._schema = schema()
        described: dict[str, Any] = json.loads((folder / "rows.json").read_text("utf-8"))
        self.snapshot: str = folder.name
        self.ids: list[str] = described["ids"]
        self.encoder: str = described["encoder"]
        self.families: list[str] = described["families"]
        self.languages: list[str] = described["languages"]
        self._countries = np.array(described["countries"])
        self._applicants: list[str] = described["applicants"]
        self._symbols = {symbol: i for i, symbol in enumerate(described["symbols"])}
        with np.load(folder / "arrays.npz", allow_pickle=False) as arrays:
            self._arrays = {name: arrays[name] for name in arrays.files}
        self._vectors = np.load(folder / "vectors.npy").astype(np.float32)

    @property
    def language_rows(self) -> NDArray[np.int16]:
        """The language of every row, as an index into `languages`."""
        rows: NDArray[np.int16] = self._arrays["language"]
        return rows

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.ids)

    def terms(self, text: str, language: str) -> list[str]:
        """Return the terms that a text is searched by in a language, in order, each once."""
        return list(dict.fromkeys(self._analysers[group_of(language)].analyze(text)))

    def mask(self, filters: PatentFilters) -> NDArray[np.bool_]:
        """Return which rows the filters admit; every channel searches among these only."""
        admitted = np.ones(len(self), bool)
        if filters.countries:
            admitted &= np.isin(self._countries, filters.countries)
        if filters.applicant:
            wanted = filters.applicant.casefold()
            admitted &= np.array([wanted in name for name in self._applicants], bool)
        if filters.cpc:
            within = np.zeros(len(self), bool)
            for symbol in self._symbols:
                if symbol.startswith(filters.cpc):
                    within[self._holders(symbol)] = True
            admitted &= within
        return admitted

    def rank_text(self, terms: list[str], language: str, admitted: NDArray[np.bool_], limit: int) -> Floats:
        """Return the BM25 score of every row for terms of a language, shape (n,); 0 for rows beyond `limit`."""
        scores = np.zeros(len(self), np.float32)
        group = group_of(language)
        parts = [
            (tantivy.Occur.Should, _Q.boost_query(_Q.term_query(self._schema, field_of(part, group), term), weight))
            for term in terms
            for part, weight in PARTS.items()
        ]
        if not parts:
            return scores
        query = _Q.boolean_query(parts)
        if not admitted.all():
            rows = _Q.term_set_query(self._schema, "row", np.flatnonzero(admitted).tolist())
            query = _Q.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, _Q.const_score_query(rows, 0.0))]
            )
        for score, address in self._searcher.search(query, limit=limit).hits:
            scores[self._searcher.doc(address)["row"][0]] = score
        return scores

    def nearest(self, vectors: Floats, language: str) -> Floats:
        """Return how near every row's best text is to the nearest of the query's vectors, in [-1, 1], shape (n,); exhaustive."""
        at = self.languages.index(language) if language in self.languages else 0
        asked = _without(vectors, self._arrays["means"][at], self._arrays["components"])
        near = (self._vectors @ asked.T).max(axis=1) if len(self._vectors) else np.zeros(0, np.float32)
        starts = self._arrays["starts"]
        found = np.full(len(self), -1.0, np.float32)
        held = np.diff(starts) > 0
        found[held] = np.maximum.reduceat(near, starts[:-1][held])
        return found

    def share_classes(self, symbols: Iterable[str]) -> Floats:
        """Return how much of the query's classes every row shares, rare classes counting more (idf), shape (n,)."""
        scores = np.zeros(len(self), np.float32)
        for level in {level for symbol in symbols for level in symbol_levels(symbol)}:
            rows = self._holders(level)
            if rows.size:
                scores[rows] += np.log(len(self) / rows.size)
        return scores

    def _holders(self, symbol: str) -> NDArray[np.int32]:
        at = self._symbols.get(symbol)
        if at is None:
            return np.zeros(0, np.int32)
        starts = self._arrays["symbol_starts"]
        rows: NDArray[np.int32] = self._arrays["symbol_rows"][starts[at] : starts[at + 1]]
        return rows

    def fetch(self, ids: Iterable[str]) -> Iterator[Patent]:
        """Yield patents in the order asked; a number may be spelled in any usual way, with or without its kind."""
        for written in ids:
            number = parse_publication(written)
            for name, value in (("id", str(number)), ("key", number.key)) if number else ():
                hits = self._searcher.search(_Q.term_query(self._schema, name, value), limit=1).hits
                if hits:
                    yield patent_from_json(self._searcher.doc(hits[0][1])["record"][0])
                    break
