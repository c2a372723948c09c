"""Which word of one sign meets which of the other, and by what: the reasons that a person reads come from here."""

from collections.abc import Iterator

from models.signs.contained import in_compound
from models.signs.entry import Sign
from models.signs.evidence import Met, MetBy
from models.signs.filed import Spelling
from models.signs.likeness import Likeness
from models.signs.pairing import paired
from models.words.concepts import same_stem
from models.words.particles import JOINING
from models.words.weak import STRONG

SAID = 0.55  # nearness from which two words are said to meet
SURE = 0.75  # nearness of strong words from which the whole signs need not be named beside them
CLEARLY = 0.1  # by which one of look and sound must be nearer to be named alone


def meetings(a: Sign, b: Sign, words: Likeness, spell: tuple[Spelling, Spelling]) -> tuple[Met, ...]:
    """Return the words of two versions that meet, the strong ones in the order of the proposed sign, spelled as filed.

    Two articles that meet say nothing. Where no strong words are near, the signs are named whole, written or said as
    one (RAK BANK, RAKBANK).
    """
    found = [*_by_words(a, b, words), *_in_compounds(a, b)]
    if not any(met.nearness >= SURE for met in found) and (whole := _whole(a, b, words)):
        found = [met for met in found if met.nearness >= whole.nearness]
        found += [] if any((met.proposed, met.earlier) == (whole.proposed, whole.earlier) for met in found) else [whole]
    proposed, earlier = spell
    return tuple(Met(proposed(met.proposed), earlier(met.earlier), met.by, met.nearness) for met in found)


def _by_words(a: Sign, b: Sign, words: Likeness) -> Iterator[Met]:
    table = words.nearness(a, b)
    if table is None:
        return
    meanings = words.meanings(a, b)
    for pair in sorted(paired(table, SAID)):
        i, j = pair.proposed, pair.earlier
        x, y = a.words[i].form, b.words[j].form
        by_meaning = (i, j) in meanings and not same_stem(x, y) and _heard(a, b, i, j, words) < SURE
        if {x, y} <= JOINING or (min(a.weights[i], b.weights[j]) < STRONG and not by_meaning):
            continue
        yield Met(x, y, "same" if x == y else "meaning" if by_meaning else _by(a, b, i, j, words), pair.value)


def _heard(a: Sign, b: Sign, i: int, j: int, words: Likeness) -> float:
    return words.sounds(a, b)[i][j] if a.words[i].readings and b.words[j].readings else 0.0


def _by(a: Sign, b: Sign, i: int, j: int, words: Likeness) -> MetBy:
    sound = _heard(a, b, i, j, words)
    look = words.looks(a, b)[i][j] if a.script == b.script else 0.0
    return _nearer(look, sound)


def _nearer(look: float, sound: float) -> MetBy:
    if abs(look - sound) <= CLEARLY:
        return "look_and_sound"
    return "look" if look > sound else "sound"


def _in_compounds(a: Sign, b: Sign) -> Iterator[Met]:
    for x, weight in zip(a.words, a.weights, strict=True):
        for y, other in zip(b.words, b.weights, strict=True):
            if min(weight, other) >= STRONG and (
                nearness := max(in_compound(x.form, y.form), in_compound(y.form, x.form))
            ):
                yield Met(x.form, y.form, "part", nearness)


def _whole(a: Sign, b: Sign, words: Likeness) -> Met | None:
    """Return the meeting of two signs taken whole, or of their strong words, whichever is nearer."""
    look = sound = core_look = core_sound = 0.0
    readable = any(w.readings for w in a.words) and any(w.readings for w in b.words)
    as_one = 1 in (len(a.words), len(b.words))
    if a.script == b.script:
        look, core_look = words.look_compacts(a, b) if as_one else 0.0, words.look_cores(a, b)
    if readable:
        sound, core_sound = words.sound_compacts(a, b) if as_one else 0.0, words.sound_cores(a, b)
    if max(core_look, core_sound) > max(look, sound):
        return Met(_core(a), _core(b), _nearer(core_look, core_sound), max(core_look, core_sound))
    return Met(a.text, b.text, _nearer(look, sound), max(look, sound)) if max(look, sound) else None


def _core(sign: Sign) -> str:
    strong = [w.form for w, weight in zip(sign.words, sign.weights, strict=True) if weight >= STRONG]
    return " ".join(strong)
