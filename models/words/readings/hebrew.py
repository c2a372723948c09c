"""How a word in Hebrew letters sounds. Vowels are mostly not written, so a reading counts as unvocalised."""

from models.words.readings.rules import Rules, Sound

_LETTERS = {
    "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ז": "z", "ח": "x", "ט": "t", "כ": "k", "ך": "x", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "ʕ", "פ": "p", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "ʃ", "ת": "t", "װ": "v", "ױ": "oj", "ײ": "aj",
}  # fmt: skip
RULES = Rules([
    (r"^או", "o"), (r"^אי", "i"), (r"א", "a"), (r"וו", "v"), (r"^ו", "v"), (r"ו", "o"), (r"יי", "aj"), (r"^י", "j"), (r"י(?=[או])", "j"), (r"י", "i"), (r"(?<=.)ה$", "a"),
    *((f"{c}{c}|{c}", p) for c, p in _LETTERS.items()), (r"\d", ""),
])  # fmt: skip
_READABLE = frozenset(_LETTERS) | frozenset("אוי0123456789")


def read(form: str) -> list[Sound]:
    """Return what a Hebrew reader says; ב also as v, פ also as f, ש also as s."""
    letters = "".join(c for c in form if c in _READABLE)
    if not letters or not (phones := RULES.read(letters)):
        return []
    soft = phones[:1] + phones[1:].replace("b", "v").replace("p", "f")
    variants = [phones, soft, phones.replace("ʃ", "s"), phones[:1].replace("p", "f") + phones[1:]]
    return [Sound(p, vocalised=False) for p in dict.fromkeys(variants)]
