"""Documents that are one family are one row: the best member stands for it, and its dates are those of all."""

from dataclasses import dataclass

import numpy as np

from corpora.records.patent import Patent
from indexer.patents.engine import Candidates, PatentsReading
from models.arrays import Floats
from models.patents.citable import Dates, counts_as
from search_api.patents.query import PatentQuery


@dataclass(frozen=True, slots=True)
class Family:
    """The members of a family among the hits, the best first, and what their dates make of them."""

    patents: tuple[Patent, ...]
    score: float
    dates: Dates


def families_of(reader: PatentsReading, candidates: Candidates, scores: Floats, query: PatentQuery) -> list[Family]:
    """Return the families that could be held against the invention, in the order of each family's best member."""
    groups: dict[str, list[int]] = {}
    for row in np.argsort(-scores, kind="stable").tolist():
        groups.setdefault(candidates.families[row], []).append(row)
    names, families = list(groups), list[Family]()
    while names and len(families) < query.limit:
        # As many as may still be needed are fetched at once: few are left out, for the search held the dates already.
        needed = names[: query.limit - len(families)]
        del names[: len(needed)]
        for name, documents in reader.members(needed).items():
            hits = [candidates.ids[row] for row in groups[name]]
            family = _family(hits, documents, float(scores[groups[name][0]]), query)
            if family.dates.counts_as != "later":
                families.append(family)
    return families


def _family(hits: list[str], documents: list[Patent], score: float, query: PatentQuery) -> Family:
    """Return a family: its hits in their order, then its other documents."""
    place = {number: at for at, number in enumerate(hits)}
    members = tuple(sorted(documents, key=lambda patent: place.get(patent.publication_number, len(place))))
    dates = counts_as(list(members), query.before, query.filed, query.territory, tuple(query.applicants))
    return Family(members, score, dates)
