"""What a report amounts to: counts, the best single basis, no verdict without a register, parts, order and folding."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from corpora.parsing.marks import mark_from
from corpora.records.mark import Goods, Mark
from indexer.marks.embedded import EmbeddedEngine, EmbeddedReader
from indexer.marks.engine import Filters, Reader, RegisterInfo
from models.law.reason import Reason
from models.law.standing import standing
from models.marks.assessment import Assessment, assess
from models.marks.comparison import Comparison, compare
from models.marks.knowledge import Knowledge
from models.signs.entry import Entry, analyse
from search_api.answer import Conflict, Report, conflict_of
from search_api.marks import conclusion_text
from search_api.marks.clear import AnswerOptions, clear_mark
from search_api.marks.conclusion import Found, conclude
from search_api.marks.effect import Searched
from search_api.marks.order import CLOSE, Judged, ranked
from search_api.marks.reasons import in_order
from search_api.render.folding import folded_rows, folded_text, shown_rows
from search_api.render.marks_page import page
from search_api.render.marks_table import print_report
from search_api.say import LOCALES, catalogue, counted
from search_api.shown import record_out
from tests.conftest import AS_OF

LIVE: dict[str, Any] = {"status": "registered", "filing_date": "2015-01-01"}


@contextmanager
def _reader(folder: Path, records: list[dict[str, Any]]) -> Iterator[EmbeddedReader]:
    engine = EmbeddedEngine(folder / "marks")
    with engine.write(replace=True) as writer:
        writer.add(mark_from({**LIVE, "nice_classes": [25], **raw}) for raw in records)
        writer.commit()
    with engine.read() as reader:
        yield reader


def asked(reader: Reader, text: str, classes: tuple[int, ...] = (25,), **more: Any) -> Report:
    goods = tuple(Goods(term) for term in more.pop("goods", ()))
    options = AnswerOptions(AS_OF, **{"locale": "en", "limit": 100, **more})
    return clear_mark(Mark("", text, nice_classes=classes, goods=goods), Filters(), reader, options)


SIGNS = [
    {"id": "MA-1", "text": "ZELLIJ"},
    {"id": "MA-2", "text": "ZELLIJ", "nice_classes": [1]},
    {"id": "MA-3", "text": "ZILLEJO", "nice_classes": [1]},
    {"id": "MA-4", "text": "ZELLO KARBIN", "nice_classes": [1]},
    {"id": "MA-5", "text": "ZELLIJ", "filing_date": "2030-01-01"},
    {"id": "MA-6", "text": "ZELLIJ", "status": "withdrawn"},
]


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedReader]:
    with _reader(tmp_path_factory.mktemp("signs"), SIGNS) as reader:
        yield reader


def counted_by_definition(report: Report) -> dict[str, int]:
    rows = [c for c in report.results if c.earlier != "later" and c.record.standing.state != "dead"]
    return {str(level): sum(c.level == level for c in rows) for level in (1, 2, 3, 4)}


KEYS = {1: "close", 2: "to_examine", 3: "far", 4: "nothing_close"}


@pytest.mark.parametrize("text", ["ZELLIJ", "ZILLEJ", "ZALLAJ", "KARBIN", "KURBANI", "XQJWFPGV"])
@pytest.mark.parametrize("classes", [(25,), (1,), (12,), ()])
def test_counts_key_and_best_by_definition(signs: EmbeddedReader, text: str, classes: tuple[int, ...]) -> None:
    report = asked(signs, text, classes)
    found = report.conclusion
    assert found.levels == counted_by_definition(report)
    highest = min((int(level) for level, count in found.levels.items() if count), default=4)
    assert found.key == KEYS[highest]
    assert found.verdict
    assert found.best == (report.results[0].record.id if highest < 4 else None)
    assert (found.basis is None) == (highest == 4)
    close = [c.rank for c in report.results if c.level <= max(2, highest) and c.level < 4]
    alive = [r for r in close if report.results[r - 1].record.standing.state != "dead"]
    expected = [r for r in alive if report.results[r - 1].earlier != "later"]
    assert found.falls_off == max(expected, default=0)


def test_the_samples_counts(sample_reader: EmbeddedReader) -> None:
    for question in (("ZELLIJ", (19,)), ("KORVANE SERVICES", (37,)), ("XQJWFPGV", (9,)), ("BOULDERQUARTZ", (11,))):
        report = asked(sample_reader, *question, limit=1000)
        assert report.conclusion.levels == counted_by_definition(report)
        assert report.rows == len(report.results)


Right = tuple[Judged, Entry, Comparison, Assessment]


def judged(levels: dict[str, int]) -> list[Right]:
    """Rights named by their text, with levels that no fitted number can change: `dead …`, `later …`, `unknown …`."""
    proposed, made = analyse(Mark("", "ZELLIJ", nice_classes=(25,))), []
    for at, (text, level) in enumerate(levels.items()):
        sort, sign = text.split(" ", 1)
        raw = {**LIVE, "id": f"MA-{text}", "text": sign, "nice_classes": [] if sort == "unknown" else [25]}
        raw |= {"status": "withdrawn"} if sort == "dead" else {}
        raw |= {"filing_date": "2030-01-01"} if sort == "later" else {}
        other = analyse(mark_from(raw))
        comparison = compare(proposed, other, Knowledge(as_of=AS_OF))
        probability = 1 - level / 10 + (0.01 if sort == "unknown" else 0)
        assessment = replace(assess(comparison), level=level, probability=probability)
        known = comparison.goods.value is not None
        dead = standing(other.record, AS_OF).state == "dead"
        right = Judged(
            at, f"MA-{text}", level, probability, known, comparison.identical_signs, comparison.earlier, dead, "MA"
        )
        made.append((right, other, comparison, assessment))
    return [made[right.at] for right in ranked(right for right, *_ in made)]


ORDERS = {
    "behind the close ones": (["live A", "live B", "dead ZELLIJ", "live C"], [1, 2, 1, 3]),
    "behind the first where none is close": (["live A", "dead ZELLIJ", "live B"], [3, 1, 3]),
    "behind the first that is far": (["live A", "dead ZELLIJ", "live B", "dead A"], [4, 1, 4, 1]),
    "behind the first later one": (["later ZELLIJ", "dead ZELLIJ", "later B"], [1, 1, 2]),
    "later ones behind earlier ones": (["live A", "later ZELLIJ", "dead B"], [4, 1, 1]),
    "unknown goods last in a level": (["live A", "unknown A", "live B", "unknown B"], [1, 1, 2, 2]),
}


@pytest.mark.parametrize("why", ORDERS)
def test_order(why: str) -> None:
    names, levels = ORDERS[why]
    for given in permutations(zip(names, levels, strict=True)):
        assert [right.id[3:] for right, *_ in judged(dict(given))] == names


CONCLUSIONS = {
    "close": ({"live A": 1, "live B": 1, "live C": 2, "dead ZELLIJ": 1, "live D": 3, "later E": 1, "live F": 4}, 3),
    "to_examine": ({"live A": 2, "unknown B": 2, "dead C": 1, "live D": 3}, 2),
    "far": ({"live A": 3, "dead ZELLIJ": 1, "live B": 3, "live C": 4, "later D": 1}, 3),
    "nothing_close": ({"live A": 4, "dead ZELLIJ": 1, "later D": 1}, 0),
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", CONCLUSIONS)
def test_each_key(key: str, locale: str) -> None:
    given, falls_off = CONCLUSIONS[key]
    rights = judged(given)
    shown = tuple(conflicts(rights, locale))
    where = Searched((RegisterInfo("MA", AS_OF, 9, 0),), frozenset(), ())
    found = Found([right for right, *_ in rights], [right for right, *_ in rights], shown, lambda: (), lambda *_: 4)
    said = conclude(found, where, locale)
    assert said.key == key
    counted_rows = [level for name, level in given.items() if not name.startswith(("dead", "later"))]
    assert said.levels == {str(level): counted_rows.count(level) for level in (1, 2, 3, 4)}
    assert said.falls_off == falls_off
    assert said.best == (None if key == "nothing_close" else "MA-live A")
    assert said.far == list(given.values()).count(4)
    assert said.verdict
    assert ("MA-live A" in said.text) is (key != "nothing_close")
    assert "MA" in said.text.split("\n")[-2 if key == "nothing_close" else -1]
    assert (catalogue(locale)["none.meaning"] in said.text) is (key == "nothing_close")


def conflicts(rights: list[Right], locale: str) -> Iterator[Conflict]:
    for rank, (_, entry, comparison, assessment) in enumerate(rights, start=1):
        shown = {"rank": rank, "record": record_out(entry.record, AS_OF), "also": ()}
        yield conflict_of((Mark("", "ZELLIJ"), entry.record), comparison, assessment, shown, locale)


def test_counts_are_of_all_rows_and_not_of_those_shown(sample_reader: EmbeddedReader) -> None:
    few, all_rows = (asked(sample_reader, "ARGAN", (3,), limit=limit).conclusion for limit in (3, 1000))
    assert few.levels == all_rows.levels
    assert (few.best, few.falls_off, few.text) == (all_rows.best, all_rows.falls_off, all_rows.text)


def test_a_demo_register_is_not_moroccos(sample_reader: EmbeddedReader) -> None:
    for text in ("ARGAN", "XQJWFPGV"):
        found = asked(sample_reader, text, (3,), territory="MA").conclusion
        assert not found.verdict
        assert found.text.startswith(
            "No verdict can be given: no register with effect in the territory asked (Morocco)"
        )
    without = asked(sample_reader, "ARGAN", (3,)).conclusion
    assert not without.verdict
    assert without.text.startswith("No verdict can be given")
    assert without.best, "the level is told all the same, for information"


@pytest.mark.parametrize(
    ("office", "territory", "verdict"),
    [
        *[("MA", "MA", True), ("MA", None, True), ("EM", "MA", False), ("EM", "FR", True), ("WO", "MA", True)],
        *[("OA", "SN", True), ("OA", "MA", False), ("XX", None, False), ("XX", "MA", False)],
    ],
)
@pytest.mark.parametrize("text", ["ATLAS", "XQJWFPGV"])
def test_a_verdict_needs_a_register_with_effect_there(
    tmp_path: Path, office: str, territory: str | None, verdict: bool, text: str
) -> None:
    record = {"id": f"{office}-1", "text": "ATLAS", "territories": ["001"] if office == "XX" else []}
    with _reader(tmp_path, [record]) as reader:
        found = asked(reader, text, territory=territory).conclusion
    assert found.verdict is verdict
    assert found.text.startswith("No verdict can be given") is not verdict


def test_one_real_record_makes_a_register_real(tmp_path: Path) -> None:
    made_up = [{"id": f"MA-{n}", "text": "ATLAS", "synthetic": True} for n in range(3)]
    for real in ([], [{"id": "MA-R", "text": "XANTHIPPE"}]):
        with _reader(tmp_path / str(len(real)), [*made_up, *real]) as reader:
            assert asked(reader, "ATLAS", territory="MA").conclusion.verdict is bool(real)


def test_classes_apart_say_what_each_alone_would(signs: EmbeddedReader) -> None:
    lowered = 0
    for text in ("ZELLIJ", "ZALLAJ", "ZILLEJ", "KARBIN"):
        found = asked(signs, text, (25, 1, 12)).conclusion
        assert [part.nice_class for part in found.per_class] == [25, 1, 12]
        for part in found.per_class:
            assert part.level == highest(asked(signs, text, (part.nice_class or 0,)))
        rests = {number: tuple(n for n in (25, 1, 12) if n != number) for number in (25, 1, 12)}
        levels = {number: highest(asked(signs, text, rest)) for number, rest in rests.items()}
        whole = highest(asked(signs, text, (25, 1, 12)))
        expected = {number: level for number, level in levels.items() if level > whole}
        assert {part.nice_class: part.level for part in found.without} == expected
        lowered += len(expected)
        for number, level in expected.items():
            assert f"Without class {number} the level would be {level}." in found.text
    assert lowered, "no case shows a class that lowers the level"
    assert asked(signs, "ZELLIJ", (25,)).conclusion.per_class == ()


def highest(report: Report) -> int:
    return min((int(level) for level, count in report.conclusion.levels.items() if count), default=4)


def test_terms_of_goods_apart(tmp_path: Path) -> None:
    records = [{"id": "MA-1", "text": "ZALLIJO", "nice_classes": [], "goods": [{"text": "savon"}]}]
    with _reader(tmp_path, records) as reader:
        both = asked(reader, "ZELLIJ", (), goods=("savon; tracteurs",)).conclusion
        alone = {term: highest(asked(reader, "ZELLIJ", (), goods=(term,))) for term in ("savon", "tracteurs")}
    assert {part.goods: part.level for part in both.per_class} == alone
    assert alone["savon"] < alone["tracteurs"]
    assert [(part.goods, part.level) for part in both.without] == [("savon", alone["tracteurs"])]


def test_the_dead_never_open_a_list(tmp_path: Path) -> None:
    dead = {"id": "MA-A", "text": "ZELLIJ", "status": "withdrawn"}
    live, later = {"id": "MA-B", "text": "ZELLIJ"}, {"id": "MA-D", "text": "ZELLIJ", "filing_date": "2030-01-01"}
    for number, other in enumerate((live, later)):
        with _reader(tmp_path / str(number), [dead, other]) as reader:
            report = asked(reader, "ZELLIJ")
        assert [c.record.id for c in report.results] == [other["id"], "MA-A"]
    with _reader(tmp_path / "alone", [dead]) as reader:
        alone = asked(reader, "ZELLIJ").conclusion
    assert (alone.key, alone.best) == ("nothing_close", None)
    assert "dead" in alone.text


def test_a_live_right_of_the_same_holder_stands_in_no_dead_ones_row(tmp_path: Path) -> None:
    holder = {"holders": ["A & Co"]}
    records = [
        {"id": "MA-1", "text": "ZELLIJ", "status": "withdrawn", **holder},
        {"id": "MA-2", "text": "ZELLIJ ATLAS FACTORY", "nice_classes": [1], **holder},
        {"id": "MA-3", "text": "ZALAGO", "nice_classes": [1]},
    ]
    with _reader(tmp_path, records) as reader:
        report = asked(reader, "ZELLIJ")
    assert sum(report.conclusion.levels.values()) == len({"MA-2", "MA-3"} & {c.record.id for c in report.results})
    assert "MA-2" in {c.record.id for c in report.results}


def test_unknown_goods_stand_behind_the_same_goods_at_one_level(tmp_path: Path) -> None:
    records = [{"id": "MA-A", "text": "ZELLIJE", "nice_classes": []}, {"id": "MA-B", "text": "ZELLIGE"}]
    records += [
        {"id": f"MA-{n}-{len(c)}", "text": text, "nice_classes": c} for n, text in enumerate(WORDS) for c in ([], [25])
    ]
    with _reader(tmp_path, records) as reader:
        report = asked(reader, "ZELLIJ")
    places = [(c.level, c.factors["goods"].value is None) for c in report.results if c.level <= CLOSE]
    assert places == sorted(places)
    assert {unknown for _, unknown in places} == {True, False}


WORDS = ["ZILLIJ", "ZALLEJ", "ZELLOJA", "DAR ZELLIJ", "ZELLI", "MELLIJ", "ZENNIJ"]


def test_rows_that_are_far_are_folded_and_counted(sample_reader: EmbeddedReader) -> None:
    report = asked(sample_reader, "BOULDERQUARTZ", (11,), limit=1000)
    shown, nearest = shown_rows(report)
    assert nearest is (report.conclusion.key == "nothing_close")
    assert {c.level for c in shown} <= ({1, 2, 3, 4} if nearest else {1, 2, 3})
    assert {c.level for c in folded_rows(report)} == {4}
    assert len(shown) + len(folded_rows(report)) == report.rows
    assert str(report.conclusion.far - sum(c.level == 4 for c in shown)) in folded_text(report, "fr")
    assert folded_text(report, "en") in table(report, "en")
    assert "<details" in page("fr", report)
    cut = asked(sample_reader, "BOULDERQUARTZ", (11,), limit=1)
    assert cut.conclusion == report.conclusion


def test_nothing_but_far_rows_shows_the_three_nearest(signs: EmbeddedReader) -> None:
    report = asked(signs, "ZELLIJ")
    levels = {"live A": 4, "dead ZELLIJ": 1, "live B": 4, "live C": 4, "live D": 4, "live E": 4}
    far = replace(
        report,
        results=tuple(conflicts(judged(levels), "en")),
        conclusion=replace(report.conclusion, key="nothing_close", far=50),
    )
    shown, nearest = shown_rows(far)
    assert nearest
    assert [c.record.id[3:] for c in shown] == ["live A", "dead ZELLIJ", "live B", "live C"]
    assert folded_text(far, "en") == "… 47 further rows at level 4 (far)"
    assert catalogue("en")["nearest"] in table(far, "en")
    assert catalogue("en")["nearest"] in page("en", far)


def table(report: Report, locale: str) -> str:
    out = io.StringIO()
    print_report(report, Console(file=out, width=400), locale)
    return out.getvalue()


def test_the_conclusion_comes_first_in_every_language(signs: EmbeddedReader) -> None:
    for locale in LOCALES:
        report = asked(signs, "ZELLIJ", (25, 12), locale=locale)
        lines = report.conclusion.text.split("\n")
        assert "{" not in report.conclusion.text
        shown, sheet = table(report, locale), page(locale, report)
        assert shown.index(lines[0]) < shown.index("MA-2")
        assert sheet.index(lines[0]) < sheet.index('<ol class="rows">')
        assert "cleared" not in report.conclusion.text


def test_counts_are_said_as_a_language_counts() -> None:
    numbers = {0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1000}
    for locale, forms in (("fr", 2), ("en", 2), ("ar", 5)):
        for key, sentence in catalogue(locale).items():
            if "|" in sentence:
                assert len(sentence.split("|")) == forms, key
                others = dict.fromkeys(re.findall(r"{(\w+)}", sentence), "…")
                assert all(counted(key, locale, number, {**others, "count": number}) for number in numbers)
    assert counted("conclusion.level_1", "fr", 1).startswith("Un droit")
    assert counted("conclusion.level_1", "fr", 3).startswith("3 droits antérieurs très proches (niveau 1)")
    assert counted("conclusion.level_1", "ar", 2).startswith("حقان")
    assert counted("conclusion.level_1", "ar", 103).startswith("103 حقوق")


def test_common_words_are_said_last_and_once() -> None:
    keys = ["weak_word", "goods.same_class", "date.unknown", "standing.renewal", "aural.alike", "crowded_word"]
    given = [Reason(key, {"word": "service"}) for key in keys]
    expected = ["aural.alike", "goods.same_class", "date.unknown", "standing.renewal", "weak_word"]
    assert [reason.key for reason in in_order(given)] == expected


def test_a_row_says_common_words_last(sample_reader: EmbeddedReader) -> None:
    for conflict in asked(sample_reader, "ATLAS SERVICE MAROC", (39,)).results:
        common = [reason.key in {"weak_word", "crowded_word"} for reason in conflict.reasons]
        assert common == sorted(common)
        words = [reason.values["word"] for reason in conflict.reasons if reason.key in {"weak_word", "crowded_word"}]
        assert len(words) == len(set(words))


def test_every_basis_is_said_in_every_language() -> None:
    text = Path(conclusion_text.__file__).read_text("utf-8")
    keys = {f"conclusion.{key}" for key in re.findall(r'"((?:sign|goods)\.[a-z_]+)"', text)}
    assert len(keys) >= 12
    for locale in LOCALES:
        assert keys - {"conclusion.goods.level"} <= catalogue(locale).keys()
