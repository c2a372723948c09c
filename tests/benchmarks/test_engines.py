"""Benchmarks on a real cluster: the plain query that stands as a baseline, and our search there beside the embedded
one.
"""

import json
from pathlib import Path

import pytest

from benchmarks.data import hidden_marks
from benchmarks.plain_opensearch import PlainOpenSearch
from benchmarks.relevance.marks.pairs import pairs_of
from benchmarks.relevance.marks.register import hidden_register, search
from benchmarks.timed_marks import answer
from indexer.marks.engine import Filters
from tests.conftest import sample_files

PAIRS = [
    {"id": "1", "a": "ZELIGE", "b": "ZELLIGE ATLAS", "verdict": "conflict"},
    {"id": "2", "a": "QAHWA SOUSS", "b": "KAHWA SOUSS", "verdict": "conflict"},
]


def test_the_plain_query_finds_misspelt_and_like_sounding_words(opensearch_url: str) -> None:
    texts = ["ZELLIGE ATLAS", "Zellige", "ATLAS BLUE", "night", "KAHWA"]
    plain = PlainOpenSearch(opensearch_url, texts)
    assert plain.search("zelige")[0][0] == "zellige"
    assert plain.rank("zelige", "ZELLIGE ATLAS") == 2
    assert plain.rank("nite", "night") == 1
    assert plain.rank("Zellige", "Zellige") == 1
    assert plain.rank("xyzzy", "KAHWA") == float("inf")
    assert PlainOpenSearch(opensearch_url, texts).rank("zelige", "zellige") == 1, "kept from run to run, not doubled"


def test_known_pairs_are_found_alike_on_both_engines(opensearch_url: str, tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(map(json.dumps, PAIRS)), "utf-8")
    pairs, files = pairs_of(file), sample_files()[:1]
    with (
        hidden_register(tmp_path, pairs, files) as here,
        hidden_register(tmp_path, pairs, files, opensearch_url) as there,
    ):
        found = [search(pairs, hidden, goods=False) for hidden in (here, there)]
        asked = hidden_marks(["ZELLIGE"])[0]
        answers = [answer(hidden.reader, asked, Filters()) for hidden in (here, there)]
    assert found[0] == found[1]
    assert [f.rank for f in found[0]] == [pytest.approx(1), pytest.approx(1)]
    assert answers[0].hits == answers[1].hits
    assert answers[0].rows == answers[1].rows
    assert all(spent > 0 for found in answers for spent in (found.match, found.fetch, found.whole))
