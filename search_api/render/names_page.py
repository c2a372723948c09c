"""The page of the three names and its printed sheet, in French, Arabic or English."""

from collections.abc import Mapping
from typing import Any

from search_api.names.report import NameConflict, NamesReport
from search_api.printable import printable_values
from search_api.render.marks_table import register_text
from search_api.render.names_table import activity_text, name_dates, name_text, placed, understood
from search_api.render.pages import rendered

EMPTY: dict[str, Any] = {"names": ["", "", ""], "keys": ["", "", ""], "activity": "", "acronym": "", "city": ""}


def names_page(
    locale: str,
    report: NamesReport | None = None,
    form: Mapping[str, Any] | None = None,
    error: tuple[str, ...] = (),
) -> str:
    """Return the whole page: the form with three names, and below it the answer, or the error.

    `form` are the form's values, shown again; of a report alone they are its own.
    """
    report = printable_values(report) if report else None
    values = {**EMPTY, **(form or _values(report))}
    return rendered(
        "names.html",
        locale,
        action="/names",
        hidden=_hidden(values),
        report=report,
        understood=understood(report, locale) if report else "",
        placed=placed(report, locale) if report else "",
        rows=lambda conflicts: [_row(c, locale) for c in conflicts],
        form=values,
        error=error,
    )


def _values(report: NamesReport | None) -> dict[str, Any]:
    if report is None:
        return {}
    names = [answer.text for answer in report.results]
    return {
        "names": [*names, "", "", ""][:3],
        "activity": report.activity,
        "acronym": report.acronym or "",
        "city": report.city or "",
    }


def _hidden(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the form's values as the language buttons send them along."""
    inputs = [(f"{name}{at + 1}", value) for name in ("name", "key") for at, value in enumerate(values[f"{name}s"])]
    return [*inputs, *((name, values[name]) for name in ("activity", "acronym", "city"))]


def _row(conflict: NameConflict, locale: str) -> dict[str, Any]:
    return {
        "rank": conflict.rank,
        "text": name_text(conflict),
        "level": conflict.level,
        "activity": activity_text(conflict, locale).split("\n"),
        "facts": [*register_text(conflict.record, locale).split("\n"), *name_dates(conflict, locale).split("\n")],
        "rules": [(rule.text, rule.source) for rule in conflict.rules],
    }
