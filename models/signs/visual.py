"""Visual similarity of two signs: their letters, where the eye can lay them side by side."""

from models.signs.entry import Sign
from models.signs.evidence import Evidence, SharedWord, aligned
from models.signs.factor import Factor
from models.signs.likeness import Likeness
from models.signs.pairing import as_whole, covered, paired
from models.words.likeness import look
from models.words.text import look_alike

ALPHABETS = frozenset({"Latn", "Cyrl", "Grek", "Zyyy"})  # scripts with letters that look alike
AS_ONE = 0.75  # likeness from which several words and one are compared as written together; below, chance joins them
SPACED = 0.98  # the same letters, otherwise separated into words
CHANCE = 0.4  # below, two words share nothing but chance letters


def visual(proposed: Sign, earlier: Sign, words: Likeness, *, explained: bool = True) -> Factor:
    """Similarity of how two versions look, in [0, 1]; None when they cannot be seen side by side.

    Seen side by side are versions in one script, or in Latin, Cyrillic and Greek where every letter looks like a
    Latin one.
    """
    value = look_of(proposed, earlier, words)
    return Factor(
        "visual", value, evidence=_evidence(proposed, earlier, words) if explained and value is not None else ()
    )


def look_of(a: Sign, b: Sign, words: Likeness) -> float | None:
    """Return how alike two versions look (see `visual`)."""
    if a.script == b.script:
        core = words.look_cores(a, b)
        if len(a.words) == len(b.words) == 1:
            return core
        if a.compact.form == b.compact.form:
            return 1.0 if a.text == b.text else SPACED
        pairs = paired(words.looks(a, b), CHANCE)
        compacts = words.look_compacts(a, b) if 1 in (len(a.words), len(b.words)) else 0.0
        as_one = SPACED * compacts if compacts >= AS_ONE else 0.0
        return max(covered(a, b, pairs), as_whole(a, b, core, pairs), as_one)
    if not {a.script, b.script} <= ALPHABETS:
        return None
    seen_a, seen_b = look_alike(a.compact.form), look_alike(b.compact.form)
    return look(seen_a, seen_b) if seen_a and seen_b else None


def _evidence(a: Sign, b: Sign, words: Likeness) -> tuple[Evidence, ...]:
    """Return the letters of the words that meet, word by word; of the whole signs where they are written as one."""
    shared = [w.form for w in a.words if w.form in {w.form for w in b.words}]
    evidence: list[Evidence] = [SharedWord(form, 1.0) for form in dict.fromkeys(shared)]
    if a.script != b.script:
        return (aligned("letters", a.text, b.text),)
    pairs = paired(words.looks(a, b), CHANCE)
    as_one = len(a.words) != len(b.words) and 1 in (len(a.words), len(b.words))
    if not pairs or (as_one and words.look_compacts(a, b) > max(p.value for p in pairs)):
        return (aligned("letters", a.compact.form, b.compact.form), *evidence)
    met = [aligned("letters", a.words[p.proposed].form, b.words[p.earlier].form) for p in sorted(pairs)]
    return (*met, *evidence)
