"""Aural similarity of two signs: the readings that sound most alike, phone by phone."""

from models.signs.entry import Sign
from models.signs.evidence import Evidence, SameCode, aligned
from models.signs.factor import Factor
from models.signs.likeness import Likeness
from models.signs.pairing import as_whole, covered, paired
from models.signs.visual import AS_ONE
from models.words.likeness import code_of

CHANCE = 0.4  # below, two words share nothing but chance sounds


def aural(proposed: Sign, earlier: Sign, words: Likeness, *, explained: bool = True) -> Factor:
    """Similarity of how two versions sound, in [0, 1]; 1 = some reader says both alike. None when one cannot be read
    aloud.

    Best pair of readings over LANGUAGES; distances after Mortensen et al. 2016.
    """
    value = sound_of(proposed, earlier, words)
    return Factor(
        "aural", value, evidence=_evidence(proposed, earlier, words) if explained and value is not None else ()
    )


def sound_of(a: Sign, b: Sign, words: Likeness) -> float | None:
    """Return how alike two versions sound (see `aural`)."""
    if not (_sayable(a) and _sayable(b)):
        return None
    return max(_by_words(a, b, words), _in_one_breath(a, b, words))


def _by_words(a: Sign, b: Sign, words: Likeness) -> float:
    return covered(a, b, paired(words.sounds(a, b), CHANCE))


def _in_one_breath(a: Sign, b: Sign, words: Likeness) -> float:
    """Return how alike the cores sound when one side has more words than the other, and the whole signs when one is a
    single word (RAK BANK, RAKBANK); else 0, word by word tells it.
    """
    if len(a.words) == len(b.words):
        return 0.0
    cores = as_whole(a, b, words.sound_cores(a, b), paired(words.sounds(a, b), CHANCE))
    as_one = words.sound_compacts(a, b) if 1 in (len(a.words), len(b.words)) else 0.0
    return max(cores, as_one if as_one >= AS_ONE else 0.0)


def _sayable(sign: Sign) -> bool:
    return any(word.readings for word in sign.words)


def _evidence(a: Sign, b: Sign, words: Likeness) -> tuple[Evidence, ...]:
    evidence: list[Evidence] = []
    pairs = sorted(paired(words.sounds(a, b), CHANCE))
    word_pairs = [(a.words[p.proposed], b.words[p.earlier]) for p in pairs]
    if not word_pairs or _in_one_breath(a, b, words) > _by_words(a, b, words):
        word_pairs = [(a.core, b.core)]
    for x, y in word_pairs:
        if best := words.best_readings(x, y):
            evidence.append(aligned("phones", best[0].phones, best[1].phones, best[0].language))
        if x.form != y.form and (code := code_of(x.form)) and code == code_of(y.form):
            evidence.append(SameCode(x.form, y.form, code, "metaphone"))
    return tuple(evidence)
