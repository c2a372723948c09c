"""How an Amazigh word in Latin letters sounds, of those words whose spelling shows that c is ʃ and x is x.

Rules after Mammeri, "Tajerrumt n tmaziɣt" (1976), and the standard that INALCO's workshop of 1996 made of it. Words
without c and x (TAMAZIGHT, TAFUKT) a reader of Arabizi says so already; ɣ is folded to gh, ḍ ṭ ṣ ẓ ḥ to plain letters.
"""

import re

from models.words.readings.rules import Rules, Sound, say_where

# The frame of feminine nouns, t…t, and of plurals, i…en, around c or x; axxam, uccen, tacelhit. o, p, v are not Amazigh.
_AMAZIGH = re.compile(
    r"^(?=[a-nq-uw-z]+$)(?:t[aiu](?=[a-z]{3})[a-z]*(?:c(?![hkt])|x)[a-z]*(?<![cs])t$|i[a-z]*(?:c(?![hkt])|x)[a-z]*en$"
    r"|t?axxa|u?cc[eiu][a-z]|t?a?celh)"
)
_LETTERS = {
    "a": "a", "b": "b", "c": "ʃ", "d": "d", "e": "ə", "f": "f", "g": "g", "h": "h", "i": "i", "j": "ʒ", "k": "k", "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "q",
    "r": "r", "s": "s", "t": "t", "u": "u", "v": "v", "w": "w", "x": "x", "y": "j", "z": "z",
}  # fmt: skip
RULES = Rules([
    (r"gh", "ɣ"), (r"kh", "x"), (r"ch", "ʃ"), (r"dj", "J"), (r"ou(?=[aeiu])", "w"), (r"ou", "u"), *((f"{letter}+", phone) for letter, phone in _LETTERS.items()),
])  # fmt: skip


def read(form: str) -> list[Sound]:
    """Return what a reader of Amazigh says; none where neither c nor x stands as in Amazigh."""
    return say_where(_AMAZIGH, form, RULES)
