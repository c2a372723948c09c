"""The set that a search retrieves equals the set by definition, over 20,000 marks: 200 queries of each kind."""

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.name_register import names
from corpora.parsing.marks import mark_from
from corpora.records.mark import Mark
from indexer.lexicon.lexicon import WORD, Lexicon
from indexer.marks.embedded import EmbeddedEngine, EmbeddedReader
from indexer.marks.engine import Filters, Slot
from indexer.marks.expand import EXACT, FLOOR, expand
from indexer.marks.expand_names import LEAST_ACROSS, LEAST_CLOSE, LEAST_FOUND, NAME_FLOOR, expand_name
from models.names.keys import name_entry
from models.signs.entry import analyse
from models.tokens import tokens
from models.words.closeness import closeness, ratio
from models.words.concepts import equivalents
from models.words.likeness import likenesses
from models.words.text import versions_of, word_script
from models.words.weak import weak_words
from models.words.word import Word
from tests.conftest import hidden_marks, records_of, register_files, sample_files

SEED = 1797
MARKS, QUERIES = 20_000, 200
NO_CAP = 1_000_000
Register = tuple[EmbeddedReader, dict[str, list[str]]]


@pytest.fixture(scope="module")
def register_of_20000(tmp_path_factory: pytest.TempPathFactory) -> Register:  # type: ignore[misc]
    rng = random.Random(SEED)
    pool = {mark.id: mark for mark in (*records_of(register_files()), *records_of(sample_files()))}
    marks = [
        *hidden_marks(),
        *rng.sample(sorted(pool.values(), key=lambda m: m.id), min(MARKS, len(pool)) - len(hidden_marks())),
    ]
    engine = EmbeddedEngine(tmp_path_factory.mktemp("definition") / "marks")
    with engine.write(replace=True) as writer:
        writer.add(marks)
        writer.commit()
    with engine.read() as reader:
        holders: dict[str, list[str]] = {}
        for mark in marks:
            for token in tokens(mark):
                holders.setdefault(token, []).append(mark.id)
        yield reader, holders


def by_definition(slots: tuple[Slot, ...], holders: dict[str, list[str]], floor: int = FLOOR) -> dict[str, int]:
    """Every mark whose sum over slots of the best option it holds reaches the floor."""
    scores: Counter[str] = Counter()
    for slot in slots:
        best: dict[str, int] = {}
        for token, weight in slot.options.items():
            for mark_id in holders.get(token, ()):
                best[mark_id] = max(weight, best.get(mark_id, 0))
        scores.update(best)
    return {mark_id: score for mark_id, score in scores.items() if score >= floor}


def texts(kind: str, marks: list[str], rng: random.Random) -> list[str]:
    """`QUERIES` texts of a kind, made from the register's own words."""
    words = sorted({word for text in marks for v in versions_of(text) for word in v.words})
    latin = [w for w in words if w.isascii() and w.isalpha()]
    arabic = [w for w in words if "\u0600" <= w[0] <= "\u06ff"]
    tifinagh = [w for w in words if "\u2d30" <= w[0] <= "\u2d7f"]
    weak = sorted(w for w in weak_words() if w.isascii() and len(w) > 2)

    def twisted(word: str) -> str:
        at = rng.randrange(len(word))
        return word[:at] + rng.choice(word) + word[at + rng.randint(0, 1) :]

    make = {
        "short": lambda: rng.choice([w for w in latin if 2 <= len(w) <= 4]),
        "Arabic": lambda: twisted(rng.choice(arabic)),
        "Tifinagh": lambda: twisted(rng.choice(tifinagh)),
        "two words": lambda: f"{twisted(rng.choice(latin))} {rng.choice(latin)}",
        "all weak": lambda: " ".join(rng.sample(weak, 2)),
        "containment": lambda: rng.choice([w for w in latin if len(w) > 7])[1:-2],
        "compact": lambda: rng.choice(latin) + rng.choice(latin)[:3],
    }[kind]
    return [make() for _ in range(QUERIES)]


@pytest.mark.parametrize("kind", ["short", "Arabic", "Tifinagh", "two words", "all weak", "containment", "compact"])
def test_retrieved_set_equals_the_set_by_definition(register_of_20000: Register, kind: str) -> None:
    reader, holders = register_of_20000
    own = [mark.text for mark in reader.records()]
    for text in texts(kind, own, random.Random(SEED)):
        slots = expand(analyse(Mark("", text)), reader.lexicon)
        hits = reader.match(slots, Filters(), floor=FLOOR, cap=NO_CAP)
        assert hits.exhaustive
        assert hits.floor == FLOOR
        assert dict(zip(hits.ids, hits.scores, strict=True)) == by_definition(slots, holders), text


