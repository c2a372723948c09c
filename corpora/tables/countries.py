"""Names of countries and of regional offices in French, Arabic, English and other spellings, with their codes."""

from functools import cache
from importlib.resources import files

from corpora.tables.statuses import key_of


@cache
def countries() -> dict[str, str]:
    """Return codes of WIPO ST.3 by name, as `key_of` writes it (`countries.tsv`: code, fr, ar, en, further names)."""
    names: dict[str, str] = {}
    for line in files("corpora.tables").joinpath("countries.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, fr, ar, en, further = line.split("\t")
        names |= {key_of(name): code for name in (fr, ar, en, *further.split(";")) if name.strip()}
    return names


@cache
def codes() -> frozenset[str]:
    """Return the codes that the table names."""
    return frozenset(countries().values())
