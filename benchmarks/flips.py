"""Which single cases of a benchmark changed since the last run that was kept.

A result is a number of which less is better: a rank, or 0 where a case came out as it should and 1 where it did not.
None is the worst: the answer was not among the rows.
"""

import csv
from collections.abc import Mapping
from math import inf
from pathlib import Path

Results = Mapping[str, float | None]
MOST_SHOWN = 20  # cases in a line, those that moved most first


def write_results(path: Path, results: Results) -> None:
    """Write the result of every case, in the order of their ids."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("case", "result"))
        rows.writerows((case, "" if value is None else f"{value:g}") for case, value in sorted(results.items()))


def read_results(path: Path) -> dict[str, float | None]:
    """Return what `write_results` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["case"]: float(row["result"]) if row["result"] else None for row in csv.DictReader(file)}


def flips(before: Results, after: Results) -> str:
    """Return in a line how many cases of both runs became better and worse, and which."""
    places = {case: (_place(before[case]), _place(after[case])) for case in sorted(before.keys() & after.keys())}
    changed = sorted(
        (case for case, (old, new) in places.items() if old != new), key=lambda case: -_moved(*places[case])
    )
    better = sum(places[case][1] < places[case][0] for case in changed)
    shown = ", ".join(f"{case} ({_text(before[case])} → {_text(after[case])})" for case in changed[:MOST_SHOWN])
    more = f" and {len(changed) - MOST_SHOWN} more" if len(changed) > MOST_SHOWN else ""
    others = len(before.keys() ^ after.keys())
    unlike = f"; {others} cases stand in one of the runs only" if others else ""
    return f"{better} better, {len(changed) - better} worse{': ' if shown else ''}{shown}{more}{unlike}"


def _place(result: float | None) -> float:
    return inf if result is None else result


def _moved(old: float, new: float) -> float:
    """Return how much a change means: rank 2 to 1 more than 52 to 51, and most where an answer came or went."""
    return inf if inf in {old, new} else abs(new - old) / (1 + min(old, new))


def _text(result: float | None) -> str:
    return "–" if result is None else f"{result:g}"
