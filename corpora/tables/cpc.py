"""Titles of the classes of the Cooperative Patent Classification, in our own words."""

from functools import cache

from corpora.tables.rows import rows

_COLUMN = {"en": 1, "fr": 2, "ar": 3}


def title_of(symbol: str, locale: str) -> str:
    """Return the title of a symbol's class (its first three characters) in a language; empty when the class is
    not known.
    """
    return _titles().get(symbol[:3], {}).get(locale, "")


@cache
def _titles() -> dict[str, dict[str, str]]:
    return {row[0]: {locale: row[at] for locale, at in _COLUMN.items()} for row in rows("cpc_classes.tsv")}
