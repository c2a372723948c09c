"""Latin letters spelled out in Arabic: إتش إس بي سي is HSBC, as firms of the Gulf and of Egypt write their initials."""

_NAMES = {
    "a": "اي ايه",
    "b": "بي",
    "c": "سي",
    "d": "دي",
    "e": "اي",
    "f": "اف",
    "g": "جي",
    "h": "اتش ايتش",
    "i": "اي اى",
    "j": "جيه جي",
    "k": "كي كيه كاي",
    "l": "ال",
    "m": "ام",
    "n": "ان",
    "o": "او",
    "p": "بي",
    "q": "كيو",
    "r": "ار",
    "s": "اس",
    "t": "تي",
    "u": "يو",
    "v": "في",
    "w": "دبليو دابليو",
    "x": "اكس",
    "y": "واي",
    "z": "زد زي",
}
LETTERS: dict[str, str] = {}
for _letter, _names in _NAMES.items():
    for _name in _names.split():
        LETTERS.setdefault(_name, _letter)

LEAST = 2  # letters in a row


def spelled_end(words: tuple[str, ...], at: int) -> int:
    """Return the place behind the folded words from `at` on that are names of letters; 0 for fewer than two."""
    end = at
    while end < len(words) and words[end] in LETTERS:
        end += 1
    return end if end - at >= LEAST else 0


def spelled(words: tuple[str, ...]) -> str:
    """Return the Latin letters that folded words name, or "" when one is no letter's name."""
    letters = [LETTERS.get(word, "") for word in words]
    return "".join(letters) if len(words) >= LEAST and all(letters) else ""
