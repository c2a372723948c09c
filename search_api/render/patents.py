"""The table of prior art that a person reads at a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from search_api.patents import PatentReport, PriorArt
from search_api.render.table import isolated
from search_api.say import say

QUOTE = 300  # characters of a passage that are shown


def print_patents(report: PatentReport, console: Console, locale: str) -> None:
    """Print the rows, then what was searched and what was not."""
    console.print(Text(say("patents.title", locale), style="bold"))
    if report.results:
        table = Table(show_lines=True, expand=True)
        table.add_column("#", justify="right", width=3)
        for column, share in (("document", 4), ("passage", 7), ("dates", 3)):
            table.add_column(say(f"column.{column}", locale), ratio=share, overflow="fold")
        for row in report.results:
            dates = "\n".join(reason.text for reason in row.reasons)
            table.add_row(str(row.rank), _document(row), _passages(row), dates)
        console.print(table)
    else:
        console.print(say("patents.none", locale))
    values = {"documents": f"{report.documents:,}", "language": report.language}
    console.print(say("patents.searched", locale, values))
    console.print(Text(say("not_searched", locale), style="bold"))
    for reason in report.not_searched:
        console.print(f"  - {reason.text}")


def _document(row: PriorArt) -> Text:
    record = row.record
    text = Text(record["publication_number"], style="bold")
    for title in record.get("title", [])[:2]:
        text.append(f"\n{isolated(title['text'])}")
    if record.get("cpc"):
        text.append("\n" + " ".join(record["cpc"][:4]), style="dim")
    if row.family:
        text.append("\n= " + " ".join(row.family[:4]), style="dim")
    return text


def _passages(row: PriorArt) -> Text:
    parts = []
    for passage in row.passages:
        shown = passage.text if len(passage.text) <= QUOTE else passage.text[:QUOTE].rsplit(" ", 1)[0] + " …"
        parts.append(f"{passage.where}: {isolated(shown)}")
    return Text("\n".join(parts))
