"""`anteriority demo`: the sample registers indexed, then the searches that show the point."""

import json
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

from rich.console import Console
from rich.rule import Rule

from corpora.errors import InvalidQuery
from corpora.files.atomic import replace_text
from indexer.open import open_engine, open_patents
from search_api.cli.demo_patents import run_patents_demo
from search_api.cli.progress import index_files
from search_api.marks.clear import clear_mark
from search_api.marks.query import MarkQuery, question
from search_api.names.clear import clear_names
from search_api.names.query import NamesQuery
from search_api.render.marks_table import print_report
from search_api.render.names_table import print_names
from search_api.settings import Settings

AS_OF = date(2026, 11, 1)
SEARCHES: tuple[tuple[str, MarkQuery], ...] = (
    (
        "A respelling / une autre orthographe",
        MarkQuery("TAFUKT MAJORELLE", goods="café", as_of=AS_OF, limit=3),
    ),
    (
        "Arabic meets Latin and Tifinagh / l'arabe rencontre le latin",
        MarkQuery("أركان", classes=[3], as_of=AS_OF, limit=4),
    ),
    (
        "A weak word is no hit / un mot courant ne suffit pas",
        MarkQuery("KORVANE SERVICES", classes=[37], as_of=AS_OF, limit=3),
    ),
    (
        "A trade name against a mark / un nom commercial face à une marque",
        MarkQuery("DAR MENARA", goods="restaurant", as_of=AS_OF, limit=4),
    ),
    (
        "No hit, and what that does not mean / aucun résultat",
        MarkQuery("XQJWFPGV", classes=[9], as_of=AS_OF, limit=3),
    ),
)
THREE_NAMES = NamesQuery(
    ["QAHWA ATLAS SARL", "SILLAGES", "TOUBKAL CAFE"], "salon de café", city="Agadir", as_of=AS_OF, limit=2
)


MADE = "demo.json"  # in the demo's folder: the snapshot that the demo made, so that it replaces no other


def run_demo(settings: Settings) -> None:
    """Index the samples into `<data>/demo`, on the embedded engine whatever the settings say, and print the searches.

    Raises:
        InvalidQuery: the folder holds a register that the demo did not make.

    """
    from models.encoders import load_encoder

    here = settings.model_copy(update={"data": settings.data / "demo", "engine": "embedded"})
    _require_own(here)
    sample = files("corpora").joinpath("sample")
    index_files(here, [str(sample.joinpath(f"{name}.jsonl.gz")) for name in ("brands", "morocco", "names")], {})
    _note_made(here)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    encoder = load_encoder(settings.encoder)
    with open_engine(here.where).read() as reader:
        for title, query in SEARCHES:
            console.print(Rule(title))
            ready = question(replace(query, lang=settings.lang))
            print_report(
                clear_mark(ready.proposed, ready.filters, reader, ready.options, encoder),
                console,
                settings.lang,
            )
        console.print(Rule("Three names for a company / trois noms pour une société"))
        print_names(clear_names(replace(THREE_NAMES, lang=settings.lang), reader, encoder), console, settings.lang)
    run_patents_demo(here, encoder, console)
    _note_made(here)


def _snapshots(here: Settings) -> dict[str, str | None]:
    """Return the snapshots in the demo's folder by collection."""
    return {"marks": open_engine(here.where).current(), "patents": open_patents(here.where).current()}


def _note_made(here: Settings) -> None:
    replace_text(here.data / MADE, json.dumps(_snapshots(here)))


def _require_own(here: Settings) -> None:
    """Raise InvalidQuery where the demo's folder holds what the demo did not make."""
    path = here.data / MADE
    noted: Any = {}
    with suppress(OSError, ValueError):
        noted = json.loads(path.read_text("utf-8"))
    for kind, snapshot in _snapshots(here).items():
        if snapshot and not (isinstance(noted, dict) and snapshot == noted.get(kind)):
            raise InvalidQuery(
                f"{here.data / kind}: holds a register that the demo did not make; give another --data, or "
                "delete that folder"
            )
