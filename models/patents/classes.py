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


def symbols_of(patent: Patent) -> set[str]:
    """Return every class that a document lies in, at all levels."""
    return {level for symbol in (*patent.cpc, *patent.ipc) for level in symbol_levels(symbol)}
