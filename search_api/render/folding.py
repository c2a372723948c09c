"""Which rows a person is shown at once and which folded: beyond where the list falls off stands nothing close."""

from search_api.answer import Conclusion, Conflict, Report
from search_api.marks.order import FAR
from search_api.say import counted

NEAREST = 3  # rows shown for information where nothing is close


def shown_rows(report: Report) -> tuple[tuple[Conflict, ...], bool]:
    """Return the rows that are shown at once, and whether they are the nearest of what is far.

    Rows at level 4 are folded; where no live earlier right is nearer, the first of them are shown for information, and
    no dead right stands before them.
    """
    nothing_close = report.conclusion.key == "nothing_close"
    nearest = [c.rank for c in report.results if c.level > FAR and c.record.standing.state != "dead"][:NEAREST]
    kept = nearest if nothing_close else []
    return tuple(c for c in report.results if c.level <= FAR or c.rank in kept), nothing_close and bool(kept)


def folded_rows(report: Report) -> tuple[Conflict, ...]:
    """Return the rows of the answer that are folded."""
    ranks = {conflict.rank for conflict in shown_rows(report)[0]}
    return tuple(conflict for conflict in report.results if conflict.rank not in ranks)


def folded_text(report: Report, locale: str) -> str:
    """Return the line that says how many rows at level 4 are not shown at once, in the answer and beyond it; empty
    where there is none.
    """
    count = report.conclusion.far - sum(conflict.level > FAR for conflict in shown_rows(report)[0])
    return counted("folded", locale, count) if count > 0 else ""


def highest_level(conclusion: Conclusion) -> int:
    """Return the highest level that the conclusion counts, 4 where it counts none."""
    return next((int(level) for level, count in sorted(conclusion.levels.items()) if count), 4)
