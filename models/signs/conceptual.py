"""Conceptual similarity: what two signs mean, where they mean anything."""

from models.signs.entry import Entry, Sign
from models.signs.evidence import Evidence, Translation
from models.signs.factor import Factor
from models.signs.pairing import covered, paired
from models.words.concepts import concepts_of


def conceptual(proposed: Entry, earlier: Entry, *, explained: bool = True) -> Factor:
    """Similarity of what two signs mean, in [0, 1]; None unless a strong word of each means something to a public.

    1 = the same words, translations or synonyms; 0 = both mean something and nothing alike. A word that is the same in
    both signs counts when it has a meaning.
    """
    best: tuple[float, Sign, Sign] | None = None
    for a in proposed.signs:
        for b in earlier.signs:
            if not (_means_something(a) and _means_something(b)):
                continue
            value = covered(a, b, paired(_meanings(a, b)))
            if best is None or value > best[0]:
                best = (value, a, b)
    if best is None:
        return Factor("conceptual", None)
    value, a, b = best
    return Factor("conceptual", value, evidence=_evidence(a, b) if explained else ())


def _evidence(a: Sign, b: Sign) -> tuple[Evidence, ...]:
    word_pairs = [(a.words[p.proposed].form, b.words[p.earlier].form) for p in paired(_meanings(a, b))]
    return tuple(Translation(x, y) for x, y in word_pairs if x != y)


def _means_something(sign: Sign) -> bool:
    return any(w == 1.0 and concepts_of(word.form) for word, w in zip(sign.words, sign.weights, strict=True))


def _meanings(a: Sign, b: Sign) -> list[list[float]]:
    concepts = [concepts_of(word.form) for word in b.words]
    return [[float(bool(concepts_of(word.form) & other)) for other in concepts] for word in a.words]
