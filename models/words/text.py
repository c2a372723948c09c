"""Text as it is compared: folded letters, words, compact form, scripts, and the versions of a multilingual sign.

Folding order is fixed: NFKC, digits of any script to ASCII, case, letters that only decorate (tatweel, vowel signs,
diacritics), Arabic spelling variants, look-alike letters of another script inside one word. What sounds is kept:
`ة` and final `ه` fold together because they are exchanged in everyday spelling (قهوة, قهوه).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from models.words.letters import (
    ARABIC_LETTERS,
    IN_LATIN,
    LATIN_LETTERS,
    LOOKS,
    LOOKS_IN_LATIN,
    SCHOLARLY,
    SCHOLARLY_SOUNDS,
)

_FOLD = str.maketrans({**LATIN_LETTERS, **ARABIC_LETTERS, "ς": "σ", "'": " ", "’": " ", "`": " ", "´": " "})
_FINAL_HAMZA = re.compile(r"[āâ]ʾ(?!\w)")  # ʿAlāʾ, as it is spelled without these signs: Alaa
_APOSTROPHE = re.compile(r"(?<![^\W_])([A-Za-z]{2,})['’](?=[A-Za-z]{2,})")
# What French and Italian elide before an apostrophe, and old compounds.
_ELIDED = ("qu", "ll", "aujourd", "grand", "entr", "sant", "quell", "tutt", "cent", "vent", "sott", "anch")
_CATALAN = re.compile(r"l·(?=l)")  # COL·LEGI is one word
_FINAL_YEH = re.compile(r"ى(?=\w)")  # Urdu and Uighur write it in the middle of a word, for ي

_RUN_OF_ITS_OWN = 3  # letters; shorter runs of another script stand for letters of the same word
_APART = re.compile(r"[a-z0-9]+|[\u0590-\u05ff0-9]+|[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff0-9]+|[\u2d30-\u2d7f0-9]+")

_NUMERO = re.compile(r"\b[nN](?:[°º]s?[ .]?|o[ .] ?)(?=\d)|№")  # N° 1, No.1: said as it is written out
_LEGAL_MARKS = str.maketrans(dict.fromkeys("™®©℠ⓇⓡⓒⒸ", " "))
# Marks that only decorate a letter or say how it is read aloud: accents, vowel signs of Arabic and Hebrew, selectors;
# and what is invisible inside a word (soft hyphen, joiners).
_DECORATION = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c5\u05c7\u0610-\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u0897-\u089f\u08ca-\u08ff\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060-\u206f\u20d0-\u20ff\u2d7f\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff\U000e0000-\U000e01ef]"
)
# Every other mark is part of its word: vowels and tones of India and Thailand (राम, रोम; ขาว, ข่าว), voicing of kana.
_OF_WORDS = "".join(
    chr(code)
    for first, last in ((0x0700, 0x1CFF), (0x3000, 0x30FF), (0xA800, 0xABFF))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code))[0] == "M"
)
_WORD = re.compile(rf"(?:[^\W_]|[{_OF_WORDS}])+|&")
_LATIN_LETTER = re.compile(r"[a-z]")
_SCRIPT_RANGES = (
    (0x0041, 0x024F, "Latn"), (0x0370, 0x03FF, "Grek"), (0x1F00, 0x1FFF, "Grek"), (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"), (0x0750, 0x077F, "Arab"), (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"), (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Geor"), (0x1E00, 0x1EFF, "Latn"),
    (0x2D30, 0x2D7F, "Tfng"), (0x3040, 0x30FF, "Jpan"), (0x4E00, 0x9FFF, "Hani"), (0xAC00, 0xD7AF, "Hang"), (0x1100, 0x11FF, "Hang"),
)  # fmt: skip


def script_of(character: str) -> str:
    """Return the ISO 15924 code of a letter's script; "Zyyy" for digits, signs and what is in no table here."""
    code = ord(character)
    if code < 0x80:
        return "Latn" if character.isalpha() else "Zyyy"
    if not character.isalpha():
        return "Zyyy"
    for first, last, script in _SCRIPT_RANGES:
        if first <= code <= last:
            return script
    return "Zzzz"


@lru_cache(maxsize=65_536)
def word_script(form: str) -> str:
    """Return the script of a folded word's first letter; "Zyyy" when it holds digits and signs only."""
    return next((s for s in map(script_of, form) if s != "Zyyy"), "Zyyy")


