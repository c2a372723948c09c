"""`say`: the only place where a message key becomes a sentence, in French, Arabic or English."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from corpora.tables.rows import rows
from search_api.printable import printable, without_isolates

LOCALES = ("fr", "ar", "en")

_ISOLATE, _END = "\u2068", "\u2069"  # first-strong isolate: right-to-left signs keep to their place


def isolated(text: str) -> str:
    """Return a text so that its direction does not disturb its neighbours'. ASCII letters hold together without;
    figures and signs (an id) do not.
    """
    plain = text.isascii() and text.replace(" ", "").isalpha()
    return text if plain else f"{_ISOLATE}{without_isolates(text)}{_END}"


@cache
def catalogue(locale: str) -> dict[str, str]:
    """Return the sentences of a language by key."""
    text: dict[str, str] = json.loads(files("search_api").joinpath("messages", f"{locale}.json").read_text("utf-8"))
    return text


def say(key: str, locale: str, values: Mapping[str, Any] | None = None) -> str:
    """Return the sentence of a key with its values set in, made printable; raises KeyError for an unknown key (a test
    calls them all).
    """
    shown = {name: printable(value) if isinstance(value, str) else value for name, value in (values or {}).items()}
    return catalogue(locale)[key].format(**shown)


def counted(key: str, locale: str, count: int, values: Mapping[str, Any] | None = None) -> str:
    """Return a sentence with a count (and other values). Its forms stand in the catalogue, parted by `|`: in French and
    English for one and for more, in Arabic for one, two, three to ten, eleven to 99, and whole hundreds.
    """
    forms = catalogue(locale)[key].split("|")
    shown = {name: printable(value) if isinstance(value, str) else value for name, value in (values or {}).items()}
    return forms[_form(count, locale)].format(**{"count": count, **shown})


def _form(count: int, locale: str) -> int:
    if locale != "ar":
        return int(count > 1)
    if count <= 2:
        return max(count, 1) - 1
    rest = count % 100
    return 2 if 3 <= rest <= 10 else 3 if rest >= 11 else 4


@cache
def _territories(locale: str) -> dict[str, str]:
    return {row[0]: row[1 + LOCALES.index(locale)] for row in rows("countries.tsv")}


def territory_name(code: str, locale: str) -> str:
    """Return a territory's name in a language, its code where the table has none."""
    return _territories(locale).get(code, code)


def say_register(office: str, count: int, complete_to: date | None, locale: str) -> str:
    """Return the line that names a register, how much it holds and up to which date."""
    name = catalogue(locale).get(f"office.{office}", office)
    values = {"office": name, "count": f"{count:,}".replace(",", "\u202f"), "date": complete_to}
    return counted("register_line" if complete_to else "register_line_undated", locale, count, values)


def say_error(slug: str, locale: str) -> str:
    """Return what an applicant is told when a search fails; the exact message stands beside it for who runs the
    search.
    """
    key = f"error.{slug}"
    return say(key if key in catalogue(locale) else "error.unavailable", locale)
