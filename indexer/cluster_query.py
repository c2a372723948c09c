"""Our slots and filters as OpenSearch's query language, and the mappings that they meet."""

from collections.abc import Iterator
from typing import Any

from corpora.territories import WORLD
from indexer.cluster import Cluster
from indexer.engine import LOOK, UNIT, Filters, Slot, bands
from indexer.filter_fields import ALIVE

Query = dict[str, Any]

_KEYWORD = {"type": "keyword", "doc_values": False, "norms": False}
MAPPINGS = {
    "dynamic": "strict",
    "properties": {
        "id": {"type": "keyword"},
        "tokens": _KEYWORD,
        "vienna": _KEYWORD,
        "territories": _KEYWORD,
        "right": _KEYWORD,
        "classes": {"type": "short"},
        "dead_from": {"type": "integer"},
        "record": {"type": "keyword", "index": False, "doc_values": False},
    },
}
PARTS = {
    "dynamic": "strict",
    "properties": {
        "name": {"type": "keyword"},
        "part": {"type": "integer"},
        "of": {"type": "integer"},
        "bytes": {"type": "binary"},
    },
}


def settings_of(cluster: Cluster, *, mappings: bool = False, parts: bool = False, cloned: bool = False) -> Query:
    """Return what an index is created with: of records (`mappings`), of `parts`, or cloned from another one."""
    settings: Query = {"index.number_of_replicas": cluster.replicas}
    if cloned:
        return settings | {"index.blocks.write": None}
    settings["index.number_of_shards"] = 1 if parts else cluster.shards
    if mappings:
        settings |= {"index.refresh_interval": "-1", "index.max_result_window": LOOK}
    return {"settings": settings, "mappings": PARTS if parts else MAPPINGS}


def to_query(slots: list[Slot], filters: Filters) -> Query | None:
    """Return the query of slots and filters; None where no slot asks for anything.

    Each slot brings its best option: `dis_max` over one `constant_score` a band of equal weight. Filters lie inside and score nothing.
    """
    should = [_best_of(slot) for slot in slots if slot.options and not slot.optional]
    if not should:
        return None
    ordering = [_best_of(slot) for slot in slots if slot.options and slot.optional]
    must = {"bool": {"should": should, "minimum_should_match": 1}}
    return {"bool": {"must": [must], "should": ordering, "filter": list(_filters(filters))}}


def _best_of(slot: Slot) -> Query:
    return {
        "dis_max": {
            "queries": [
                {"constant_score": {"filter": {"terms": {"tokens": band}}, "boost": weight / UNIT}}
                for weight, band in bands(slot).items()
            ]
        }
    }


def _filters(filters: Filters) -> Iterator[Query]:
    if filters.classes:
        yield {"terms": {"classes": list(filters.classes)}}
    if filters.vienna:
        yield {"terms": {"vienna": list(filters.vienna)}}
    if filters.territories:
        yield {"terms": {"territories": [*filters.territories, WORLD]}}
    if filters.rights:
        yield {"terms": {"right": list(filters.rights)}}
    if filters.live_at:
        yield {"range": {"dead_from": {"gt": int(filters.live_at.strftime("%Y%m%d")), "lte": ALIVE}}}
