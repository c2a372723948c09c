"""Recall of citations: a patent's title and abstract must find the documents that its search reports cite, among
60,000 others.

Citations are noisy truth: incomplete, and partly the applicant's own. See `patent_topics` for what is left out so
that the figures do not flatter, `patent_methods` for the baselines, `patent_measures` for the measures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.relevance.patents.fit_fusion import fit
from benchmarks.relevance.patents.human_topics import human_topics
from benchmarks.relevance.patents.measures import Rows, average_precision, difference, interval, ndcg, pres, recall
from benchmarks.relevance.patents.methods import OURS, Bm25s, Clustered, Method, PlainEncoder, fused, methods
from benchmarks.relevance.patents.topics import (
    Topic,
    collection,
    first_sentence,
    known_citations,
    title_only,
    topics,
    translated,
)
from benchmarks.tables import markdown
from indexer.patents.embedded import PatentsReader
from models.encoders import Encoder, load_encoder
from models.patents.fusion import FITTED
from models.patents.languages import group_of
from search_api.patents.invention import Invention, invention_of
from search_api.patents.query import PatentQuery

Ranked = list[tuple[Topic, Rows]]
KINDS: dict[str, Callable[[Topic], Rows]] = {
    "all": lambda t: t.relevant,
    "same language": lambda t: t.relevant[t.same_language],
    "another language": lambda t: t.relevant[~t.same_language],
}
ALONE = ("words alone (BM25, ours)", "BM25 (bm25s)", "vectors alone (ours)", "encoder alone, as it comes")


def run(folder: Path, most: int | None, refit: bool, engine: str = "embedded") -> Iterator[str]:
    """Yield the tables on the test half; with `refit`, first the weights fitted on the development half.

    With the URL of a cluster, its ranking stands beside that of the embedded engine.
    """
    encoder = load_encoder()
    with collection(folder).read() as reader:
        if refit:
            yield from _fitted(list(topics(reader, encoder, known_citations(reader, "development"), most=most)))
        cited = known_citations(reader, "test")
        queries = list(topics(reader, encoder, cited, most=most))
        yield f"## Recall of citations (test half, {len(queries)} queries, {len(reader):,} documents)\n"
        others: dict[str, Method] = {ALONE[1]: Bm25s.over(reader), ALONE[3]: PlainEncoder.over(reader, encoder, folder)}
        there = Clustered.at(folder, engine, reader) if engine != "embedded" else None
        for classes in (False, True):
            if there:
                others["**fused**, OpenSearch"] = replace(there, classes=classes)
            yield f"### {'The query with its own classes' if classes else 'No classes given'}\n"
            ranked = {
                name: [(t, method(t)) for t in queries] for name, method in methods(others, classes=classes).items()
            }
            yield from _tables(ranked)
        yield from _parts(queries)
        yield from _variants(reader, encoder, cited, most)
        yield from human_topics(reader, encoder)


def values(ranked: Ranked, measure: Callable[[Rows, Rows], float], kind: str) -> list[float]:
    """Return a measure for every topic that has relevant documents of a kind."""
    chosen = KINDS[kind]
    return [measure(rows, chosen(topic)) for topic, rows in ranked if chosen(topic).size]


def _tables(ranked: dict[str, Ranked]) -> Iterator[str]:
    for kind in KINDS:
        count = len(values(ranked[OURS], pres, kind))
        yield f"Cited documents: {kind} ({count} queries)\n"
        yield markdown(
            ["method", "recall@10", "recall@100", "recall@500", "nDCG@10", "MAP", "PRES"], _lines(ranked, kind)
        )
    yield "Fused minus each, paired bootstrap of the mean difference (95 %)\n"
    yield markdown(["against", "cited documents", "recall@100", "nDCG@10"], _differences(ranked))


def _lines(ranked: dict[str, Ranked], kind: str) -> Iterator[list[str]]:
    for name, rows in ranked.items():
        recalls = [partial(recall, k=depth) for depth in (10, 100, 500)]
        cells = [interval(values(rows, measure, kind)) for measure in recalls]
        yield [name, *cells, *(interval(values(rows, measure, kind)) for measure in (ndcg, average_precision, pres))]


def _differences(ranked: dict[str, Ranked]) -> Iterator[list[str]]:
    for other in ALONE:
        for kind in list(KINDS)[1:]:
            cells = [
                difference(values(ranked[OURS], measure, kind), values(ranked[other], measure, kind))
                for measure in (_recall_100, ndcg)
            ]
            yield [other, kind, *cells]


def _parts(queries: Sequence[Topic]) -> Iterator[str]:
    header = ["", "queries", "fused", "fused, own classes", "words alone", "vectors alone"]
    yield "### Recall@100 by language of the query and CPC section\n"
    languages = sorted({t.invention.language for t in queries})
    parts = [(code, [t for t in queries if t.invention.language == code]) for code in languages]
    sections = [(f"CPC {s}", [t for t in queries if t.section == s]) for s in sorted({t.section for t in queries})]
    outside = [("without the energy crawl", [t for t in queries if not t.energy])]
    yield markdown(
        header,
        (_line(name, part_topics) for name, part_topics in (*parts, *sections, *outside) if len(part_topics) >= 5),
    )
    yield "By pair of languages, query → cited documents (French: few, one field; no bar is set on it)\n"
    pairs = [(code, kind) for code in languages for kind in list(KINDS)[1:]]
    lines = [(f"{code} → {kind}", [t for t in queries if t.invention.language == code], kind) for code, kind in pairs]
    yield markdown(
        header,
        (_line(*line) for line in lines if len(values([(t, t.relevant) for t in line[1]], _recall_100, line[2])) >= 5),
    )


def _line(name: str, queries: Sequence[Topic], kind: str = "all") -> list[object]:
    plain = methods({}, classes=False)
    shown = (plain[OURS], lambda t: fused(t, classes=True), plain[ALONE[0]], plain[ALONE[2]])
    cells = (interval(values([(t, method(t)) for t in queries], _recall_100, kind)) for method in shown)
    return [name, sum(KINDS[kind](topic).size > 0 for topic in queries), *cells]


def _variants(reader: PatentsReader, encoder: Encoder, cited: dict[str, list[str]], most: int | None) -> Iterator[str]:
    header = ["query", "queries", "fused", "fused, own classes", "words alone", "vectors alone"]
    yield "### Short queries, and the same queries in French and Arabic (recall@100)\n"
    yield (
        "The translations are ours (`benchmarks/cases/patent_queries.csv`): title and first sentence of the abstract.\n"
    )
    lines = [_line("title only", list(topics(reader, encoder, cited, title_only, most)))]
    french, arabic = translated("fr"), translated("ar")
    with_translation = {number: documents for number, documents in cited.items() if number in french}
    lines.append(
        _line("title and first sentence, as published", list(topics(reader, encoder, with_translation, first_sentence)))
    )
    for language, texts in (("fr", french), ("ar", arabic)):
        ask = _asker(texts, language)
        lines.append(_line(f"the same in {language}", list(topics(reader, encoder, with_translation, ask))))
    yield markdown(header, lines)


def _asker(texts: dict[str, str], language: str) -> Callable[[PatentsReader, str], Invention]:
    def ask(reader: PatentsReader, number: str) -> Invention:
        invention = invention_of(reader, PatentQuery(publication_number=number))
        return Invention(texts[number], language, invention.cpc, invention.document)

    return ask


def _fitted(queries: Sequence[Topic]) -> Iterator[str]:
    yield f"Fitted on the development half ({len(queries)} queries):\n"
    groups: dict[str, list[Topic]] = {}
    for topic in queries:
        group = group_of(topic.invention.language)
        groups.setdefault(group if group in FITTED else "the other languages", []).append(topic)
    for group, group_topics in groups.items():
        yield f"- {group} ({len(group_topics)} queries), the best first:\n"
        yield from (f"  - {weights}" for weights in fit(group_topics))


def _recall_100(rows: Rows, relevant: Rows) -> float:
    return recall(rows, relevant, 100)
