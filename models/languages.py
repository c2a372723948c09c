"""Which language a text is in, for the analysis of words and for comparing like with like."""

from collections.abc import Callable
from functools import lru_cache

ANALYSED = ("en", "fr", "de", "es", "ar")  # languages with stemming of their own
CJK = ("zh", "ja", "ko")  # cut into pairs of characters
OTHER = "other"
GROUPS = (*ANALYSED, "cjk", OTHER)


@lru_cache(maxsize=1)
def _classify() -> Callable[[str], tuple[str, float]]:
    import py3langid

    py3langid.set_languages(["en", "fr", "de", "es", "ar", "zh", "ja", "ko", "ru", "it", "pt", "nl"])
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, told by machine (py3langid); "en" for a text without letters."""
    if not any(c.isalpha() for c in text):
        return "en"
    return str(_classify()(text[:2_000])[0])


def group_of(language: str | None) -> str:
    """Return how texts of a language are analysed: a code of `ANALYSED`, "cjk" or "other"."""
    if language in CJK:
        return "cjk"
    return language if language in ANALYSED else OTHER
