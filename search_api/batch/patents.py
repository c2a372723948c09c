"""`batch patents`: query lines to one answer a line, in input order, or a TREC run."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, TextIO

from corpora.files.lines import read_lines
from corpora.files.opening import opened
from corpora.readers.detect import head_of, source_name
from indexer.patents.engine import PatentsReading
from models.encoders import Encoder
from search_api.answer import plain
from search_api.batch.lines import query_lines, run_batch, to_its_end
from search_api.patents.query import PatentQuery, patent_query
from search_api.patents.search import answer


def answers(
    path: str, reader: PatentsReading, encoder: Encoder, defaults: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield one output object per line of a query file, in its order; a line that fails is named and the run goes
    on.
    """
    source = source_name(path)
    with opened(path) as stream:
        head_of(stream, source)
        lines = query_lines(read_lines(stream, source), lambda raw: patent_query({**defaults, **raw}))
        yield from run_batch(to_its_end(lines), partial(_answer, reader, encoder))


_OF_LIMITS = ("documents", "snapshot", "encoder", "language", "compared", "features_left_out", "cut", "not_searched")


def _answer(reader: PatentsReading, encoder: Encoder, query: PatentQuery) -> dict[str, Any]:
    shown = plain(answer(query, reader, encoder))
    return {"results": shown["results"], "completeness": {key: shown[key] for key in _OF_LIMITS}}


def write_trec(lines: Iterator[dict[str, Any]], out: TextIO) -> None:
    """Write a TREC run (query, Q0, document, rank, score, tag); a query without id is called by its place."""
    for place, line in enumerate((line for line in lines if "error" not in line), start=1):
        query = "_".join((line["id"] or str(place)).split())
        for row in line["results"]:
            document = row["record"]["publication_number"]
            out.write(f"{query} Q0 {document} {row['rank']} {row['score']} anteriority\n")
