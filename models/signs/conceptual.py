"""Conceptual similarity: what two signs mean, where they mean anything."""

from collections.abc import Iterator

from models.signs.contained import MEETS
from models.signs.entry import Entry, Sign
from models.signs.evidence import Evidence, Translation
from models.signs.factor import Factor
from models.signs.likeness import Likeness
from models.signs.pairing import Pair, covered, pairs_off
from models.words.concepts import same_stem, senses_of
from models.words.weak import STRONG
from models.words.word import Word

AS_GOOD_AS_SAME = 0.96  # nearness of two words in one script that are the same to whoever sees and hears them


def conceptual(proposed: Entry, earlier: Entry, words: Likeness, *, explained: bool = True) -> Factor:
    """Similarity of what two signs mean, in [0, 1], beyond the words that they share.

    1 = translations or synonyms throughout; 0 = every strong word of both means something, and none of the one means
    what one of the other does. None otherwise: a word that stands in both is seen and heard already.
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
    if not value and (not _meanings_differ(proposed, earlier) or _like_words(a, b, words)):
        return Factor("conceptual", None)
    return Factor("conceptual", value, evidence=_evidence(a, b, words) if explained else ())


def _evidence(a: Sign, b: Sign, words: Likeness) -> tuple[Evidence, ...]:
    return tuple(Translation(a.words[p.proposed].form, b.words[p.earlier].form) for p in _pairs(a, b, words))


def _means_something(sign: Sign) -> bool:
    return any(w >= STRONG and senses_of(word.form) for word, w in zip(sign.words, sign.weights, strict=True))


def _meanings_differ(proposed: Entry, earlier: Entry) -> bool:
    """Return whether all strong words of both signs mean something, and none stands in both."""
    strong = [[word.form for word, w in _words(entry) if w >= STRONG] for entry in (proposed, earlier)]
    shared = {word.form for word, _ in _words(proposed)} & {word.form for word, _ in _words(earlier)}
    return not shared and all(forms and all(map(senses_of, forms)) for forms in strong)


def _like_words(a: Sign, b: Sign, words: Likeness) -> bool:
    """Return whether a word of the one is seen or heard as one of the other, whatever the dictionary says of it: all
    but the same in one script (ROUGE, ROUGES; not LUNE, DUNE), nearly so in two.
    """
    least = AS_GOOD_AS_SAME if a.script == b.script else MEETS
    return any(
        value >= least or (value >= MEETS and same_stem(x.form, y.form))
        for x, row in zip(a.words, words.nearness(a, b) or (), strict=False)
        for y, value in zip(b.words, row, strict=True)
    )


def _words(entry: Entry) -> Iterator[tuple[Word, float]]:
    for sign in entry.signs:
        if not sign.in_units:
            yield from zip(sign.words, sign.weights, strict=True)


def _pairs(a: Sign, b: Sign, words: Likeness) -> list[Pair]:
    """Return the words that mean the same, those that stand in both left out, with an ending or an article too."""
    meanings = words.meanings(a, b)
    shared = {word.form for word in a.words} & {word.form for word in b.words}
    return pairs_off(
        [
            Pair(i, j, sure)
            for (i, j), sure in meanings.items()
            if a.words[i].form not in shared
            and b.words[j].form not in shared
            and not same_stem(a.words[i].form, b.words[j].form)
        ]
    )
