"""Weak words: what says little about who offers the goods, whatever the sign (`weak_words.txt`)."""

from functools import cache
from importlib.resources import files

from models.words.concepts import cached_meaning, main_words
from models.words.text import words_of

WEAK = 0.25  # weight of a weak word beside a strong one: four of them together weigh as one strong word


@cache
def weak_words() -> frozenset[str]:
    """Return the folded weak words of French, English, Spanish and Arabic (`weak_words.txt`, one a line)."""
    lines = files("models.words").joinpath("weak_words.txt").read_text("utf-8").splitlines()
    return frozenset(
        word for line in lines if not line.startswith("#") for entry in line.split() for word in words_of(entry)
    )


@cached_meaning(65_536)
def is_weak_word(form: str) -> bool:
    """Return whether a folded word says little about who offers the goods, whatever the sign.

    What is weak in one language is weak in every other: all that a word means must be weak in French or in English.
    """
    if form in weak_words() or (len(form) == 1 and not form.isdigit()):
        return True
    concepts = main_words(form)
    return bool(concepts) and all(not weak_words().isdisjoint(names) for names in concepts)


@cached_meaning(65_536)
def word_weights(forms: tuple[str, ...], disclaimed: frozenset[str] = frozenset()) -> tuple[float, ...]:
    """Return what each word of a sign weighs, in {WEAK, 1}; all 1 when no word is strong.

    A word that the holder disclaimed is weak in this sign, whatever the word.
    """
    weak = [is_weak_word(form) or form in disclaimed for form in forms]
    if all(weak):
        return (1.0,) * len(weak)
    return tuple(WEAK if is_weak else 1.0 for is_weak in weak)
