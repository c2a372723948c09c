"""Batches of marks, names and patents: each line is answered or refused by itself, whatever stands beside it, and
nothing stops the run.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from corpora.errors import UnreadableFile
from indexer.marks.embedded import EmbeddedReader
from indexer.patents.embedded import PatentsEngine
from models.encoders import load_encoder
from search_api.batch import marks as batch
from search_api.batch import names as batch_names
from search_api.batch import patents as batch_patents
from search_api.batch.lines import run_batch

Answers = Callable[[Path], Iterator[dict[str, Any]]]
HOSTILE = {
    '{"id": "1", "@": "ⵣEN"}': None,
    '{"id": "2", "@": {"fr": "X"}}': "invalid-query",
    '{"id": "3", "@": ["TAPIS", 3]}': "invalid-query",
    '{"id": "4", "@": "\\ud800"}': "unknown-format",
    '{"id": "5", "@": NaN}': "unknown-format",
    '{"id": "6", "@": ' + "[" * 300 + "]" * 300 + "}": "unknown-format",
    '{"id": ["x"], "@": "KAHWA"}': "invalid-query",
    '{"id": "8", "@": "KAHWA", "limit": true}': "invalid-query",
    '{"id": "9", "@": "KAHWA", "%": 0}': "invalid-query",
    "[1]": "unknown-format",
    '{"id": "11"': "unknown-format",
    '{"id": 12, "@": "KAHWA ATLAS"}': None,
}
WAYS = {"marks": ("text", "as_of"), "names": ("names", "as_of"), "patents": ("text", "before")}


@pytest.fixture
def ways(sample_reader: EmbeddedReader, sample_data: Path) -> Iterator[dict[str, Answers]]:
    encoder = load_encoder()
    with PatentsEngine(sample_data / "patents").read() as patents:
        yield {
            "marks": lambda path: run_batch(
                batch.questions(str(path), 2, "en"), partial(batch.answer, sample_reader, None)
            ),
            "names": lambda path: run_batch(
                batch_names.requests(str(path), 2, "en"), partial(batch_names.answer, sample_reader, None)
            ),
            "patents": lambda path: batch_patents.answers(str(path), patents, encoder, {"limit": 2, "lang": "en"}),
        }


def lines_of(way: str) -> list[str]:
    text, day = WAYS[way]
    found = [line.replace('"@"', f'"{text}"').replace('"%"', f'"{day}"') for line in HOSTILE]
    if way != "names":
        return found
    return [
        line.replace('"names": "', '"names": ["')
        .replace('ⵣEN"', 'ⵣEN"]')
        .replace('KAHWA ATLAS"', 'KAHWA ATLAS"]')
        .replace('KAHWA"', 'KAHWA"]')
        for line in found
    ]


@pytest.mark.parametrize("way", WAYS)
def test_every_line_is_answered_or_refused(way: str, ways: dict[str, Answers], tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(lines_of(way)), encoding="utf-8")
    answers = list(ways[way](path))
    assert [a.get("error", {}).get("slug") for a in answers] == list(HOSTILE.values())
    assert [a["id"] for a in answers if "error" not in a] == ["1", "12"]
    json.dumps(answers)


@pytest.mark.parametrize("way", WAYS)
def test_a_fault_of_the_program_costs_its_line(
    way: str, ways: dict[str, Answers], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A NumPy error was once told as "is not a JSON object", without the line's id."""
    module, name = {
        "marks": (batch, "clear_mark"),
        "names": (batch_names, "answer_names"),
        "patents": (batch_patents, "answer"),
    }[way]
    real = getattr(module, name)
    calls = iter([True, False])

    def sometimes(*given: Any, **more: Any) -> Any:
        if next(calls):
            raise ValueError("matmul: SECRET")
        return real(*given, **more)

    monkeypatch.setattr(module, name, sometimes)
    path = tmp_path / "q.jsonl"
    lines = lines_of(way)
    path.write_text(f"{lines[0]}\n{lines[-1]}\n", encoding="utf-8")
    first, second = ways[way](path)
    assert first["id"] == "1"
    assert first["error"]["slug"] == "bug"
    assert "ValueError at" in first["error"]["message"]
    assert "SECRET" not in json.dumps(first)
    assert "results" in second


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_breaks_off_is_answered_as_far_as_it_goes(
    way: str, ways: dict[str, Answers], tmp_path: Path
) -> None:
    path = tmp_path / "q.jsonl.gz"
    first, filler = lines_of(way)[0], json.dumps({"id": "x", "filler": list(range(60_000))})
    whole = gzip.compress(f"{first}\n{filler}\n{first}\n".encode())
    path.write_bytes(whole[:-40])
    answers = list(ways[way](path))
    assert "results" in answers[0]
    assert answers[-1]["error"]["slug"] == UnreadableFile.slug
    path.write_bytes(whole[:15])
    with pytest.raises(UnreadableFile, match="cut or damaged"):
        list(ways[way](path))