def fold(text: str) -> str:
    """Return the text with everything removed that does not tell two signs apart (see the module)."""
    if "'" in text or "’" in text:
        text = _APOSTROPHE.sub(_without_apostrophe, text)
    if not text.isalpha():
        text = _NUMERO.sub("numero ", text)
    if text.isascii():
        return text.lower().translate(_FOLD)
    text = text.translate(_LEGAL_MARKS)  # before NFKC, which writes ™ as tm
    text = "".join(str(unicodedata.digit(c, c)) if c > "\x7f" else c for c in unicodedata.normalize("NFKC", text))
    text = text.casefold()
    if SCHOLARLY.search(text):
        text = _FINAL_HAMZA.sub("aa", unicodedata.normalize("NFC", text)).translate(SCHOLARLY_SOUNDS)
    text = _DECORATION.sub("", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", text).translate(_FOLD)
    return _FINAL_YEH.sub("ي", _CATALAN.sub("l", text))


def _without_apostrophe(match: re.Match[str]) -> str:
    """Return a beginning that an apostrophe parts from its word: ayn and hamza, as most people type them (Sa'id,
    Qur'an), are left out; an elision (qu'il, dell'arte) stays one.
    """
    return match[0] if match[1].lower().endswith(_ELIDED) else match[1]


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in order; letters written apart (E N N A, E.N.N.A.) are one word.

    A Cyrillic or Greek letter inside a word that also holds Latin letters is read as the Latin letter it looks
    like (COCА with a Cyrillic А), a Tifinagh or Arabic one as the Latin letters it stands for (KENⵣA, ZAرا). Words of
    two scripts that are only written together (ⴰⵜⵍⴰⵙATLAS, بنكBANK) are two words.
    """
    parts = [part for word in _WORD.findall(fold(text)) for part in _plain(word)]
    words: list[str] = []
    run: list[str] = []
    for word in [*parts, ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        words += ["".join(run)] if len(run) > 2 else run
        run = []
        if word:
            words.append(word)
    return tuple(words)


def _plain(word: str) -> tuple[str, ...]:
    """Return a folded word of one script as it is; one of several as the words that it stands for."""
    if word.isascii() or not _LATIN_LETTER.search(word):
        return (word,)
    if any("\u0370" <= c <= "\u052f" for c in word):
        word = word.translate(LOOKS_IN_LATIN)
    runs = _APART.findall(word)
    if len(runs) > 1 and "".join(runs) == word and all(len(run) >= _RUN_OF_ITS_OWN for run in runs):
        return tuple(runs)
    return (word.translate(IN_LATIN),)


def look_alike(form: str) -> str | None:
    """Return a Cyrillic or Greek word as the Latin letters it looks like (РОССА → pocca), or None when it has one
    that looks like none.
    """
    latin_form = form.translate(LOOKS)
    return latin_form if latin_form.isascii() else None


_SEEN = str.maketrans({"ى": "ي", "ⵊ": "ⵣ"})
_ARTICLE = re.compile(r"^ال(?=.{3})")


# Figures that stand for Arabic letters among Latin ones (9AHWA, 7ALAL, RAB3A), each as Latin letters have it: 3 is
# left out by most. A word of letters has at least three of them beside its figures.
_FIGURES = str.maketrans({"9": "k", "7": "h", "3": "", "5": "kh", "8": "gh", "6": "t", "2": ""})
_ARABIZI = re.compile(r"(?=(?:[^a-z]*[a-z]){3})(?=.*[aeiou])(?=.*[235-9])[a-z235-9]+")


def is_arabizi(form: str) -> bool:
    """Return whether figures stand for Arabic letters in a folded word of Latin letters: at least three letters, a vowel
    among them, and only figures that do.
    """
    return not form.isalpha() and _ARABIZI.fullmatch(form) is not None


def as_seen(form: str) -> str:
    """Return a word as the eye takes it in: without the Arabic article, final ى as ي, which Egypt writes alike,
    Tifinagh ⵊ as ⵣ, for which it stands in print, and Latin letters for figures that are letters.
    """
    if form.isascii():
        return form.translate(_FIGURES) if is_arabizi(form) else form
    return _ARTICLE.sub("", form).translate(_SEEN)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a sign: the words of one script, each folded. `compact` is the words joined."""

    words: tuple[str, ...]
    script: str

    @property
    def compact(self) -> str:
        """The words without the spaces between them, so that ICE SHINE meets ISHINE; `&` is left out."""
        return "".join(word for word in self.words if word != "&")


@lru_cache(maxsize=131_072)
def versions_of(text: str) -> tuple[Version, ...]:
    """Return the versions of a sign, each to be read alone: `Zellig/الزليج/ⵣⵍⵍⵉⵊ` has three.

    Words go by script; figures and signs belong to the version before them (the first one when they lead). A sign
    of one script has one version, a sign without words none.
    """
    groups: dict[str, list[str]] = {}
    leading_words: list[str] = []
    current_script: str | None = None
    for word in words_of(text):
        script = word_script(word)
        if script == "Zyyy":
            (groups[current_script] if current_script else leading_words).append(word)
            continue
        groups.setdefault(script, []).append(word)
        current_script = script
    if not groups:
        words = tuple(word for word in leading_words if word != "&")
        return (Version(words, "Zyyy"),) if words else ()
    first = next(iter(groups))
    groups[first] = leading_words + groups[first]
    return tuple(Version(tuple(words), script) for script, words in groups.items() if any(w != "&" for w in words))
