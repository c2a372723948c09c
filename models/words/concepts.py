"""What a word means to a public: a small dictionary of our own, French, English, Spanish, Arabic side by side.

Only words that a public would translate have a meaning here; an invented word has none, and the conceptual comparison
of signs without meaning is *not compared*, as courts hold it (CJEU C-361/04 P, Picasso). One concept a line in
`concepts.tsv`: fr, en, es, ar, each with synonyms separated by `,`.
"""

from functools import cache
from importlib.resources import files

from models.words.text import words_of


@cache
def _concepts() -> dict[str, frozenset[int]]:
    """Return the concepts of every single folded word of the dictionary."""
    numbers_by_form: dict[str, set[int]] = {}
    lines = files("models.words").joinpath("concepts.tsv").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("#"):
            continue
        for cell in line.split("\t"):
            for phrase in cell.split(","):
                words = words_of(phrase)
                if len(words) == 1:
                    for form in _inflected(words[0]):
                        numbers_by_form.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in numbers_by_form.items()}


@cache
def _words() -> dict[int, tuple[str, ...]]:
    forms_by_number: dict[int, list[str]] = {}
    for form, numbers in _concepts().items():
        for number in numbers:
            forms_by_number.setdefault(number, []).append(form)
    return {number: tuple(forms) for number, forms in forms_by_number.items()}


def _inflected(form: str) -> tuple[str, ...]:
    """Return a word with its simplest plural and, in Arabic, with the article."""
    if not form.isascii():
        return (form, "ال" + form)
    return (form, form + "s") if not form.endswith(("s", "x", "z")) else (form,)


def concepts_of(form: str) -> frozenset[int]:
    """Return the concepts that a folded word stands for; empty when it has no meaning known here."""
    return _concepts().get(form, frozenset())


def equivalents(form: str) -> tuple[str, ...]:
    """Return the other folded words that mean the same, in any of the four languages."""
    return tuple(dict.fromkeys(w for number in concepts_of(form) for w in _words()[number] if w != form))
