"""The register that known earlier marks are hidden in, and what a search finds of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

from benchmarks.data import engine_for, filled, read_all, register_files
from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.timed_marks import ROWS_READ
from corpora.errors import InvalidQuery
from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Reader
from models.encoders import DEFAULT, Encoder, load_encoder
from models.words.text import words_of
from search_api.answer import Conflict
from search_api.marks.clear import AnswerOptions, clear_mark

AS_OF = date(2026, 1, 1)  # later than every record, so that all of the register is earlier


@dataclass(frozen=True, slots=True)
class PairResult:
    """What a search for a pair's later sign found: rank, level and probability of the earlier one; rows at each level
    in all.
    """

    pair: MarkPair
    rank: float | None
    level: int | None
    per_level: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A reader of the register with the earlier marks in it, and the text of every record of it."""

    reader: Reader
    texts: tuple[str, ...]


def folded(mark: Mark) -> str:
    """Return the folded words of a mark's text, by which an answer is known."""
    return " ".join(words_of(mark.text))


@contextmanager
def hidden_register(
    folder: Path, pairs: Sequence[MarkPair], files: Sequence[Path] = (), engine: str = "embedded"
) -> Iterator[Hidden]:
    """Yield the register (default: the large one) with every earlier mark hidden in it that it does not hold already.

    Decided marks bring their goods and are hidden whether or not the register holds another mark of that text.
    `engine` is "embedded" (then it stands in `folder`) or the URL of a cluster.
    """
    paths = list(files) or register_files()
    texts = _texts(tuple(paths))
    known = {folded for _, folded in texts}
    hidden: dict[tuple[object, ...], Mark] = {}
    for pair in pairs:
        earlier = pair.earlier
        if pair.source in {"oppositions", "refusals"} and folded(earlier) in known:
            continue
        key = earlier.text, earlier.nice_classes, earlier.goods
        hidden.setdefault(key, replace(earlier, id=f"XX-HIDDEN-{len(hidden)}"))
    marks = list(hidden.values())
    contents = [*(f"{path.name} {path.stat().st_size}" for path in paths), *(repr(mark) for mark in marks)]
    with filled(engine_for(folder, contents, engine), chain(read_all(paths), marks)).read() as reader:
        reader.warm()
        yield Hidden(reader, (*(text for text, _ in texts), *(mark.text for mark in marks)))


@cache
def _texts(paths: tuple[Path, ...]) -> list[tuple[str, str]]:
    return [(mark.text, folded(mark)) for mark in read_all(paths)]


def search(pairs: Iterable[MarkPair], hidden: Hidden, *, goods: bool) -> list[PairResult]:
    """Return what is found of every pair's earlier mark, in the order given; with or without the goods of the pair."""
    encoder = load_encoder(DEFAULT) if goods else None
    return [_searched(pair, hidden, encoder) for pair in pairs]


def searched_mark(pair: MarkPair, *, goods: bool) -> Mark:
    """Return the mark that is searched for a pair."""
    return pair.proposed if goods else replace(pair.proposed, goods=(), nice_classes=())


def _searched(pair: MarkPair, hidden: Hidden, encoder: Encoder | None) -> PairResult:
    proposed = searched_mark(pair, goods=encoder is not None)
    try:
        results = clear_mark(proposed, Filters(), hidden.reader, AnswerOptions(AS_OF, limit=ROWS_READ), encoder).results
    except InvalidQuery:
        return PairResult(pair, None, None, (0, 0, 0, 0))
    row = row_of(results, pair.earlier.text)
    levels = Counter(result.level for result in results)
    counts = levels[1], levels[2], levels[3], levels[4]
    return PairResult(pair, row.rank if row else None, row.level if row else None, counts)


def row_of(results: Iterable[Conflict], answer: str) -> Conflict | None:
    """Return the first row that holds a mark of this text."""
    words = words_of(answer)
    return next((row for row in results if any(words_of(r.text) == words for r in (row.record, *row.also))), None)
