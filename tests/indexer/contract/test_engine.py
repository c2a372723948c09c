"""What every engine must do, each point against its definition and not against another engine."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora.errors import BuildInProgress, NoSnapshot, SnapshotOutdated
from corpora.parsing.marks import mark_from
from corpora.records.mark import Mark
from indexer.marks.engine import Engine, Filters, Slot
from models.tokens import tokens

WORDS = ["atlas", "zellige", "kahwa", "services", "souss", "nour"]


def mark(number: int, text: str, **fields: object) -> Mark:
    return mark_from({"id": f"MA-{number:04d}", "text": text, **fields})


def write(engine: Engine, marks: list[Mark], *, replace: bool = True) -> None:
    with engine.write(replace=replace) as writer:
        writer.add(marks)
        writer.commit()


def score_by_definition(record: Mark, slots: list[Slot]) -> int:
    """Sum over slots of the largest weight among the slot's options that the record holds."""
    held = set(tokens(record))
    return sum(max((w for token, w in slot.options.items() if token in held), default=0) for slot in slots)


MARKS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1, max_size=12)
SLOTS = st.lists(
    st.dictionaries(st.sampled_from([*WORDS, "=atlas", "=kahwa"]), st.integers(1, 64), min_size=1, max_size=4),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKS, SLOTS, st.integers(1, 120), st.integers(1, 6))
def test_match_equals_its_definition(
    engine: Engine, texts: list[list[str]], options: list[dict[str, int]], floor: int, cap: int
) -> None:
    marks = [mark(i, " ".join(words)) for i, words in enumerate(texts)]
    slots = [Slot(f"word {i}", chosen) for i, chosen in enumerate(options)]
    write(engine, marks)
    with engine.read() as reader:
        hits = reader.match(slots, Filters(), floor=floor, cap=cap)
    wanted = sorted((-score_by_definition(m, slots), m.id) for m in marks if score_by_definition(m, slots) >= floor)
    assert hits.total == len(wanted)
    assert hits.exhaustive
    kept = [(i, -s) for s, i in wanted if -s >= hits.floor]
    assert list(zip(hits.ids, hits.scores, strict=True)) == kept
    if len(wanted) <= cap:
        assert hits.floor == floor
    else:
        best = -wanted[0][0]
        assert len(hits.ids) <= cap or hits.floor == best  # a tie at the top is kept whole
        assert not {-s for s, _ in wanted if floor <= -s < hits.floor} & set(hits.scores)


def test_filters_work_inside_the_query(engine: Engine) -> None:
    write(engine, [
        mark(1, "ATLAS", nice_classes=[30], territories=["MA"], vienna_codes=["26.04.18"]),
        mark(2, "ATLAS", nice_classes=[9], territories=["EM"], status="withdrawn"),
        mark(3, "ATLAS", right="trade_name", territories=["MA"]),
        mark(4, "ATLAS", right="international", designations=["MA", "TN"], status="expired", expiry_date="2020-01-01"),
    ])  # fmt: skip
    slots = [Slot("atlas", {"atlas": 64})]

    def found(**filters: object) -> list[str]:
        with engine.read() as reader:
            return [i[-1] for i in reader.match(slots, Filters(**filters), floor=32, cap=10).ids]  # type: ignore[arg-type]

    assert found() == ["1", "2", "3", "4"]
    assert found(classes=(30, 9)) == ["1", "2"]
    assert found(territories=("MA",)) == ["1", "3", "4"]
    assert found(territories=("FR",)) == ["2"]  # an EU mark has effect there
    assert found(vienna=("26",)) == found(vienna=("26.04",)) == ["1"]
    assert found(rights=("trade_name",)) == ["3"]
    assert found(live_at=date(2026, 1, 1)) == ["1", "3"]
    assert found(live_at=date(2019, 1, 1)) == ["1", "3", "4"]


def test_a_reader_is_pinned_to_its_snapshot(engine: Engine) -> None:
    write(engine, [mark(1, "ATLAS")])
    with engine.read() as old:
        write(engine, [mark(2, "KAHWA")])
        write(engine, [mark(3, "SOUSS")])
        assert [m.id for m in old.records()] == ["MA-0001"]
        assert len(old.lexicon) == 1
        assert old.counts.marks == 1
    with engine.read() as new:
        assert [m.id for m in new.records()] == ["MA-0003"]


