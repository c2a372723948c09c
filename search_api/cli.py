"""The command line. Errors that a person can meet are one line on standard error; exit codes 0 done, 1 failed, 2 bad usage."""

import locale as system_locale
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpora.errors import InvalidQuery
from search_api.cli_errors import told_in_one_line
from search_api.cli_names import batch_names, search_name
from search_api.cli_patents import AcceptRejects, batch_patents, index_patents, search_patent
from search_api.cli_verify import verify
from search_api.printable import json_text, one_line
from search_api.writing import written

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.engine import Reader
    from search_api.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Finds the earlier rights that a new mark would collide with, ranks them, and says why.",
)
index_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Read files into the index, or bring it up to date."
)
search_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Search for earlier rights.")
batch_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Many queries, one answer a line.")
index_app.command("patents")(index_patents)
search_app.command("name")(search_name)
search_app.command("patent")(search_patent)
batch_app.command("names")(batch_names)
batch_app.command("patents")(batch_patents)
app.command()(verify)
app.add_typer(index_app, name="index")
app.add_typer(search_app, name="search")
app.add_typer(batch_app, name="batch")

Limit = Annotated[int, typer.Option(min=1, max=1000, help="Rows to show.")]
ClassOption = Annotated[
    list[int] | None,
    typer.Option("--class", min=1, max=45, help="Nice class of your goods; repeat for several."),
]
Format = Annotated[str, typer.Option("--format", help="table, json or html.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write into this file instead of the screen.")]


@app.callback()
def options(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(help="Folder of the registers [env: ANTERIORITY_DATA; default: ./data].")
    ] = None,
    engine: Annotated[str | None, typer.Option(help="`embedded` or a URL [env: ANTERIORITY_ENGINE].")] = None,
    lang: Annotated[
        str | None, typer.Option(help="fr, ar or en [env: ANTERIORITY_LANG; default: the locale's].")
    ] = None,
) -> None:
    """Finds the earlier rights that a new mark would collide with, ranks them, and says why."""
    from search_api.settings import load_settings

    given = {k: v for k, v in {"data": data, "engine": engine, "lang": lang}.items() if v is not None}
    settings = load_settings(**given)
    if not settings.lang:
        settings = settings.model_copy(update={"lang": _locale_language()})
    if settings.lang not in {"fr", "ar", "en"}:
        raise typer.BadParameter("lang must be fr, ar or en")
    context.obj = settings


def _locale_language() -> str:
    code = (system_locale.getlocale()[0] or "")[:2].lower()
    return code if code in {"fr", "ar", "en"} else "fr"


def main() -> None:
    """Run a command; the entry point of `anteriority`."""
    for plugin in entry_points(group="anteriority.commands"):
        if plugin.name in sys.argv[1:]:
            app.add_typer(plugin.load(), name=plugin.name)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):  # what is not UTF-8 is named by the field that it stands in
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    with told_in_one_line(sys.argv[1:]):
        raise SystemExit(app(standalone_mode=False))


@contextmanager
def _reader(settings: "Settings") -> "Iterator[Reader]":
    from indexer.open import open_engine

    with open_engine(settings.where).read() as reader:
        yield reader


def _console(file: Any = None) -> "Console":
    from rich.console import Console

    target = file or sys.stdout
    return Console(file=target, width=None if target.isatty() else 120, highlight=False, markup=False, emoji=False)


def _text(value: str) -> str:
    """Return a name, read from standard input for `-`."""
    if value != "-":
        return value
    text = sys.stdin.readline().strip()
    if not text:
        raise InvalidQuery("TEXT: standard input holds no name; type it on one line")
    return text


def _show(value: Any, format: str, output: Path | None, lang: str) -> None:
    from search_api.report import Report, plain

    with written(output) as out:
        if format == "json":
            out.write(json_text(plain(value), 1) + "\n")
        elif format == "html" and isinstance(value, Report):
            from search_api.render.html import page

            out.write(page(lang, value))
        elif format == "table":
            from search_api.render.table import conflict_table, print_report

            console = _console(out)
            if isinstance(value, Report):
                print_report(value, console, lang)
            else:
                console.print(conflict_table((value,), lang))
        else:
            raise typer.BadParameter("--format is table, json or html")


