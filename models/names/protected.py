"""Words that a name may bear only with a right, an authorisation or a quality: hints for the person, never verdicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from models.names.fields import base_forms
from models.names.tables import phrases, rows


@dataclass(frozen=True, slots=True)
class Hint:
    """A protected word found in a name: its kind (key of the message catalogue), the words, and the source of the
    rule.
    """

    kind: str
    words: str
    source: str


@cache
def _table() -> dict[tuple[str, ...], tuple[str, str]]:
    return {phrase: (kind, source) for kind, source, cell in rows("protected_words.tsv") for phrase in phrases(cell)}


def hints(words: Iterable[str]) -> tuple[Hint, ...]:
    """Return the protected words among the folded words of a name, longest phrases first, one hint a kind."""
    name_words = tuple(words)
    by_kind: dict[str, Hint] = {}
    table = _table()
    for length in (3, 2, 1):
        for start in range(len(name_words) - length + 1):
            phrase = name_words[start : start + length]
            forms = [phrase] if length > 1 else [(form,) for form in base_forms(phrase[0])]
            for form in forms:
                if form in table:
                    kind, source = table[form]
                    by_kind.setdefault(kind, Hint(kind, " ".join(phrase), source))
    return tuple(by_kind.values())
