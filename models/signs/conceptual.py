"""Conceptual similarity: what two signs mean, where they mean anything."""

from models.signs.entry import Entry, Sign
from models.signs.evidence import Evidence, Translation
from models.signs.factor import Factor
from models.signs.likeness import Likeness
from models.signs.pairing import Pair, covered, pairs_off
from models.words.concepts import senses_of


def conceptual(proposed: Entry, earlier: Entry, words: Likeness, *, explained: bool = True) -> Factor:
    """Similarity of what two signs mean, in [0, 1]; None unless a strong word of each means something to a public.

    1 = the same words, translations or synonyms; 0 = both mean something and nothing alike. A word that is the same in
    both signs counts when it has a meaning.
    """
    best: tuple[float, Sign, Sign] | None = None
    for a in filter(_means_something, proposed.signs):
        for b in filter(_means_something, earlier.signs):
            value = covered(a, b, _pairs(a, b, words))
            if best is None or value > best[0]:
                best = (value, a, b)
    if best is None:
        return Factor("conceptual", None)
    value, a, b = best
    return Factor("conceptual", value, evidence=_evidence(a, b, words) if explained else ())


def _evidence(a: Sign, b: Sign, words: Likeness) -> tuple[Evidence, ...]:
    word_pairs = [(a.words[p.proposed].form, b.words[p.earlier].form) for p in _pairs(a, b, words)]
    return tuple(Translation(x, y) for x, y in word_pairs if x != y)


def _means_something(sign: Sign) -> bool:
    return any(w == 1.0 and senses_of(word.form) for word, w in zip(sign.words, sign.weights, strict=True))


def _pairs(a: Sign, b: Sign, words: Likeness) -> list[Pair]:
    return pairs_off([Pair(i, j, sure) for (i, j), sure in words.meanings(a, b).items()])
