"""How a word sounds to a reader of English: regular spelling only, in broad vowels (Wells 1982, lexical sets
merged).
"""

from models.words.readings.rules import LATIN, Rules, Sound, say_mixed, spell

DIGITS = dict(
    zip("0123456789", ["ziro", "wan", "tu", "θri", "for", "fajv", "siks", "seven", "ejt", "najn"], strict=True)
)
LETTERS = dict(
    zip(
        LATIN,
        [
            "ej",
            "bi",
            "si",
            "di",
            "i",
            "ef",
            "Ji",
            "ejc",
            "aj",
            "Jej",
            "kej",
            "el",
            "em",
            "en",
            "o",
            "pi",
            "kju",
            "ar",
            "es",
            "ti",
            "ju",
            "vi",
            "dabəlju",
            "eks",
            "waj",
            "zi",
        ],
        strict=True,
    )
)
RULES = Rules([
    (r"ight", "ajt"), (r"igh", "aj"), (r"eigh", "ej"), (r"ough$", "o"), (r"ough", "o"), (r"augh", "o"), (r"tion|sion", "ʃən"), (r"cious|tious", "ʃəs"), (r"cian|tian", "ʃən"),
    (r"tch", "c"), (r"sch", "ʃ"), (r"ch(?=[rl])", "k"), (r"ch", "c"), (r"sh", "ʃ"), (r"ph", "f"), (r"th", "θ"), (r"^kn|^gn", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"wh", "w"), (r"kh", "x"), (r"gh$", ""), (r"gh", "g"), (r"dg(?=e)", "J"), (r"dj", "J"), (r"ng(?![aeiouy])", "ŋ"), (r"nk", "ŋk"),
    (r"ck|cqu|cc(?![eiy])", "k"), (r"cc", "ks"), (r"^xc(?=[eiy])|xc(?=[eiy])", "ks"), (r"sc(?=[eiy])", "s"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"qu", "kw"), (r"q", "k"), (r"kk|k", "k"), (r"gu(?=[ei])", "g"), (r"g(?=[eiy])", "J"), (r"gg|g", "g"), (r"j", "J"),
    (r"^x", "z"), (r"xx|x", "ks"), (r"ss", "s"), (r"(?<=[aeiouy])s(?=[aeiouy])", "z"), (r"s", "s"), (r"zz|z", "z"),
    (r"ee|ea|ie(?=[a-z])", "i"), (r"ei", "i"), (r"ai|ay|ey(?=[a-z])", "ej"), (r"ey$", "i"), (r"oo|ou(?=[a-z])", "u"), (r"ow$", "o"), (r"ow|ou", "aw"), (r"oa|oe", "o"), (r"oi|oy", "oj"), (r"au|aw", "o"), (r"ew|eu|ue(?=$|[a-z])|ui", "u"),
    (r"i(?=[bcdfgklmnpstvz]e$)", "aj"), (r"a(?=[bcdfgklmnpstvz]e$)", "ej"), (r"o(?=[bcdfgklmnpstvz]e$)", "o"), (r"u(?=[bcdfgklmnpstvz]e$)", "u"), (r"ie$|y$", "i"),
    (r"le$", "əl"), (r"(?<=[a-z][bcdfghjklmnpqrstvwxz])e$", ""), (r"(?<=[^aeiouy])es$", "s"), (r"a+", "a"), (r"e$", "i"), (r"e", "e"), (r"ii|i(?=[aou])", "j"), (r"i", "i"), (r"o", "o"), (r"uu|u", "u"), (r"y(?=[aeiou])", "j"), (r"y", "i"),
    (r"bb|b", "b"), (r"dd|d", "d"), (r"ff|f", "f"), (r"h", "h"), (r"ll|l", "l"), (r"mm|m", "m"), (r"nn|n", "n"), (r"pp|p", "p"), (r"rr|r", "r"), (r"tt|t", "t"), (r"vv|v", "v"), (r"w(?=[aeiouyh])", "w"), (r"w", "w"),
])  # fmt: skip


def read(form: str) -> list[Sound]:
    """Return what an English reader says; none for letters outside a–z and figures."""
    said = [say_mixed(form, RULES, DIGITS, LETTERS, LATIN), spell(form, LETTERS)]
    return [Sound(phones) for phones in said if phones]
