"""Proposed categories per claim from a feature × document table: X alone, Y together with a partner, A background.

After the search report of the PCT (International Search Guidelines ch. 16) and the EPC (Guidelines B-X 9.2): X when
one document discloses every feature; Y when two do so together, with who supplies what; A when it only shows some.
Proposals, never verdicts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from models.patents.citable import CountsAs
from models.patents.disclosure import Degree

ALONE: frozenset[CountsAs] = frozenset(
    {"full", "P", "E"}
)  # dates that let a document take novelty; "E" nothing but novelty
TOGETHER: frozenset[CountsAs] = frozenset({"full", "P"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document with the degree of every feature by number, what its dates count as, and its CPC subclasses."""

    number: str
    degrees: Mapping[str, Degree]
    counts_as: CountsAs
    subclasses: frozenset[str] = frozenset()

    def discloses(self, features: Sequence[str]) -> frozenset[str]:
        """Return those of the features that the document discloses whole."""
        return frozenset(f for f in features if self.degrees.get(f) == "disclosed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A category for a document and a claim: `partner` completes a Y, `supplies` are the features that this document
    brings.
    """

    document: str
    claim: int
    category: str
    supplies: tuple[str, ...]
    partner: str | None = None


def propose(claims: Mapping[int, Sequence[str]], documents: Sequence[Candidate]) -> list[Proposal]:
    """Return the proposals for every claim (its features by number, inherited ones included) over documents, best
    ranked first.

    A document without any feature of a claim, even in part, has no category for it.
    """
    proposals: list[Proposal] = []
    for claim, features in claims.items():
        complete = [d for d in documents if d.counts_as in ALONE and len(d.discloses(features)) == len(features)]
        proposals += [Proposal(d.number, claim, "X", tuple(features)) for d in complete]
        proposed_numbers = {d.number for d in complete}
        pair = None if complete else _pair(features, documents)
        for document, partner in (pair, pair[::-1]) if pair else ():
            proposed_numbers.add(document.number)
            supplied_features = tuple(f for f in features if f in document.discloses(features))
            proposals.append(Proposal(document.number, claim, "Y", supplied_features, partner.number))
        for document in documents:
            shown_features = tuple(
                f for f in features if document.degrees.get(f, "not_established") != "not_established"
            )
            if document.number not in proposed_numbers and shown_features:
                proposals.append(Proposal(document.number, claim, "A", shown_features))
    return proposals


def _pair(features: Sequence[str], documents: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """Return the two documents that together disclose every feature, each bringing one that the other lacks.

    Of several the one whose first document discloses most: the closest prior art, then what completes it. Both must
    be of a common CPC subclass (where classes are known): a skilled person does not look everywhere.
    """
    combinable = [d for d in documents if d.counts_as in TOGETHER and d.discloses(features)]
    combinable.sort(key=lambda d: -len(d.discloses(features)))
    for first, second in combinations(combinable, 2):
        same_field = not first.subclasses or not second.subclasses or first.subclasses & second.subclasses
        a, b = first.discloses(features), second.discloses(features)
        if same_field and len(a | b) == len(features) and a - b and b - a:
            return first, second
    return None
