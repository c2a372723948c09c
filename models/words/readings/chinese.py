"""How a word in Chinese characters sounds to a reader of Mandarin, by its pinyin without tones.

Which syllable a character is, and in which words another one, pypinyin knows (the extra `chinese`); without it nothing is
read. What a syllable of pinyin sounds like stands in the "Scheme for the Chinese Phonetic Alphabet" (1958; ISO 7098:2015);
pairs that only breath tells apart (b/p, d/t, g/k) are kept as their letters, which is how other readers hear them.
"""

from models.words.readings.rules import Rules, Sound

LIBRARY = "pypinyin"
_LETTERS = {c: c for c in "bpmfdtnlgkhrsaeiou"}
RULES = Rules([
    (r"^zh", "J"), (r"^ch", "c"), (r"^sh", "ʃ"), (r"^z", "dz"), (r"^c", "ts"), (r"^j", "J"), (r"^q", "c"), (r"^x", "ʃ"),
    (r"^yan$", "jen"), (r"^yu(?=an)|(?<=^[jqx])u(?=an)|^yu(?=e)|(?<=^[jqx])u|^yu(?!o)|v", "y"), (r"^yi", "i"), (r"^y", "j"), (r"^wu", "u"), (r"^w", "w"),
    (r"iang", "jaŋ"), (r"iong", "juŋ"), (r"ian", "jen"), (r"ong", "uŋ"), (r"eng", "əŋ"), (r"ng", "ŋ"), (r"iu", "jow"), (r"ui", "wej"), (r"un$", "wən"), (r"ou", "ow"),
    (r"ao", "aw"), (r"ai", "aj"), (r"ei", "ej"), (r"i(?=[ae])", "j"), (r"u(?=[ao])", "w"), (r"(?<![iuvy])e(?=$|[nr])", "ə"), *_LETTERS.items(),
])  # fmt: skip


def read(form: str) -> list[Sound]:
    """Return what a reader of Mandarin says; none where a character is not Chinese or not known, none where pypinyin is
    not installed.
    """
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        return []
    characters = "".join(c for c in form if not c.isdigit())
    syllables = lazy_pinyin(characters, errors=lambda _: "")
    if not syllables or len(syllables) != len(characters):
        return []
    return [Sound("".join(map(RULES.read, syllables)))]
