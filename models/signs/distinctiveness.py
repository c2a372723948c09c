"""What makes a word weak in a sign: generic commercial words, function words, legal forms, and a crowded field.

Weakness is relative: it lowers a word beside stronger ones. A sign of weak words only (ATLAS SERVICES) has no
stronger ones, so it counts whole (EUIPO Guidelines, part C, section 2, chapter 4; OMPIC, "Directives d'examen" 2019,
§2.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Literal

from models.signs.entry import Entry, Sign
from models.signs.evidence import CrowdedWord, Evidence, WeakWord
from models.signs.factor import Factor
from models.words.weak import STRONG

CROWDED = 0.03  # share at which a shared word no longer tells who offers the goods
RARE = 0.0001  # share up to which a word is as good as unique
MEANT_REGISTER = 1_000  # marks; a smaller register says nothing about what is common
COMMONEST = 0.1  # rarity of the commonest words: together they still make a sign


@dataclass(frozen=True)
class WordCounts:
    """How many marks hold a word, in the register and per Nice class. An immutable value, made by the indexer."""

    marks: int
    per_class: Mapping[int, int]
    words: Mapping[str, int]
    class_words: Mapping[str, Mapping[int, int]]

    def share(self, form: str, classes: tuple[int, ...] = ()) -> float:
        """Return the share of marks that hold the word, in [0, 1]: the largest of the register's and the classes'.

        A class of fewer than 200 marks says nothing about how crowded it is and is left out.
        """
        shares = [self.words.get(form, 0) / self.marks if self.marks else 0.0]
        for nice_class in classes:
            size = self.per_class.get(nice_class, 0)
            if size >= 200:
                shares.append(self.class_words.get(form, {}).get(nice_class, 0) / size)
        return max(shares)

    def rarity(self, form: str) -> float:
        """Return how rare a word is, in [`COMMONEST`, 1]: 1 for a word that no mark holds, by the logarithm of the
        marks that do.

        The inverse document frequency (Spärck Jones 1972) as a share of its largest value; 1 in a register too small
        to tell.
        """
        if self.marks < MEANT_REGISTER:
            return 1.0
        return max(COMMONEST, 1 - log(1 + self.words.get(form, 0)) / log(self.marks))


NO_COUNTS = WordCounts(0, {}, {}, {})


def distinctiveness(proposed: Entry, earlier: Entry, counts: WordCounts, *, explained: bool = True) -> Factor:
    """Distinctiveness of what two signs share, in [0, 1]: 1 = hardly any other mark holds it, 0 = a crowd does.

    None when they share no word or the register is too small to tell. The rarest strong word they share decides; weak
    words of either sign are named with the share of marks that hold them.
    """
    rarest: tuple[float, str] | None = None
    weak: dict[str, WeakWord] = {}
    classes = earlier.record.nice_classes
    for a in proposed.signs:
        for b in earlier.signs:
            if a.script != b.script:
                continue
            strong = {w.form for w, weight in zip(a.words, a.weights, strict=True) if weight >= STRONG}
            for word, weight in zip(b.words, b.weights, strict=True):
                if weight >= STRONG and (word.form in strong or (len(word.form) > 4 and word.form in a.compact.form)):
                    share = counts.share(word.form, classes)
                    if rarest is None or share < rarest[0]:
                        rarest = (share, word.form)
            if explained and not (a.in_units or b.in_units):
                weak |= _weak(a, b, counts)
    evidence: tuple[Evidence, ...] = tuple(weak.values())
    if rarest is None or counts.marks < MEANT_REGISTER:
        return Factor("distinctiveness", None, evidence=evidence)
    value = 1 - log(max(rarest[0], RARE) / RARE) / log(CROWDED / RARE)
    return Factor("distinctiveness", max(0.0, value), evidence=(CrowdedWord(rarest[1], rarest[0]), *evidence))


def _weak(a: Sign, b: Sign, counts: WordCounts) -> dict[str, WeakWord]:
    sides: dict[str, set[Literal["proposed", "earlier"]]] = {}
    for side, sign in (("proposed", a), ("earlier", b)):
        for word, weight in zip(sign.words, sign.weights, strict=True):
            if weight < STRONG and len(word.form) > 1:
                sides.setdefault(word.form, set()).add(side)  # type: ignore[arg-type]
    return {
        form: WeakWord(form, "both" if len(where) > 1 else next(iter(where)), counts.share(form))
        for form, where in sides.items()
    }
