"""How Latin letters sound to a reader of Arabic or Darija: transcriptions and the figures of Arabizi.

3 ع, 7 ح, 9 ق, 5 خ, 2 ء, 6 ط, 8 غ as typed in messages (Yaghan 2008, "Arabizi: a contemporary style of Arabic slang").
A figure is such a letter only beside letters, and only as one of several readings: 3M stays "3M" for the other
readers. Moroccan rules: the article al-/el-/l- may be left out; q is also said g.
"""

import re

from models.words.readings.rules import LATIN, Rules, Sound

RULES = Rules([
    (r"tch", "c"), (r"sch|ch|sh", "ʃ"), (r"kh|5", "x"), (r"gh|8", "ɣ"), (r"dh", "ð"), (r"th", "θ"), (r"dj", "J"), (r"ph", "f"), (r"gu(?=[ei])", "g"),
    (r"3", "ʕ"), (r"7", "ħ"), (r"9", "q"), (r"2", "ʔ"), (r"6", "T"),
    (r"ou(?=[aeiou])", "w"), (r"oo|ou", "u"), (r"ai|ay|ei|ey", "aj"), (r"au|aw|ao", "aw"), (r"ee|ii|ie", "i"), (r"aa|a", "a"), (r"i(?=[aou])", "j"), (r"i", "i"), (r"e$", "a") ,(r"e", "e"), (r"uu|u", "u"), (r"o", "o"), (r"y(?=[aeiou])", "j"), (r"y", "i"),
    (r"qu(?=[ei])", "k"), (r"qq|q", "q"), (r"ck|kk|k", "k"), (r"c(?=[eiy])", "s"), (r"cc|c", "k"), (r"gg(?=[eiy])|g(?=[eiy])", "ʒ"), (r"gg|g", "g"), (r"jj|j", "ʒ"), (r"x", "ks"),
    (r"bb|b", "b"), (r"dd|d", "d"), (r"ff|f", "f"), (r"hh|h", "h"), (r"ll|l", "l"), (r"mm|m", "m"), (r"nn|n", "n"), (r"pp|p", "p"), (r"rr|r", "r"), (r"ss|s", "s"), (r"tt|t", "t"), (r"vv|v", "v"), (r"ww|w", "w"), (r"zz|z", "z"),
])  # fmt: skip
# The article, apart from its word or said with it: AL-, EL-; before a letter of the sun ADD-, ESS-; in Darija LM-.
_ARTICLE = re.compile(
    r"^(?:(?:al|el|ul)(?=[a-z0-9]{4})|[ae]([tdrzsn]|sh|ch)(?=\1[a-z0-9]{3})|l(?=[bcdfghjkmnpqrstvwxz3579][a-z0-9]{3})|l(?=a[bcdfghjkmnpqrstvwxz3579][a-z0-9]{3}))"
)
_READABLE = frozenset(LATIN + "2356789")
_SILENT_E = re.compile(r"(?<=[bcdfgjklmnprstvz])e$")


def read(form: str) -> list[Sound]:
    """Return what a reader of Arabic says, the article kept and left out; none when it cannot be Arabizi."""
    if not any(c.isalpha() for c in form) or any(c not in _READABLE for c in form):
        return []
    bare_form = _ARTICLE.sub("", form)
    forms = [form, bare_form] if bare_form != form else [form]
    if _SILENT_E.search(form):  # French spelling of a final consonant: zellige, tajine
        forms += [_SILENT_E.sub("", f) for f in forms if f.endswith("e")]
        forms = [f if not f.endswith("g") else f[:-1] + "j" for f in forms]
    sounds = [Sound(RULES.read(f)) for f in forms]
    sounds += [Sound(s.phones.replace("q", "g")) for s in sounds if "q" in s.phones]
    if not form.isalpha():  # whoever types 9ahwti may leave short vowels out, as in Arabic letters
        sounds += [Sound(s.phones, vocalised=False) for s in sounds]
    if form.endswith("g"):  # ج, which is g or j: ZELLIG, ZELLIJ
        sounds.append(Sound(sounds[0].phones[:-1] + "ʒ", sounds[0].vocalised))
    return list(dict.fromkeys(sounds))
