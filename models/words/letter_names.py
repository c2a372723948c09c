"""Latin letters spelled out in Arabic: إتش إس بي سي is HSBC, as firms of the Gulf and of Egypt write their initials."""

from itertools import product

_NAMES = {
    "a": "ايه اي",
    "b": "بي",
    "c": "سي",
    "d": "دي",
    "e": "اي",
    "f": "اف",
    "g": "جي",
    "h": "اتش ايتش اش",
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
LETTERS: dict[str, list[str]] = {}
for _letter, _names in _NAMES.items():
    for _name in _names.split():
        LETTERS.setdefault(_name, []).append(_letter)
LETTERS["اي"] = ["i", "e", "a"]  # the folded form of آي, إي, أي

LEAST = 2  # letters in a row
MOST = 4  # ways to read them that are kept


def spelled_end(words: tuple[str, ...], at: int) -> int:
    """Return the place behind the folded words from `at` on that are names of letters; 0 for fewer than two."""
    end = at
    while end < len(words) and words[end] in LETTERS:
        end += 1
    return end if end - at >= LEAST else 0


def spelled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the Latin letters that folded words may name, at most `MOST` readings; none when one is no letter."""
    if len(words) < LEAST or any(word not in LETTERS for word in words):
        return ()
    return tuple(
        "".join(letters) for letters, _ in zip(product(*map(LETTERS.__getitem__, words)), range(MOST), strict=False)
    )
