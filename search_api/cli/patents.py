"""The commands for patents: `index patents`, `search patent`, `batch patents`. `search_api.cli.main` puts them in
their places.
"""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from search_api.cli.files import AcceptRejects, Columns, Dates, Encoding, column_pairs, date_order
from search_api.cli.output import console, save_batch, show_answer
from search_api.writing import not_over

if TYPE_CHECKING:
    from search_api.settings import Settings

Files = Annotated[list[str], typer.Argument(help="Canonical JSON Lines or tables; `-` is standard input.")]


def index_patents(
    context: typer.Context,
    files: Files,
    encoding: Encoding = None,
    columns: Columns = "",
    dates: Dates = None,
    accept_rejects: AcceptRejects = False,
) -> None:
    """Build the collection of patents from FILES; vectors of texts that were encoded before are taken from the
    cache.
    """
    from rich.console import Console
    from rich.progress import Progress

    from corpora.readers.options import ReadOptions
    from indexer.open import open_patents
    from indexer.patents.build import build_patents
    from indexer.sources import Source
    from models.encoders import load_encoder
    from search_api.cli.progress import print_warnings
    from search_api.say import say

    settings: Settings = context.obj
    options = ReadOptions(encoding=encoding, columns=column_pairs(columns), dates=date_order(dates))
    engine = open_patents(settings.where)
    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("index patents", total=None)
        done = build_patents(
            engine,
            Source(tuple(files), options=options, accept_rejects=accept_rejects),
            load_encoder(settings.encoder),
            lambda count: bar.update(task, description=f"index patents: {count:,} texts encoded"),
        )
    count, rejects, warnings = done
    print(say("quality.indexed", settings.lang, {"count": f"{count:,}"}))
    if rejects.count:
        print(say("quality.rejected", settings.lang, {"count": f"{rejects.count:,}", "file": rejects.path}))
    print_warnings(warnings, settings.lang)


def search_patent(
    context: typer.Context,
    text: Annotated[
        str, typer.Option(help="File that describes the invention (txt, md, docx, pdf); `-` is standard input.")
    ] = "",
    claims: Annotated[
        str, typer.Option(help="File with claims (also XML); every feature is looked for in the closest documents.")
    ] = "",
    number: Annotated[str, typer.Option(help="A document of the collection, in any usual spelling.")] = "",
    before: Annotated[str | None, typer.Option(help="Effective date: its priority, or its filing date.")] = None,
    filed: Annotated[str | None, typer.Option(help="Its filing date, when the priority is earlier.")] = None,
    cpc: Annotated[
        list[str] | None, typer.Option(help="CPC symbol that hits must bear, or its beginning, in any spelling.")
    ] = None,
    own_class: Annotated[
        list[str] | None, typer.Option("--class", help="CPC symbol of the invention: ranks hits.")
    ] = None,
    term: Annotated[list[str] | None, typer.Option(help="Word to search by, in place of the text's own.")] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Country or office of publication that hits must have (WIPO ST.3).")
    ] = None,
    applicant: Annotated[str, typer.Option(help="Part of the applicant's name that hits must have.")] = "",
    by: Annotated[list[str] | None, typer.Option(help="Applicant of the invention itself, for a grace period.")] = None,
    territory: Annotated[str, typer.Option(help="Whose law the dates are read by.")] = "MA",
    language: Annotated[str | None, typer.Option(help="Language of the text, when it is told wrongly.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Rows to show.")] = 20,
    format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Search the documents that come closest to an invention."""
    from corpora.files.documents import read_document
    from indexer.open import open_patents
    from models.encoders import load_encoder
    from search_api.marks.query import parse_date
    from search_api.patents.query import patent_query
    from search_api.patents.search import answer

    settings: Settings = context.obj
    if sum(map(bool, (text, claims, number))) != 1:
        raise typer.BadParameter("give one of --text, --claims and --number")
    if format not in {"table", "json"}:
        raise typer.BadParameter("--format is table or json")
    query = patent_query(
        {
            "text": read_document(text) if text else "",
            "claims": read_document(claims) if claims else "",
            "publication_number": number,
            "before": parse_date(before, "before"),
            "filed": parse_date(filed, "filed"),
            "territory": territory,
            "cpc": cpc or [],
            "classes": own_class or [],
            "terms": term or [],
            "applicants": by or [],
            "countries": country or [],
            "applicant": applicant,
            "language": language,
            "limit": limit,
            "lang": settings.lang,
        }
    )
    with open_patents(settings.where).read() as reader:
        report = answer(query, reader, load_encoder(reader.encoder))
    show_answer(report, format, None, {"table": partial(_table, lang=settings.lang)})


def batch_patents(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Query lines (JSON).")],
    output: Annotated[Path, typer.Option("-o", "--output", help="RESULTS.jsonl, or .trec for a TREC run.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Rows of each query.")] = 100,
) -> None:
    """Search every line of FILE; a line that fails is named and the run goes on."""
    from indexer.open import open_patents
    from models.encoders import load_encoder
    from search_api.batch.output import writer_for
    from search_api.batch.patents import answers, write_trec

    settings: Settings = context.obj
    not_over(output, file)
    writer = writer_for(output, settings.lang, others={".trec": write_trec})
    with open_patents(settings.where).read() as reader:
        lines = answers(file, reader, load_encoder(reader.encoder), {"limit": limit, "lang": settings.lang})
        save_batch(lines, output, writer, file)


def _table(value: Any, out: Any, lang: str) -> None:
    from search_api.render.patents_table import print_patents

    print_patents(value, console(out), lang)
