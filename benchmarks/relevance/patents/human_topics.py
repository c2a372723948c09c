"""Topics that people judged: two sentences of what is sought, documents judged relevant and documents judged not."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree  # the two files are ours to read, not a stranger's

import numpy as np

from benchmarks.relevance.patents.topics import candidate_query, work_file
from benchmarks.tables import markdown
from corpora.records.publication import publication_key
from indexer.patents.embedded import PatentsReader
from indexer.patents.embedded_ranking import admitted_rows, channels, ordered, with_citations
from models.encoders import Encoder
from models.patents.fusion import fuse
from search_api.patents.invention import invention_of
from search_api.patents.query import PatentQuery


def human_topics(reader: PatentsReader, encoder: Encoder) -> Iterator[str]:
    """Yield the table of the judged topics."""
    folder = work_file("human_topics")
    yield "### Topics that people judged (free text, no classes)\n"
    header = [
        "topic",
        "relevant found in the first 100",
        "judged not relevant in the first 100",
        "mean rank relevant / not",
    ]
    yield markdown(header, [_line(reader, encoder, folder, path) for path in sorted(folder.glob("q*.xml"))])


def _line(reader: PatentsReader, encoder: Encoder, folder: Path, path: Path) -> list[str]:
    parts = [" ".join((node.text or "").split()) for node in ElementTree.parse(path).getroot()]  # noqa: S314
    invention = invention_of(
        reader, PatentQuery(text=". ".join(re.sub(r"^Relevant documents will describe ", "", part) for part in parts))
    )
    query = candidate_query(reader, invention, encoder)
    admitted = admitted_rows(reader, query)
    by_channel = with_citations(reader, channels(reader, query, admitted), query.weights, admitted)
    order = ordered(fuse(by_channel, query.weights), admitted)
    rank = np.empty(len(order), int)
    rank[order] = np.arange(1, len(order) + 1)
    good, bad = (rank[_rows(reader, folder / f"{path.stem}-qrels{sign}ve.txt")] for sign in "+-")
    return [
        parts[0],
        f"{(good <= 100).sum()} of {len(good)}",
        f"{(bad <= 100).sum()} of {len(bad)}",
        f"{good.mean():.0f} / {bad.mean():.0f}",
    ]


def _rows(reader: PatentsReader, path: Path) -> list[int]:
    """Return the rows of a list of numbers; they are written with and without their kinds."""
    keys: dict[str, int] = {}
    for row, identifier in enumerate(reader.ids):
        keys.setdefault(publication_key(identifier), row)
    numbers = map(publication_key, path.read_text("utf-8").split())
    return [keys[number] for number in numbers if number in keys]
