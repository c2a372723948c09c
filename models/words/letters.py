"""Letters that stand for others: variants of Latin and Arabic letters, look-alikes, letters of a third script inside a
Latin word. `models.words.text.fold` applies them.

What a table does not name is read off the letter's Unicode name: `ARABIC LETTER REH WITH SMALL V BELOW` is a ر, `LATIN
SMALL LETTER T WITH STROKE` a t, so that no letter of the Arabic and Latin blocks stays unread (tests go through them).
"""

import re
import unicodedata

_LATIN_SPECIAL = {
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng", "ɲ": "ny", "ƿ": "w", "ȝ": "gh", "ʃ": "sh",
    "ß": "ss", "ə": "e", "ǝ": "e", "ɛ": "e", "ɣ": "gh", "ƣ": "gh", "ʒ": "zh", "ʊ": "u", "ɔ": "o", "ɩ": "i", "ƒ": "f", "ĸ": "k", "€": "e", "$": "s", "@": "a",
    "ɑ": "a", "ɒ": "a", "ɪ": "i", "ɸ": "f", "ꞵ": "b", "ꭓ": "kh", "ɤ": "o", "ʌ": "a", "ʔ": "", "ʕ": "", "ɂ": "", "ʖ": "", "ʡ": "", "ʢ": "", "ƾ": "ts", "ꜫ": "tr",
}  # fmt: skip
# Half-rings and raised commas that write ayn and hamza (ʿAlāʾ): readers leave them out, as Arabic hamza is.
_HALF_RINGS = dict.fromkeys("ʿʾʼʻʽˁˀˤꞋꞌ", "")
# Letters of scholarly Arabic (DIN 31635, ALA-LC, ISO 233) that stand for a sound of their own without their mark; other
# languages use some of them for other sounds (š in ŠKODA), so they are read only beside letters that nobody else uses.
SCHOLARLY = re.compile(r"[ʿʾḥḍṣṭẓḫẖṯḏǧ]|[hdstzkg][\u0323\u0331\u032e]")
SCHOLARLY_SOUNDS = str.maketrans({"š": "sh", "ḫ": "kh", "ẖ": "kh", "ġ": "gh", "ǧ": "j", "ṯ": "th", "ḏ": "dh", "č": "tch", "ž": "j"})  # fmt: skip

_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ھ": "ه", "ہ": "ه", "ۃ": "ه",
    "ک": "ك", "ـ": "", "ء": "", "ٴ": "", "ؽ": "ي", "ؾ": "ي", "ؿ": "ي", "ؠ": "ي",
    # Maghrebi ف has its dot below, ق a single dot above.
    "ڢ": "ف", "ڡ": "ف", "ڧ": "ق", "ٯ": "ق", "ٮ": "ب", "ࢻ": "ف", "ࢼ": "ق", "ࢽ": "ن",
    # Sindhi, Kurdish, Uighur, Rohingya and other languages: the letter that a reader of Arabic takes them for.
    "ٺ": "ت", "ٿ": "ت", "ٻ": "ب", "ڀ": "ب", "ڃ": "ج", "ڄ": "ج", "ڇ": "چ", "ڌ": "د", "ڍ": "د", "ڎ": "د", "ڦ": "پ", "ڪ": "ك", "ڱ": "گ", "ڳ": "گ", "ڻ": "ن",
    "ۅ": "و", "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۉ": "و", "ۋ": "و", "ۄ": "و", "ې": "ي", "ە": "ه", "ۥ": "و", "ۦ": "ي", "ࢆ": "ي", "ࢇ": "", "ࢎ": "", "ࢃ": "", "ࢄ": "و",
    "ࢅ": "", "ࢬ": "ي", "ࢭ": "ا", "ࢱ": "و", "ࣈ": "گ", "ࣉ": "ي",
}  # fmt: skip
# Letters with a sound or a use of their own in Arabic script: never read as the letter that they derive from.
ARABIC_OWN = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويىپژڤڥچڭگݣڨټٹڈڑںے")
_ARABIC_NAMES = {
    name: letter
    for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    for name in [unicodedata.name(letter).removeprefix("ARABIC LETTER ")]
} | {"FARSI YEH": "ي", "KEHEH": "ك", "GAF": "گ", "TCHEH": "چ", "PEH": "پ", "U": "و", "YEH BARREE": "ے", "TTEH": "ت", "AFRICAN QAF": "ق"}  # fmt: skip
_ARABIC_BLOCKS = ((0x0620, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF))
_LATIN_BLOCKS = (
    (0x00C0, 0x02AF),
    (0x1D00, 0x1DBF),
    (0x1E00, 0x1EFF),
    (0x2C60, 0x2C7F),
    (0xA722, 0xA7FF),
    (0xAB30, 0xAB6F),
)
_LATIN_NAMES = {
    "EZH": "zh", "EZH REVERSED": "zh", "LEZH": "zh", "ESH": "sh", "BASELINE ESH": "sh", "THORN": "th", "ALPHA": "a", "BARRED ALPHA": "a", "INVERTED ALPHA": "a", "SCHWA": "e",
    "IOTA": "i", "UPSILON": "u", "ETH": "d", "U BAR": "u", "ENG": "ng", "HENG": "h", "OMEGA": "o", "CLOSED OMEGA": "o", "CHI": "kh", "PHI": "f", "TAILLESS PHI": "f", "DELTA": "d",
    "TURNED DELTA": "d", "LAMBDA": "l", "DEZH DIGRAPH": "dj", "TESH DIGRAPH": "tch", "EGYPTOLOGICAL ALEF": "", "EGYPTOLOGICAL AIN": "", "AIN": "", "MIDDLE-WELSH LL": "l",
    "MIDDLE-WELSH V": "v", "VEND": "v", "RUM": "rum", "RUM ROTUNDA": "rum", "CON": "con", "DUM": "dum", "LUM": "lum", "MUM": "mum", "NUM": "num", "TUM": "tum",
}  # fmt: skip
_LETTER_IN_NAME = re.compile(
    r"LATIN (?:SMALL|CAPITAL)? ?LETTER (?:SMALL )?(?:CAPITAL )?(?:[A-Z]+ )*?([A-Z]{1,2})(?: WITH .*| DIGRAPH.*| ROTUNDA)?$"
)


