"""The command line. Errors that a person can meet are one line on standard error; exit codes 0 done, 1 failed, 2 bad
usage.
"""

import locale as system_locale
import sys
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Annotated

import typer

from search_api.cli.errors import told_in_one_line
from search_api.cli.marks import batch_marks, compare, index_marks, search_mark, show
from search_api.cli.names import batch_names, search_name
from search_api.cli.patents import batch_patents, index_patents, search_patent
from search_api.cli.verify import verify
from search_api.cli.vocabulary import app as vocabulary_app

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
index_app.command("marks")(index_marks)
search_app.command("mark")(search_mark)
batch_app.command("marks")(batch_marks)
app.command()(compare)
app.command()(show)
app.add_typer(index_app, name="index")
app.add_typer(search_app, name="search")
app.add_typer(batch_app, name="batch")
app.add_typer(vocabulary_app, name="vocabulary")


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

    overrides = {k: v for k, v in {"data": data, "engine": engine, "lang": lang}.items() if v is not None}
    settings = load_settings(**overrides)
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


@app.command()
def status(context: typer.Context) -> None:
    """Show the registers, their dates and counts, the engine and the versions."""
    from search_api.cli.progress import print_status

    print_status(context.obj, version("anteriority"))


@app.command()
def demo(context: typer.Context) -> None:
    """Build the sample registers in a folder of their own and run the searches that show the point."""
    from search_api.cli.demo import run_demo

    run_demo(context.obj)


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Loopback address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8017,
) -> None:
    """Serve the API and the page on this machine."""
    from search_api.web.app import serve as run

    run(context.obj, host, port)
