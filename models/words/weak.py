"""How much a word of a sign says about who offers the goods: little where it is weak in any sign (`weak_words.txt`), or
describes the goods; half where many bear it (`common_names.txt`).
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from models.words.concepts import cached_meaning, main_words
from models.words.lists import words_in
from models.words.text import words_of

WEAK = 0.25  # weight of a weak word beside a strong one: four of them together weigh as one strong word
FUNCTION = 0.1  # of an article or a preposition: it joins the others
COMMON = 0.4  # of a first name, of NOUR, ATLAS, ROYAL: what stands beside it tells the bearers apart
PLAIN_NAME = 0.12  # of the plain name of the goods: HUILE D'OLIVE TIFLET is TIFLET to whoever buys oil
STRONG = 0.35  # weight from which, beside the strongest, a word belongs to what a sign is remembered by
_FUNCTION_WORDS = "function words"  # in the heading of a part of the file

Describes = Callable[[str], float]
"""How far a folded word describes the goods of a sign, in [0, 1]: 0 = it is fanciful, 1 = it is their plain name."""


def nothing_said(_form: str) -> float:
    """Return 0: where no goods are known no word describes them."""
    return 0.0


@cache
def _listed() -> dict[str, float]:
    listed: dict[str, float] = {}
    weight = WEAK
    for line in files("models.words").joinpath("weak_words.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            weight = FUNCTION if _FUNCTION_WORDS in line else WEAK
        else:
            listed |= {word: weight for entry in line.split() for word in words_of(entry) if word not in listed}
    return listed


@cache
def common_names() -> frozenset[str]:
    """Return the folded words that many signs bear (`common_names.txt`)."""
    return words_in("common_names.txt")


def weak_words() -> frozenset[str]:
    """Return the folded weak words of French, English, Spanish and Arabic (`weak_words.txt`)."""
    return frozenset(_listed())


def is_weak_word(form: str) -> bool:
    """Return whether a folded word says little about who offers the goods, whatever the sign and the goods.

    What is weak in one language is weak in every other: all that a word means must be weak in French or in English.
    """
    return _weight(form) < STRONG


@cached_meaning(65_536)
def _weight(form: str) -> float:
    listed = _listed()
    if form in listed:
        return listed[form]
    if len(form) == 1 and not form.isdigit():
        return WEAK
    concepts = main_words(form)
    if concepts and all(any(name in listed for name in names) for names in concepts):
        return WEAK
    return COMMON if form in common_names() else 1.0


def word_strengths(
    forms: Sequence[str], disclaimed: frozenset[str] = frozenset(), describes: Describes = nothing_said
) -> tuple[float, ...]:
    """Return how much each word of a sign says by itself, in (0, 1]: `FUNCTION`, `WEAK`, or less than 1 by how far it
    describes the goods.

    A word that the holder disclaimed is weak in this sign, whatever the word.
    """
    return tuple(
        min(
            _weight(form),
            WEAK if form in disclaimed else 1.0,
            1 - (1 - PLAIN_NAME) * described if (described := describes(form)) else 1.0,
        )
        for form in forms
    )


def relative(strengths: Sequence[float]) -> tuple[float, ...]:
    """Return what words weigh beside each other: the strongest weighs 1, since a sign of weak words only has no
    stronger one and counts whole.
    """
    strongest = max(strengths, default=1.0)
    return tuple(strength / strongest for strength in strengths)
