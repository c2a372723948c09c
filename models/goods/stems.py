"""Words of goods as they are counted and met: folded, without what says nothing, and cut to a light stem."""

import re
from functools import lru_cache

from models.words.text import word_script, words_of

MOST_READ = 240  # characters of a term; longer ones repeat themselves or are lists that nothing separates
LEAST_STEM = 3  # letters that a stem keeps at least
_LONG = 5  # letters; from here a final e or feminine ending is only grammar (tiles, tile; laitière, laitier)
_ARABIC_PREFIXES = ("وال", "بال", "لل", "ال")
_ARABIC_ENDINGS = (("يات", 3), ("ات", 3), ("يه", 3), ("ين", 4), ("ون", 4), ("ه", 3))  # and letters left: زيتون
_TEA = re.compile(r"\bth(?:és?|es)\b|^the$", re.I)  # which folds to an English article
_EMPTY = frozenset(
    words_of(
        "a an the and or of for to in on at by with from into as being not no other than all any kinds such use used "
        "their its made type types form goods namely including especially particular relation relating related "
        "connection concerning based purposes except purpose adapted containing consisting field "
        "le la les l un une des du de d et ou en au aux pour par sur avec sans a non ni comme etant autres autre que "
        "tous toutes tout toute genres base matiere matieres usage utilisation relatifs relatives relatif "
        "concernant domaine notamment sous forme compris sauf ainsi leurs leur dans destines destinee produits "
        "el los las del y o para por con sin otros otras "
        "و او في من على الى عن مع غير او جميع انواع"
    )
)


@lru_cache(maxsize=131_072)
def stem(form: str) -> str:
    """Return a folded word without its ending of number and gender: voyages, voyage; tiles, tile; الملابس, ملابس."""
    script = word_script(form)
    if script == "Arab":
        return _arabic_stem(form)
    if script != "Latn" or len(form) <= LEAST_STEM:
        return form
    if form.endswith("ies") and len(form) > LEAST_STEM + 2:
        form = form[:-3] + "y"
    elif form.endswith("aux") and len(form) > _LONG:
        form = form[:-3] + "al"
    elif form.endswith(("s", "x")) and not form.endswith("ss"):
        form = form[:-1]
    return form[:-1] if form.endswith("e") and len(form) >= _LONG else form


def _arabic_stem(form: str) -> str:
    for prefix in _ARABIC_PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) >= LEAST_STEM:
            form = form[len(prefix) :]
            break
    for ending, left in _ARABIC_ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= left:
            return form[: -len(ending)]
    return form


@lru_cache(maxsize=65_536)
def telling_words(term: str) -> tuple[str, ...]:
    """Return the folded words of a term of goods that may say something: no function words, figures, single letters."""
    if _TEA.search(term):
        term = _TEA.sub("tea", term)
    return tuple(w for w in words_of(term[:MOST_READ]) if len(w) > 1 and w not in _EMPTY and not w.isdigit())


_DERIVED = (
    "isation",
    "ization",
    "isserie",
    "ements",
    "ateur",
    "ation",
    "ition",
    "erie",
    "ement",
    "aire",
    "ment",
    "ique",
    "iste",
    "ible",
    "euse",
    "ier",
    "iere",
    "ing",
    "eur",
    "ant",
    "age",
    "ion",
    "ers",
    "ery",
    "al",
    "er",
    "or",
    "ie",
    "y",
    "e",
)
_LEAST_ROOT = 5  # letters; shorter beginnings are shared by chance


@lru_cache(maxsize=131_072)
def root(form: str) -> str:
    """Return what a Latin word's family has in common, marked as no word of its own (~patiss: pâtissier, pâtisserie);
    empty when too little is left.
    """
    own = form[:-1] if form.endswith(("s", "x")) else form
    ending = next((e for e in _DERIVED if own.endswith(e) and len(own) - len(e) >= _LEAST_ROOT), "")
    bare = own[: len(own) - len(ending)]
    return f"~{bare}" if len(bare) >= _LEAST_ROOT and bare.isascii() else ""
