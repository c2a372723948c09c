"""What one would build on OpenSearch otherwise: texts in a plain index, asked with a fuzzy match and with how their
words sound.

The phonetic plugin is not part of OpenSearch's distribution, so Double Metaphone codes are computed here and indexed
as keywords; texts are brought to Latin letters by `anyascii`, as for the other baselines.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from doublemetaphone import doublemetaphone
from opensearchpy import OpenSearch
from opensearchpy.helpers import bulk

from benchmarks.baselines import latin
from indexer.snapshots.cluster import client_of
from indexer.where import Cluster

NAME = "plain OpenSearch, fuzzy and sound"
DEEP = 200  # hits looked at
_MAPPINGS = {
    "properties": {"text": {"type": "text"}, "sound": {"type": "keyword"}, "whole": {"type": "keyword"}},
}


class PlainOpenSearch:
    """Distinct texts in an index of a cluster, kept from run to run."""

    def __init__(self, url: str, texts: Sequence[str]) -> None:
        distinct = list(dict.fromkeys(text for text in map(latin, texts) if text))
        digest = hashlib.sha256("\n".join(distinct).encode()).hexdigest()[:10]
        self._client: OpenSearch = client_of(Cluster(url))
        self._index = f"anteriority-plain-{digest}"
        if not self._holds(len(distinct)):
            self._client.indices.delete(index=self._index, params={"ignore_unavailable": "true"})
            settings = {"index.number_of_replicas": 0, "index.refresh_interval": "-1"}
            self._client.indices.create(index=self._index, body={"settings": settings, "mappings": _MAPPINGS})
            bulk(self._client, self._documents(distinct))
            self._client.indices.refresh(index=self._index)

    def rank(self, query: str, answer: str) -> float:
        """Return the answer's rank among the distinct texts, from 1; equal scores share the middle of their places.

        The query's own text is left out, unless it is the answer; an answer below the first `DEEP` has no rank
        (infinite).
        """
        query_text, answer_text = latin(query), latin(answer)
        scores = {
            text: score for text, score in self.search(query_text) if text != query_text or query_text == answer_text
        }
        if answer_text not in scores:
            return float("inf")
        answer_score = scores[answer_text]
        higher, equal = (
            sum(s > answer_score for s in scores.values()),
            sum(s == answer_score for s in scores.values()) - 1,
        )
        return 1 + higher + equal / 2

    def search(self, text: str) -> list[tuple[str, float]]:
        """Return the best texts with their scores, for a text in Latin letters."""
        should: list[dict[str, Any]] = [
            {"match": {"text": {"query": text, "fuzziness": "AUTO"}}},
            {"match": {"text": {"query": text, "boost": 2.0}}},
            {"terms": {"sound": sorted(_sounds(text))}},
        ]
        body = {"query": {"bool": {"should": should}}, "size": DEEP, "_source": ["whole"]}
        hits = self._client.search(index=self._index, body=body)["hits"]["hits"]
        return [(hit["_source"]["whole"], hit["_score"]) for hit in hits]

    def _holds(self, count: int) -> bool:
        """Return whether the index is there and whole: a killed run leaves a part."""
        exists: bool = self._client.indices.exists(index=self._index)
        return exists and self._client.count(index=self._index)["count"] == count

    def _documents(self, texts: Iterable[str]) -> Iterator[dict[str, Any]]:
        for text in texts:
            yield {"_index": self._index, "text": text, "whole": text, "sound": sorted(_sounds(text))}


def _sounds(text: str) -> set[str]:
    return {code for word in text.split() for code in doublemetaphone(word) if code}
