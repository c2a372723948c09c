"""Our slots and filters as OpenSearch's query language, and the mappings that they meet."""

from collections.abc import Iterator
from typing import Any

from corpora.tables.territories import WORLD
from indexer.marks.engine import LOOK, UNIT, Filters, Slot, bands
from indexer.marks.filter_fields import ALIVE
from indexer.where import Cluster

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


def settings_of(cluster: Cluster, *, cloned: bool = False) -> Query:
    """Return what an index of records is created with, or what one cloned from another one gets."""
    settings: Query = {"index.number_of_replicas": cluster.replicas}
    if cloned:
        return settings | {"index.blocks.write": None}
    settings |= {
        "index.number_of_shards": cluster.shards,
        "index.refresh_interval": "-1",
        "index.max_result_window": LOOK,
    }
    return {"settings": settings, "mappings": MAPPINGS}


def to_query(slots: list[Slot], filters: Filters) -> Query | None:
    """Return the query of slots and filters; None where no slot asks for anything.

    Each slot brings its best option: `dis_max` over one `constant_score` a band of equal weight. Filters lie inside
    and score nothing.
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
