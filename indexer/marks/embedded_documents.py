"""A mark as Tantivy stores it, and our slots and filters as its queries."""

from collections.abc import Iterable, Iterator

import tantivy

from corpora.records.mark import Mark, to_json
from corpora.tables.territories import WORLD
from indexer.marks.engine import UNIT, Filters, Slot, applied_floor, bands
from indexer.marks.filter_fields import ALIVE, filter_fields
from indexer.snapshots.sealed import sealed

_Q = tantivy.Query
FIRST = 4_000  # hits asked for first; more, where the last of them still reaches the floor
MORE = 8


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("tokens", "vienna", "territories", "right"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("classes", indexed=True)
    builder.add_unsigned_field("dead_from", indexed=True, fast=True)
    builder.add_unsigned_field("row", fast=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


SCHEMA = _schema()


def document_of(mark: Mark, words: Iterable[str], row: int = 0) -> tantivy.Document:
    """Return a mark as it is stored and found by its words; `row`: its row in the columns."""
    document = tantivy.Document()
    document.add_text("id", mark.id)
    for word in words:
        document.add_text("tokens", word)
    fields = filter_fields(mark)
    for nice_class in fields.classes:
        document.add_unsigned("classes", nice_class)
    for prefix in fields.vienna:
        document.add_text("vienna", prefix)
    for territory in fields.territories:
        document.add_text("territories", territory)
    document.add_text("right", fields.right)
    document.add_unsigned("dead_from", fields.dead_from)
    document.add_unsigned("row", row)
    document.add_bytes("record", sealed(to_json(mark)))
    return document


def query_of(slots: list[Slot], filters: Filters) -> tantivy.Query:
    """Return the query of slots and filters; every slot brings its best option, filters score nothing."""
    should = [(tantivy.Occur.Should, _best_of(slot)) for slot in slots if slot.options and not slot.optional]
    if not should:
        return _Q.empty_query()
    ordering = [(tantivy.Occur.Should, _best_of(slot)) for slot in slots if slot.options and slot.optional]
    must = [(tantivy.Occur.Must, _Q.const_score_query(query, 0.0)) for query in _filters(filters)]
    return _Q.boolean_query([(tantivy.Occur.Must, _Q.boolean_query(should)), *ordering, *must])


def _best_of(slot: Slot) -> tantivy.Query:
    return _Q.disjunction_max_query(
        [_Q.const_score_query(_any_of(band), weight / UNIT) for weight, band in bands(slot).items()]
    )


def _any_of(tokens: list[str]) -> tantivy.Query:
    """Return the query for records that hold one of the tokens; a term set would walk the whole dictionary (half as
    fast at a million).
    """
    terms = [_Q.term_query(SCHEMA, "tokens", token, "basic") for token in tokens]
    return terms[0] if len(terms) == 1 else _Q.boolean_query([(tantivy.Occur.Should, term) for term in terms])


def _filters(filters: Filters) -> Iterator[tantivy.Query]:
    if filters.classes:
        yield _Q.term_set_query(SCHEMA, "classes", list(filters.classes))
    if filters.vienna:
        yield _Q.term_set_query(SCHEMA, "vienna", list(filters.vienna))
    if filters.territories:
        yield _Q.term_set_query(SCHEMA, "territories", [*filters.territories, WORLD])
    if filters.rights:
        yield _Q.term_set_query(SCHEMA, "right", list(filters.rights))
    if filters.live_at:
        day = int(filters.live_at.strftime("%Y%m%d"))
        yield _Q.range_query(SCHEMA, "dead_from", tantivy.FieldType.Unsigned, lower_bound=day + 1, upper_bound=ALIVE)


def all_above(
    searcher: tantivy.Searcher, query: tantivy.Query, floor: int, most: int
) -> tuple[list[tantivy.DocAddress], int, int]:
    """Return where all hits are that reach a floor, at most about so many; the floor applied, and how many reached the
    one asked (more than `most`: a lower bound).
    """
    look = FIRST
    while True:
        hits = searcher.search(query, limit=min(look, most + 1), count=False).hits
        if len(hits) < look or round(hits[-1][0] * UNIT) < floor or look > most:
            break
        look *= MORE
    scores = [round(score * UNIT) for score, _ in hits]
    reached = sum(score >= floor for score in scores)
    applied = applied_floor(scores[:reached], floor, most)
    return [address for score, (_, address) in zip(scores, hits, strict=True) if score >= applied], applied, reached
