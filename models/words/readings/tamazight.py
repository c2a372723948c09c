"""How a word in Tifinagh sounds (IRCAM's standard, "Graphie et orthographe de l'amazighe", 2006).

The vowels ⴰ ⵉ ⵓ are written, the neutral vowel mostly not, so a reading counts as unvocalised. Printed signs often
hold ⵊ where ⵣ is meant (seen in a filing: ⵊⵊⵍⵍⵉⵊ for zellij): each run of ⵊ is read both ways.
"""

import re

from models.words.readings.rules import Sound

_LETTERS = {
    "ⴰ": "a", "ⴱ": "b", "ⴲ": "b", "ⵛ": "ʃ", "ⴷ": "d", "ⴹ": "D", "ⴻ": "", "ⴼ": "f", "ⴳ": "g", "ⵀ": "h", "ⵃ": "ħ", "ⵉ": "i", "ⵊ": "ʒ", "ⴽ": "k",
    "ⵍ": "l", "ⵎ": "m", "ⵏ": "n", "ⵓ": "u", "ⵄ": "ʕ", "ⵇ": "q", "ⵔ": "r", "ⵕ": "r", "ⵖ": "ɣ", "ⵙ": "s", "ⵚ": "S", "ⵜ": "t", "ⵟ": "T", "ⵡ": "w",
    "ⵅ": "x", "ⵢ": "j", "ⵣ": "z", "ⵥ": "Z", "ⵯ": "w", "ⵒ": "p", "ⵠ": "v", "ⵞ": "c", "ⴶ": "J", "ⵝ": "θ", "ⴸ": "ð", "ⴴ": "g", "ⴵ": "J", "ⴿ": "k",
    "ⵁ": "h", "ⵂ": "h", "ⵆ": "x", "ⵈ": "q", "ⵋ": "ʒ", "ⵌ": "ʒ", "ⵐ": "nj", "ⵑ": "ŋ", "ⵗ": "ɣ", "ⵘ": "ɣ", "ⵤ": "z", "ⵦ": "e", "ⵧ": "o", "ⴺ": "D", "ⴾ": "k",
}  # fmt: skip
_SCHWA = "ⴻ"
_YAZ_OR_YAJ = re.compile("ʒ+")


def read(form: str) -> list[Sound]:
    """Return what a reader of Tifinagh says, none for letters of another script; with ⵊ also as ⵣ, first run only,
    all runs, and as written, and with ⴻ also as e.
    """
    letters = [c for c in form if not c.isdigit()]
    if any(c not in _LETTERS for c in letters):
        return []
    phones = "".join(_LETTERS[c] for c in letters)
    if not phones:
        return []
    variants = [phones]
    if _SCHWA in letters:  # said or swallowed: ⵜⵉⵍⴻⵍⵍⵉ is TILELLI
        variants.append("".join("e" if c == _SCHWA else _LETTERS[c] for c in letters))
    if "ʒ" in phones:
        variants += [_YAZ_OR_YAJ.sub(lambda run: "z" * len(run[0]), phones, count=count) for count in (1, 0)]
    return [Sound(variant, vocalised=False) for variant in dict.fromkeys(variants)]
