"""Reads one snapshot of a collection in a cluster: candidates of every channel, then all channels of all candidates,
fused as elsewhere.

Words and classes are exact among the rows that they bring; vectors come from an approximate search (HNSW) and are
then scored exactly. Means and spreads, which the embedded engine takes over all admitted rows, come from sums over
the hits (words, classes) and from moments (vectors, over all texts, whatever the filters).
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corpora.errors import EngineUnreachable, SnapshotOutdated
from corpora.records.patent import Patent, patent_from_json
from corpora.records.publication import parse_publication
from indexer.digest import collection_digest
from indexer.patents.analysis import analysers, one_word
from indexer.patents.moments import Moments
from indexer.patents.openings import Opening, opening_from
from indexer.patents.vocabulary import load_vocabularies
from indexer.snapshots.cluster import plain_errors
from indexer.snapshots.cluster_parts import load_part
from indexer.snapshots.in_cluster import ClusterCollection
from models.patents.languages import group_of

FETCH = 500
FAMILIES, MEMBERS = 200, 4_000  # asked for in one request, and documents that it may bring


class ClusterRows:
    """Reads one snapshot; made by `OpenSearchPatents.read` only. Its indices are never written again."""

    def __init__(self, engine: ClusterCollection, name: str) -> None:
        self.snapshot = name
        self.client, self.url = engine.client, engine.cluster.url
        self.index, self.vector_index = engine.index(name), engine.vectors(name)
        self.counts, self.moments, self.vocabularies = _parts(engine, name)
        if self.counts["analysis"] != collection_digest():
            raise SnapshotOutdated(
                f"{self.url}: was built by another version; run `anteriority index patents FILE` again"
            )
        self.encoder: str = self.counts["encoder"]
        self._analysers = analysers()

    def __len__(self) -> int:
        """Return the number of documents."""
        return int(self.counts["documents"])

    @property
    def width(self) -> int:
        """The number of dimensions of the encoder's vectors."""
        return int(self.moments.means.shape[1])

    def terms(self, text: str, language: str) -> dict[str, int]:
        """Return the terms that a text is searched by in a language with their occurrences, in order."""
        counts: dict[str, int] = {}
        for term in self.terms_in_order(text, group_of(language)):
            counts[term] = counts.get(term, 0) + 1
        return counts

    def terms_in_order(self, text: str, group: str) -> list[str]:
        """Return the terms of a text as the analysis of a language group cuts them, in order."""
        return list(self._analysers[group].analyze(text))

    def holding(self, stem: str, group: str, part: str = "text") -> int:
        """Return in how many documents a stem of a language group stands, in a part."""
        return int(self.counts["holding"].get(f"{part}_{group}", {}).get(one_word(stem), 0))

    def documents_in(self, group: str) -> int:
        """Return how many documents have their main language in a group."""
        return int(self.counts["groups"].get(group, 0))

    def members(self, families: Sequence[str]) -> dict[str, list[Patent]]:
        """Return the documents of families: one request for `FAMILIES` of them, more where they are large."""
        found: dict[str, list[Patent]] = {name: [] for name in families}
        waiting = [list(found)[at : at + FAMILIES] for at in range(0, len(found), FAMILIES)]
        while waiting:
            names = waiting.pop()
            query = {"terms": {"family": names}}
            body = {"query": query, "size": MEMBERS, "_source": ["record", "family"], "sort": ["_doc"]}
            hits = self.search(self.index, body)["hits"]["hits"]
            if len(hits) == MEMBERS and len(names) > 1:  # more than come at once
                waiting += [names[: len(names) // 2], names[len(names) // 2 :]]
                continue
            for hit in hits:
                found[hit["_source"]["family"]].append(patent_from_json(hit["_source"]["record"].encode()))
        return found

    def openings(self, ids: Iterable[str]) -> Iterator[Opening]:
        """Yield the words of title and abstract of documents in the order asked."""
        for source in self.sources(list(ids), ["opening"]).values():
            yield opening_from(source["opening"].encode())

    def fetch(self, ids: Iterable[str]) -> Iterator[Patent]:
        """Yield documents in the order asked; a number may be spelled in any usual way, with or without its kind."""
        numbers = [number for written in ids if (number := parse_publication(written))]
        sources = self.sources([str(number) for number in numbers], ["record"])
        keys = [number.key for number in numbers if str(number) not in sources]
        by_key = dict(zip(keys, self._by_key(keys), strict=True))
        for number in numbers:
            if source := sources.get(str(number)) or by_key.get(number.key):
                yield patent_from_json(source["record"].encode())

    def sources(self, ids: Sequence[str], fields: list[str]) -> dict[str, dict[str, Any]]:
        """Return fields of documents by id, in the order asked; unknown ids are left out."""
        by_id: dict[str, dict[str, Any]] = {}
        for at in range(0, len(ids), FETCH):
            with plain_errors(self.url):
                body = {"docs": [{"_id": i, "_source": fields} for i in ids[at : at + FETCH]]}
                answer = self.client.mget(index=self.index, body=body)
            for document in answer["docs"]:
                if "error" in document:
                    raise EngineUnreachable(f"{self.url}: a shard did not answer; run the command again")
                if document.get("found"):
                    by_id[document["_id"]] = document["_source"]
        return by_id

    def search(self, index: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer of a search; raises EngineUnreachable where only a part of the shards answered."""
        return self.search_many([(index, body)])[0]

    def search_many(self, searches: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Return the answers of several searches, made in one request."""
        if not searches:
            return []
        lines = [line for index, body in searches for line in ({"index": index}, body)]
        with plain_errors(self.url):
            answers: list[dict[str, Any]] = self.client.msearch(body=lines)["responses"]
        for answer in answers:
            if "error" in answer:
                reason = answer["error"].get("root_cause", [{}])[0].get("type", "error")
                raise EngineUnreachable(
                    f"{self.url}: answered {answer.get('status')} ({reason}); see the cluster's log"
                )
            if answer["timed_out"] or answer["_shards"]["failed"]:
                raise EngineUnreachable(f"{self.url}: only a part of the shards answered; run the command again")
        return answers

    def _by_key(self, keys: Sequence[str]) -> list[dict[str, Any] | None]:
        """Return a document of each key, asked for in one request; None where there is none."""
        searches = [(self.index, {"query": {"term": {"key": k}}, "size": 1, "_source": ["record"]}) for k in keys]
        hits = [answer["hits"]["hits"] for answer in self.search_many(searches)]
        return [found[0]["_source"] if found else None for found in hits]


def _parts(engine: ClusterCollection, name: str) -> tuple[dict[str, Any], Moments, Any]:
    """Return counts, moments and vocabularies of a snapshot; the reader keeps them."""
    words = engine.words(name)
    with plain_errors(engine.cluster.url):
        parts = {p: load_part(engine.client, words, p, "patents") for p in ("counts", "moments.npz", "vocabulary.npz")}
    return (
        json.loads(parts["counts"]),
        Moments.load(parts["moments.npz"]),
        load_vocabularies(io.BytesIO(parts["vocabulary.npz"])),
    )
