"""The Nice classification: short titles of the 45 classes, and which classes are searched together."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class NiceClass:
    """A class with short titles (ours, not the official headings), words that name its goods, and coordinated classes.

    `coordinated`: the classes that the USPTO's examiners search with it (TMEP, Coordinated Class Searching).
    """

    number: int
    title: dict[str, str]
    terms: tuple[str, ...]
    coordinated: frozenset[int]


@cache
def nice_classes() -> dict[int, NiceClass]:
    """Return the 45 classes by number (`nice.tsv`: number, fr, ar, en, terms separated by `;`, coordinated classes)."""
    classes = {}
    for line in files("corpora.tables").joinpath("nice.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, fr, ar, en, terms, coordinated = line.split("\t")
        classes[int(number)] = NiceClass(
            int(number),
            {"fr": fr, "ar": ar, "en": en},
            tuple(term.strip() for term in terms.split(";")),
            frozenset(int(c) for c in coordinated.split()),
        )
    return classes


def are_related(a: int, b: int) -> bool:
    """Return whether two different classes are searched together, in either direction."""
    classes = nice_classes()
    return a in classes and b in classes and (b in classes[a].coordinated or a in classes[b].coordinated)