def test_update_replaces_by_id_and_keeps_the_rest(engine: Engine) -> None:
    write(engine, [mark(1, "ATLAS", nice_classes=[30]), mark(2, "KAHWA")])
    write(engine, [mark(1, "ZELLIGE"), mark(3, "SOUSS")], replace=False)
    with engine.read() as reader:
        assert {m.id: m.text for m in reader.records()} == {
            "MA-0001": "ZELLIGE",
            "MA-0002": "KAHWA",
            "MA-0003": "SOUSS",
        }
        assert not reader.match([Slot("atlas", {"atlas": 64})], Filters(), floor=1, cap=9).ids
        assert reader.counts.words["zellige"] == 1
        assert reader.counts.words.get("atlas", 0) == 0
        assert reader.counts.per_class.get(30, 0) == 0
        assert reader.snapshot.count == 3


def test_delete_by_id(engine: Engine) -> None:
    write(engine, [mark(1, "ATLAS"), mark(2, "KAHWA")])
    with engine.write(replace=False) as writer:
        assert writer.delete(["MA-0001", "MA-9999"]) == 1
        writer.commit()
    with engine.read() as reader:
        assert [m.id for m in reader.records()] == ["MA-0002"]
        assert reader.snapshot.count == 1


def test_an_update_equals_a_build_from_nothing(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second = [mark(i, f"{WORDS[i % 6]} {i}") for i in range(20)], [mark(i, f"NEW {i}") for i in range(10, 30)]
    write(engine, first)
    write(engine, second, replace=False)
    with engine.read() as reader:
        updated = reader.counts, sorted(reader.lexicon.index.strings), {m.id: m for m in reader.records()}
    write(engine, [*first[:10], *second])
    with engine.read() as reader:
        whole = reader.counts, sorted(reader.lexicon.index.strings), {m.id: m for m in reader.records()}
    assert updated[1:] == whole[1:]
    assert {w: n for w, n in updated[0].words.items() if n} == {w: n for w, n in whole[0].words.items() if n}


def test_without_commit_nothing_is_left(engine: Engine) -> None:
    write(engine, [mark(1, "ATLAS")])
    with engine.write(replace=True) as writer:
        writer.add([mark(2, "KAHWA")])
    with engine.read() as reader:
        assert [m.id for m in reader.records()] == ["MA-0001"]


def test_one_writer_at_a_time(engine: Engine) -> None:
    with (
        engine.write(replace=True),
        pytest.raises(BuildInProgress, match=r"another (process|writer)"),
        engine.write(replace=True),
    ):
        pass


def test_reading_before_anything_was_written(engine: Engine) -> None:
    with pytest.raises(NoSnapshot, match="anteriority index"), engine.read():
        pass


def test_fetch_in_the_order_asked(engine: Engine) -> None:
    write(engine, [mark(i, WORDS[i]) for i in range(5)])
    with engine.read() as reader:
        assert [m.id for m in reader.fetch(["MA-0003", "MA-0099", "MA-0001"])] == ["MA-0003", "MA-0001"]


def test_records_without_words_are_counted_by_register(engine: Engine) -> None:
    write(engine, [mark(1, "??????"), mark(2, "ATLAS"), mark(3, "", office="EM")])
    with engine.read() as reader:
        assert {r.office: (r.count, r.not_searched_by_name) for r in reader.snapshot.registers} == {
            "EM": (1, 1),
            "MA": (2, 1),
        }


def test_a_register_of_other_rules_is_not_updated(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new records would stand beside old ones read by other rules, and nothing would tell."""
    with monkeypatch.context() as older:
        for module in ("embedded", "opensearch"):
            older.setattr(f"indexer.marks.{module}.analysis_digest", lambda: "of another version")
        write(engine, [mark(1, "ATLAS")])
    with pytest.raises(SnapshotOutdated, match="--rebuild"), engine.write(replace=False):
        pass
    write(engine, [mark(2, "KAHWA")])
    with engine.read() as reader:
        assert [m.id for m in reader.records()] == ["MA-0002"]
