"""Topics of the prior-art benchmark: patents whose cited documents are in the collection, and what every channel says
of them.

The query's own family is left out; no citation that leads into the collection is indexed, the query's own or
another's (what remains are shared references to documents outside); documents of later families are filtered as in a
real search, and pairs that are later on every date are left out. The split goes by the query's family.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import HERE, Half, KnownPair, work_data
from corpora.errors import NoSnapshot, SnapshotOutdated, UnreadableFile
from corpora.readers.detect import read_patents
from corpora.records.patent import Patent
from corpora.records.publication import publication_key
from indexer.patents.embedded import PatentsEngine, PatentsReader
from indexer.patents.embedded_ranking import admitted_rows, channels, ordered, picked, with_citations
from indexer.patents.engine import CandidateQuery, PatentFilters, PatentsReading, PatentsStore
from indexer.patents.opensearch import OpenSearchPatents
from indexer.where import Cluster
from models.encoders import Encoder, load_encoder
from models.patents.citable import first_known
from models.patents.fusion import Channels, fuse, weights_for
from models.patents.languages import group_of
from models.patents.reranking import FIRST
from search_api.patents.invention import Invention, encoded, invention_of, terms_of
from search_api.patents.passages import finder_for
from search_api.patents.query import PatentQuery
from search_api.patents.word_book import first_features

SEED = 1797
Store = TypeVar("Store", bound=PatentsStore)
LEAST_TEXT = 50  # characters of a query; less is no description


@dataclass(frozen=True, slots=True)
class First:
    """The first rows of the fused list, best first, and the features by which they are put in a new order."""

    rows: NDArray[np.intp]
    table: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Topic:
    """A query with the rows of the documents that it cites, and every channel's standard scores (float16).

    `coupled` is the channel of shared references and `first` what is put in a new order, from the query without its
    classes and with them.
    """

    number: str
    invention: Invention
    relevant: NDArray[np.intp]
    same_language: NDArray[np.bool_]
    channels: Channels
    coupled: tuple[NDArray[np.float16], NDArray[np.float16]]
    first: tuple[First, First]
    admitted: NDArray[np.bool_]

    @property
    def energy(self) -> bool:
        """Whether the query is of the crawl by energy-recovery classes, whose records bear just the class that was
        crawled.
        """
        return bool(self.invention.document and (self.invention.document.source or "").startswith("gp-energy"))

    @property
    def section(self) -> str:
        """The CPC section of the query's first class, or "none"."""
        return self.invention.document.cpc[0][0] if self.invention.document and self.invention.document.cpc else "none"


def collection(folder: Path) -> PatentsEngine:
    """Return the engine over the work data's patents, indexed in `folder` unless the same stands there."""
    return _filled(PatentsEngine(folder / "patents"))


def collection_at(folder: Path, url: str) -> PatentsStore:
    """Return the same in a cluster; the vectors of documents are those that `folder` keeps."""
    return _filled(OpenSearchPatents(Cluster(url, replicas=0), folder / "patents", "bench-patents"))


def _filled(engine: Store) -> Store:
    try:
        with engine.read():
            return engine
    except (NoSnapshot, SnapshotOutdated):
        items = read_patents(str(work_file("patents.jsonl.gz")))
        engine.build(_without_known(item for item in items if isinstance(item, Patent)), load_encoder())
        return engine


def _without_known(patents: Iterable[Patent]) -> Iterator[Patent]:
    """Yield patents without the citations that lead into the collection: none that the benchmark asks for is
    indexed.
    """
    documents = list(patents)
    keys = {publication_key(patent.publication_number) for patent in documents}
    for patent in documents:
        yield replace(
            patent, citations=tuple(c for c in patent.citations if publication_key(c.publication_number) not in keys)
        )


