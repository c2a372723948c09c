"""How a word in Arabic letters sounds. Short vowels are not written, so several readings are kept and the best counts.

Letters after Moroccan use: ج is ʒ, ق is q or g, ڭ گ ݣ are g, ڤ ﭪ v, پ p, چ ʒ or c. و and ي are vowels between
consonants and glides beside vowels; the article ال may be left out, and its l is silent before a sun letter. A foreign
name's p, v and g, which Arabic has no letters for, are mostly written ب, ف and ج or غ (PUMA بوما, VOLVO فولفو, GOOGLE جوجل).
"""

import re

from models.words.readings.rules import Rules, Sound

_SUN = "تثدذرزسشصضطظلن"
_LETTERS = {
    "ب": "b", "ت": "t", "ث": "θ", "ج": "ʒ", "ح": "ħ", "خ": "x", "د": "d", "ذ": "ð", "ر": "r", "ز": "z", "س": "s", "ش": "ʃ", "ص": "S", "ض": "D",
    "ط": "T", "ظ": "Z", "ع": "ʕ", "غ": "ɣ", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "p", "چ": "c", "ژ": "ʒ",
    "ڤ": "v", "ڥ": "v", "گ": "g", "ڭ": "g", "ݣ": "g", "ڨ": "g", "ټ": "t", "ڈ": "d", "ڑ": "r", "ٹ": "t", "ں": "n", "ے": "e", "ۃ": "a",
}  # fmt: skip
_C = f"[{''.join(_LETTERS)}]"
RULES = Rules([
    (r"^او", "u"), (r"^اي", "i"), (r"^ا", "a"), (r"[اى]", "a"), (r"وو|و(?=[اوي]|ه$)", "w"), (r"^و", "w"), (r"(?<=ا)و", "w"), (r"و", "u"),
    (r"ي(?=ه$)", "ij"), (r"يي|ي(?=[او])", "j"), (r"^ي", "j"), (r"(?<=[او])ي(?=.)", "j"), (r"ي", "i"), (r"(?<=.)ه$", "a"),
    *((f"{letter}{letter}|{letter}", phone) for letter, phone in _LETTERS.items()),
    (r"0", "sifr"), (r"1", "waħid"), (r"2", "iθnan"), (r"3", "θalaθa"), (r"4", "arbaʕa"), (r"5", "xamsa"), (r"6", "sita"), (r"7", "sabʕa"), (r"8", "θamanja"), (r"9", "tisʕa"),
])  # fmt: skip
_READABLE = frozenset(_LETTERS) | frozenset("اويى0123456789")
# Who has no such sound hears ع as the vowel behind it: علي is Ali, علاء Alaa.
_INITIAL_AYN = re.compile("ʕ[^aiuoe]")
# What letters may stand for in a foreign name. Only in a word that begins with one, for the beginning is what tells names
# apart and more readings blur more; not beside the article or a sound of Arabic's own, which show that the word is no such
# name, nor beside letters that Persian and Urdu have for p, v, g, whose writer means the others as they are.
_FOREIGN = (("b", "P"), ("f", "V"), ("ʒ", "g"), ("ɣ", "G"))
_MAY_BE_FOREIGN = re.compile("[بفجغ][^حعضظپچژڤڥگڭݣڨټڈڑٹںے]*")
_TA_MARBUTA = "ةه"
MEANT_LETTERS = 3  # a shorter word has ه of its own (وجه)
# Nor beside one long vowel only: a foreign name is spelled with several (نيفيا, اكتيفيا).
_LOOKS_FOREIGN = re.compile("(?=.*[بف])(?=(?:.*[اوي]){3})[^حعضظصطقثذپچژڤڥگڭݣڨټڈڑٹںے]+")
_LATIN_PART = re.compile(r"[a-z]")


def read(form: str) -> list[Sound]:
    """Return what a reader of Arabic says; the article kept and left out, ق as q and as g, a first ع with its vowel, and
    the p, v, g of a foreign name for search.
    """
    letters = "".join(c for c in form if c in _READABLE)
    if not letters or _LATIN_PART.search(form):
        return []
    forms = [letters]
    if letters.startswith("ال") and len(letters) > 4:
        bare_form = letters[2:]
        forms = [bare_form, "ا" + bare_form if bare_form[0] in _SUN else letters]
    elif letters.startswith("لل") and len(letters) > 4:
        forms = [letters[2:], letters]
    sounds = [Sound(RULES.read(f), vocalised=False) for f in forms]
    if letters[-1] in _TA_MARBUTA and len(letters) > MEANT_LETTERS:  # in front of another noun: KAHWAT LATLAS
        sounds.append(Sound(sounds[0].phones + "t", vocalised=False))
    sounds += [Sound("ʕa" + s.phones[1:], vocalised=False) for s in sounds if _INITIAL_AYN.match(s.phones)]
    sounds += [Sound(s.phones.replace("q", "g"), vocalised=False) for s in sounds if "q" in s.phones]
    if _MAY_BE_FOREIGN.fullmatch(letters) or _LOOKS_FOREIGN.fullmatch(letters):
        sounds += _as_foreign(sounds[0].phones)
    return list(dict.fromkeys(sounds))


def _as_foreign(phones: str) -> list[Sound]:
    """Return how a word is said in whose letters p, v and g may be meant, each of them or several."""
    said = [phones]
    for written, foreign in _FOREIGN:
        said += [other.replace(written, foreign) for other in said if written in other]
    return [Sound(other, vocalised=False) for other in said[1:]]
