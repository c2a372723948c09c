"""The patents' collection on the embedded engine: words in Tantivy, vectors scanned whole, classes and families in arrays.

patents/<snapshot id>/   index/ (Tantivy), vectors.npy (float16, one row per encoded text), arrays.npz, symbols.json, snapshot.json
patents/vectors.sqlite   vectors of documents by text and encoder: a rebuild encodes nothing twice
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from corpora.errors import NoSnapshot, SnapshotOutdated
from corpora.patent_records import Patent, patent_from_json, patent_to_json
from corpora.publication import parse_publication, publication_key
from indexer.digest import collection_digest
from indexer.folder import SnapshotFolder
from indexer.openings import Opening, opening_from, opening_to_bytes
from indexer.patent_fields import PARTS, analysers, field_of, schema, texts
from indexer.references import coupled, reference_arrays
from indexer.vector_cache import VectorCache
from indexer.vocabulary import Counted, load_vocabularies, save_vocabularies
from models.citable import first_known
from models.encoded_texts import encoded_texts, main_language
from models.encoders import Encoder
from models.fusion import standard_by_language
from models.languages import group_of

_HEAP = 256 * 1024 * 1024

MEANT = 50  # texts at which a language's mean counts half
MEANT_COLLECTION = 2_000  # texts; a smaller collection's common directions are its subject
COMPONENTS = 2  # common directions that are taken out of the vectors: they hold "a patent text", not what it is about
_Q = tantivy.Query
Floats = NDArray[np.float32]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class PatentFilters:
    """What a document must be; empty fields ask nothing. `cpc` are beginnings of symbols.

    `before` leaves out families without any date before it: they can only be later. Families without a known date stay.
    """

    countries: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    applicant: str = ""
    before: date | None = None


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
        self.earliest: list[int] = []  # ordinal of the earliest known date; 0: none is known
        self.texts: list[list[tuple[str, str]]] = []
        self.symbols: dict[str, list[int]] = {}
        self.words = Counted()
        self.cited: list[list[str]] = []
        self.keys: list[str] = []
        self.parts: set[str] = set()  # of documents that some document has: what none has is not looked up

    def add(self, patent: Patent) -> None:
        row = len(self.ids)
        key = publication_key(patent.publication_number)
        self.ids.append(patent.publication_number)
        texts = encoded_texts(patent)
        self.languages.append(main_language(patent))
        self.countries.append(patent.country)
        self.keys.append(key)
        self.cited.append(sorted({publication_key(c.publication_number) for c in patent.citations}))
        self.families.append(patent.family_id or key)
        self.applicants.append(" ".join(patent.applicants).casefold())
        first = first_known(patent)
        self.earliest.append(first.toordinal() if first else 0)
        self.texts.append(texts)
        self.words.add(patent)
        for symbol in {level for s in (*patent.cpc, *patent.ipc) for level in symbol_levels(s)}:
            self.symbols.setdefault(symbol, []).append(row)

    def save(self, folder: Path, encoder: Encoder, cache: VectorCache, progress: Progress) -> None:
        flat = [text for own in self.texts for _, text in own]
        vectors = cache.vectors(flat, progress).astype(np.float32)
        starts = np.cumsum([0, *(len(own) for own in self.texts)])
        codes = sorted({*self.languages, *(code for own in self.texts for code, _ in own)})
        at = {code: i for i, code in enumerate(codes)}
        text_language = np.array([at[code] for own in self.texts for code, _ in own], np.int16)
        means, components = _common(vectors, text_language, len(codes))
        np.save(folder / "vectors.npy", _without(vectors, means[text_language], components).astype(np.float16))
        lists = list(self.symbols.values())
        references: dict[str, Any] = dict(reference_arrays(self.cited, self.keys))
        np.savez(
            folder / "arrays.npz",
            starts=starts,
            language=np.array([at[code] for code in self.languages], np.int16),
            text_language=text_language,
            **references,
            earliest=_by_family(self.families, self.earliest),
            means=means,
            components=components,
            symbol_starts=np.cumsum([0, *map(len, lists)]),
            symbol_rows=np.array([row for rows in lists for row in rows], np.int32),
        )
        described = {
            "ids": self.ids, "languages": codes, "countries": self.countries, "families": self.families, "applicants": self.applicants,
            "symbols": list(self.symbols), "parts": sorted(self.parts), "analysis": collection_digest(), "encoder": encoder.name, "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        save_vocabularies(folder, self.words, lambda words: cache.vectors(words).astype(np.float32))
        (folder / "rows.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")


def _by_family(families: list[str], earliest: list[int]) -> NDArray[np.int32]:
    """Return for every row the earliest date of its family."""
    first: dict[str, int] = {}
    for family, day in zip(families, earliest, strict=True):
        if day:
            first[family] = min(day, first.get(family, day))
    return np.array([first.get(family, 0) for family in families], np.int32)


def _write_words(folder: Path, patents: Iterable[Patent]) -> _Rows:
    folder.mkdir()
    index = tantivy.Index(schema(), path=str(folder))
    for name, analyser in analysers().items():
        index.register_tokenizer(name, analyser)
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    rows = _Rows()
    for patent in patents:
        document = tantivy.Document()
        document.add_text("id", patent.publication_number)
        document.add_text("key", publication_key(patent.publication_number))
        document.add_unsigned("row", len(rows.ids))
        for name, text in texts(patent):
            rows.parts.add(name.split("_", maxsplit=1)[0])
            document.add_text(name, text)
        document.add_bytes("opening", opening_to_bytes(patent))
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
        described: dict[str, Any] = json.loads((folder / "rows.json").read_text("utf-8"))
        if described.get("analysis") != collection_digest():
            raise SnapshotOutdated(
                f"{folder.parent}: was built by another version; run `anteriority index patents FILE` again"
            )
        self._index = tantivy.Index.open(str(folder / "index"))
        self._analysers = analysers()
        for name, analyser in self._analysers.items():
            self._index.register_tokenizer(name, analyser)
        self._searcher = self._index.searcher()
        self._schema = schema()
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
        self.vocabularies = load_vocabularies(folder)
        self._parts = set(described["parts"])
        self._groups = np.array([group_of(code) for code in self.languages])[self.language_rows]
        self._members: dict[str, list[int]] = {}
        for row, family in enumerate(self.families):
            self._members.setdefault(family, []).append(row)
        self._in_group = dict(Counter(self._groups.tolist()))

    @property
    def language_rows(self) -> NDArray[np.int16]:
        """The language of every row, as an index into `languages`."""
        rows: NDArray[np.int16] = self._arrays["language"]
        return rows

    @property
    def group_rows(self) -> NDArray[np.str_]:
        """The language group of every row's document, shape (n,)."""
        return self._groups

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.ids)

    def terms(self, text: str, language: str) -> dict[str, int]:
        """Return the terms that a text is searched by in a language with their occurrences, in order."""
        return Counter(self.terms_in_order(text, group_of(language)))

    def terms_in_order(self, text: str, group: str) -> list[str]:
        """Return the terms of a text as the analysis of a language group cuts them, in order."""
        return list(self._analysers[group].analyze(text))

    def holding(self, stem: str, group: str) -> int:
        """Return in how many documents a stem of a language group stands (title, abstract or claims)."""
        return int(self._searcher.doc_freq(field_of("text", group), stem))

    def documents_in(self, group: str) -> int:
        """Return how many documents have their main language in a group."""
        return self._in_group.get(group, 0)

    @property
    def width(self) -> int:
        """The number of dimensions of the encoder's vectors."""
        return int(self._arrays["means"].shape[1])

    def mask(self, filters: PatentFilters) -> NDArray[np.bool_]:
        """Return which rows the filters admit; every channel searches among these only."""
        admitted = np.ones(len(self), bool)
        if filters.countries:
            admitted &= np.isin(self._countries, filters.countries)
        if filters.applicant:
            wanted = filters.applicant.casefold()
            admitted &= np.array([wanted in name for name in self._applicants], bool)
        if filters.before:
            admitted &= self._arrays["earliest"] < filters.before.toordinal()
        if filters.cpc:
            within = np.zeros(len(self), bool)
            for symbol in self._symbols:
                if symbol.startswith(filters.cpc):
                    within[self._holders(symbol)] = True
            admitted &= within
        return admitted

    def rank_text(
        self, terms: Mapping[str, float], group: str, admitted: NDArray[np.bool_], limit: int
    ) -> tuple[NDArray[np.intp], Floats]:
        """Return the rows with the best BM25 scores for weighted terms of a language group, and the scores; at most `limit`."""
        parts = [
            (
                tantivy.Occur.Should,
                _Q.boost_query(_Q.term_query(self._schema, field_of(part, group), term), weight * own),
            )
            for term, weight in terms.items()
            for part, own in PARTS.items()
            if part in self._parts
        ]
        if not parts:
            return np.zeros(0, np.intp), np.zeros(0, np.float32)
        query = _Q.boolean_query(parts)
        excluded = np.flatnonzero(~admitted)
        if excluded.size > len(self) // 2:
            rows = _Q.term_set_query(self._schema, "row", np.flatnonzero(admitted).tolist())
            within = _Q.const_score_query(rows, 0.0)
            query = _Q.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, within)])
        elif excluded.size:
            without = _Q.term_set_query(self._schema, "row", excluded.tolist())
            query = _Q.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.MustNot, without)])
        hits = self._searcher.search(query, limit=limit, count=False).hits
        found = self._searcher.fast_field_values("row", [address for _, address in hits])
        return np.array(found, np.intp), np.array([score for score, _ in hits], np.float32)

    def nearest(self, query: Sequence[tuple[str, Floats]], admitted: NDArray[np.bool_]) -> Floats:
        """Return how near every row's best text is to a query's stretches (language, vector) in their order, shape (n,); exhaustive.

        The first stretch counts most: 1, 1/4, 1/9 … (measured better than their mean or the nearest of them).

        In standard deviations over the admitted texts of the same language: how near vectors are depends on the pair of
        languages. A row without any text has 0.
        """
        starts, language = self._arrays["starts"], self._arrays["text_language"]
        found = np.zeros(len(self), np.float32)
        held = np.diff(starts) > 0
        if not query or not held.any():
            return found
        at = {code: i for i, code in enumerate(self.languages)}
        means = np.array([self._arrays["means"][at[code]] if code in at else 0 * vector for code, vector in query])
        asked = _without(np.array([vector for _, vector in query]), means, self._arrays["components"])
        counts = (1.0 + np.arange(len(query))) ** -2.0  # a text begins with what the invention is
        near = self._vectors @ (asked.T @ (counts / counts.sum())).astype(np.float32)
        near = standard_by_language(near, language, np.repeat(admitted, np.diff(starts)))
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

    def coupled(self, hits: Sequence[int]) -> Floats:
        """Return how strongly every row is tied to the first hits by what they cite (see `indexer.references`), shape (n,)."""
        return coupled(self._arrays, hits, len(self))

    def _holders(self, symbol: str) -> NDArray[np.int32]:
        at = self._symbols.get(symbol)
        if at is None:
            return np.zeros(0, np.int32)
        starts = self._arrays["symbol_starts"]
        rows: NDArray[np.int32] = self._arrays["symbol_rows"][starts[at] : starts[at + 1]]
        return rows

    def members(self, family: str) -> list[int]:
        """Return the rows of a family, named as in `families`; none when there is no such family."""
        return self._members.get(family, [])

    def openings(self, rows: Iterable[int]) -> Iterator[Opening]:
        """Yield the words of the title and abstract of rows in the order asked."""
        for row in rows:
            hits = self._searcher.search(_Q.term_query(self._schema, "id", self.ids[row]), limit=1).hits
            yield opening_from(self._searcher.doc(hits[0][1])["opening"][0])

    def fetch(self, ids: Iterable[str]) -> Iterator[Patent]:
        """Yield patents in the order asked; a number may be spelled in any usual way, with or without its kind."""
        for written in ids:
            number = parse_publication(written)
            for name, value in (("id", str(number)), ("key", number.key)) if number else ():
                hits = self._searcher.search(_Q.term_query(self._schema, name, value), limit=1).hits
                if hits:
                    yield patent_from_json(self._searcher.doc(hits[0][1])["record"][0])
                    break
