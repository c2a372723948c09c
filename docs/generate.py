"""Writes docs/reference.md and docs/activities.md from the program itself: every command with its options, the settings,
the fields of activity. Run by `make docs`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from benchmarks.run import app as bench
from models.names.fields import fields
from search_api.cli.main import app
from search_api.settings import Settings

HERE = Path(__file__).parent


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield every command with its whole name."""
    if inner := getattr(command, "commands", None):
        for word, found in inner.items():
            yield from commands(found, f"{name} {word}")
    else:
        yield name, command


def rows(command: Any) -> Iterator[str]:
    """Yield one table row per argument and option."""
    for parameter in command.params:
        names = ", ".join(f"`{option}`" for option in parameter.opts if option.startswith("-"))
        if names != "`--help`":
            shown = names or f"`{(parameter.metavar or parameter.name).upper()}`"
            yield f"| {shown} | {(getattr(parameter, 'help', None) or '').replace('|', '/')} |"


def reference() -> str:
    """Return the page."""
    parts = ["# Commands and settings\n\nWritten by `make docs` from the program itself; do not edit.\n"]
    whole = typer.main.get_command(app)
    parts.append("## Options before the command\n\n| option | |\n|---|---|\n" + "\n".join(rows(whole)) + "\n")
    for root, name in ((whole, "anteriority"), (typer.main.get_command(bench), "anteriority bench")):
        for command, found in commands(root, name):
            parts.append(f"## `{command}`\n\n{found.help}\n")
            if table := list(rows(found)):
                parts.append("| argument or option | |\n|---|---|\n" + "\n".join(table) + "\n")
    parts.append("## Settings\n\n| environment variable | default | meaning |\n|---|---|---|")
    for name, field in Settings.model_fields.items():
        parts.append(f"| `ANTERIORITY_{name.upper()}` | `{field.default}` | {field.description} |")
    return "\n".join(parts) + "\n"


def activities() -> str:
    """Return the page of the fields of activity."""
    parts = [
        "# Fields of activity\n\nWritten by `make docs` from `models/names/fields.tsv`; do not edit. Codes are those of "
        "ISIC Rev. 4, titles ours.\n",
        "| code | French | English | Arabic | Nice classes |\n|---|---|---|---|---|",
    ]
    for code, field in fields().items():
        titles = " | ".join(field.titles[lang] for lang in ("fr", "en", "ar"))
        parts.append(f"| {code} | {titles} | {', '.join(map(str, sorted(field.nice)))} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    for name, page in (("reference.md", reference), ("activities.md", activities)):
        (HERE / name).write_text(page(), "utf-8")
        sys.stdout.write(f"docs/{name}\n")
