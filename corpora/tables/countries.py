"""Names of countries and of regional offices in French, Arabic, English and other spellings, with their codes."""

from functools import cache

from corpora.tables.rows import rows
from corpora.tables.statuses import key_of


@cache
def countries() -> dict[str, str]:
    """Return codes of WIPO ST.3 by name, as `key_of` writes it (`countries.tsv`: code, fr, ar, en, further names)."""
    names: dict[str, str] = {}
    for code, fr, ar, en, further in rows("countries.tsv"):
        names |= {key_of(name): code for name in (fr, ar, en, *further.split(";")) if name.strip()}
    return names


@cache
def codes() -> frozenset[str]:
    """Return the codes that the table names."""
    return frozenset(countries().values())