def _letters_of(blocks: tuple[tuple[int, int], ...]) -> list[str]:
    return [c for first, last in blocks for c in map(chr, range(first, last + 1)) if unicodedata.category(c)[0] == "L"]


def _arabic_by_name() -> dict[str, str]:
    """Return the letters of the Arabic blocks that are in no table, each as the letter that it is a variant of."""
    table = {}
    for letter in _letters_of(_ARABIC_BLOCKS):
        base = unicodedata.name(letter, "").removeprefix("ARABIC LETTER ").split(" WITH ")[0]
        if letter not in ARABIC_OWN and letter not in _ARABIC and base in _ARABIC_NAMES:
            table[letter] = _ARABIC_NAMES[base]
    return table


def _latin_by_name() -> dict[str, str]:
    """Return the Latin letters that neither decompose nor stand in a table, each as the letters in its name."""
    table = {}
    for letter in _letters_of(_LATIN_BLOCKS):
        name = unicodedata.name(letter, "")
        base = re.sub(r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?| WITH .*", "", name)
        if letter in _LATIN_SPECIAL or letter.isascii():
            continue
        if base in _LATIN_NAMES:
            table[letter] = _LATIN_NAMES[base]
        elif match := _LETTER_IN_NAME.match(name):
            table[letter] = match[1].lower()
    return table


LATIN_LETTERS = {**_latin_by_name(), **_LATIN_SPECIAL, **_HALF_RINGS}
ARABIC_LETTERS = {**_arabic_by_name(), **_ARABIC}

# Letters that look alike, to Latin (Unicode TR39, restricted to letters that fold to one case here).
CYRILLIC_LOOKS = dict(zip("аверкнмостухіѕјԁһԛԝ", "abepkhmoctyxisjdhqw", strict=True)) | {"в": "b"}
GREEK_LOOKS = dict(zip("αβεζηικμνοπρτυχγω", "abezhikmvonptyxyw", strict=True)) | {
    "ρ": "p",
    "ν": "v",
    "η": "n",
    "π": "n",
}
LOOKS = str.maketrans({**CYRILLIC_LOOKS, **GREEK_LOOKS})
# Inside a Latin word a gamma is the African Latin ɣ, which keyboards lack (AΓILAS for AƔILAS).
LOOKS_IN_LATIN = str.maketrans({**CYRILLIC_LOOKS, **GREEK_LOOKS, "γ": "gh"})

# Tifinagh letters inside a word of Latin ones (AMAⵣIGH), as Moroccans write the language in Latin letters.
_TIFINAGH = {
    "ⴰ": "a", "ⴱ": "b", "ⴲ": "b", "ⴳ": "g", "ⴴ": "g", "ⴵ": "dj", "ⴶ": "dj", "ⴷ": "d", "ⴸ": "d", "ⴹ": "d", "ⴺ": "d", "ⴻ": "e", "ⴼ": "f", "ⴽ": "k", "ⴾ": "k",
    "ⴿ": "k", "ⵀ": "h", "ⵁ": "h", "ⵂ": "h", "ⵃ": "h", "ⵄ": "a", "ⵅ": "kh", "ⵆ": "kh", "ⵇ": "q", "ⵈ": "q", "ⵉ": "i", "ⵊ": "j", "ⵋ": "j", "ⵌ": "j", "ⵍ": "l", "ⵎ": "m",
    "ⵏ": "n", "ⵐ": "gn", "ⵑ": "ng", "ⵒ": "p", "ⵓ": "u", "ⵔ": "r", "ⵕ": "r", "ⵖ": "gh", "ⵗ": "gh", "ⵘ": "gh", "ⵙ": "s", "ⵚ": "s", "ⵛ": "ch", "ⵜ": "t", "ⵝ": "t",
    "ⵞ": "tch", "ⵟ": "t", "ⵠ": "v", "ⵡ": "w", "ⵢ": "y", "ⵣ": "z", "ⵤ": "z", "ⵥ": "z", "ⵦ": "e", "ⵧ": "o", "ⵯ": "w",
}  # fmt: skip
# Arabic letters inside a word of Latin ones (ZAرا), as they are written in Latin letters in Morocco.
_ARABIC_IN_LATIN = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "ch", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "d", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "ou", "ي": "i", "پ": "p", "چ": "tch",
    "ڤ": "v", "گ": "g", "ڭ": "g", "ى": "a",
}  # fmt: skip
IN_LATIN = str.maketrans({**_TIFINAGH, **_ARABIC_IN_LATIN})
