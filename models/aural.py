"""Aural similarity of two signs: the readings that sound most alike, phone by phone."""

from functools import lru_cache
from itertools import accumulate

import jellyfish

from models.closeness import ratio
from models.entry import Entry, Sign, Word
from models.evidence import Evidence, SameCode, aligned
from models.factor import Factor
from models.pairing import covered, paired
from models.phones import DISTANCE, broad, gap_cost, skeleton
from models.readings import Reading

ALIGNED, NEAR = 2, 0.06  # pairs of readings that are aligned: so many, if as rough as the best but for so much
WORTH_ALIGNING = 0.55  # ratio of broad phones or skeletons; below, the exact distance would change no ranking
FAR = 0.8  # what a pair that is not worth aligning keeps of its ratio
MEANT_CODE = 3  # characters; a shorter phonetic code is degenerate and equals nothing
SAME_CODE = 0.75  # least aural similarity of two Latin words with equal meant codes


@lru_cache(maxsize=65_536)
def phone_similarity(a: str, b: str, unwritten: bool) -> float:
    """Return 1 minus the cheapest way to turn one phone string into the other, over the longer length; in [0, 1].

    Weighted edit distance with articulatory substitution costs (`models.phones`); `unwritten` = at least one side does
    not write its vowels, so that a vowel of the other costs little.
    """
    gaps = [gap_cost(phone, unwritten=unwritten) for phone in b]
    before = [0.0, *accumulate(gaps)]
    for x in a:
        gap, distance = gap_cost(x, unwritten=unwritten), DISTANCE[x]
        last = before[0] + gap
        row = [last]
        for j, y in enumerate(b):
            cost = before[j] + distance[y]
            if (other := before[j + 1] + gap) < cost:
                cost = other
            if (other := last + gaps[j]) < cost:
                cost = other
            last = cost
            row.append(cost)
        before = row
    return max(0.0, 1.0 - before[-1] / max(len(a), len(b), 1))


def _rough(a: Reading, b: Reading) -> float:
    """Return a quick measure of how alike two readings sound, to choose the pairs worth aligning."""
    if a.phones == b.phones:
        return 1.0
    rough = ratio(broad(a.phones), broad(b.phones))
    if a.vocalised and b.vocalised:
        return rough
    return max(rough, ratio(skeleton(a.phones), skeleton(b.phones)))


@lru_cache(maxsize=65_536)
def best_readings(a: tuple[Reading, ...], b: tuple[Reading, ...]) -> tuple[float, Reading, Reading] | None:
    """Return the pair of readings that sound most alike, and how much; None when one word cannot be read.

    The `ALIGNED` pairs that are roughly nearest are aligned phone by phone, the others would not win.
    """
    pairs = sorted(((_rough(x, y), x, y) for x in a for y in b), key=lambda pair: -pair[0])
    if not pairs:
        return None
    if pairs[0][0] in (0.0, 1.0) and (pairs[0][0] == 0.0 or pairs[0][1].phones == pairs[0][2].phones):
        return pairs[0]
    if pairs[0][0] < WORTH_ALIGNING:
        return FAR * pairs[0][0], pairs[0][1], pairs[0][2]
    exact = [
        (phone_similarity(x.phones, y.phones, not (x.vocalised and y.vocalised)), x, y) for _, x, y in pairs[:ALIGNED]
    ]
    return max(exact, key=lambda pair: pair[0])


def code_of(form: str) -> str:
    """Return the Metaphone code of a Latin word, or "" where it says nothing: other scripts, figures, short codes.

    jellyfish gives every Arabic or Tifinagh word the same or an empty code; those never count as equal.
    """
    if not (form.isascii() and form.isalpha()):
        return ""
    code = jellyfish.metaphone(form).replace(" ", "")
    return code if len(code) >= MEANT_CODE else ""


@lru_cache(maxsize=65_536)
def sound(a: Word, b: Word) -> float:
    """Return how alike two words sound, in [0, 1]; 0 when one cannot be read."""
    found = best_readings(a.readings, b.readings)
    value = found[0] if found else float(a.form == b.form)
    code = code_of(a.form)
    return max(value, SAME_CODE) if code and code == code_of(b.form) else value


def aural(proposed: Entry, earlier: Entry) -> Factor:
    """Similarity of how two signs sound, in [0, 1]; 1 = some reader says both alike. None when one cannot be read aloud.

    Best pair of readings over LANGUAGES and over versions; distances after Mortensen et al. 2016.
    """
    best: tuple[float, Sign, Sign] | None = None
    for a in proposed.signs:
        for b in earlier.signs:
            if not _sayable(a) or not _sayable(b):
                continue
            value = covered(a, b, paired(a.words, b.words, _sound))
            if len(a.words) != len(b.words):
                value = max(value, sound(a.compact, b.compact))
            if best is None or value > best[0]:
                best = (value, a, b)
    if best is None:
        return Factor("aural", None)
    return Factor("aural", best[0], evidence=_evidence(best[1], best[2]))


def _sayable(sign: Sign) -> bool:
    return any(word.readings for word in sign.words)


def _sound(a: Word, b: Word) -> float:
    value = sound(a, b)
    return value if value > 0.4 else 0.0


def _evidence(a: Sign, b: Sign) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    pairs = paired(a.words, b.words, _sound) or paired((a.compact,), (b.compact,), sound)
    for pair in sorted(pairs)[:3]:
        x = a.words[pair.proposed] if pair.proposed < len(a.words) else a.compact
        y = b.words[pair.earlier] if pair.earlier < len(b.words) else b.compact
        if best := best_readings(x.readings, y.readings):
            found.append(aligned("phones", best[1].phones, best[2].phones, best[1].language))
        if x.form != y.form and (code := code_of(x.form)) and code == code_of(y.form):
            found.append(SameCode(x.form, y.form, code, "metaphone"))
    return tuple(found)
