"""How a word sounds to a reader of French, in Morocco or France.

Rules of French spelling (e.g. Catach, "L'orthographe française", 1995) with two habits of names: a final consonant of a
name is said (MAJOREL, CHAABI are not verbs), and the Moroccan transcriptions ou, kh, gh, dj, ch are read as written.
"""

import re

from models.words.readings.rules import LATIN, Rules, Sound, say_mixed, spell

DIGITS = dict(zip("0123456789", ["zero", "ẽ", "dø", "trwa", "katr", "sẽk", "sis", "set", "wit", "nøf"], strict=True))
LETTERS = dict(
    zip(
        LATIN,
        [
            "a",
            "be",
            "se",
            "de",
            "ø",
            "ef",
            "ʒe",
            "aʃ",
            "i",
            "ʒi",
            "ka",
            "el",
            "em",
            "en",
            "o",
            "pe",
            "ky",
            "er",
            "es",
            "te",
            "y",
            "ve",
            "dubløve",
            "iks",
            "igrek",
            "zed",
        ],
        strict=True,
    )
)
_V = "[aeiouy]"
_NASAL_END = "(?![aeiouymnh])"
RULES = Rules([
    (r"eaux?$|eau", "o"), (r"aux$|au", "o"), (r"oeu", "ø"), (r"oei|oey", "øj"), (r"euil|ueil", "øj"), (r"eu", "ø"),
    (r"aill|ail$", "aj"), (r"eill|eil$", "ej"), (r"ouill", "uj"), (r"ou(?=[aeiy])", "w"), (r"ou", "u"),
    (r"oi", "wa"), (r"oy(?=[aeiou])", "waj"), (r"oy", "oj"), (r"ai|ei(?![nm]$)", "e"), (r"ay(?=[aeiou])", "aj"), (r"ay|ey", "e"), (r"ie(?=n$)", "i"),
    (r"ain" + _NASAL_END + r"|ein" + _NASAL_END, "ẽ"), (r"oin" + _NASAL_END, "wẽ"),
    (r"(?:an|am|en|em)(?=[bcdfgjkpqstvxz])" , "ã"), (r"(?:an)$", "ã"), (r"(?:in|im|yn|ym)(?=[bcdfgjkpqstvxz])", "ẽ"), (r"in$", "ẽ"),
    (r"(?:on|om)(?=[bcdfgjkpqstvxz])|on$", "õ"), (r"(?:un|um)(?=[bcdfgkpqstvxz])|un$", "ẽ"),
    (r"ill(?=[aeiouy])", "ij"), (r"sch|sh|ch(?![rl])", "ʃ"), (r"ch", "k"), (r"ph", "f"), (r"th", "t"), (r"kh", "x"),
    (r"gh(?=[aouy]|$)", "g"), (r"gh", "g"), (r"gn", "nj"), (r"gu(?=[eiy])", "g"), (r"ge(?=[aou])", "ʒ"), (r"g(?=[eiy])", "ʒ"), (r"gg", "g"), (r"g", "g"),
    (r"qu|cqu|ck|cc(?![eiy])", "k"), (r"cc", "ks"), (r"c(?=[eiy])", "s"), (r"cs", "ks"), (r"c", "k"), (r"q", "k"), (r"kk|k", "k"), (r"dj", "J"), (r"tch", "c"), (r"j", "ʒ"),
    (r"ss|sc(?=[eiy])", "s"), (r"(?<=[aeiouy])s(?=[aeiouy])", "z"), (r"(?<=[aeiou])s$", ""), (r"s", "s"), (r"(?<=[aeiouy])x$", ""), (r"x(?=$)", "ks"), (r"^x", "gz"), (r"xc(?=[eiy])", "ks"), (r"x", "ks"), (r"zz|z", "z"),
    (r"tion", "sjõ"), (r"tt|t", "t"), (r"bb|b", "b"), (r"dd|d", "d"), (r"ff|f", "f"), (r"ll|l", "l"), (r"mm|m", "m"), (r"nn|n", "n"), (r"pp|p", "p"), (r"rr|r", "r"), (r"v", "v"), (r"w", "w"),
    (r"h", ""), (r"er$", "er"), (r"(?<=[a-z])es?$", ""), (r"(?<=[^aeiouy])ent$", "ã"), (r"ee", "e"), (r"e", "e"), (r"a+", "a"), (r"ii|i(?=[aeou])", "j"), (r"i", "i"), (r"oo", "u"), (r"o", "o"), (r"uu|ue$", "y"), (r"u(?=[aei])", "w"), (r"u", "y"), (r"y(?=[aeou])", "j"), (r"y", "i"),
])  # fmt: skip

# An e that nobody says: in an open syllable inside a word, one consonant before it and one after.
_MUTE_E = re.compile(r"(?<=[aeiouy])([bcdfgjklmnpqrstvz]{1,2})e(?=[bcdfgjklmnpqrstvz][aeiouy])")


def read(form: str) -> list[Sound]:
    """Return what a French reader says; none for letters outside a–z and figures."""
    said = [say_mixed(form, RULES, DIGITS, LETTERS, LATIN), spell(form, LETTERS)]
    if (without := _MUTE_E.sub(r"\1", form)) != form:  # CARREFOUR is said karfur
        said.append(say_mixed(without, RULES, DIGITS, LETTERS, LATIN))
    return [Sound(phones) for phones in said if phones]
