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
    families: list[Family] = []
    for family, members in groups.items():
        if len(families) == query.limit:
            break
        ids = [candidates.ids[row] for row in members]
        patents = tuple(reader.fetch(ids))
        others = tuple(reader.fetch(i for i in reader.family(family) if i not in ids))
        dates = counts_as([*patents, *others], query.before, query.filed, query.territory, tuple(query.applicants))
        if dates.counts_as != "later":
            families.append(Family((*patents, *others), float(scores[members[0]]), dates))
    return families
