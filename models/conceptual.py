"""Conceptual similarity: what two signs mean, where they mean anything."""

from models.concepts import concepts_of
from models.distinctiveness import weights
from models.entry import Entry, Sign, Word
from models.evidence import Evidence, Translation
from models.factor import Factor
from models.pairing import covered, paired


def conceptual(proposed: Entry, earlier: Entry) -> Factor:
    """Similarity of what two signs mean, in [0, 1]; None unless a strong word of each means something to a public.

    1 = the same words, translations or synonyms; 0 = both mean something and nothing alike. A word that is the same in
    both signs counts when it has a meaning.
    """
    best: tuple[float, Sign, Sign] | None = None
    for a in proposed.signs:
        for b in earlier.signs:
            if not (_means_something(a) and _means_something(b)):
                continue
            value = covered(a, b, paired(a.words, b.words, _meaning))
            if best is None or value > best[0]:
                best = (value, a, b)
    if best is None:
        return Factor("conceptual", None)
    value, a, b = best
    evidence: list[Evidence] = [
        Translation(a.words[pair.proposed].form, b.words[pair.earlier].form)
        for pair in paired(a.words, b.words, _meaning)
        if a.words[pair.proposed].form != b.words[pair.earlier].form
    ]
    return Factor("conceptual", value, evidence=tuple(evidence))


def _means_something(sign: Sign) -> bool:
    return any(w == 1.0 and concepts_of(word.form) for word, w in zip(sign.words, weights(sign), strict=True))


def _meaning(a: Word, b: Word) -> float:
    return 1.0 if concepts_of(a.form) & concepts_of(b.form) else 0.0
