"""Reads one snapshot of a collection on the embedded engine: every channel over all rows, filters inside."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from corpora.errors import SnapshotOutdated
from corpora.records.patent import Patent, patent_from_json
from corpora.records.publication import parse_publication
from indexer.digest import collection_digest
from indexer.patents.analysis import PARTS, analysers, field_of
from indexer.patents.directions import query_vector
from indexer.patents.engine import PatentFilters
from indexer.patents.openings import Opening, opening_from
from indexer.patents.references import coupled
from indexer.patents.vocabulary import load_vocabularies
from indexer.snapshots.manifest import FILES, Manifest, damaged, intact
from indexer.snapshots.sealed import unsealed
from indexer.snapshots.tantivy_files import open_index
from models.arrays import Floats
from models.patents.classes import lies_in, symbol_levels
from models.patents.fusion import standard_by_language
from models.patents.languages import GROUPS, group_of

_Q = tantivy.Query
_PATENTS, _ROWS = "patents", "rows.json"


class StoredRows:
    """Reads one snapshot of patents."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.snapshot = folder, folder.name
        self.manifest = Manifest.load(folder, _PATENTS)
        if self.manifest:
            self.manifest.check()
        described = self._described()
        self.ids: list[str] = described["ids"]
        self.encoder: str = described["encoder"]
        self.families: list[str] = described["families"]
        self.languages: list[str] = described["languages"]
        self._countries = np.array(described["countries"])
        self._applicants: list[str] = described["applicants"]
        self._symbols = {symbol: i for i, symbol in enumerate(described["symbols"])}
        self._parts = set(described["parts"])
        self._open_arrays()
        self._open_words()
        self._groups = np.array([group_of(code) for code in self.languages])[self.language_rows]
        self._members: dict[str, list[int]] = {}
        for row, family in enumerate(self.families):
            self._members.setdefault(family, []).append(row)
        self._in_group = dict(Counter(self._groups.tolist()))

    def _described(self) -> dict[str, Any]:
        if self.manifest:
            self.manifest.require(_ROWS)
        with intact(self.folder / _ROWS, _PATENTS):
            described: dict[str, Any] = json.loads((self.folder / _ROWS).read_bytes())
            analysis = described.get("analysis")
        if analysis != collection_digest():
            raise SnapshotOutdated(
                f"{self.folder.parent}: was built by another version; run `anteriority index patents FILE` again"
            )
        if self.manifest is None:
            raise damaged(self.folder / FILES, "it is missing", _PATENTS)
        return described

    def _open_arrays(self) -> None:
        arrays, vectors, words = (self.folder / name for name in ("arrays.npz", "vectors.npy", "vocabulary.npz"))
        with intact(arrays, _PATENTS), np.load(arrays, allow_pickle=False) as stored:  # the format carries checksums
            self._arrays = {name: stored[name] for name in stored.files}
        if self.manifest:
            self.manifest.require(vectors.name)
        with intact(vectors, _PATENTS):
            self._vectors = np.load(vectors).astype(np.float32)
        with intact(words, _PATENTS):
            self.vocabularies = load_vocabularies(words)

    def _open_words(self) -> None:
        self._analysers = analysers()
        with self._intact():
            index = open_index(self.folder / "index")
            for name, analyser in self._analysers.items():
                index.register_tokenizer(name, analyser)
            self._searcher = index.searcher()
        self._schema = schema()

    def _intact(self) -> AbstractContextManager[None]:
        return intact(self.folder / "index", _PATENTS)

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
        with self._intact():
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
            applicant = filters.applicant.casefold()
            admitted &= np.array([applicant in name for name in self._applicants], bool)
        if filters.before:
            admitted &= self._arrays["earliest"] < filters.before.toordinal()
        if filters.cpc:
            within = np.zeros(len(self), bool)
            for symbol in self._symbols:
                if any(lies_in(symbol, asked) for asked in filters.cpc):
                    within[self._holders(symbol)] = True
            admitted &= within
        return admitted

    def rank_text(
        self, terms: Mapping[str, float], group: str, admitted: NDArray[np.bool_], limit: int
    ) -> tuple[NDArray[np.intp], Floats]:
        """Return the rows with the best BM25 scores for weighted terms of a language group, and the scores; at most
        `limit`.
        """
        parts = [
            (
                tantivy.Occur.Should,
                _Q.boost_query(_Q.term_query(self._schema, field_of(part, group), term), weight * part_weight),
            )
            for term, weight in terms.items()
            for part, part_weight in PARTS.items()
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
        with self._intact():
            hits = self._searcher.search(query, limit=limit, count=False).hits
            row_numbers = self._searcher.fast_field_values("row", [address for _, address in hits])
        return np.array(row_numbers, np.intp), np.array([score for score, _ in hits], np.float32)

    def nearest(self, query: Sequence[tuple[str, Floats]], admitted: NDArray[np.bool_]) -> Floats:
        """Return how near every row's best text is to a query's stretches (language, vector) in their order, shape
        (n,); exhaustive.

        In standard deviations over the admitted texts of the same language: how near vectors are depends on the pair of
        languages. A row without any text has 0.
        """
        starts, language = self._arrays["starts"], self._arrays["text_language"]
        nearness = np.zeros(len(self), np.float32)
        has_text = np.diff(starts) > 0
        if not query or not has_text.any():
            return nearness
        near = self._vectors @ query_vector(query, self.languages, self._arrays["means"], self._arrays["components"])
        near = standard_by_language(near, language, np.repeat(admitted, np.diff(starts)))
        nearness[has_text] = np.maximum.reduceat(near, starts[:-1][has_text])
        return nearness

    def share_classes(self, symbols: Iterable[str]) -> Floats:
        """Return how much of the query's classes every row shares, rare classes counting more (idf), shape (n,)."""
        scores = np.zeros(len(self), np.float32)
        for level in {level for symbol in symbols for level in symbol_levels(symbol)}:
            rows = self._holders(level)
            if rows.size:
                scores[rows] += np.log(len(self) / rows.size)
        return scores

    def coupled(self, hits: Sequence[int]) -> Floats:
        """Return how strongly every row is tied to the first hits by what they cite (see
        `indexer.patents.references`), shape (n,).
        """
        return coupled(self._arrays, hits, len(self))

    def _holders(self, symbol: str) -> NDArray[np.int32]:
        at = self._symbols.get(symbol)
        if at is None:
            return np.zeros(0, np.int32)
        starts = self._arrays["symbol_starts"]
        rows: NDArray[np.int32] = self._arrays["symbol_rows"][starts[at] : starts[at + 1]]
        return rows

    def rows_of(self, family: str) -> list[int]:
        """Return the rows of a family, named as in `families`; none when there is no such family."""
        return self._members.get(family, [])

    def members(self, families: Sequence[str]) -> dict[str, list[Patent]]:
        """Return the documents of families, in the order in which they were indexed."""
        return {name: list(self.fetch(self.ids[row] for row in self.rows_of(name))) for name in families}

    def openings(self, ids: Iterable[str]) -> Iterator[Opening]:
        """Yield the words of the title and abstract of documents in the order asked."""
        for number in ids:
            with self._intact():
                stored = self._stored("id", number)
                opening = opening_from(unsealed(stored["opening"][0]))  # type: ignore[index]  # what was found is there
            yield opening

    def fetch(self, ids: Iterable[str]) -> Iterator[Patent]:
        """Yield patents in the order asked; a number may be spelled in any usual way, with or without its kind."""
        for written in ids:
            number = parse_publication(written)
            if number is None:
                continue
            with self._intact():
                stored = self._stored("id", str(number)) or self._stored("key", number.key)
                patent = patent_from_json(unsealed(stored["record"][0])) if stored else None
            if patent:
                yield patent

    def _stored(self, name: str, value: str) -> tantivy.Document | None:
        hits = self._searcher.search(_Q.term_query(self._schema, name, value), limit=1).hits
        return self._searcher.doc(hits[0][1]) if hits else None


def schema() -> tantivy.Schema:
    """Return the schema of the patents' index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", stored=True, indexed=True, fast=True)
    for part in PARTS:
        for group in GROUPS:
            builder.add_text_field(field_of(part, group), tokenizer_name=group, index_option="freq")
    builder.add_bytes_field("opening", stored=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()
