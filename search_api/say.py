"""`say`: the only place where a message key becomes a sentence, in French, Arabic or English."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

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


def say_register(office: str, count: int, complete_to: date | None, locale: str) -> str:
    """Return the line that names a register, how much it holds and up to which date."""
    name = catalogue(locale).get(f"office.{office}", office)
    values = {"office": name, "count": f"{count:,}".replace(",", "\u202f"), "date": complete_to}
    return say("register_line" if complete_to else "register_line_undated", locale, values)


def say_error(slug: str, locale: str) -> str:
    """Return what an applicant is told when a search fails; the exact message stands beside it for who runs the
    search.
    """
    key = f"error.{slug}"
    return say(key if key in catalogue(locale) else "error.unavailable", locale)
