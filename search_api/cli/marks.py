"""The commands for marks: `index marks`, `search mark`, `compare`, `show`, `batch marks`. `search_api.cli.main` puts
them in their places.
"""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from search_api.cli.files import (
    AcceptRejects,
    BatchOutput,
    Columns,
    Dates,
    Encoding,
    Jobs,
    Office,
    column_pairs,
    date_order,
)
from search_api.cli.output import Shape, batch_lines, console, open_register, save_batch, say_remark, show_answer, typed
from search_api.printable import json_text
from search_api.writing import not_over

if TYPE_CHECKING:
    from search_api.settings import Settings

Limit = Annotated[int, typer.Option(min=1, max=1000, help="Rows to show.")]
ClassOption = Annotated[
    list[int] | None,
    typer.Option("--class", min=1, max=45, help="Nice class of your goods; repeat for several."),
]
Format = Annotated[str, typer.Option("--format", help="table, json or html.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write into this file instead of the screen.")]


def index_marks(
    context: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(help="Files of any known format; `-` is standard input.")] = None,
    format: Annotated[str | None, typer.Option(help="jsonl, ompic or csv; told by content when left out.")] = None,
    encoding: Encoding = None,
    columns: Columns = "",
    office: Office = None,
    dates: Dates = None,
    update: Annotated[bool, typer.Option("--update", help="Merge by id instead of replacing the register.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Analyse the stored records anew.")] = False,
    accept_rejects: AcceptRejects = False,
) -> None:
    """Build the register of marks from FILES, or merge them by id."""
    from search_api.cli.progress import index_files, rebuild_register

    settings: Settings = context.obj
    if rebuild and files:
        raise typer.BadParameter("--rebuild analyses the stored records anew and reads no file: give one or the other")
    if rebuild:
        rebuild_register(settings)
        return
    if not files:
        raise typer.BadParameter("name at least one file, or give --rebuild")
    pairs = column_pairs(columns)
    choices = {
        "format": format,
        "encoding": encoding,
        "columns": pairs,
        "office": office,
        "dates": date_order(dates),
        "update": update,
        "accept_rejects": accept_rejects,
    }
    index_files(settings, files, choices)


def search_mark(
    context: typer.Context,
    text: Annotated[
        str,
        typer.Argument(help="The name; `-` reads it from standard input, so that it stands in no history."),
    ],
    classes: ClassOption = None,
    goods: Annotated[str, typer.Option(help="What you sell, in your own words.")] = "",
    as_of: Annotated[str | None, typer.Option(help="Effective date of your sign (default: today).")] = None,
    territory: Annotated[str | None, typer.Option(help="Keep rights with effect there, e.g. MA.")] = None,
    right: Annotated[list[str] | None, typer.Option(help="Keep this kind of right only.")] = None,
    holder: Annotated[str | None, typer.Option(help="Your name: your own rights are shown apart.")] = None,
    vienna: Annotated[list[str] | None, typer.Option(help="Vienna code or its beginning, e.g. 26.04.")] = None,
    limit: Limit = 20,
    format: Format = "table",
    output: Output = None,
) -> None:
    """Search the earlier rights that a sign would collide with."""
    from search_api.marks.clear import clear_mark
    from search_api.marks.meaning import encoder_for
    from search_api.marks.query import line_to_query, parse_date, question

    settings: Settings = context.obj
    filters = {"vienna": vienna or [], "rights": right or []}
    raw = {
        "text": typed(text),
        "classes": classes or [],
        "goods": goods,
        "as_of": parse_date(as_of),
        "territory": territory,
        "holder": holder,
        "filters": filters,
    }
    ready = question(line_to_query(raw, limit, settings.lang))
    encoder = encoder_for(settings.encoder, ready.proposed)
    with open_register(settings) as reader:
        report = clear_mark(ready.proposed, ready.filters, reader, ready.options, encoder)
    show_answer(report, format, output, _shapes(settings.lang))


def compare(
    context: typer.Context,
    proposed: Annotated[str, typer.Argument(help="The proposed sign; `-` reads it from standard input.")],
    earlier: Annotated[str, typer.Argument(help="The earlier sign.")],
    classes: ClassOption = None,
    goods: Annotated[list[str] | None, typer.Option(help="Goods of the proposed, then of the earlier sign.")] = None,
    format: Format = "table",
    output: Output = None,
) -> None:
    """Compare two signs; --class once is for both, twice for the first and the second."""
    from datetime import date

    from indexer.vocabulary import take_lexicon
    from search_api.marks.clear import AnswerOptions, compare_marks
    from search_api.marks.limits import side as read_side
    from search_api.marks.meaning import encoder_for

    settings: Settings = context.obj
    take_lexicon(settings.data)
    numbers, terms = classes or [], goods or []
    if len(terms) > 2:
        raise typer.BadParameter("--goods may be given twice: for the proposed sign, then for the earlier one")
    sides = []
    for side, text in enumerate((typed(proposed), earlier)):
        side_classes = (numbers[side],) if len(numbers) == 2 else tuple(numbers)
        sides.append(read_side({"text": text, "nice_classes": side_classes, "goods": terms[side : side + 1]}))
    answer_options = AnswerOptions(date.today(), locale=settings.lang)
    conflict = compare_marks(sides[0], sides[1], answer_options, encoder_for(settings.encoder, sides[0]))
    show_answer(conflict, format, output, {"table": _shapes(settings.lang)["table"]})


def show(context: typer.Context, mark_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Show one record, whole, as JSON."""
    from datetime import date

    from corpora.errors import RecordNotFound
    from search_api.answer import plain
    from search_api.shown import record_out

    with open_register(context.obj) as reader:
        record = next(reader.fetch([mark_id]), None)
    if record is None:
        raise RecordNotFound("no record has this id; ids are office-number, as in a search's answer")
    print(json_text(plain(record_out(record, date.today())), 1))


def batch_marks(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Query lines (JSON), or any file that `index` reads.")],
    output: BatchOutput,
    limit: Limit = 20,
    jobs: Jobs = 1,
    encoding: Encoding = None,
    columns: Columns = "",
    office: Office = None,
    dates: Dates = None,
) -> None:
    """Search every line of FILE; a line that fails is named and the run goes on."""
    from corpora.readers.options import ReadOptions
    from search_api.batch.marks import TABLE, answer, questions
    from search_api.batch.output import writer_for

    settings: Settings = context.obj
    not_over(output, file)
    writer = writer_for(output, settings.lang, TABLE)
    options = ReadOptions(
        encoding=encoding, columns=column_pairs(columns), office=office, dates=date_order(dates), remark=say_remark
    )
    items = questions(file, limit, settings.lang, options)
    with ExitStack() as stack:
        save_batch(batch_lines(stack, settings, items, answer, jobs), output, writer, file)


def _shapes(lang: str) -> dict[str, Shape]:
    """Return how a report is written as a page and as a table."""

    def page_of(value: Any, out: Any) -> None:
        from search_api.render.marks_page import page

        out.write(page(lang, value))

    def table_of(value: Any, out: Any) -> None:
        from search_api.answer import Report
        from search_api.render.marks_table import conflict_table, print_report

        if isinstance(value, Report):
            print_report(value, console(out), lang)
        else:
            console(out).print(conflict_table((value,), lang))

    return {"html": page_of, "table": table_of}
