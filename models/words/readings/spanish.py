"""How a word sounds to a reader of Spanish, of those words whose spelling shows that they may be Spanish.

Rules after the Real Academia Española, "Ortografía de la lengua española" (2010), chapter I, with c and z said s, as most
speakers say them. A reader of French says -illa, qu, gu and ch nearly so already; ñ is folded to n.
"""

import re

from models.words.readings.rules import Rules, Sound, say_where

# Initial ll, -jo, -eja, -aje, -anja; surnames in -ez; -eza, -anza, -oza, -azo; -ación, -encia; JUAN.
_SPANISH = re.compile(
    r"^ll(?:[au]|o(?!y))|[a-z]{2}allos?$|^[bp]ollos?$|[a-z]{2}[aeiou]jos?$|[a-z]{2}ejas?$|[a-z]{2}aje$|[a-z]{2}[aeo]njas?$|^juan"
    r"|(?:[nm][ae]nd|igu|anch|al|tin|imen|ar|er|op|om)ez$|[a-z]{2}(?:eza|anza|oza|azo)s?$|zuela|(?:[aou]|c)cion(?:es)?$|[ae]ncias?$"
)
_LETTERS = {
    "a": "a", "b": "b", "c": "k", "d": "d", "e": "e", "f": "f", "g": "g", "h": "", "i": "i", "j": "x", "k": "k", "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "k",
    "r": "r", "s": "s", "t": "t", "u": "u", "v": "b", "w": "w", "x": "ks", "y": "i", "z": "s",
}  # fmt: skip
RULES = Rules([
    (r"ch", "c"), (r"ll", "j"), (r"sh", "ʃ"), (r"ph", "f"), (r"qu(?=[ei])", "k"), (r"gu(?=[ei])", "g"), (r"g(?=[eiy])", "x"), (r"cc(?=[eiy])", "ks"), (r"s?c(?=[eiy])", "s"),
    (r"[iy](?=[aeou])|^hi(?=e)", "j"), (r"(?<=g)u(?=[ao])|^hu(?=[aeo])|u(?=[aeio])", "w"), *((f"{letter}+", phone) for letter, phone in _LETTERS.items()),
])  # fmt: skip


def read(form: str) -> list[Sound]:
    """Return what a Spanish reader says; none where nothing in the spelling is Spanish."""
    return say_where(_SPANISH, form, RULES)
