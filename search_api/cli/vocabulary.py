"""The commands for vocabularies: what an office adds to the tables that ship with the program."""

from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.files import Encoding
from search_api.printable import one_line

if TYPE_CHECKING:
    from search_api.settings import Settings

_SHOWN = 20  # lines that could not be read, on the screen

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Add your own tables to those that ship.")
update_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Put a table of yours in the place of it.")
remove_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Go back to the tables that ship.")
app.add_typer(update_app, name="update")
app.add_typer(remove_app, name="remove")


@update_app.command("lexicon")
def update_lexicon(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            help="A table with a header of languages (fr, en, es, ar, ary), or the files of an open wordnet, one a"
            " language."
        ),
    ],
    encoding: Encoding = None,
) -> None:
    """Take meanings from FILES beside those that ship; a second run replaces the first. Searches use them at once, a
    running service after a restart.
    """
    from corpora.readers.lexicon import read_lexicon
    from corpora.records.rejected import Rejected
    from indexer.vocabulary import keep_lexicon

    settings: Settings = context.obj
    rejected: list[Rejected] = []
    lines = read_lexicon(files, rejected, encoding)
    path = keep_lexicon(settings.data, lines)
    for reject in rejected[:_SHOWN]:
        print(one_line(str(reject)))
    if len(rejected) > _SHOWN:
        print(f"… and {len(rejected) - _SHOWN} more lines that could not be read")
    print(f"{path}: concepts: {len(lines)}")


@remove_app.command("lexicon")
def remove_lexicon(context: typer.Context) -> None:
    """Remove the meanings that `update lexicon` added."""
    from indexer.vocabulary import lexicon_file

    settings: Settings = context.obj
    path = lexicon_file(settings.data)
    existed = path.exists()
    path.unlink(missing_ok=True)
    print(f"removed {path}" if existed else f"{path}: there is none")
