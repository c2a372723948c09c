"""Words as their record spells them: case, hamza, ة and apostrophes as filed, where comparing folded them away."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from models.words.text import words_of

_TOKEN = re.compile(r"[^\s/|,;:()«»\"“”]+")
_WITHIN = re.compile(r"(?<=['’\-–.+&])")  # a token of several words is taken apart behind these
_EDGES = " .!?…'’-–"
LONGEST_RUN = 12  # tokens that one folded form may stand for (letters written apart, a whole sign)

Spelling = Callable[[str], str]
"""A folded form → as it is filed."""


def as_filed(texts: Iterable[str]) -> Spelling:
    """Return how the texts of a record spell a folded form: a word, several written as one, or words with spaces
    between them. A form that stands nowhere (a phrase of the dictionary without its article) stays folded.
    """
    kept = tuple(dict.fromkeys(texts))
    return lambda form: _spelled(form, kept)


@lru_cache(maxsize=4_096)
def _spelled(form: str, texts: tuple[str, ...]) -> str:
    sought = form.replace(" ", "")
    for text in texts:
        tokens = _tokens(text)
        for first in range(len(tokens)):
            joined = ""
            for last in range(first, min(len(tokens), first + LONGEST_RUN)):
                joined += tokens[last][1]
                if joined == sought:
                    return "".join(raw for raw, _ in tokens[first : last + 1]).strip(_EDGES)
                if not sought.startswith(joined):
                    break
    return form


@lru_cache(maxsize=4_096)
def _tokens(text: str) -> tuple[tuple[str, str], ...]:
    """Return the tokens of a text as written, a space behind the last part of each, and what each folds to."""
    tokens: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(text):
        parts = [match[0]] if len(words_of(match[0])) < 2 else _WITHIN.split(match[0])
        tokens += [(part + (" " if part is parts[-1] else ""), "".join(words_of(part))) for part in parts]
    return tuple(token for token in tokens if token[1])
