"""Texts as they stood in a file, made fit to be kept: what is no text, or bears the trace of damage, is a
`FieldError`.
"""

import re
import unicodedata
from collections.abc import Mapping

from corpora.parsing.entities import undone

# C0 without tab and line ends, DEL, C1: what they stand for in a text is damage, or bytes read in a wrong encoding.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAKS = re.compile(r"[\t\r\n\u2028\u2029]")
# They turn the order of letters on a screen and are no letters; Arabic exports hold them, and they would part a word.
_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


class FieldError(ValueError):
    """A field's value cannot be read; `field` is our name for it.

    `reason` says what is wrong and quotes what stood there, for the reject of a record; `advice` says the same without
    the value, for a query: an unfiled name stands in no message.
    """

    def __init__(self, field: str, advice: str, value: str | None = None) -> None:
        self.field = field
        self.advice = advice
        self.reason = advice if value is None else f'"{value[:30]}" {advice}'
        super().__init__(advice)


_BLANK = frozenset(
    [
        "",
        "#n/a",
        "#ref!",
        "#value!",
        "-",
        "--",
        "---",
        "–",
        "—",
        "?",
        "n/a",
        "n.a.",
        "n/d",
        "n.d.",
        "na",
        "nan",
        "nat",
        "nd",
        "nil",
        "none",
        "null",
        "néant",
        "neant",
        "aucun",
        "aucune",
        "inconnu",
        "inconnue",
        "unknown",
        "not available",
        "not applicable",
        "non communiqué",
        "sans objet",
        "غير متوفر",
        "غير معروف",
        "لا يوجد",
    ]
)


def is_blank(text: str) -> bool:
    """Return whether what stands in a cell of dates, classes or codes says that nothing is known: blanks, "N/A",
    "–".
    """
    return text.strip().lower() in _BLANK


def clean_text(value: object, field: str) -> str:
    """Return a text with its blanks and line breaks made single blanks; raises what `whole_text` does."""
    return " ".join(whole_text(value, field).split())


def clean_id(value: object, field: str) -> str:
    """Return a record's number as `clean_text` does; a tab or a line break inside it is no blank but a FieldError."""
    text = whole_text(value, field).strip()
    if _BREAKS.search(text):
        raise FieldError(field, "holds a tab or a line break; two records may have become one")
    return "".join(_figure(c) for c in " ".join(text.split()))


def _figure(character: str) -> str:
    """Return a decimal figure of any script as the Latin one: a number is one number, however it is typed."""
    return str(unicodedata.decimal(character, character))


def holds_overrides(value: object) -> bool:
    """Return whether a text in a raw value holds signs that turn the order of letters: `whole_text` drops them."""
    if isinstance(value, str):
        return not value.isascii() and _OVERRIDES.search(value) is not None
    if isinstance(value, Mapping):
        return any(map(holds_overrides, value.values()))
    return isinstance(value, list) and any(map(holds_overrides, value))


def whole_text(value: object, field: str) -> str:
    """Return a text with its line breaks, its character references undone, without the signs that turn the order of
    letters; a number is written out, None is "".

    Raises:
        FieldError: it is no text (a list, an object, true), or holds NUL or other control characters, the trace of a
            damaged or binary file.

    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        kind = (
            "true or false" if isinstance(value, bool) else "a list" if isinstance(value, list | tuple) else "an object"
        )
        raise FieldError(field, f"must be a text, not {kind}")
    text = "" if value is None else undone(str(value))
    if match := _CONTROLS.search(text):
        advice = "damaged or binary input" if match[0] < " " else "is its encoding another? --encoding windows-1252"
        raise FieldError(field, f"holds control characters ({advice})")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise FieldError(field, "holds half of a character (a lone surrogate); write the file anew as UTF-8")
    return _OVERRIDES.sub("", text)
