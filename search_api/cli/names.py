"""The commands for trade names: `search name`, `batch names`. `search_api.cli.main` puts them in their places."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpora.errors import InvalidQuery
from search_api.cli.files import BatchOutput, Columns, Dates, Encoding, Jobs, column_pairs, date_order
from search_api.cli.output import Shape, batch_lines, console, open_register, save_batch, say_remark, show_answer
from search_api.writing import not_over

if TYPE_CHECKING:
    from search_api.settings import Settings


def search_name(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help=(
                "One to three names in order of preference; `-` reads them from standard input, one a line, so "
                "that they stand in no history."
            ),
        ),
    ],
    activity: Annotated[str, typer.Option(help="What the company does, in your own words (fr, ar, en).")] = "",
    code: Annotated[str | None, typer.Option(help="Code of the activity (ISIC, NAF).")] = None,
    acronym: Annotated[str | None, typer.Option(help="Acronym that goes with the names.")] = None,
    city: Annotated[str | None, typer.Option(help="Where the company sits: shop signs are local.")] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(help="Key element of the first, second, third name, when the one found is wrong."),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(help="Code of a field of activity, when the one understood is wrong (docs/activities.md)."),
    ] = None,
    marks: Annotated[bool, typer.Option(help="Say too whether each name could be a mark.")] = True,
    as_of: Annotated[str | None, typer.Option(help="Date of the request (default: today).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=300, help="Rows to show a name.")] = 5,
    format: Annotated[str, typer.Option("--format", help="table, json or html.")] = "table",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write into this file.")] = None,
) -> None:
    """Search up to three trade names side by side: key element by field of activity."""
    from search_api.marks.query import parse_date
    from search_api.names.query import names_query
    from search_api.names_and_marks import answer_names

    settings: Settings = context.obj
    raw = {
        "names": _read(names),
        "activity": activity,
        "code": code,
        "acronym": acronym,
        "city": city,
        "keys": key or [],
        "fields": field or [],
        "as_mark": marks,
        "as_of": parse_date(as_of),
        "limit": limit,
        "lang": settings.lang,
    }
    query = names_query(raw)
    with open_register(settings) as reader:
        report = answer_names(query, reader, settings.encoder)
    show_answer(report, format, output, _shapes(settings.lang))


def _read(names: list[str]) -> list[str]:
    if "-" not in names:
        return names
    if len(names) > 1:
        raise InvalidQuery("NAME: give names or `-`, not both")
    lines = [line.strip() for line in sys.stdin if line.strip()]
    if not lines:
        raise InvalidQuery("NAME: standard input holds no name; type one to three, one a line")
    return lines


def _shapes(lang: str) -> dict[str, Shape]:
    """Return how a report is written as a page and as a table."""

    def page_of(value: Any, out: Any) -> None:
        from search_api.render.names_page import names_page

        out.write(names_page(lang, value))

    def table_of(value: Any, out: Any) -> None:
        from search_api.render.names_table import print_names

        print_names(value, console(out), lang)

    return {"html": page_of, "table": table_of}


def batch_names(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="The office's table of requests, or query lines (JSON).")],
    output: BatchOutput,
    limit: Annotated[int, typer.Option(min=1, max=300, help="Rows a name.")] = 5,
    jobs: Jobs = 1,
    encoding: Encoding = None,
    columns: Columns = "",
    dates: Dates = None,
) -> None:
    """Search every request of FILE, up to three names each; a request that fails is named and the run goes on."""
    from corpora.readers.options import ReadOptions
    from search_api.batch.names import TABLE, answer, requests
    from search_api.batch.output import writer_for

    settings: Settings = context.obj
    not_over(output, file)
    writer = writer_for(output, settings.lang, TABLE)
    options = ReadOptions(encoding=encoding, columns=column_pairs(columns), dates=date_order(dates), remark=say_remark)
    items = requests(file, limit, settings.lang, options)
    with ExitStack() as stack:
        save_batch(batch_lines(stack, settings, items, answer, jobs), output, writer, file)
