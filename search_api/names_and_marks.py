"""`answer_names`: names, and the marks beside them (can this company name also be the mark?). Composed here, above both
searches; the one way for command line, HTTP, page and batch.
"""

from collections.abc import Iterator
from dataclasses import replace

from indexer.marks.engine import Filters, Reader
from models.encoders import load_encoder
from models.names.anatomy import dissect
from models.names.fields import fields
from models.names.relations import encoder_for
from models.words.text import versions_of
from search_api.answer import Report
from search_api.marks.clear import clear_mark
from search_api.marks.query import MarkQuery, question
from search_api.names.clear import clear_names
from search_api.names.query import NamesQuery
from search_api.names.report import MarkLine, NameAnswer, NamesReport
from search_api.names.shown import written
from search_api.say import isolated, say


def answer_names(query: NamesQuery, reader: Reader, encoder: str) -> NamesReport:
    """Return the answer of `clear_names`; where it is asked (`as_mark`), each name with what the search of marks says
    of the same sign in the Nice classes of the activity. `encoder`: its name; it is read only where it is needed.

    Raises:
        InvalidQuery: a name has no word that can be searched; the message says which.

    """
    told = query.fields or query.code
    report = clear_names(query, reader, None if told else encoder_for(query.activity, encoder))
    if not query.as_mark:
        return report
    return replace(
        report, results=tuple(_with_mark(report, answer, query, reader, encoder) for answer in report.results)
    )


def _with_mark(report: NamesReport, answer: NameAnswer, query: NamesQuery, reader: Reader, encoder: str) -> NameAnswer:
    classes = tuple(sorted({number for field in report.fields for number in fields()[field.code].nice}))
    sign = " / ".join(_signs(answer.text))
    asked = question(MarkQuery(text=sign, classes=list(classes), as_of=report.as_of, limit=1, lang=query.lang))
    meaning = load_encoder(encoder) if classes else None
    found = clear_mark(asked.proposed, Filters(), reader, asked.options, meaning)
    return replace(answer, as_mark=_line(found, sign, classes, query.lang))


def _signs(name: str) -> Iterator[str]:
    """Yield the versions of a name as written, without their legal forms."""
    for version in versions_of(name):
        parts = dissect(version).parts
        words = [part.word for part in parts if part.role != "legal_form"] or [part.word for part in parts]
        yield " ".join(written(words, name))


def _line(report: Report, sign: str, classes: tuple[int, ...], locale: str) -> MarkLine:
    conclusion = report.conclusion
    best = next((c.record for c in report.results if c.record.id == conclusion.best), None)
    values = {"best": f"{isolated(best.text)} ({isolated(best.id)})" if best else ""}
    said = say(f"as_mark.{conclusion.key}", locale, values)
    if not conclusion.verdict:
        said += " " + say("as_mark.no_verdict", locale)
    shown = {"classes": say("list.comma", locale).join(map(str, classes)), "answer": said}
    text = say("names.as_mark" if classes else "names.as_mark_no_classes", locale, shown)
    return MarkLine(sign, classes, conclusion.key, conclusion.best, conclusion.verdict, text)
