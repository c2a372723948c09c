"""Whether two versions of the program give the same answers: one writes its answers into a file, the other compares
its own.

Everything goes through the command line, as a person or a batch would: what is compared is what is seen.
"""

import json
import random
import re
import subprocess  # the program itself
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.data import SAMPLE, read_all, register_files, work_data
from benchmarks.relevance.patents.topics import work_file
from benchmarks.tables import markdown
from corpora.errors import UnreadableFile
from corpora.readers.detect import read_patents
from corpora.records.mark import Mark
from corpora.records.patent import Patent

MARKS, NAMES, PATENTS = 300, 100, 60
LARGE = 2_000  # patents of the work data in the large collection: vectors cost the time
SEED = 1797
_OF_A_RUN = frozenset({"took_ms", "stages_ms", "snapshot", "collections"})  # differ from run to run
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)  # how a page looks is no answer
Answer = tuple[str, str]  # which question, what was answered


def run(folder: Path, engine: str, write: Path | None, against: Path | None) -> Iterator[str]:
    """Yield how many answers are the same as in the file `against`; the answers are written into `write`."""
    answers = {f"{register} {what}": answer for register, what, answer in _every(folder, engine)}
    if write:
        write.write_text("".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in answers.items()), "utf-8")
    before = dict(json.loads(line) for line in against.read_text("utf-8").splitlines()) if against else {}
    answers, before = ({key: _STYLE.sub("", answer) for key, answer in side.items()} for side in (answers, before))
    if not against:
        yield f"{len(answers):,} answers on {engine} written"
        return
    kinds = sorted({key.rpartition(" ")[0] for key in before | answers})
    rows = []
    for kind in kinds:
        keys = [key for key in before if key.rpartition(" ")[0] == kind]
        rows.append([kind, len(keys), sum(answers.get(key) == before[key] for key in keys)])
    yield markdown(["answers", "before", "the same"], rows)
    for key in [key for key in before if answers.get(key) != before[key]][:20]:
        yield f"{key}: {_difference(before[key], answers.get(key, 'missing'))}"


def _every(folder: Path, engine: str) -> Iterator[tuple[str, str, str]]:
    """Yield (register, question, answer) over the sample and, where it is present, over the work data."""
    yield from (("sample", *one) for one in _answers(folder / "same-sample", engine, sorted(SAMPLE.glob("*.gz")), None))
    if work_data():
        yield from (("large", *one) for one in _answers(folder / "same-large", engine, register_files(), LARGE))


def _answers(data: Path, engine: str, files: list[Path], patents: int | None) -> Iterator[Answer]:
    with TemporaryDirectory() as scratch:

        def ask(*words: str) -> str:
            return _ask("--data", str(data), "--engine", engine, "--lang", "fr", *words)

        ask("index", "marks", *map(str, files))
        collection = SAMPLE / "patents.jsonl" if patents is None else _first_patents(Path(scratch), patents)
        ask("index", "patents", str(collection))
        records = sorted(read_all(files), key=lambda mark: mark.id)
        inventions = [item for item in read_patents(str(collection)) if isinstance(item, Patent)]
        for kind, queries in _queries(records, inventions, random.Random(SEED)).items():
            yield from _batch(ask, Path(scratch), kind, queries)
        yield from _shown(ask, records, random.Random(SEED))


def _ask(*words: str) -> str:
    program = Path(sys.executable).with_name("anteriority")
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode and words[6] in {"index", "batch"}:
        raise UnreadableFile(f"{' '.join(words[6:8])}: {done.stderr.strip()}")
    return done.stdout if done.returncode == 0 else f"exit {done.returncode}: {done.stderr}"


def _first_patents(scratch: Path, most: int) -> Path:
    import gzip
    from itertools import islice

    path = scratch / "patents.jsonl"
    with gzip.open(work_file("patents.jsonl.gz"), "rt", encoding="utf-8") as lines:
        path.write_text("".join(islice(lines, most)), "utf-8")
    return path


