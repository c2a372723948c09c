"""Which cases of a benchmark became better or worse."""

from pathlib import Path

from benchmarks.flips import flips, read_results, write_results


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    results = {"Arabic 2": None, "Arabic 1": 3.0, "arabizi 1": 1.5}
    write_results(tmp_path / "cases.csv", results)
    assert read_results(tmp_path / "cases.csv") == results
    assert (tmp_path / "cases.csv").read_text("utf-8") == "case,result\nArabic 1,3\nArabic 2,\narabizi 1,1.5\n"


def test_what_moved_most_stands_first() -> None:
    before = {"a": 52.0, "b": 2.0, "c": None, "d": 7.0, "e": 1.0, "gone": 1.0}
    after = {"a": 51.0, "b": 1.0, "c": 4.0, "d": None, "e": 1.0, "new": 1.0, "other": 1.0}
    assert flips(before, after) == (
        "3 better, 1 worse: c (– → 4), d (7 → –), b (2 → 1), a (52 → 51); 3 cases stand in one of the runs only"
    )


def test_nothing_moved() -> None:
    assert flips({"a": 1.0, "b": None}, {"a": 1.0, "b": None}) == "0 better, 0 worse"


def test_of_many_the_first_are_named() -> None:
    line = flips({f"{i:02}": 1.0 for i in range(30)}, {f"{i:02}": 2.0 for i in range(30)})
    assert line.startswith("0 better, 30 worse: 00 (1 → 2), 01 (1 → 2)")
    assert line.endswith(" and 10 more")
