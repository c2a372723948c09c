"""The small rule engine that every language file uses: ordered rules, longest first, compiled into one expression."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Sound(NamedTuple):
    """Phones, and whether the script wrote the vowels."""

    phones: str
    vocalised: bool = True


class Rules:
    """Letters to phones by ordered rules `(pattern, phones)`; the first pattern that fits at a place wins.

    A pattern is a regular expression without groups; it may look around. A letter that no rule reads raises, so that
    a gap in a table is found by the tests and not by a user.
    """

    def __init__(self, rules: Sequence[tuple[str, str]]) -> None:
        self._phones = [phones for _, phones in rules]
        self._expression = re.compile("|".join(f"({pattern})" for pattern, _ in rules))

    def read(self, form: str) -> str:
        """Return the phones of a folded word.

        Raises:
            KeyError: a letter is read by no rule.

        """
        phones: list[str] = []
        at = 0
        for match in self._expression.finditer(form):
            if match.start() != at:
                raise KeyError(f"no rule reads {form[at : match.start()]!r} in {form!r}")
            at = match.end()
            phones.append(self._phones[(match.lastindex or 1) - 1])
        if at != len(form):
            raise KeyError(f"no rule reads {form[at:]!r} in {form!r}")
        return "".join(phones)


_VOWELS = frozenset("aeiouy")
_MAY_BE_INITIALS = re.compile(r"[b-df-hj-np-tv-xz]{4}")
_RUNS = re.compile(r"\d+|[^\W\d]+")


def say_mixed(form: str, rules: Rules, digits: Mapping[str, str], letters: Mapping[str, str], alphabet: str) -> str:
    """Return the phones of a Latin word that may hold figures: 4U, B2B, 3M.

    Figures are said one by one; letters beside a figure that cannot be said as a syllable (M in 3M) are said by
    their name. Letters outside `alphabet` are left to other readers: the result is then "".
    """
    runs = _RUNS.findall(form)
    phones: list[str] = []
    for run in runs:
        if run.isdigit():
            phones += [digits[d] for d in run]
        elif any(letter not in alphabet for letter in run):
            return ""
        elif (len(runs) > 1 and len(run) == 1) or (len(run) <= 3 and not set(run) & _VOWELS):
            phones += [letters[letter] for letter in run]
        else:
            phones.append(rules.read(run))
    return "".join(phones)


def spell(form: str, letters: Mapping[str, str]) -> str:
    """Return the names of the letters of a Latin word of four consonants, which may be initials (HSBC); else ""."""
    return "".join(map(letters.__getitem__, form)) if _MAY_BE_INITIALS.fullmatch(form) else ""


LATIN = "abcdefghijklmnopqrstuvwxyz"


def say_where(spelling: re.Pattern[str], form: str, rules: Rules) -> list[Sound]:
    """Return how a Latin word is said where its spelling shows the language, else nothing: a further reading of every
    word would slow searches down and make chance likenesses.
    """
    return [Sound(rules.read(form))] if form.isascii() and form.isalpha() and spelling.search(form) else []
