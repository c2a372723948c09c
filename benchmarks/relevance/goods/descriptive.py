"""Descriptive words: does the measure tell signs that were held to describe their goods from those that were not?

Four questions: signs that offices and courts judged (few were held *not* descriptive: read the interval); our own words
in five languages; class terms as marks of their own class and of a far one, by a table counted without them; and
registered EU word marks, which an examiner let pass and which should rarely be flagged.
"""

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import HERE, json_lines, register_files
from benchmarks.relevance.marks.judgement import auc
from benchmarks.tables import markdown
from corpora.readers.detect import read_marks
from corpora.records.mark import Goods, Mark
from corpora.tables.nice import class_relation, nice_classes
from models.encoders import DEFAULT, Encoder, load_encoder
from models.goods.class_words import class_words, counted, use_class_words
from models.goods.descriptive import Field, field_of, sign_descriptive
from models.goods.stems import stem
from models.words.concepts import use_table
from models.words.text import words_of

SEED, RESAMPLES = 97, 1_000
FLAGGED = 0.5  # from which a sign is said to be descriptive
TERMS, REGISTERED = 300, 600
LISTS = ("nice/terms_en_ncl10-2015.jsonl.gz", "nice/terms_en_fr_euipo.jsonl.gz")
OPEN_REGISTER, LET_PASS = "euipo-opendata-sample", ("word", "registered")
MOST_WORDS = 3  # of a term that could be a mark


@dataclass(frozen=True, slots=True)
class Case:
    """A sign, what it is for, and whether it was held descriptive."""

    sign: str
    record: Mark
    language: str
    held: bool

    @property
    def field(self) -> Field:
        """What the sign is used for."""
        return field_of(self.record)


def tables() -> Iterator[str]:
    """Yield the tables of the four questions."""
    encoder = load_encoder(DEFAULT)
    yield "## Descriptive signs\n"
    yield "\n\n".join(_judged("held by offices and courts", list(decided()), encoder))
    yield "\n\n".join(_judged("our own words", list(own_words()), encoder))
    yield markdown(["marks", "number", f"flagged (≥ {FLAGGED})", "flagged, with encoder"], list(_flagged(encoder)))


def decided() -> Iterator[Case]:
    """Yield the signs that were judged; evaluation only."""
    for row in json_lines("pairs/descriptive.jsonl"):
        yield Case(row["sign"], _record(row["goods"], row["classes"]), row["language"], row["verdict"] == "descriptive")


