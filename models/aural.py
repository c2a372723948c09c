"""Aural similarity of two signs: the readings that sound most alike, phone by phone."""

from models.entry import Entry, Sign
from models.evidence import Evidence, SameCode, aligned
from models.factor import Factor
from models.likeness import Likeness, code_of
from models.pairing import as_whole, covered, paired

CHANCE = 0.4  # below, two words share nothing but chance sounds
SHOWN = 3  # pairs of words whose sounds are laid side by side


def aural(proposed: Entry, earlier: Entry, words: Likeness, *, explained: bool = True) -> Factor:
    """Similarity of how two signs sound, in [0, 1]; 1 = some reader says both alike. None when one cannot be read aloud.

    Best pair of readings over LANGUAGES and over versions; distances after Mortensen et al. 2016.
    """
    best: tuple[float, Sign, Sign] | None = None
    for a in proposed.signs:
        for b in earlier.signs:
            if not _sayable(a) or not _sayable(b):
                continue
            value = _signs(a, b, words)
            if best is None or value > best[0]:
                best = (value, a, b)
    if best is None:
        return Factor("aural", None)
    return Factor("aural", best[0], evidence=_evidence(best[1], best[2], words) if explained else ())


def _signs(a: Sign, b: Sign, words: Likeness) -> float:
    return max(_by_words(a, b, words), _in_one_breath(a, b, words))


def _by_words(a: Sign, b: Sign, words: Likeness) -> float:
    return covered(a, b, paired(words.sounds(a, b), CHANCE))


def _in_one_breath(a: Sign, b: Sign, words: Likeness) -> float:
    """Return how alike the cores sound when one side has more words than the other; else 0, word by word tells it."""
    if len(a.words) == len(b.words):
        return 0.0
    return as_whole(a, b, words.sound_cores(a, b), paired(words.sounds(a, b), CHANCE))


def _sayable(sign: Sign) -> bool:
    return any(word.readings for word in sign.words)


def _evidence(a: Sign, b: Sign, words: Likeness) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    pairs = sorted(paired(words.sounds(a, b), CHANCE))[:SHOWN]
    met = [(a.words[p.proposed], b.words[p.earlier]) for p in pairs]
    if not met or _in_one_breath(a, b, words) > _by_words(a, b, words):
        met = [(a.core, b.core)]
    for x, y in met:
        if best := words.best_readings(x, y):
            found.append(aligned("phones", best[0].phones, best[1].phones, best[0].language))
        if x.form != y.form and (code := code_of(x.form)) and code == code_of(y.form):
            found.append(SameCode(x.form, y.form, code, "metaphone"))
    return tuple(found)
