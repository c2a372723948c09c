"""How a word sounds to a reader of German, of those words whose spelling shows that they may be German.

Rules after the Rat für deutsche Rechtschreibung, "Amtliches Regelwerk" (2024), part A (sounds and letters), and Duden,
"Das Aussprachewörterbuch" (2015), for final b, d, g and -ig. ä, ö, ü are folded to a, o, u; typed ae, oe, ue are read. A
reader of Arabizi says ei as here, English and French ones sch.
"""

import re

from models.words.readings.rules import Rules, Sound, say_where

# sch beside a consonant, tsch, tz, zw-, -lz and -rz; words that names are made of: -stein, -werk, -wagen, volks-.
_GERMAN = re.compile(
    r"sch[lmnrw]|[aeiou][lnr]sch(?!ool)|tsch(?!ool)|tz|^zw|^zei[cst]|^zahn|[lr]z$|[ae]inz$|eund|euer|lich$|[dlrs]chen$|[a-z]{2}bach$"
    r"|^volks|^vogel|^vater|^wei[ns]|(?:stein|werk|wagen|wald|wurst)$"
)
_LETTERS = {
    "a": "a", "b": "b", "c": "k", "d": "d", "e": "e", "f": "f", "g": "g", "h": "h", "i": "i", "j": "j", "k": "k", "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "k",
    "r": "r", "s": "s", "t": "t", "u": "u", "v": "f", "w": "v", "x": "ks", "y": "y", "z": "ts",
}  # fmt: skip
RULES = Rules([
    (r"tsch", "c"), (r"sch", "ʃ"), (r"^s(?=[pt])|s(?=tein$)", "ʃ"), (r"s(?=[aeiouy])(?<![bcdfgkptxs]s)", "z"), (r"chs", "ks"), (r"^ch(?=[aourl])", "k"), (r"ch", "x"),
    (r"ck", "k"), (r"qu", "kv"), (r"ph", "f"), (r"th", "t"), (r"tion", "tsjon"), (r"tz", "ts"), (r"c(?=[eiy])", "ts"), (r"ng(?![aeiou])", "ŋ"), (r"nk", "ŋk"),
    (r"ig$", "ix"), (r"b$", "p"), (r"d$|dt$", "t"), (r"g$", "k"), (r"(?<=[aeiou])h(?![aeiouy])", ""),
    (r"e[iy]|a[iy]", "aj"), (r"aeu|eu|oi", "oj"), (r"au", "aw"), (r"ieh?", "i"), (r"ae", "e"), (r"oe", "ø"), (r"ue", "y"), (r"e$", "ə"),
    *((f"{letter}+", phone) for letter, phone in _LETTERS.items()),
])  # fmt: skip


def read(form: str) -> list[Sound]:
    """Return what a German reader says; none where nothing in the spelling is German."""
    return say_where(_GERMAN, form, RULES)