def _queries(
    records: list[Mark], inventions: list[Patent], rng: random.Random
) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    """Return queries of every kind, drawn from the records: as they are, with letters changed, with classes, goods
    and dates.
    """
    with_text = [mark for mark in records if mark.text]
    marks = rng.sample(with_text, min(MARKS, len(with_text)))
    names = rng.sample(with_text, min(3 * NAMES, len(with_text)))
    drawn = rng.sample(inventions, min(PATENTS, len(inventions)))
    return {
        "marks": [_mark(number, mark, rng) for number, mark in enumerate(marks)],
        "names": [
            {
                "id": str(number),
                "names": [mark.text for mark in names[3 * number : 3 * number + 1 + number % 3]],
                **({"activity": _activity(names[3 * number])} if number % 2 else {}),
            }
            for number in range(len(names) // 3)
        ],
        "patents": [_patent(number, drawn[number % len(drawn)]) for number in range(PATENTS)],
    }


def _activity(mark: Mark) -> str:
    return mark.activity.text if mark.activity and mark.activity.text else "restauration rapide"


def _mark(number: int, mark: Mark, rng: random.Random) -> dict[str, Any]:
    at = rng.randrange(len(mark.text))
    text = mark.text if number % 2 else mark.text[:at] + mark.text[at + 1 :] or mark.text
    query: dict[str, Any] = {"id": str(number), "text": text, "limit": 10, "as_of": "2026-01-01"}
    if number % 3 == 1 and mark.nice_classes:
        query["classes"] = list(mark.nice_classes[:3])
    if number % 3 == 2 and mark.goods:
        query["goods"] = mark.goods[0].text[:500]
    return query


def _patent(number: int, patent: Patent) -> dict[str, Any]:
    text = " ".join(part.text for part in (*patent.title[:1], *patent.abstract[:1]))
    ways = [
        {"text": text},
        {
            "claims": (
                f"1. {text}; a pump that lifts brine; a control unit.\n2. The device of claim 1, wherein it is of "
                "glass."
            )
        },
        {"publication_number": patent.publication_number},
    ]
    return {"id": str(number), "limit": 10, "before": "2022-01-01", **ways[number % 3]}


def _batch(ask: Callable[..., str], scratch: Path, kind: str, queries: Iterable[Mapping[str, Any]]) -> Iterator[Answer]:
    query_file, answer_file = scratch / f"{kind}.jsonl", scratch / f"{kind}.out.jsonl"
    query_file.write_text("".join(f"{json.dumps(query, ensure_ascii=False)}\n" for query in queries), "utf-8")
    ask("batch", kind, str(query_file), "-o", str(answer_file))
    for line in answer_file.read_text("utf-8").splitlines():
        answer = _lasting(json.loads(line))
        yield f"{kind} {answer['id']}", json.dumps(answer, ensure_ascii=False, sort_keys=True)


def _shown(ask: Callable[..., str], records: list[Mark], rng: random.Random) -> Iterator[Answer]:
    """Yield what commands show for people: tables, sheets, comparisons, records."""
    texts = [mark.text for mark in rng.sample([mark for mark in records if mark.text], 6)]
    for number, text in enumerate(texts):
        for shape in ("table", "html"):
            yield f"mark-{shape} {number}", _plain(ask("search", "mark", "--format", shape, "--", text))
            yield f"name-{shape} {number}", _plain(ask("search", "name", "--format", shape, "--", text))
        yield f"compare {number}", _plain(ask("compare", "--", text, texts[number - 1]))
        yield f"show {number}", _plain(ask("show", records[number].id))
    patent = ask("search", "patent", "--", "Un procédé pour dessaler l'eau de mer avec la chaleur perdue d'une turbine")
    yield "patent-table 0", _plain(patent)


def _lasting(value: Any) -> Any:
    """Return a value without what differs from run to run."""
    if isinstance(value, dict):
        return {key: _lasting(item) for key, item in value.items() if key not in _OF_A_RUN}
    return [_lasting(item) for item in value] if isinstance(value, list) else value


def _plain(shown: str) -> str:
    return "\n".join(line for line in shown.splitlines() if " ms" not in line and "snapshot" not in line.lower())


def _difference(before: str, now: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now)))
    return f"…{before[max(0, at - 60) : at + 40]!r} became …{now[max(0, at - 60) : at + 40]!r}"