def known_citations(reader: PatentsReader, half: Half) -> dict[str, list[str]]:
    """Return the cited documents of every query patent of a half of the split."""
    family = dict(zip(reader.ids, reader.families, strict=True))
    cited: dict[str, list[str]] = {}
    for line in work_file("qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, document, _, _, _, relation = line.split("\t")
        if relation != "after" and KnownPair("", "", "", family.get(query, query)).half == half:
            cited.setdefault(query, []).append(document)
    return cited


def whole(reader: PatentsReader, number: str) -> Invention:
    """Ask by a document's first title and abstract."""
    return invention_of(reader, PatentQuery(publication_number=number))


def title_only(reader: PatentsReader, number: str) -> Invention:
    """Ask by the title alone: what an entrepreneur says in a sentence."""
    invention = whole(reader, number)
    titles = invention.document.title if invention.document else ()
    return replace(invention, text=titles[0].text if titles else "")


def first_sentence(reader: PatentsReader, number: str) -> Invention:
    """Ask by the title and the first sentence of the abstract: what the translated queries say, in the original."""
    invention = whole(reader, number)
    title, abstract = (invention.document.title, invention.document.abstract) if invention.document else ((), ())
    text = f"{title[0].text}. {sentence(abstract[0].text)}" if title and abstract else ""
    return replace(invention, text=text)


def sentence(text: str) -> str:
    """Return the first sentence of an abstract, at most 40 words."""
    return " ".join(text.split(". ", maxsplit=1)[0].split()[:40])


def translated(language: str) -> dict[str, str]:
    """Return the queries that we translated ourselves (title and first sentence), by publication number."""
    with (HERE / "cases" / "patent_queries.csv").open(encoding="utf-8", newline="") as file:
        return {row["publication_number"]: row[language] for row in csv.DictReader(file)}


def topics(
    reader: PatentsReader,
    encoder: Encoder,
    cited: dict[str, list[str]],
    ask: Callable[[PatentsReader, str], Invention] = whole,
    most: int | None = None,
) -> Iterator[Topic]:
    """Yield up to `most` topics, the same ones every time; a query without text or without answers is none."""
    row_of = {identifier: row for row, identifier in enumerate(reader.ids)}
    count = 0
    for number in np.random.default_rng(SEED).permutation(sorted(cited)).tolist():
        if count == most:
            return
        if number in row_of and (topic := _topic(reader, encoder, ask(reader, number), _rows(row_of, cited[number]))):
            count += 1
            yield topic


def candidate_query(reader: PatentsReading, invention: Invention, encoder: Encoder) -> CandidateQuery:
    """Return what engines look for, with the first date of the query's own document as cut-off."""
    terms, weights = terms_of(reader, invention, encoder), weights_for(group_of(invention.language))
    filters = PatentFilters(before=first_known(invention.document) if invention.document else None)
    vectors = encoded(invention, encoder)
    return CandidateQuery(
        terms.words, terms.translated, vectors, invention.cpc, weights, invention.language, filters, invention.document
    )


def _topic(reader: PatentsReader, encoder: Encoder, invention: Invention, relevant: list[int]) -> Topic | None:
    if invention.document is None or len(invention.text) < (LEAST_TEXT if invention.document.abstract else 1):
        return None
    query = candidate_query(reader, invention, encoder)
    weights = query.weights
    admitted = admitted_rows(reader, query)
    rows = np.array([row for row in relevant if admitted[row]], np.intp)
    if not rows.size:
        return None
    by_channel = channels(reader, query, admitted)
    language = reader.languages.index(invention.language) if invention.language in reader.languages else -1
    book = finder_for(reader, encoder).book  # type: ignore[arg-type]  # an encoder is hashed by identity
    words = book.query_words(invention.text, invention.language)
    coupled, first = [], []
    for classes in (False, True):
        whole = by_channel if classes else replace(by_channel, classes=np.zeros_like(by_channel.classes))
        tied = with_citations(reader, whole, weights, admitted)
        scores = fuse(tied, weights)
        top = ordered(scores, admitted)[:FIRST]
        coupled.append(tied.citations.astype(np.float16))
        candidates = picked(reader, invention.language, tied, scores, top)
        first.append(First(top, first_features(reader, book, words, candidates)))
    same = reader.language_rows[rows] == language
    number = invention.document.publication_number
    return Topic(
        number, invention, rows, same, _small(by_channel), (coupled[0], coupled[1]), (first[0], first[1]), admitted
    )


def _small(by_channel: Channels) -> Channels:
    """Return channels in half the space; `patent_methods.wide` widens them again."""
    parts: list[Any] = [
        x.astype(np.float16)
        for x in (by_channel.words, by_channel.translated, by_channel.vectors, by_channel.classes, by_channel.citations)
    ]
    return Channels(*parts)


def _rows(row_of: dict[str, int], documents: Iterable[str]) -> list[int]:
    return [row_of[document] for document in documents if document in row_of]


def work_file(name: str) -> Path:
    """Return a file of the work data's patents; raises UnreadableFile where it is absent."""
    root = work_data()
    path = root / "patents" / name if root else None
    if path is None or not path.exists():
        raise UnreadableFile(f"{name}: is in the work data, which is not here; set ANTERIORITY_WORK_DATA")
    return path
