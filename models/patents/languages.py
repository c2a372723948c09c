"""Which language a text is in, for the analysis of words and for comparing like with like."""

import re
from collections.abc import Callable
from functools import lru_cache

ANALYSED = ("en", "fr", "de", "es", "ar")  # languages with stemming of their own
CJK = ("zh", "ja", "ko")  # cut into pairs of characters
OTHER = "other"
NOT_LATIN = (*CJK, "ar", "ru")  # languages whose texts are not in Latin letters
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# A Latin stretch inside another script that is a sentence of its own, such as the English title of a Chinese patent.
_LATIN_STRETCH = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9\s,.;:()'’/-]{15,}")
GROUPS = (*ANALYSED, "cjk", OTHER)
_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
    "io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
    "mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd "
    "se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi "
    "vo wa wo xh yi yo za zh zu "
)
CODES = frozenset(_ISO_639_1.split())


@lru_cache(maxsize=1)
def _classify() -> Callable[[str], tuple[str, float]]:
    import py3langid

    py3langid.set_languages(["en", "fr", "de", "es", "ar", "zh", "ja", "ko", "ru", "it", "pt", "nl"])
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, recognised by machine (py3langid); "en" for a text without
    letters.
    """
    if not any(c.isalpha() for c in text):
        return "en"
    return str(_classify()(text[:2_000])[0])


def group_of(language: str | None) -> str:
    """Return how texts of a language are analysed: a code of `ANALYSED`, "cjk" or "other"."""
    if language in CJK:
        return "cjk"
    return language if language in ANALYSED else OTHER


def text_language(text: str, stated: str | None) -> str:
    """Return the language of a text: the stated one, unless its letters are of another script (English titles of
    Chinese patents).
    """
    letters = [c for c in text[:400] if c.isalpha()]
    if stated is None or not letters:
        return stated or language_of(text)
    latin = sum(bool(_LATIN.match(c)) for c in letters) / len(letters)
    contradicts = latin > 0.8 if stated in NOT_LATIN else latin < 0.2
    return language_of(text) if contradicts else stated


def pieces(text: str, language: str) -> list[tuple[str, str]]:
    """Return a text as (language, text): whole, but for stretches of Latin letters in a text of another script."""
    if language not in NOT_LATIN:
        return [(language, text)]
    latin = _LATIN_STRETCH.findall(text)
    rest = _LATIN_STRETCH.sub(" ", text)
    latin_pieces = [(language_of(part), part) for part in latin]
    return [(language, rest), *latin_pieces] if any(c.isalpha() for c in rest) else latin_pieces or [(language, text)]
