"""Spellings of one name as ears write it down: KHAWLA and KHAOULA, ZINEB and ZAYNEB, لوغستين and لوغاستين.

Names of Morocco have no one spelling in Latin letters: e, i and y stand for one vowel or for none, o, ou and w for
another, doubled letters and a final e for nothing. In Arabic letters long vowels are written or not, and ears do not
keep apart ص and س, ق and ك. Two names with a key in common are one name in two spellings; a key says nothing more.
"""

import re
from functools import lru_cache

LEAST = 4  # letters of a key that tells; shorter ones are shared by too many names
_SOUNDS = (
    "sch:c tch:c ch:c sh:c ph:f th:t kh:x gh:r dj:j 9:k 7:h 3:a 5:x 8:r qu:k q:k "
    "eau:u ault:u aud:u aut:u au:u oo:u ou:u w:u o:u ee:i ay:i ai:i ei:i ey:i y:i"
)
_LETTERS = tuple(tuple(pair.split(":")) for pair in _SOUNDS.split())
_SOFT = re.compile(r"c(?=[eiy])")
_HARD = re.compile(r"c(?!h)")
_SILENT_U = re.compile(r"gu(?=[aeiouy])")
_SILENT_END = re.compile(r"(?<=o)[td]$|(?<=.[^aeiouy])e$|(?<=aux)$")
_UNSAID_E = re.compile(r"(?<=[^aeiu])e(?=[^aeiu])")
_TWICE = re.compile(r"(.)\1+")
_ARABIC = str.maketrans("صقطضظثذةىؤئ", "سكتدزتدهييي")
_ARABIC_VOWELS = re.compile(r"(?<=.)[اويء](?=.)")


@lru_cache(maxsize=65_536)
def spelling_keys(form: str) -> frozenset[str]:
    """Return what a folded word is whatever its spelling, one key a way to read its e; none for what is too short."""
    if not form.isascii():
        key = _ARABIC_VOWELS.sub("", form.removeprefix("ال").translate(_ARABIC))
        return frozenset({key} if len(key) >= LEAST else ())
    key = _SILENT_U.sub("g", _SILENT_END.sub("", form))
    key = _HARD.sub("k", _SOFT.sub("s", key))
    for letters, sound in _LETTERS:
        key = key.replace(letters, sound)
    ways = {key.replace("e", "i"), _UNSAID_E.sub("", key).replace("e", "i")}
    return frozenset(said for way in ways if len(said := _TWICE.sub(r"\1", way)) >= LEAST)
