"""The table of prior art that a person reads at a terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from search_api.patents.invention import Term
from search_api.patents.passages import PassageOut
from search_api.patents.report import PatentReport, PriorArt
from search_api.printable import printable_values
from search_api.say import isolated, say

QUOTE = 300  # characters of a passage that are shown
COLUMNS = 4  # documents beside each other in the feature table
TERMS = 25
_MARK = {"disclosed": "●", "partly": "◐", "not_established": "·"}


def print_patents(report: PatentReport, console: Console, locale: str) -> None:
    """Print the rows, the features of claims, then what was searched and what was not. Everything is `Text`: what a
    record says is never markup.
    """
    report = printable_values(report)
    console.print(Text(say("patents.title", locale), style="bold"))
    if report.results:
        console.print(_rows(report, locale))
    else:
        console.print(Text(say("patents.none", locale)))
    for line in _features(report, locale):
        console.print(line)
    for line in _searched(report, locale):
        console.print(line)


def _rows(report: PatentReport, locale: str) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("#", justify="right", width=3)
    for column, share in (("document", 4), ("passage", 7), ("dates", 3)):
        table.add_column(say(f"column.{column}", locale), ratio=share, overflow="fold")
    for row in report.results:
        dates = "\n".join(reason.text for reason in row.reasons)
        table.add_row(str(row.rank), _document(row), _passages(row.passages), Text(dates))
    return table


def _document(row: PriorArt) -> Text:
    record = row.record
    text = Text(record.publication_number, style="bold")
    for title in record.title[:2]:
        text.append(f"\n{isolated(title.text)}")
    if record.cpc:
        text.append("\n" + " ".join(record.cpc[:4]), style="dim")
    if row.family:
        text.append("\n= " + " ".join(row.family[:4]), style="dim")
    return text


def _passages(passages: tuple[PassageOut, ...]) -> Text:
    """Return quotes with the words in bold that met words of the query."""
    text = Text()
    for number, passage in enumerate(passages):
        text.append(("\n" if number else "") + f"{passage.where}: ", style="dim")
        shown = Text(passage.text)
        for start, end in passage.highlights:
            shown.stylize("bold", start, end)
        shown.truncate(QUOTE, overflow="ellipsis")
        text.append("\u2068").append(shown).append("\u2069")
    return text


def _features(report: PatentReport, locale: str) -> Iterator[Table | Text]:
    compared = [row for row in report.results if row.features]
    if not compared:
        return
    yield Text(say("patents.features", locale, {"count": len(compared)}), style="bold")
    shown = compared[:COLUMNS]
    table = Table(show_lines=True, expand=True)
    table.add_column(say("column.feature", locale), ratio=3, overflow="fold")
    for row in shown:
        table.add_column(Text(row.record.publication_number), ratio=3, overflow="fold")
    for i, feature in enumerate(shown[0].features):
        table.add_row(Text(f"{feature.number} {isolated(feature.text)}"), *(_cell(row, i, locale) for row in shown))
    yield table
    for row in compared:
        for finding in row.findings:
            values = {
                "document": row.record.publication_number,
                "partner": ", ".join(finding.partners),
                "claims": ", ".join(map(str, finding.claims)),
                "features": ", ".join(finding.supplies),
            }
            yield Text("  - " + say(f"patents.category.{finding.category}", locale, values))
    yield Text(say("patents.proposals", locale), style="italic")
    if report.features_left_out:
        yield Text(say("patents.features_left_out", locale, {"count": report.features_left_out}))


def _cell(row: PriorArt, at: int, locale: str) -> Text:
    feature = row.features[at]
    text = Text(f"{_MARK[feature.degree]} {say(f'degree.{feature.degree}', locale)}")
    if feature.passage:
        text.append("\n").append(_passages((feature.passage,)))
    return text


def _searched(report: PatentReport, locale: str) -> Iterator[Text]:
    query_terms = [term for term in report.terms if term.source is None]
    translated = [term for term in report.terms if term.source]
    for key, terms in (("patents.terms", query_terms), ("patents.translated", translated)):
        if terms:
            yield Text(say(key, locale, {"terms": ", ".join(_term(term) for term in terms[:TERMS])}))
    if report.classes_proposed:
        classes = "; ".join(f"{proposal.symbol} ({proposal.title})" for proposal in report.classes_proposed)
        yield Text(say("patents.classes", locale, {"classes": classes}))
    yield Text(say("patents.searched", locale, {"documents": f"{report.documents:,}", "language": report.language}))
    yield from (Text(reason.text) for reason in report.cut)
    yield Text(say("not_searched", locale), style="bold")
    yield from (Text(f"  - {reason.text}") for reason in report.not_searched)


def _term(term: Term) -> str:
    return isolated(f"{term.source} → {term.word}" if term.source else term.word)
