"""The page and the printed sheet, from one template: the same rows as the table, in French, Arabic or English."""

from typing import Any

from corpora.tables.nice import nice_classes
from models.signs.evidence import Aligned
from search_api.answer import Conflict, Report
from search_api.printable import printable_values
from search_api.render.folding import folded_rows, folded_text, highest_level, shown_rows
from search_api.render.marks_table import dates_text, register_text, shown_alignments
from search_api.render.pages import rendered
from search_api.say import say


def page(
    locale: str, report: Report | None = None, *, text: str = "", goods: str = "", error: tuple[str, ...] = ()
) -> str:
    """Return the whole page: the form, and below it the answer, or the error (a sentence, then the exact message)."""
    report = printable_values(report) if report else None
    text = text or (report.proposed.text if report else "")
    return rendered(
        "page.html",
        locale,
        action="/",
        hidden=[("text", text), ("goods", goods)],
        report=report,
        conclusion=_conclusion(report, locale),
        own=[_row(c, locale) for c in report.own] if report else [],
        classes=_classes(report, locale),
        text=text,
        goods=goods,
        error=error,
    )


def _conclusion(report: Report | None, locale: str) -> dict[str, Any]:
    """Return what the report amounts to, the rows shown at once and those folded."""
    if report is None:
        return {}
    shown, nearest = shown_rows(report)
    return {
        "level": highest_level(report.conclusion),
        "lines": report.conclusion.text.split("\n"),
        "nearest": nearest,
        "shown": [_row(c, locale) for c in shown],
        "folded": [_row(c, locale) for c in folded_rows(report)],
        "folded_text": folded_text(report, locale),
    }


def _classes(report: Report | None, locale: str) -> str:
    if report is None:
        return ""
    titles = nice_classes()
    return "; ".join(f"{n} ({titles[n].title[locale]})" for n in report.proposed.nice_classes)


def _row(conflict: Conflict, locale: str) -> dict[str, Any]:
    return {
        "rank": conflict.rank,
        "text": conflict.record.text,
        "also": len(conflict.also),
        "level": conflict.level,
        "register": register_text(conflict.record, locale).split("\n"),
        "dates": dates_text(conflict, locale).split("\n"),
        "reasons": [reason.text for reason in conflict.reasons],
        "factors": [(say(f"factor.{name}", locale), factor.value) for name, factor in conflict.factors.items()],
        "aligned": [_aligned(evidence) for evidence in shown_alignments(conflict)],
    }


def _aligned(evidence: Aligned) -> dict[str, Any]:
    """Return both sides as (stretch, same) pieces, and what stands around sounds."""
    sides = ((evidence.proposed, "proposed"), (evidence.earlier, "earlier"))
    pieces = [
        [
            (string[slice(*getattr(span, side))], span.same)
            for span in evidence.spans
            if getattr(span, side)[0] < getattr(span, side)[1]
        ]
        for string, side in sides
    ]
    return {"sides": pieces, "slash": "/" if evidence.kind == "phones" else ""}
