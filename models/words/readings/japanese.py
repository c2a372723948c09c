"""How a word in kana sounds; kanji are left to the Chinese reader.

The syllables after Hepburn, those of foreign names (ティ, ファ, ヴァ) after the Cabinet's notice on writing loanwords, "外来語の表記"
(1991). The table is ours: the libraries read ティファニー as teifani, or are under the GPL. A second reading leaves out u
between voiceless consonants and at the end, where it is hardly said (Vance 2008, "The Sounds of Japanese").
"""

import re

from models.words.readings.rules import Rules, Sound

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと", "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ", "m": "まみむめも", "r": "らりるれろ",
}  # fmt: skip
_SYLLABLES = {kana: row + vowel for row, five in _ROWS.items() for kana, vowel in zip(five, "aiueo", strict=True)} | {
    "し": "ʃi", "じ": "Ji", "ち": "ci", "ぢ": "Ji", "つ": "tsu", "づ": "zu", "ふ": "fu", "や": "ja", "ゆ": "ju", "よ": "jo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ゔ": "vu",
}  # fmt: skip
_SMALL = dict(zip("ぁぃぅぇぉゃゅょゎ", ["a", "i", "u", "e", "o", "ja", "ju", "jo", "wa"], strict=True))
_ALONE = {**_SMALL, "ゕ": "ka", "ゖ": "ke", "ん": "n", "っ": "", "ー": "", "ゝ": "", "ゞ": ""}
_GLIDES = {"う": "w", "い": "j"}  # ウィ wi, イェ je


def _joined(kana: str, small: str) -> str:
    """Return a syllable with a small kana behind it, whose vowel takes the place of its own: ki + ja is kja."""
    head = _GLIDES.get(kana, _SYLLABLES[kana][:-1])
    return head + (_SMALL[small][1:] if head in {"ʃ", "J", "c", "w", "j"} and len(_SMALL[small]) > 1 else _SMALL[small])


RULES = Rules(
    [
        *((kana + small, _joined(kana, small)) for kana in _SYLLABLES for small in _SMALL),
        *_SYLLABLES.items(),
        *_ALONE.items(),
    ]
)
_READABLE = frozenset(_SYLLABLES) | frozenset(_ALONE)
_HIRAGANA = str.maketrans({chr(code): chr(code - 0x60) for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)})
_HIRAGANA |= str.maketrans({"ヷ": "ゔぁ", "ヸ": "ゔぃ", "ヹ": "ゔぇ", "ヺ": "ゔぉ"})
_HARDLY_SAID = re.compile(r"(?<=[kstfpʃc])u(?=[kstfpʃc]|$)")


def read(form: str) -> list[Sound]:
    """Return what a Japanese reader says, with every u and without those that are hardly said; none for kanji."""
    kana = "".join(c for c in form.translate(_HIRAGANA) if not c.isdigit())
    if any(c not in _READABLE for c in kana):
        return []
    phones = RULES.read(kana)
    return [Sound(said) for said in dict.fromkeys([phones, _HARDLY_SAID.sub("", phones)]) if said]
