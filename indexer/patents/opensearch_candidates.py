"""The candidates of one question to a cluster: what the channels bring, and what every channel says of all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from indexer.patents.analysis import PARTS, field_of, one_word
from indexer.patents.directions import query_vector
from indexer.patents.engine import FIRST_HITS, WORDS_LIMIT, CandidateQuery, Candidates, PatentFilters, own_families
from indexer.patents.opensearch_snapshot import ClusterRows
from indexer.patents.references import MOST_CITING, gain
from models.arrays import Floats
from models.patents.classes import is_level, symbol_levels
from models.patents.fusion import FEW_BEST, MEANT, Channels, fuse

NEAREST = 300  # texts of each language that the approximate search of vectors brings
TAKEN = (
    600  # documents of each word search and of the classes that become candidates; the word scores of more are known
)
WINDOW = 10_000  # hits that OpenSearch gives at once
_FACTS = ["language", "group", "family", "symbols", "references"]
Query = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Hits:
    """The word scores that one language group brought, with the mean and spread over the group's documents."""

    group: str
    scores: Mapping[str, float]
    mean: float
    spread: float

    def of(self, number: str, group: str) -> float:
        """Return a document's standard score, as `models.patents.fusion.standard_words` gives it."""
        score = self.scores.get(number, 0.0)
        in_group = score > 0 or group == self.group
        return (score - self.mean) / self.spread if in_group and self.spread > 1e-9 else 0.0


