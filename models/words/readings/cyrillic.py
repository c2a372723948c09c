"""How a word in Cyrillic letters sounds to a reader of Russian (with the letters of Ukrainian, Bulgarian, Serbian)."""

from models.words.readings.rules import Rules, Sound

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "je", "ж": "ʒ", "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ц": "ts", "ч": "c", "ш": "ʃ", "щ": "ʃ", "ъ": "", "ы": "i", "ь": "",
    "э": "e", "ю": "ju", "я": "ja", "ђ": "J", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "J", "ѓ": "g", "ќ": "k", "ѕ": "dz", "ў": "w", "қ": "q", "ғ": "ɣ", "ң": "ŋ", "ү": "y",
    "ұ": "u", "һ": "h", "ө": "ø", "ә": "a", "җ": "J", "ѣ": "e", "ѳ": "f", "ѵ": "i", "ӏ": "",
}  # fmt: skip
_DIGITS = {
    str(i): w for i, w in enumerate(["nol", "adin", "dva", "tri", "cetire", "pjat", "ʃest", "sem", "vosem", "devjat"])
}
RULES = Rules([(r"дж", "J"), (r"кс", "ks"), *((f"{c}{c}|{c}", p) for c, p in (_LETTERS | _DIGITS).items())])


def read(form: str) -> list[Sound]:
    """Return what a Russian reader says; х also as h, as names are transcribed."""
    if any(c not in _LETTERS and c not in _DIGITS for c in form):
        return []
    phones = RULES.read(form)
    return [Sound(p) for p in dict.fromkeys([phones, phones.replace("x", "h")])]
