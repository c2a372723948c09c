"""What `index` and `status` print: progress while they work, then counts, rejects and data quality."""

import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from corpora.readers.options import ReadOptions
from indexer.marks.build import Built, build, rebuild
from indexer.marks.engine import Snapshot
from indexer.open import open_engine
from indexer.rejects import Warnings
from indexer.sources import Source
from indexer.where import without_user
from search_api.printable import one_line
from search_api.say import say, say_register
from search_api.settings import Settings

_WORDS_SHOWN = 20
QUALITY = (
    "nameless",
    "no_classes",
    "no_goods",
    "no_dates",
    "no_office",
    "no_status",
    "date_order",
    "future",
    "overrides",
    "references",
)


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )


def index_files(settings: Settings, files: list[str], arguments: Mapping[str, Any]) -> Built:
    """Index files with a progress bar on standard error and print the summary."""
    engine = open_engine(settings.where)
    sizes = [Path(file).stat().st_size if Path(file).is_file() else None for file in files]
    total = sum(size for size in sizes if size) if all(sizes) else None
    with _progress() as bar:
        task = bar.add_task("index marks", total=total)
        began = perf_counter()

        def seen(number: int) -> None:
            if number % 500 == 0:
                bar.update(task, description=f"index marks {number:,} ({number / (perf_counter() - began):,.0f}/s)")

        options = ReadOptions(
            encoding=arguments.get("encoding"),
            columns=arguments.get("columns"),
            office=arguments.get("office"),
            dates=arguments.get("dates"),
            watch=lambda size: bar.advance(task, size),
        )
        source = Source(tuple(files), arguments.get("format"), options, bool(arguments.get("accept_rejects")))
        built = build(engine, source, settings.data / "marks", update=bool(arguments.get("update")), progress=seen)
    print_built(built, settings.lang)
    return built


def rebuild_register(settings: Settings) -> Snapshot:
    """Analyse the stored records anew, with a progress bar that knows its end."""
    engine = open_engine(settings.where)
    with engine.read() as reader:
        total = reader.snapshot.count
    with _progress() as bar:
        task = bar.add_task("rebuild", total=total)
        snapshot = rebuild(engine, lambda number: bar.update(task, completed=number))
    print(say("quality.indexed", settings.lang, {"count": f"{snapshot.count:,}"}))
    return snapshot


def print_built(built: Built, locale: str) -> None:
    """Print what was indexed, what was rejected and what is weak in the data."""
    print(say("quality.indexed", locale, {"count": f"{built.quality.get('indexed', 0):,}"}))
    if built.rejected:
        print(say("quality.rejected", locale, {"count": f"{built.rejected:,}", "file": built.rejects_file}))
    print_warnings(built.warnings, locale)
    print(say("quality.title", locale))
    for fault in QUALITY:
        if built.quality.get(fault):
            print("  " + say(f"quality.{fault}", locale, {"count": f"{built.quality[fault]:,}"}))
    if built.words:
        words = ", ".join(f"{one_line(word)} ({count:,})" for word, count in built.words[:_WORDS_SHOWN])
        more = f" … (+{len(built.words) - _WORDS_SHOWN})" if len(built.words) > _WORDS_SHOWN else ""
        print("  " + say("quality.words", locale, {"words": words + more}))


def print_warnings(warnings: Warnings, locale: str) -> None:
    """Print what was guessed of whole files, and how many cells were left empty, by field."""
    for sentence in warnings.files:
        print(one_line(sentence))
    if warnings.fields:
        fields = ", ".join(f"{field} {count:,}" for field, count in warnings.fields.most_common())
        values = {"count": f"{warnings.fields.total():,}", "fields": fields, "file": warnings.path}
        print(say("quality.cells", locale, values))


def print_status(settings: Settings, version: str) -> None:
    """Print versions, the snapshot and one line per register."""
    with open_engine(settings.where).read() as reader:
        snapshot = reader.snapshot
    print(f"anteriority {version}, engine {without_user(settings.engine)}, encoder {settings.encoder}")
    print(f"snapshot {snapshot.id}, built {snapshot.built_at}, format {snapshot.format}, analysis {snapshot.analysis}")
    for register in snapshot.registers:
        line = say_register(register.office, register.count, register.complete_to, settings.lang)
        if register.not_searched_by_name:
            line += f" ({say('quality.nameless', settings.lang, {'count': register.not_searched_by_name})})"
        print(line)
