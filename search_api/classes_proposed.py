"""Classes proposed for an invention: those of the documents that come closest, with the title of their class in our own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpora.patent_records import Patent

MOST = 6
_COLUMN = {"en": 1, "fr": 2, "ar": 3}


@dataclass(frozen=True, slots=True)
class ClassProposed:
    """A main group with the title of its class, and the share of the closest documents' votes that it got, in [0, 1]."""

    symbol: str
    title: str
    share: float


def propose_classes(closest: Sequence[Patent], locale: str) -> tuple[ClassProposed, ...]:
    """Return the main groups that the closest documents bear, each document voting once and earlier ones counting more."""
    votes: dict[str, float] = {}
    for rank, patent in enumerate(closest, start=1):
        groups = {symbol.split("/", maxsplit=1)[0] for symbol in (patent.cpc or patent.ipc) if len(symbol) > 4}
        for group in groups:
            votes[group] = votes.get(group, 0.0) + 1 / rank / len(groups)
    total = sum(votes.values()) or 1
    first = sorted(votes, key=lambda group: (-votes[group], group))[:MOST]  # the same order every time, ties too
    return tuple(ClassProposed(group, title_of(group, locale), round(votes[group] / total, 3)) for group in first)


def title_of(symbol: str, locale: str) -> str:
    """Return the title of a symbol's class (its first three characters) in a language; empty when the class is not known."""
    return _titles().get(symbol[:3], {}).get(locale, "")


@cache
def _titles() -> dict[str, dict[str, str]]:
    lines = files("models").joinpath("cpc_classes.tsv").read_text("utf-8").splitlines()
    return {row[0]: {locale: row[at] for locale, at in _COLUMN.items()} for row in (line.split("\t") for line in lines)}
