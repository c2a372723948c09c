"""The Vienna classification of figurative elements: titles of its categories and divisions."""

from functools import cache

from corpora.tables.rows import rows


@cache
def _titles() -> dict[str, dict[str, str]]:
    """Return the titles by code (`vienna.tsv`: code, fr, ar, en); divisions have an English title only."""
    return {code: {"fr": fr or en, "ar": ar or en, "en": en} for code, fr, ar, en in rows("vienna.tsv")}


def vienna_title(code: str, locale: str) -> str:
    """Return the title of the division, or else the category, that a code such as 26.04.18 lies in; "" for none."""
    titles = _titles()
    for prefix in (code[:5], code[:2]):
        if prefix in titles:
            return titles[prefix][locale]
    return ""
