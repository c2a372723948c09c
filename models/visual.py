"""Visual similarity of two signs: their letters, where the eye can lay them side by side."""

from functools import lru_cache

from rapidfuzz.distance import Prefix

from models.closeness import SHORT, ratio, rhythm
from models.entry import Entry, Sign, Word
from models.evidence import Evidence, SharedWord, aligned
from models.factor import Factor
from models.pairing import covered, paired
from models.text import look_alike

_ALPHABETS = frozenset({"Latn", "Cyrl", "Grek", "Zyyy"})  # scripts with letters that look alike

# Letters in common count most; the beginning is what a reader keeps (General Court T-183/02 and T-184/02, El Corte
# Inglés / Mundicor: the attention is usually directed to the beginning); length is seen at a glance.
LETTERS, BEGINNING, LENGTH = 0.8, 0.1, 0.1
SAME_RHYTHM = 0.35  # of what is left: a short sign is seen whole, vowels and consonants in one order (ONI/UVI)


@lru_cache(maxsize=65_536)
def look(a: str, b: str) -> float:
    """Return how alike two words look, in [0, 1]; 1 = the same letters."""
    if a == b:
        return 1.0
    longest = max(len(a), len(b))
    start = Prefix.similarity(a, b) / longest
    value = LETTERS * ratio(a, b) + BEGINNING * start + LENGTH * min(len(a), len(b)) / longest
    if 2 < longest <= SHORT and len(a) == len(b) and rhythm(a) == rhythm(b):
        value += SAME_RHYTHM * (1 - value)
    return value


def visual(proposed: Entry, earlier: Entry) -> Factor:
    """Similarity of how two signs look, in [0, 1]; None when no two versions can be seen side by side.

    Best pair of versions in one script, or in Latin, Cyrillic and Greek where every letter looks like a Latin one.
    """
    best: tuple[float, Sign, Sign] | None = None
    for a in proposed.signs:
        for b in earlier.signs:
            value = _signs(a, b)
            if value is not None and (best is None or value > best[0]):
                best = (value, a, b)
    if best is None:
        return Factor("visual", None)
    value, a, b = best
    shared = {w.form for w in a.words} & {w.form for w in b.words}
    evidence: list[Evidence] = [aligned("letters", a.text, b.text)]
    evidence += [SharedWord(word.form, 1.0) for word in a.words if word.form in shared]
    return Factor("visual", value, evidence=tuple(evidence))


def _signs(a: Sign, b: Sign) -> float | None:
    if a.script == b.script:
        return max(look(a.compact.form, b.compact.form), covered(a, b, paired(a.words, b.words, _look)))
    if not {a.script, b.script} <= _ALPHABETS:
        return None
    seen_a, seen_b = look_alike(a.compact.form), look_alike(b.compact.form)
    return look(seen_a, seen_b) if seen_a and seen_b else None


def _look(a: Word, b: Word) -> float:
    value = look(a.form, b.form)
    return value if value > 0.4 else 0.0  # below, two words share nothing but chance letters
