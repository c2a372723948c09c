"""Candidates assessed over columns have the probability, level and identity that `compare` and `assess` give them."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpora.records.mark import Goods, Mark
from indexer.marks.columns_file import load_columns, save_columns
from models.columns.assess import assess_all
from models.columns.build import ColumnBuilder
from models.columns.index import ColumnIndex
from models.columns.layout import Columns, arrays_of
from models.marks.assessment import assess
from models.marks.comparison import compare
from models.marks.knowledge import Knowledge
from models.marks.weighing import describing
from models.signs.distinctiveness import NO_COUNTS, WordCounts
from models.signs.entry import analyse
from models.signs.likeness import Likeness, entry_words
from models.tokens import UNCOUNTED, tokens
from tests.conftest import AS_OF, records_of, sample_files

SEED, QUERIES, EACH = 1797, 150, 60
HARD = [
    Mark("H-1", "إتش إس بي سي السعودية", nice_classes=(36,)),
    Mark("H-2", "EAU DE MER ISOTONIC NASAL/او دي مير اسوتونيك", nice_classes=(3, 5)),
    Mark("H-3", "CPA Crédit Populaire", nice_classes=(36,)),
    Mark("H-4", "القرض الشعبي الجزائري", nice_classes=(36,)),
    Mark("H-5", "AL MAGHRIB/المغرب"),
    Mark("H-6", "SOLEIL D'OR", goods=(Goods("bijoux; montres", 14),)),
    Mark("H-7", "GOLDEN SUN", goods=(Goods("jewellery; watches", 14),)),
    Mark("H-8", "РОССА"),
    Mark("H-9", "ROSSA 3", disclaimed=("ROSSA",)),
    Mark("H-10", "A B", nice_classes=(35,)),
    Mark("H-11", "LE PETIT SOLEIL ROUGE DU GRAND SUD MAROCAIN ET DE SES ENVIRONS LES PLUS BEAUX DU MONDE"),
    Mark("H-12", "PATISSERIE ATLAS", goods=(Goods("pâtisserie, confiserie"),)),
    Mark("H-13", "CHOCOBANK", nice_classes=(30,)),
]
Register = tuple[list[Mark], ColumnIndex, WordCounts]


def _counts(marks: list[Mark]) -> WordCounts:
    from indexer.marks.tallies import WordTally

    tally = WordTally()
    for mark in marks:
        tally.add(mark, [token for token in tokens(mark) if not token.startswith(UNCOUNTED)])
    return tally.counts()


def _columns(marks: list[Mark]) -> Columns:
    builder = ColumnBuilder()
    assert [builder.add(mark) for mark in marks] == list(range(len(marks)))
    return builder.columns()


@pytest.fixture(scope="module")
def register() -> Register:
    records = [*records_of(sample_files()), *HARD]
    marks = [mark for mark in records if analyse(mark).signs]
    counts = _counts(marks)
    return marks, ColumnIndex(_columns(marks), counts), counts


def _proposed(marks: list[Mark], rng: random.Random) -> list[Mark]:
    chosen = [replace(mark, id="") for mark in rng.sample(marks, QUERIES)]
    bare = [replace(mark, nice_classes=(), goods=(), activity=None) for mark in chosen[::3]]
    other = [replace(mark, nice_classes=(30, 35), goods=(Goods("pain; savon", 30),)) for mark in chosen[1::3]]
    return [*bare, *other, *chosen[2::3], *(replace(mark, id="") for mark in HARD)]


def test_all_at_once_is_one_by_one(register: Register) -> None:
    marks, _, counts = register
    rng = random.Random(SEED)
    by_word: dict[str, list[int]] = {}
    for row, mark in enumerate(marks):
        for token in tokens(mark):
            by_word.setdefault(token[:3], []).append(row)
    for proposed in _proposed(marks, rng):
        entry = analyse(proposed, describes=describing(proposed, counts=counts))
        near = sorted({row for token in tokens(proposed) for row in by_word.get(token[:3], ())})
        rows = sorted({*rng.sample(near, min(EACH, len(near))), *rng.sample(range(len(marks)), EACH)})
        rows += list(range(len(marks) - len(HARD), len(marks)))
        _same(entry.record, rows, register)


def _same(proposed: Mark, rows: list[int], register: Register) -> None:
    marks, index, counts = register
    entry = analyse(proposed, describes=describing(proposed, counts=counts))
    others = [analyse(marks[row], describes=describing(proposed, marks[row], counts=counts)) for row in rows]
    words = Likeness(entry_words([entry], compact=True), entry_words(others, compact=True))
    known = Knowledge(counts=counts, words=words, as_of=AS_OF, explained=False)
    compared = [compare(entry, other, known) for other in others]
    goods = np.array([np.nan if c.goods.value is None else c.goods.value for c in compared])
    found = assess_all(index, np.array(rows, np.intp), entry, goods)
    for at, comparison in enumerate(compared):
        expected = assess(comparison)
        assert found.probability[at] == pytest.approx(expected.probability, abs=1e-9), (proposed.text, marks[rows[at]])
        assert found.level[at] == expected.level
        assert found.identical[at] == comparison.identical_signs


def test_a_small_register_counts_nothing() -> None:
    index = ColumnIndex(_columns(HARD), NO_COUNTS)
    for proposed in HARD:
        _same(replace(proposed, id=""), list(range(len(HARD))), (HARD, index, NO_COUNTS))


def test_columns_are_stored_and_go_on(tmp_path: Path) -> None:
    save_columns(_columns(HARD[:6]), tmp_path / "half", "a")
    with (tmp_path / "half").open("rb") as file:
        half, table = load_columns(file)
        builder = ColumnBuilder(half)
        for mark in HARD[6:]:
            builder.add(mark)
        whole = builder.columns()
    assert table == "a"
    index = ColumnIndex(whole, NO_COUNTS)
    for proposed in HARD:
        _same(replace(proposed, id=""), list(range(len(HARD))), (HARD, index, NO_COUNTS))
    save_columns(whole, tmp_path / "whole", "")
    with (tmp_path / "whole").open("rb") as file:
        again, _ = load_columns(file)
    for name, values in arrays_of(whole).items():
        assert np.array_equal(values, arrays_of(again)[name]), name