def test_options_of_a_query_word_are_those_of_the_definition() -> None:
    """A register word is an option exactly when `models.words.closeness` calls it close (see indexer/oracle for the
    lexicon itself).
    """
    from models.words.readings import read_word

    forms = sorted(
        {word for mark in records_of([Path(sample_files()[1])]) for v in versions_of(mark.text) for word in v.words}
    )
    lexicon = Lexicon.build(dict.fromkeys(forms, WORD))
    for text in ("zellige", "الزليج", "ⵣⵍⵍⵉⵊ", "argan", "oni"):
        entry = analyse(Mark("", text))
        close = {form for form in forms if closeness(entry.signs[0].words[0], Word(form, read_word(form))) > 0}
        options = expand(entry, lexicon)[0].options
        assert close <= options.keys()


def test_trade_names_are_found_by_definition_and_activity_only_orders_them(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Exact above the floor: names made from another seed against 6,000 synthetic ones, the optional slots counted
    too.
    """
    made = [mark_from(record) for record in names(6_000)]
    engine = EmbeddedEngine(tmp_path_factory.mktemp("names") / "marks")
    with engine.write(replace=True) as writer:
        writer.add(made)
        writer.commit()
    holders: dict[str, list[str]] = {}
    for mark in made:
        for token in tokens(mark):
            holders.setdefault(token, []).append(mark.id)
    with engine.read() as reader:
        for record in names(150, SEED + 1):
            slots = expand_name(name_entry(mark_from(record)), reader.lexicon)
            assert sum(max(slot.options.values()) for slot in slots if slot.optional) < NAME_FLOOR
            hits = reader.match(slots, Filters(), floor=NAME_FLOOR, cap=NO_CAP)
            assert hits.exhaustive
            assert dict(zip(hits.ids, hits.scores, strict=True)) == by_definition(slots, holders, NAME_FLOOR), record[
                "text"
            ]
            required = tuple(slot for slot in slots if not slot.optional)
            assert set(hits.ids) >= by_definition(required, holders, NAME_FLOOR).keys()


def test_every_register_word_that_is_close_enough_is_an_option_for_a_name() -> None:
    forms = sorted({word for record in names(3_000) for v in versions_of(record["text"]) for word in v.words})
    lexicon = Lexicon.build(dict.fromkeys(forms, WORD))
    others = [Word(form, lexicon.readings(form)) for form in forms]
    for text in ("atlas", "النور", "somatrans", "baraka", "ⴰⵣⵓⵍ"):
        entry = name_entry(Mark("", text, right="trade_name"))
        word = entry.keys[0].sign.words[0]
        script = word_script(word.form)
        close = {o.form for o in others if word_script(o.form) == script and closeness(word, o) >= LEAST_CLOSE}
        foreign = [o for o in others if word_script(o.form) != script and closeness(word, o) >= LEAST_FOUND]
        alike = zip(foreign, likenesses(word, foreign).tolist(), strict=True) if foreign else ()
        close |= {other.form for other, value in alike if value >= LEAST_ACROSS}
        options = {token for token in expand_name(entry, lexicon)[0].options if not token.startswith("=")}
        assert close <= options
        less = options - close - set(equivalents(word.form))
        assert all(word_script(form) != script for form in less)  # found by consonants alone, and alike


def test_every_word_within_the_ratio_of_a_strong_word_is_an_option(register_of_20000: Register) -> None:
    """However little a register's word says: SOLUTION comes back beside EVOLUTION."""
    reader, _ = register_of_20000
    lexicon = reader.lexicon
    words = [form for at, form in enumerate(lexicon.index.strings) if lexicon.is_word(at)]
    for text in random.Random(SEED).sample([word for word in words if len(word) > 1], QUERIES):
        entry = analyse(Mark("", text), lexicon.readings)
        options = {token for slot in expand(entry, lexicon, reader.counts) for token in slot.options}
        for form in [word for sign in entry.signs for word in (w.form for w in sign.words)]:
            assert {word for word in words if ratio(form, word) >= EXACT} <= options
