"""One new snapshot of a collection in a cluster, in two passes."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from opensearchpy.helpers import streaming_bulk

from corpora.errors import EngineUnreachable
from corpora.records.patent import Patent, patent_from_json, patent_to_json
from indexer.patents.analysis import PARTS, analysers, field_of, one_word, texts
from indexer.patents.moments import moments
from indexer.patents.openings import opening_to_bytes
from indexer.patents.rows import PatentRows, Progress
from indexer.snapshots.cluster import RETRIES
from indexer.snapshots.cluster_parts import save_part, settings_of_parts
from indexer.snapshots.in_cluster import ClusterCollection
from indexer.snapshots.lease import Lease
from indexer.vector_cache import VectorCache
from models.encoders import Encoder
from models.patents.classes import symbols_of
from models.patents.languages import GROUPS, group_of

BATCH, BATCH_BYTES = 500, 8 * 1024 * 1024


K1, B = 1.2, 0.75  # of BM25 in both engines


_KEYWORD = {
    "type": "keyword",
    "norms": False,
    "ignore_above": 8_000,
}  # letters; a longer value would have the whole document refused


_FILTERS: dict[str, Any] = {
    "country": _KEYWORD,
    "applicant": _KEYWORD,
    "earliest": {"type": "integer"},
    "symbols": _KEYWORD,
    "family": _KEYWORD,
}


_STORED = {"type": "keyword", "index": False, "doc_values": False}


class Build:
    """One new snapshot, in two passes: what depends on all documents is known before the first is sent."""

    def __init__(self, engine: ClusterCollection, kept: Path, lease: Lease, name: str, folder: Path) -> None:
        self.engine, self.kept, self.lease, self.name, self.folder = engine, kept, lease, name, folder
        self.client = engine.client
        self.analysers = analysers()
        self.rows = PatentRows()
        self.holding: dict[str, Counter[str]] = {}
        self.lengths: Counter[str] = Counter()

    def run(self, patents: Iterable[Patent], encoder: Encoder, progress: Progress) -> int:
        """Write everything; return how many documents there are."""
        self._gather(patents)

        def encoded(count: int) -> None:
            self.lease.require()
            progress(count)

        self.rows.save(self.folder, encoder, VectorCache(self.kept / "vectors.sqlite", encoder), encoded)
        self._send(self.engine.index(self.name), self._mappings(), self._documents())
        self._send(self.engine.vectors(self.name), _vector_mappings(self._width()), self._vectors())
        self._write_parts()
        return len(self.rows.ids)

    def _gather(self, patents: Iterable[Patent]) -> None:
        with (self.folder / "patents.jsonl").open("wb") as file:
            for number, patent in enumerate(patents):
                if number % BATCH == 0:
                    self.lease.require()
                self.rows.add(patent)
                for field, words in self._words(patent).items():
                    self.rows.parts.add(field.split("_", maxsplit=1)[0])
                    self.holding.setdefault(field, Counter()).update(set(words))
                    self.lengths[field] += 1
                file.write(patent_to_json(patent) + b"\n")

    def _words(self, patent: Patent) -> dict[str, list[str]]:
        words_by_field: dict[str, list[str]] = {}
        for field, text in texts(patent):
            words_by_field.setdefault(field, []).extend(
                map(one_word, self.analysers[field.split("_", 1)[1]].analyze(text))
            )
        return words_by_field

    def _filters(self, row: int, patent: Patent) -> dict[str, Any]:
        return {
            "country": patent.country,
            "applicant": self.rows.applicants[row],
            "earliest": int(self._arrays["earliest"][row]),
            "symbols": sorted(symbols_of(patent)),
            "family": self.rows.families[row],
        }

    def _documents(self) -> Iterator[dict[str, Any]]:
        starts, references = self._arrays["held_starts"], self._arrays["held_references"]
        with (self.folder / "patents.jsonl").open("rb") as file:
            for row, line in enumerate(file):
                patent = patent_from_json(line)
                fields = {field: " ".join(words) for field, words in self._words(patent).items()}
                facts = {
                    "key": self.rows.keys[row],
                    "language": self.rows.languages[row],
                    "group": group_of(self.rows.languages[row]),
                    "references": references[starts[row] : starts[row + 1]].tolist(),
                    "opening": opening_to_bytes(patent).decode(),
                    "record": line.decode().rstrip("\n"),
                }
                yield {"_id": patent.publication_number, "_source": fields | facts | self._filters(row, patent)}
                if row % BATCH == 0:
                    self.lease.require()

    def _vectors(self) -> Iterator[dict[str, Any]]:
        vectors = np.load(self.folder / "vectors.npy")
        at = 0
        with (self.folder / "patents.jsonl").open("rb") as file:
            for row, line in enumerate(file):
                filters = self._filters(row, patent_from_json(line))
                for language, _ in self.rows.texts[row]:
                    facts = {"patent": self.rows.ids[row], "language": language}
                    yield {
                        "_id": str(at),
                        "_source": facts | filters | {"vector": np.round(vectors[at].astype(float), 5).tolist()},
                    }
                    at += 1
                if row % BATCH == 0:
                    self.lease.require()

    def _send(self, index: str, mappings: dict[str, Any], documents: Iterator[dict[str, Any]]) -> None:
        self.client.indices.create(index=index, body=mappings | {"settings": self._settings() | mappings["settings"]})
        sent = streaming_bulk(
            self.client,
            ({"_index": index} | document for document in documents),
            chunk_size=BATCH,
            max_chunk_bytes=BATCH_BYTES,
            max_retries=RETRIES,
            initial_backoff=1,
            max_backoff=10,
            raise_on_error=False,
        )
        for accepted, item in sent:
            if not accepted:
                outcome = next(iter(item.values()))
                raise EngineUnreachable(
                    f"{self.engine.cluster.url}: {outcome.get('_id')} was refused; {str(outcome.get('error'))[:160]}"
                )
        self.client.indices.refresh(index=index)

    def _settings(self) -> dict[str, Any]:
        cluster = self.engine.cluster
        return {
            "index.number_of_shards": cluster.shards,
            "index.number_of_replicas": cluster.replicas,
            "index.refresh_interval": "-1",
        }

    def _mappings(self) -> dict[str, Any]:
        words = [field_of(part, group) for part in PARTS for group in GROUPS]
        similarities = {f: similarity_of(len(self.rows.ids), self.lengths[f]) for f in words}
        text = {f: {"type": "text", "analyzer": "whitespace", "index_options": "freqs", "similarity": f} for f in words}
        fact_fields = {
            "key": _KEYWORD,
            "language": _KEYWORD,
            "group": _KEYWORD,
            "references": {"type": "integer"},
            "opening": _STORED,
            "record": _STORED,
        }
        properties = text | fact_fields | _FILTERS
        settings: dict[str, Any] = {"index.similarity": similarities, "index.max_terms_count": 100_000}
        return {"settings": settings, "mappings": {"dynamic": "strict", "properties": properties}}

    def _write_parts(self) -> None:
        words = self.engine.words(self.name)
        self.client.indices.create(index=words, body=settings_of_parts(self.engine.cluster))
        moments(self.folder, self._arrays).save(self.folder / "moments.npz")
        for part in ("vocabulary.npz", "moments.npz"):
            save_part(self.client, words, part, (self.folder / part).read_bytes())
        described = json.loads((self.folder / "rows.json").read_bytes())
        counts = {
            "documents": len(self.rows.ids),
            "groups": Counter(map(group_of, self.rows.languages)),
            "fields": self.lengths,
            "symbols": {symbol: len(rows) for symbol, rows in self.rows.symbols.items()},
            "holding": self.holding,
            "parts": described["parts"],
            "analysis": described["analysis"],
            "encoder": described["encoder"],
        }
        save_part(self.client, words, "counts", json.dumps(counts, ensure_ascii=False).encode())
        self.client.indices.refresh(index=words)

    @cached_property
    def _arrays(self) -> dict[str, Any]:
        return dict(np.load(self.folder / "arrays.npz"))

    def _width(self) -> int:
        return int(self._arrays["means"].shape[1])


def similarity_of(documents: int, holding: int) -> dict[str, Any]:
    """Return BM25 for a field that `holding` of the documents have, as if the others had it empty.

    Lucene measures a length against the mean over documents with the field, the embedded engine against the mean over
    all: k1 (1 - b + b dl / (mean · holding / documents)) is k1' (1 - b' + b' dl / mean) for these k1' and b'.
    """
    ratio = documents / max(1, holding)
    k1 = K1 * (1 - B) + K1 * B * ratio
    return {"type": "BM25", "k1": k1, "b": K1 * B * ratio / k1}


def _vector_mappings(width: int) -> dict[str, Any]:
    method = {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}
    vector_fields = {
        "patent": _KEYWORD,
        "language": _KEYWORD,
        "vector": {"type": "knn_vector", "dimension": max(1, width), "method": method},
    }
    settings = {"index.knn": True, "index.max_terms_count": 100_000}
    return {"settings": settings, "mappings": {"dynamic": "strict", "properties": vector_fields | _FILTERS}}
