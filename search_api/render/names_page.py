"""The page of the three names and its printed sheet, in French, Arabic or English."""

from collections.abc import Mapping
from typing import Any

from models.names.fields import fields
from search_api.names.report import NameAnswer, NameConflict, NamesReport
from search_api.printable import printable_values
from search_api.render.marks_table import register_text
from search_api.render.names_table import (
    activity_text,
    by_place,
    folded_text,
    name_dates,
    name_text,
    other_forms,
    placed,
    shown_rows,
    understood,
)
from search_api.render.pages import rendered

EMPTY: dict[str, Any] = {
    "names": ["", "", ""],
    "keys": ["", "", ""],
    "activity": "",
    "acronym": "",
    "city": "",
    "fields": [],
}


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
        answers=[_card(answer, locale) for answer in by_place(report)] if report else [],
        chips=_chips(report, locale) if report else [],
        more_fields=_more_fields(report, locale) if report else [],
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
        "fields": [field.code for field in report.fields] if report.fields_from == "person" else [],
    }


def _hidden(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the form's values as the language buttons send them along."""
    inputs = [(f"{name}{at + 1}", value) for name in ("name", "key") for at, value in enumerate(values[f"{name}s"])]
    inputs += [("field", code) for code in values["fields"]] + [("corrected", "1")] * bool(values["fields"])
    return [*inputs, *((name, values[name]) for name in ("activity", "acronym", "city"))]


def _card(answer: NameAnswer, locale: str) -> dict[str, Any]:
    """Return one name's card: the answer, its rows shown at once, and those of the other rights."""
    shown = shown_rows(answer)
    return {
        "answer": answer,
        "rows": [_row(c, locale) for c in shown],
        "rows_text": folded_text(answer, shown, locale),
        "risks": [_row(c, locale) for c in answer.risks],
        "forms": other_forms(answer),
    }


def _chips(report: NamesReport, locale: str) -> list[tuple[str, str, bool]]:
    """Return the fields understood, and those that may be meant besides: code, title, whether it was taken."""
    taken = [(field.code, field.title, True) for field in report.fields]
    return [*taken, *((field.code, field.title, False) for field in report.fields_also)]


def _more_fields(report: NamesReport, locale: str) -> list[tuple[str, str]]:
    """Return every other field, by title."""
    shown = {field.code for field in (*report.fields, *report.fields_also)}
    titles = ((code, field.titles[locale]) for code, field in fields().items() if code not in shown)
    return sorted(titles, key=lambda pair: pair[1])


def _row(conflict: NameConflict, locale: str) -> dict[str, Any]:
    return {
        "rank": conflict.rank,
        "text": name_text(conflict),
        "level": conflict.level,
        "activity": activity_text(conflict, locale).split("\n"),
        "facts": [*register_text(conflict.record, locale).split("\n"), *name_dates(conflict, locale).split("\n")],
        "rules": [(rule.text, rule.source) for rule in conflict.rules],
    }
