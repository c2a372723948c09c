"""The largest request that every route takes, and the processor time that it costs: none may hold a core for longer
than the bar.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from time import process_time
from typing import Any

from fastapi.testclient import TestClient

from benchmarks.data import filled, read_all, register_files
from benchmarks.performance.patents import full_texts
from benchmarks.relevance.patents.topics import work_file
from benchmarks.tables import markdown
from corpora.readers.detect import read_patents
from corpora.records.patent import Paragraph, Patent
from indexer.digest import analysis_digest, collection_digest
from indexer.marks.embedded import EmbeddedEngine
from indexer.patents.embedded import PatentsEngine
from models.encoders import load_encoder
from models.words.text import words_of
from search_api.settings import Settings
from search_api.web.app import create_app

BAR = 5.0  # seconds of processor time
PATENTS, FULL = 5_000, 200  # documents, and those made with descriptions
LONG, LETTERS = 150, 170_000  # documents of a collection of long texts, and letters of each
TIMES = 3  # each request; the largest time counts
SEED = 1797
Request = tuple[str, str, dict[str, Any]]  # path, what is large, body


def run(folder: Path) -> Iterator[str]:
    """Yield the table; register and collection are built in `folder` and kept for the next run."""
    data = folder / f"limits-{analysis_digest()}-{collection_digest()}"  # what other rules built is not searched
    records = list(read_all(register_files()))
    filled(EmbeddedEngine(data / "marks"), records)
    patents, long = _patents(), _long_texts()
    for engine, documents in (
        (PatentsEngine(data / "patents"), patents),
        (PatentsEngine(data / "long" / "patents"), long),
    ):
        if engine.current() is None:
            engine.build(documents, load_encoder())
    rng = random.Random(SEED)
    words = sorted({word for mark in rng.sample(records, min(5_000, len(records))) for word in words_of(mark.text)})
    texts = [patent.abstract[0].text for patent in patents if patent.abstract]
    yield (
        f"## The largest requests ({len(records):,} records, {len(patents):,} patents; {len(long)} patents of "
        f"{LETTERS:,} letters; "
        f"bar {BAR:.0f} s of processor time)\n"
    )
    inventions = list(_inventions(texts, rng))
    rows = _all_measured(data, list(_small()), [*_marks(words, rng), *_names(words, rng), *inventions])
    of_long = [(path, f"{what}, long documents", body) for path, what, body in inventions]
    rows += _all_measured(data / "long", list(_small())[-1:], of_long)
    yield markdown(["route", "largest request", "status", "s of processor time", f"under {BAR:.0f} s"], rows)


def _all_measured(data: Path, small: list[Request], large: list[Request]) -> list[list[object]]:
    """Return a row for every large request; small ones open readers and encoder, what a large one finds out first is
    counted.
    """
    with TestClient(create_app(Settings(data=data)), base_url="http://127.0.0.1") as client:
        for request in small:
            _measured(client, request)
        return [_measured(client, request) for request in large]


def _patents() -> list[Patent]:
    real = [item for item in read_patents(str(work_file("patents.jsonl.gz"))) if isinstance(item, Patent)]
    return [*real[:PATENTS], *full_texts(real, FULL)]


def _long_texts() -> list[Patent]:
    """Return real patents with long descriptions: paragraphs of 1,000 letters from the abstracts of others."""
    rng = random.Random(SEED)
    real = [item for item in read_patents(str(work_file("patents.jsonl.gz"))) if isinstance(item, Patent)]
    texts = [patent.abstract[0].text for patent in real[:PATENTS] if patent.abstract]
    return [
        replace(patent, description=tuple(Paragraph(n, _of(1_000, texts, rng)) for n in range(1, LETTERS // 1_000 + 1)))
        for patent in [patent for patent in real if patent.abstract][:LONG]
    ]


def _measured(client: TestClient, one: Request) -> list[object]:
    path, what, body = one
    sent = {"json": body} if path.startswith("/v1/") else {"data": body}
    spent = []
    for _ in range(TIMES):
        began = process_time()
        status = client.post(path, **sent).status_code
        spent.append(process_time() - began)
    return [
        f"`{path}`",
        what,
        status,
        f"{max(spent):.2f}",
        "yes" if status == HTTPStatus.OK and max(spent) < BAR else "**no**",
    ]


def _small() -> Iterator[Request]:
    """Yield a request of every kind that is no work."""
    yield "/v1/marks/search", "", {"text": "ATLAS", "goods": "tapis"}
    yield "/v1/names/search", "", {"names": ["ATLAS"], "activity": "tapis"}
    yield "/v1/patents/search", "", {"claims": "1. A pump with a valve."}


def _marks(words: list[str], rng: random.Random) -> Iterator[Request]:
    short = [word for word in words if len(word) <= 3]
    many, goods = _of(2_000, words, rng), "; ".join(_of(40, words, rng) for _ in range(500))[:20_000]
    yield (
        "/v1/marks/search",
        "2,000 letters of words, 20,000 of goods, 1,000 rows",
        {"text": many, "goods": goods, "limit": 1_000},
    )
    yield (
        "/v1/marks/search",
        "2,000 letters of short words, 20,000 of goods",
        {"text": _of(2_000, short, rng), "goods": goods},
    )
    yield (
        "/v1/marks/search",
        "one word of 2,000 letters, goods of commas",
        {"text": many.replace(" ", ""), "goods": "a," * 10_000},
    )
    yield "/", "2,000 letters of words, 20,000 of goods", {"text": many, "goods": goods}
    sides = [_side([_of(100, words, rng) for _ in range(30)], words, rng) for _ in range(2)]
    yield "/v1/marks/compare", "30 texts, 3,000 letters, 60 lists of goods, 20,000 letters a side", _pair(*sides)
    sides = [_side([_of(4_000, words, rng).replace(" ", "")[:n] for n in (2_000, 1_000)], words, rng) for _ in range(2)]
    yield "/v1/marks/compare", "two words of 2,000 and 1,000 letters, the same goods a side", _pair(*sides)


def _side(texts: list[str], words: list[str], rng: random.Random) -> dict[str, Any]:
    goods = [{"class": i % 45 + 1, "text": "; ".join(_of(30, words, rng) for _ in range(10))[:333]} for i in range(60)]
    return {"text": texts[0], "texts": texts[1:], "goods": goods}


def _pair(proposed: dict[str, Any], earlier: dict[str, Any]) -> dict[str, Any]:
    return {"proposed": proposed, "earlier": earlier}


def _names(words: list[str], rng: random.Random) -> Iterator[Request]:
    names, activity = [_of(300, words, rng) for _ in range(3)], _of(2_000, words, rng)
    whole = {"names": names, "activity": activity, "acronym": "ABCDE" * 10, "city": _of(100, words, rng), "limit": 300}
    yield "/v1/names/search", "three names of 300 letters, activity of 2,000, 300 rows", whole
    yield "/v1/names/search", "the same with key elements of 300 letters", {**whole, "keys": names}
    form = {f"name{at}": name for at, name in enumerate(names, start=1)}
    yield "/names", "three names of 300 letters, activity of 2,000", {**form, "activity": activity}


def _inventions(texts: list[str], rng: random.Random) -> Iterator[Request]:
    path, claims = "/v1/patents/search", "\n".join(_claim(i, texts, rng) for i in range(1, 101))
    yield path, "text of 50,000 letters", {"text": _of(50_000, texts, rng)}
    yield path, "text of 400,000 letters, 1,000 rows", {"text": _of(400_000, texts, rng), "limit": 1_000}
    yield path, "100 claims of 300 letters", {"claims": claims}
    yield path, "the same, 1,000 rows", {"claims": claims, "limit": 1_000}
    yield path, "12 claims of 300 letters", {"claims": "\n".join(_claim(i, texts, rng) for i in range(1, 13))}
    yield path, "text of 400,000 letters without a blank", {"text": _of(400_000, texts, rng).replace(" ", "")}


def _claim(number: int, texts: list[str], rng: random.Random) -> str:
    return f"{number}. A device comprising {'; '.join(_of(55, texts, rng) for _ in range(5))}."


def _of(letters: int, pieces: list[str], rng: random.Random) -> str:
    """Return a text of so many letters from pieces drawn at random."""
    drawn: list[str] = []
    length = 0
    while length < letters:
        drawn.append(rng.choice(pieces))
        length += len(drawn[-1]) + 1
    return " ".join(drawn)[:letters]