class Pool:
    """See the module; made for one question and thrown away."""

    def __init__(self, reader: ClusterRows, query: CandidateQuery) -> None:
        self._reader, self._query = reader, query
        self._within = list(_filters(query.filters))
        self._without = [{"terms": {"family": own_families(query.document)}}] if query.document else []
        self._query_vector = self._vector()
        self._levels = self._class_levels()
        self._near: dict[str, float] = {}
        self._facts: dict[str, dict[str, Any]] = {}
        self._words: list[_Hits] = []
        self._translated: list[_Hits] = []
        self._classes = (0.0, 0.0)

    def best(self, most: int) -> Candidates:
        """Return the best candidates, the best first."""
        self._look_up()
        channels = self._channels(np.zeros(len(self._facts), np.float32))
        ids = list(self._facts)
        first = [ids[i] for i in np.argsort(-fuse(channels, self._query.weights), kind="stable")[:FIRST_HITS]]
        tied = self._coupled(first)
        self._take(tied.keys() - self._facts.keys())
        citations = np.array([np.log1p(tied.get(number, 0.0)) for number in self._facts], np.float32)
        channels = self._channels(citations)
        scores = fuse(channels, self._query.weights)
        ids = list(self._facts)
        # Equal scores stand by number: here no row says which came first.
        rows = np.array(sorted(range(len(ids)), key=lambda i: (-scores[i], ids[i]))[:most], np.intp)
        facts = [self._facts[ids[row]] for row in rows]
        same = np.array([fact["language"] == self._query.language for fact in facts], bool)
        chosen = tuple(ids[row] for row in rows)
        return Candidates(chosen, tuple(fact["family"] for fact in facts), scores[rows], channels.at(rows), same)

    def _look_up(self) -> None:
        """Ask every channel once, in one request, and take what they bring."""
        reader, query = self._reader, self._query
        kinds = [(group, terms) for words in (query.words, query.translated) for group, terms in words.items()]
        searches: list[tuple[str, Query]] = [(reader.index, self._word_search(*kind)) for kind in kinds]
        languages = reader.moments.languages if self._query_vector is not None else ()
        searches += [(reader.vector_index, self._vector_search(language)) for language in languages]
        searches.append((reader.index, self._class_search()))
        answers = reader.search_many(searches)
        hits = [self._hits(group, answer) for (group, _), answer in zip(kinds, answers, strict=False)]
        self._words, self._translated = hits[: len(query.words)], hits[len(query.words) :]
        ids = {number for group_hits in hits for number in islice(group_hits.scores, TAKEN)}
        for answer in answers[len(kinds) : -1]:
            ids |= {hit["fields"]["patent"][0] for hit in answer["hits"]["hits"]}
        ids |= {hit["_id"] for hit in answers[-1]["hits"]["hits"]}
        self._classes = _spread(answers[-1])
        self._take(ids)

    def _take(self, ids: Iterable[str]) -> None:
        """Add documents with their facts and how near their texts are; those that the filters leave out are not
        added.
        """
        numbers = sorted(ids)
        for at in range(0, len(numbers), WINDOW):
            part = numbers[at : at + WINDOW]
            query = self._bool(filter=[{"ids": {"values": part}}])
            answer = self._reader.search(
                self._reader.index, {"query": query, "size": WINDOW, "_source": _FACTS, "sort": ["_doc"]}
            )
            added = {hit["_id"]: hit["_source"] for hit in answer["hits"]["hits"]}
            self._facts |= added
            for begin in range(0, len(added), WINDOW // 4):
                self._measure(list(added)[begin : begin + WINDOW // 4])

    def _measure(self, ids: list[str]) -> None:
        """Score the texts of documents exactly: the best standard score of each document's texts."""
        if self._query_vector is None:
            return
        script = {
            "source": "knn_score",
            "lang": "knn",
            "params": {"field": "vector", "query_value": self._query_vector.tolist(), "space_type": "innerproduct"},
        }
        query = {"script_score": {"query": {"terms": {"patent": ids}}, "script": script}}
        body = {"query": query, "size": WINDOW, "_source": False, "docvalue_fields": ["patent", "language"]}
        hits = self._reader.search(self._reader.vector_index, body)["hits"]["hits"]
        if len(hits) == WINDOW and len(ids) > 1:  # documents of many claims: more texts than come at once
            half = len(ids) // 2
            self._measure(ids[:half])
            self._measure(ids[half:])
            return
        for hit in hits:
            number, language = hit["fields"]["patent"][0], hit["fields"]["language"][0]
            mean, spread = self._reader.moments.spread(language, self._query_vector)
            near = (_product(hit["_score"]) - mean) / max(spread, 1e-9)
            self._near[number] = max(near, self._near.get(number, -np.inf))

    def _channels(self, citations: Floats) -> Channels:
        mean, spread = self._classes

        def words(hits: list[_Hits]) -> Floats:
            return np.array(
                [
                    max((group_hits.of(n, fact["group"]) for group_hits in hits), default=0.0)
                    for n, fact in self._facts.items()
                ],
                np.float32,
            )

        shared = np.array([self._shared(fact["symbols"]) for fact in self._facts.values()], np.float32)
        classes = (shared - mean) / spread if spread > 1e-9 else np.zeros_like(shared)
        near = np.array([self._near.get(number, 0.0) for number in self._facts], np.float32)
        return Channels(words(self._words), words(self._translated), near, np.asarray(classes, np.float32), citations)

    def _coupled(self, first: list[str]) -> dict[str, float]:
        """Return how strongly documents are tied to the first ones by what both cite, see
        `indexer.patents.references.coupled`.
        """
        references = sorted({r for number in first for r in self._facts[number]["references"]})
        holders: dict[int, list[str]] = {}
        together = (
            WINDOW // MOST_CITING
        )  # references whose holders come at once, all of them: no kept one has more holders
        for at in range(0, len(references), together):
            part = set(references[at : at + together])
            body = {"query": {"terms": {"references": sorted(part)}}, "size": WINDOW, "_source": ["references"]}
            for hit in self._reader.search(self._reader.index, body)["hits"]["hits"]:
                for reference in part.intersection(hit["_source"]["references"]):
                    holders.setdefault(reference, []).append(hit["_id"])
        strengths: dict[str, float] = {}
        for rank, number in enumerate(first):
            for reference in self._facts[number]["references"]:
                for other in holders[reference]:
                    if other != number:
                        strengths[other] = strengths.get(other, 0.0) + gain(rank, len(holders[reference]))
        return strengths

    def _shared(self, symbols: Iterable[str]) -> float:
        """Return how much of the invention's classes a document shares, rare classes counting more."""
        return sum(self._levels.get(symbol, 0.0) for symbol in symbols)

    def _class_levels(self) -> dict[str, float]:
        counts = self._reader.counts["symbols"]
        levels = {level for symbol in self._query.cpc for level in symbol_levels(symbol) if level in counts}
        return {level: float(np.log(len(self._reader) / counts[level])) for level in sorted(levels)}

    def _bool(self, **clauses: Any) -> Query:
        return {"bool": {**clauses, "filter": [*clauses.get("filter", ()), *self._within], "must_not": self._without}}

    def _word_search(self, group: str, terms: Mapping[str, float]) -> Query:
        should = [
            {"term": {field_of(part, group): {"value": one_word(term), "boost": weight * part_weight * rarity}}}
            for term, weight in terms.items()
            for part, part_weight in PARTS.items()
            if part in self._reader.counts["parts"] and (rarity := self._rarity(term, part, group)) > 0
        ]
        query = self._bool(should=should, minimum_should_match=1) if should else {"match_none": {}}
        return {"query": query, "size": WORDS_LIMIT, "_source": False, "docvalue_fields": ["group"]}

    def _rarity(self, term: str, part: str, group: str) -> float:
        """Return the rarity of a term among all documents over its rarity among those with the field, which Lucene
        takes.
        """
        count = self._reader.holding(term, group, part)
        with_field = self._reader.counts["fields"].get(field_of(part, group), 0)
        if not count or not with_field:
            return 0.0
        return float(_idf(len(self._reader), count) / _idf(with_field, count))

    def _vector_search(self, language: str) -> Query:
        assert self._query_vector is not None  # noqa: S101 - asked with a vector only
        within = self._bool(filter=[{"term": {"language": language}}])
        knn = {"vector": {"vector": self._query_vector.tolist(), "k": NEAREST, "filter": within}}
        return {"query": {"knn": knn}, "size": NEAREST, "_source": False, "docvalue_fields": ["patent"]}

    def _class_search(self) -> Query:
        should = [
            {"constant_score": {"filter": {"term": {"symbols": level}}, "boost": max(weight, 1e-6)}}
            for level, weight in self._levels.items()
        ]
        # All admitted documents are hits, of which those without a class in common score 0: the spread is over all of
        # them.
        query = self._bool(must=[{"match_all": {"boost": 0.0}}], should=should)
        aggs = {"spread": {"extended_stats": {"script": {"source": "_score"}}}}
        size = TAKEN if should else 0
        return {"query": query, "size": size, "_source": False, "aggs": aggs, "track_total_hits": False}

    def _hits(self, group: str, answer: Mapping[str, Any]) -> _Hits:
        hits = answer["hits"]["hits"]
        scores = {hit["_id"]: float(hit["_score"]) for hit in hits}
        group_scores = np.array([hit["_score"] for hit in hits if hit["fields"]["group"][0] == group])
        count = self._reader.documents_in(group)
        if count < MEANT:  # too few to say what is usual: the best of them stands for itself
            best = max(scores.values(), default=1.0)
            return _Hits(group, {number: FEW_BEST * score / best for number, score in scores.items()}, 0.0, 1.0)
        mean = float(group_scores.sum()) / count
        return _Hits(group, scores, mean, float(np.sqrt(max(0.0, (group_scores**2).sum() / count - mean**2))))

    def _vector(self) -> Floats | None:
        vectors, moments = self._query.vectors, self._reader.moments
        if not vectors or not moments.counts[-1]:
            return None
        return query_vector(vectors, moments.languages, moments.means, moments.components)


def _idf(documents: int, holding: int) -> float:
    return float(np.log1p((documents - holding + 0.5) / (holding + 0.5)))


def _product(score: float) -> float:
    """Return the dot product behind a score of k-NN's space `innerproduct`: p + 1, or 1 / (1 - p) where p is below
    zero.
    """
    return score - 1 if score >= 1 else 1 - 1 / score


def _spread(answer: Mapping[str, Any]) -> tuple[float, float]:
    stats = answer["aggregations"]["spread"]
    return float(stats["avg"] or 0.0), float(stats["std_deviation"] or 0.0)


def _filters(filters: PatentFilters) -> Iterable[Query]:
    if filters.countries:
        yield {"terms": {"country": list(filters.countries)}}
    if filters.cpc:
        kinds = [("term" if is_level(symbol) else "prefix", symbol) for symbol in filters.cpc]
        yield {"bool": {"should": [{kind: {"symbols": symbol}} for kind, symbol in kinds]}}
    if filters.applicant:
        plain = "".join(f"\\{c}" if c in "*?\\" else c for c in filters.applicant.casefold())
        yield {"wildcard": {"applicant": {"value": f"*{plain}*"}}}
    if filters.before:
        yield {"range": {"earliest": {"lt": filters.before.toordinal()}}}
