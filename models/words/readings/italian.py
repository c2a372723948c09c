"""How a word sounds to a reader of Italian, of those words whose spelling shows that they may be Italian.

Rules after Serianni, "Grammatica italiana" (1989), chapter I. A reader of French says gn and ghi so already, a reader of
English qu.
"""

import re

from models.words.readings.rules import Rules, Sound, say_where

# -glia, sciar-, cch, -anchi, chiar-, -ucci, CIAO; zz in endings, -zione; gio-, -aggio.
_ITALIAN = re.compile(
    r"[aeiou]gli(?:[aeo]|$)|sci(?:ar|utt)|cch[ie]|schett|[ai]nchi$|^chia[nr][a-z]*[aeio]$|[aeiou]cci(?:$|[ao]$)|uccin[io]$|^ciao"
    r"|zzo$|(?:ra|u)zzi$|^pizz|zzarell|[ip]azza$|zion[ei]$|^gio[rv]|^giu[ls]|^gian[nlc]|[aeo]ggi[ao]$"
)
_LETTERS = {
    "a": "a", "b": "b", "c": "k", "d": "d", "e": "e", "f": "f", "g": "g", "h": "", "i": "i", "j": "j", "k": "k", "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "k",
    "r": "r", "s": "s", "t": "t", "u": "u", "v": "v", "w": "v", "x": "ks", "y": "i", "z": "ts",
}  # fmt: skip
RULES = Rules([
    (r"gli(?=[aeou])", "lj"), (r"gl(?=i)", "l"), (r"gn", "nj"), (r"sch(?=[eiy])", "sk"), (r"sci(?=[aou])|sc(?=[eiy])", "ʃ"), (r"c?ch(?=[eiy])", "k"), (r"g?gh(?=[eiy])", "g"),
    (r"c?ci(?=[aou])|c?c(?=[eiy])", "c"), (r"g?gi(?=[aou])|g?g(?=[eiy])", "J"), (r"c?qu", "kw"), (r"ph", "f"), (r"(?<=[aeiou])s(?=[aeiou])", "z"), (r"^z", "dz"),
    (r"i(?=[aeou])", "j"), (r"u(?=[aeio])", "w"), *((f"{letter}+", phone) for letter, phone in _LETTERS.items()),
])  # fmt: skip


def read(form: str) -> list[Sound]:
    """Return what an Italian reader says; none where nothing in the spelling is Italian."""
    return say_where(_ITALIAN, form, RULES)