def own_words() -> Iterator[Case]:
    """Yield our own words (`benchmarks/cases/descriptive_words.csv`)."""
    with (HERE / "cases" / "descriptive_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Case(row["word"], _record(row["goods"], [int(row["class"])]), row["language"], row["expected"] == "1")


def _record(goods: str, classes: Sequence[int]) -> Mark:
    number = classes[0] if len(classes) == 1 else None
    return Mark("", "x", nice_classes=tuple(classes), goods=(Goods(goods, number),) if goods else ())


Scores = NDArray[np.float64]


def _judged(name: str, cases: list[Case], encoder: Encoder) -> Iterator[str]:
    measures: dict[str, Callable[[Case], float]] = {
        "**Anteriority**": lambda case: sign_descriptive(case.sign, case.field),
        "**Anteriority with encoder**": lambda case: sign_descriptive(case.sign, case.field, encoder),
        "a word of the goods or of a term of the class": _shares_word,
        "encoder alone, sign and goods": lambda case: _cosine(case, encoder),
    }
    scores = {measure: np.array([of(case) for case in cases]) for measure, of in measures.items()}
    held = np.array([case.held for case in cases])
    languages = sorted({case.language for case in cases})
    told = [lang for lang in languages if len({case.held for case in cases if case.language == lang}) == 2]
    of_language = {lang: np.array([case.language == lang for case in cases]) for lang in told}
    yield f"### {name}: {held.sum()} descriptive, {(~held).sum()} not\n"
    counts = [f"{lang} ({(held & at).sum()}/{(~held & at).sum()})" for lang, at in of_language.items()]
    rows = []
    for measure, values in scores.items():
        low, high = interval(held, values)
        flagged = f"{(values[held] >= FLAGGED).mean():.2f} / {(values[~held] >= FLAGGED).mean():.2f}"
        by_language = (f"{auc(held[at], values[at]):.3f}" for at in of_language.values())
        rows.append([measure, f"{auc(held, values):.3f} [{low:.3f}, {high:.3f}]", flagged, *by_language])
    yield markdown(["measure", "AUC [95 %]", "flagged: descriptive / not", *counts], rows)


def interval(held: NDArray[np.bool_], values: Scores) -> tuple[float, float]:
    """Return the 95 % interval of an AUC by resampling both sides apart."""
    rng = np.random.default_rng(SEED)
    yes, no = values[held], values[~held]
    truth = np.repeat([True, False], [len(yes), len(no)])
    drawn = [auc(truth, np.concatenate([rng.choice(yes, len(yes)), rng.choice(no, len(no))])) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def _shares_word(case: Case) -> float:
    """Return the share of the sign's words that stand in the goods given or in a term of their classes."""
    stems = [stem(word) for word in words_of(case.sign)]
    known = class_words()
    return sum(s in case.field.stems or any(n in known.get(s, {}) for n in case.field.classes) for s in stems) / max(
        len(stems), 1
    )


def _cosine(case: Case, encoder: Encoder) -> float:
    goods = " ".join(goods.text for goods in case.record.goods) or " ".join(
        nice_classes()[n].title["en"] for n in case.record.nice_classes
    )
    sign, meant = encoder.encode([case.sign, goods])
    return float(sign @ meant)


def _flagged(encoder: Encoder) -> Iterator[list[str]]:
    rng = random.Random(SEED)
    terms = [
        (int(row["class"]), row[key])
        for name in LISTS
        for row in json_lines(name)
        for key in ("en", "fr")
        if row.get(key)
    ]
    rng.shuffle(terms)
    left_out = [(n, t) for n, t in terms[::2] if len(words_of(t)) <= MOST_WORDS][:TERMS]
    with _counted_in(terms[1::2]):
        for name, far in (("class terms left out, own class", False), ("… a far class", True)):
            fields = [_record("", [_far(number, rng) if far else number]) for number, _ in left_out]
            yield _shares(name, [(term, field_of(f)) for (_, term), f in zip(left_out, fields, strict=True)], encoder)
    marks = [(mark.text, field_of(mark)) for mark in islice(_registered(), 20 * REGISTERED)]
    yield _shares("registered EU word marks", rng.sample(marks, min(REGISTERED, len(marks))), encoder)


def _shares(name: str, signs: list[tuple[str, Field]], encoder: Encoder) -> list[str]:
    plain = [sign_descriptive(sign, field) >= FLAGGED for sign, field in signs]
    with_encoder = [sign_descriptive(sign, field, encoder) >= FLAGGED for sign, field in signs]
    return [name, str(len(signs)), f"{np.mean(plain):.2f}", f"{np.mean(with_encoder):.2f}"]


@contextmanager
def _counted_in(terms: list[tuple[int, str]]) -> Iterator[None]:
    """Have the words of classes counted in these terms alone."""
    use_class_words(counted(terms))
    use_table(["# words counted anew"])  # which forgets what was read before
    try:
        yield
    finally:
        use_class_words(None)
        use_table([])


def _far(number: int, rng: random.Random) -> int:
    return rng.choice([n for n in nice_classes() if n != number and class_relation(n, number) == "none"])


def _registered() -> Iterator[Mark]:
    records = (record for path in register_files() for record in read_marks(str(path)))
    marks = (record for record in records if isinstance(record, Mark) and record.source == OPEN_REGISTER)
    return (mark for mark in marks if mark.nice_classes and (mark.kind, mark.status) == LET_PASS)
