"""Classes proposed for an invention: those of the documents that come closest, with the title of their class in our
own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpora.records.patent import Patent
from corpora.tables.cpc import title_of

MOST = 6


@dataclass(frozen=True, slots=True)
class ClassProposed:
    """A main group with the title of its class, and the share of the closest documents' votes that it got, in [0,
    1].
    """

    symbol: str
    title: str
    share: float


def propose_classes(closest: Sequence[Patent], locale: str) -> tuple[ClassProposed, ...]:
    """Return the main groups that the closest documents bear, each document voting once and earlier ones counting
    more.
    """
    votes: dict[str, float] = {}
    for rank, patent in enumerate(closest, start=1):
        groups = {symbol.split("/", maxsplit=1)[0] for symbol in (patent.cpc or patent.ipc) if len(symbol) > 4}
        for group in groups:
            votes[group] = votes.get(group, 0.0) + 1 / rank / len(groups)
    total = sum(votes.values()) or 1
    best_groups = sorted(votes, key=lambda group: (-votes[group], group))[:MOST]  # the same order every time, ties too
    return tuple(ClassProposed(group, title_of(group, locale), round(votes[group] / total, 3)) for group in best_groups)


def symbol_levels(symbol: str) -> tuple[str, ...]:
    """Return the classes that a symbol lies in: `H02J7/00` → H02J, H02J7, H02J7/00."""
    group = symbol.split("/", maxsplit=1)[0]
    return tuple(dict.fromkeys((symbol[:4], group, symbol)))


def is_level(asked: str) -> bool:
    """Return whether a symbol asked for is a level that documents bear whole (H02J, H02J7); of others (H02, H02J7/0) it
    is the beginning that they share: H02J7 is no beginning of H02J70/00.
    """
    return len(asked) > 3 and "/" not in asked


def lies_in(symbol: str, asked: str) -> bool:
    """Return whether a level that a document bears is, or begins with, the symbol asked for."""
    return symbol == asked if is_level(asked) else symbol.startswith(asked)


def symbols_of(patent: Patent) -> set[str]:
    """Return every class that a document lies in, at all levels."""
    return {level for symbol in (*patent.cpc, *patent.ipc) for level in symbol_levels(symbol)}
