"""The feature × document table: for every claimed feature the passage that comes closest, a degree, and proposals per
claim.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from corpora.records.patent import Claim
from models.arrays import Floats
from models.encoders import Encoder
from models.patents.categories import Candidate, Proposal, propose
from models.patents.citable import CountsAs
from models.patents.coverage import Covered, Words
from models.patents.disclosure import Degree, disclosure, numbers_met
from models.patents.features import Feature, features_by_claim
from search_api.patents.passages import Opened, PassageFinder, PassageOut
from search_api.patents.word_table import Distinct, WordTable

LOOKED_AT = 3  # windows of a document that are compared with a feature by meaning: those with most of its words
LOOKED_AT_IN_ALL = 60  # with many features fewer each, as every window costs some milliseconds
WINDOWS = 120  # of a long document, some 5,000 words: those that hold most of the words of all claims
WORDS_OF_A_WINDOW = 300_000  # pairs of words whose comparison costs what the vector of a window costs
TITLE = 0.7  # share of a feature that a title must say: one shared word of "System for …" is no disclosure
MOST_FEATURES = 60  # of all claims; what is beyond is said, not dropped in silence


@dataclass(frozen=True, slots=True)
class FeatureOut:
    """What a document says of a feature: the degree, and the passage; none where nothing is established."""

    number: str
    claim: int
    text: str
    degree: Degree
    passage: PassageOut | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposed category for some claims: X alone, Y with partners, A background; never without a feature's
    passage.
    """

    claims: tuple[int, ...]
    category: str
    partners: Annotated[tuple[str, ...], Field(serialization_alias="with")]
    supplies: tuple[str, ...]
    passages: tuple[PassageOut, ...]
    features: tuple[FeatureOut, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The features of all claims once each, and which ones every claim has."""

    features: tuple[Feature, ...]
    by_claim: Mapping[int, tuple[str, ...]]
    left_out: int
    language: str


def claimed(claims: Sequence[Claim], language: str) -> Claimed:
    """Return the features of claims; of too many the first `MOST_FEATURES`, and claims that need others are left out
    whole.
    """
    per_claim = features_by_claim(claims)
    all_features = list({feature.number: feature for features in per_claim.values() for feature in features}.values())
    numbers = {feature.number for feature in all_features[:MOST_FEATURES]}
    by_claim = {
        claim: tuple(f.number for f in features)
        for claim, features in per_claim.items()
        if all(f.number in numbers for f in features)
    }
    return Claimed(tuple(all_features[:MOST_FEATURES]), by_claim, len(all_features) - len(numbers), language)


class FeatureTable:
    """Compares the features of an invention with documents."""

    def __init__(self, finder: PassageFinder, encoder: Encoder, claims: Claimed) -> None:
        self._finder = finder
        self.claims = claims
        texts = [feature.text for feature in claims.features]
        self._words = Distinct(finder.book.query_words_each(texts, claims.language))
        self._vectors = encoder.encode(texts) if texts else np.zeros((0, 1), np.float32)

    def row(self, opened: Opened) -> list[FeatureOut]:
        """Return what a document says of every feature."""
        table = WordTable(self._words, Distinct(opened.words))
        chosen = [self._chosen(opened, shares) for shares in table.shares]
        windows = sorted({at for places in chosen for at in places})
        vectors = dict(zip(windows, self._finder.vectors([opened.windows[at].text for at in windows]), strict=True))
        row = []
        for i, feature in enumerate(self.claims.features):
            covers = {at: table.covered(i, at) for at in chosen[i]}
            best: tuple[float, int, Degree] | None = None
            for at, cover in covers.items():
                near = float(self._vectors[i] @ vectors[at])
                met = numbers_met(feature.text, opened.windows[at].text)
                judgement = disclosure(cover.share, cover.met, near, numbers_met=met)
                if best is None or judgement.value > best[0]:
                    best = (judgement.value, at, judgement.degree)
            row.append(self._out(feature, self._words.texts[i], opened, best, covers))
        return row

    def work(self, opened: Opened) -> float:
        """Return what comparing a document costs, in windows that get a vector."""
        windows = min(len(opened.windows), len(self.claims.features) * self._looked_at())
        return windows + len(self._words) * sum(len(words.texts) for words in opened.words) / WORDS_OF_A_WINDOW

    def _looked_at(self) -> int:
        return max(1, min(LOOKED_AT, LOOKED_AT_IN_ALL // max(1, len(self.claims.features))))

    def _chosen(self, opened: Opened, shares: Floats) -> list[int]:
        """Return the windows that are compared by meaning with a feature, of which so much stands in each."""
        best = np.argsort(-shares, kind="stable")[: self._looked_at()].tolist()
        return [at for at in best if opened.windows[at].where != "title" or shares[at] >= TITLE]

    def _out(
        self,
        feature: Feature,
        words: Words,
        opened: Opened,
        best: tuple[float, int, Degree] | None,
        covers: Mapping[int, Covered],
    ) -> FeatureOut:
        if best is None or best[2] == "not_established":
            return FeatureOut(feature.number, feature.claim, feature.text, "not_established", None)
        value, at, degree = best
        quote = self._finder.quote(words, opened, at, covers[at], value)
        return FeatureOut(feature.number, feature.claim, feature.text, degree, quote)


def findings(
    claims: Claimed,
    rows: Mapping[str, Sequence[FeatureOut]],
    dates: Mapping[str, CountsAs],
    subclasses: Mapping[str, frozenset[str]],
) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of every document, claims with the same category, partner and supply together."""
    candidates = [
        Candidate(number, {f.number: f.degree for f in row}, dates[number], subclasses[number])
        for number, row in rows.items()
    ]
    groups: dict[str, dict[tuple[str, str | None], list[Proposal]]] = {}
    for proposal in propose(claims.by_claim, candidates):
        groups.setdefault(proposal.document, {}).setdefault((proposal.category, proposal.partner), []).append(proposal)
    return {
        number: tuple(
            _finding(proposals, rows[number])
            for proposals in sorted(grouped.values(), key=lambda p: ("XYA".index(p[0].category), p[0].claim))
        )
        for number, grouped in groups.items()
    }


def _finding(proposals: Sequence[Proposal], row: Sequence[FeatureOut]) -> Finding:
    supplied = list(dict.fromkeys(number for proposal in proposals for number in proposal.supplies))
    features = tuple(f for f in row if f.number in supplied)
    passages = tuple(dict.fromkeys(f.passage for f in features if f.passage))
    first = proposals[0]
    partners = (first.partner,) if first.partner else ()
    return Finding(tuple(p.claim for p in proposals), first.category, partners, tuple(supplied), passages, features)