@index_app.command("marks")
def index_marks(
    context: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(help="Files of any known format; `-` is standard input.")] = None,
    format: Annotated[str | None, typer.Option(help="jsonl, ompic or csv; told by content when left out.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the files, when it is not the format's own.")
    ] = None,
    columns: Annotated[str, typer.Option(help="For tables: ours=HEADER, parted by commas.")] = "",
    office: Annotated[str | None, typer.Option(help="For tables: office of rows that name none, e.g. MA.")] = None,
    update: Annotated[bool, typer.Option("--update", help="Merge by id instead of replacing the register.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Analyse the stored records anew.")] = False,
    accept_rejects: AcceptRejects = False,
) -> None:
    """Build the register of marks from FILES, or merge them by id."""
    from search_api.indexing import index_files, rebuild_register

    settings: Settings = context.obj
    if rebuild:
        rebuild_register(settings)
        return
    if not files:
        raise typer.BadParameter("name at least one file, or give --rebuild")
    pairs = dict(part.split("=", 1) for part in columns.split(",") if "=" in part)
    given = {
        "format": format,
        "encoding": encoding,
        "columns": pairs,
        "office": office,
        "update": update,
        "accept_rejects": accept_rejects,
    }
    index_files(settings, files, given)


@search_app.command("mark")
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
    from search_api.marks import clear_mark
    from search_api.query import line_to_query, parse_date, question

    settings: Settings = context.obj
    filters = {"vienna": vienna or [], "rights": right or []}
    raw = {
        "text": _text(text),
        "classes": classes or [],
        "goods": goods,
        "as_of": parse_date(as_of),
        "territory": territory,
        "holder": holder,
        "filters": filters,
    }
    ready = question(line_to_query(raw, limit, settings.lang))
    with _reader(settings) as reader:
        report = clear_mark(ready.proposed, ready.filters, reader, ready.asked, _encoder(settings, bool(goods)))
    _show(report, format, output, settings.lang)


def _encoder(settings: "Settings", needed: bool) -> Any:
    from models.encoders import load_encoder

    return load_encoder(settings.encoder) if needed else None


@app.command()
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

    from search_api.mark_limits import side as read_side
    from search_api.marks import Asked, compare_marks

    settings: Settings = context.obj
    numbers, terms = classes or [], goods or []
    if len(terms) > 2:
        raise typer.BadParameter("--goods may be given twice: for the proposed sign, then for the earlier one")
    sides = []
    for side, text in enumerate((_text(proposed), earlier)):
        own = (numbers[side],) if len(numbers) == 2 else tuple(numbers)
        sides.append(read_side({"text": text, "nice_classes": own, "goods": terms[side : side + 1]}))
    asked = Asked(date.today(), locale=settings.lang)
    _show(
        compare_marks(sides[0], sides[1], asked, _encoder(settings, len(terms) == 2)),
        format,
        output,
        settings.lang,
    )


@app.command()
def show(context: typer.Context, mark_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Show one record, whole, as JSON."""
    from datetime import date

    from corpora.errors import RecordNotFound
    from search_api.report import record_out

    with _reader(context.obj) as reader:
        found = next(reader.fetch([mark_id]), None)
    if found is None:
        raise RecordNotFound("no record has this id; ids are office-number, as in a search's answer")
    print(json_text(record_out(found, date.today()), 1))


@batch_app.command("marks")
def batch_marks(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Query lines (JSON), or any file that `index` reads.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="RESULTS.jsonl, or .csv for triage rows.")],
    limit: Limit = 20,
) -> None:
    """Search every line of FILE; a line that fails is named and the run goes on."""
    from search_api.batch import answers, write_csv, write_jsonl

    settings: Settings = context.obj
    with _reader(settings) as reader, written(output) as out:
        lines = answers(file, reader, limit, settings.lang, _encoder(settings, True))
        count = write_csv(lines, out) if output.suffix == ".csv" else write_jsonl(lines, out)
    print(one_line(f"{output}: {count}"), file=sys.stderr)


@app.command()
def status(context: typer.Context) -> None:
    """Show the registers, their dates and counts, the engine and the versions."""
    from search_api.indexing import print_status

    print_status(context.obj, version("anteriority"))


@app.command()
def demo(context: typer.Context) -> None:
    """Build the sample registers in a folder of their own and run the searches that show the point."""
    from search_api.demo import run_demo

    run_demo(context.obj)


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Loopback address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8017,
) -> None:
    """Serve the API and the page on this machine."""
    from search_api.app import serve as run

    run(context.obj, host, port)
