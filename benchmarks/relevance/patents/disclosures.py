"""Controls of the feature table: what must not be established, what must be found, and what must go when its passage
goes.

Planted paraphrases are ours (`benchmarks/cases/paraphrases.csv`); the documents they are planted in, and the claims
that are held against documents of another CPC section, are real. Thresholds were chosen on the development half.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.data import HERE, Half, half_of
from benchmarks.relevance.patents.ops_categories import ops_categories
from benchmarks.relevance.patents.topics import SEED, collection
from benchmarks.tables import markdown
from corpora.records.patent import Claim, Paragraph, Patent
from indexer.patents.embedded import PatentsReader
from models.encoders import Encoder, load_encoder
from models.patents.languages import text_language
from search_api.patents.feature_table import WINDOWS, FeatureOut, FeatureTable, claimed
from search_api.patents.invention import Invention, terms_of
from search_api.patents.passages import PassageFinder

MOST_PATENTS = 60  # with claims, each against documents of other sections
OTHERS = 3


@dataclass(frozen=True, slots=True)
class Planted:
    """A feature, and a passage that says the same in other words."""

    language: str
    feature: str
    paraphrase: str

    @property
    def half(self) -> Half:
        """The half of the split: by a digest of the feature."""
        return half_of(self.feature)


def paraphrases() -> list[Planted]:
    """Return the shipped pairs."""
    with (HERE / "cases" / "paraphrases.csv").open(encoding="utf-8", newline="") as file:
        return [Planted(**row) for row in csv.DictReader(file)]


def run(folder: Path, half: Half) -> Iterator[str]:
    """Yield the table of controls on a half of the split."""
    encoder = load_encoder()
    with collection(folder).read() as reader:
        finder = PassageFinder(reader, encoder)
        hosts = _with_text(reader)
        yield f"## Controls of the feature table ({half} half)\n"
        yield markdown(
            ["control", "wanted", "found"],
            [
                *_planted(finder, encoder, hosts, half),
                _other_sections(finder, encoder, hosts, half),
                _own(finder, encoder, hosts, half),
            ],
        )
        yield from ops_categories(reader, encoder)


def compared(
    finder: PassageFinder, encoder: Encoder, claims: Sequence[Claim], language: str, document: Patent
) -> list[FeatureOut]:
    """Return what a document says of the features of claims, its windows chosen as a search chooses them."""
    invention = Invention(" ".join(claim.text for claim in claims), language, claims=tuple(claims))
    cut = finder.cut(document, terms_of(finder.reader, invention, encoder).by_group)
    return FeatureTable(finder, encoder, claimed(claims, language)).row(finder.open(cut, WINDOWS))


def _planted(finder: PassageFinder, encoder: Encoder, hosts: Sequence[Patent], half: Half) -> Iterator[list[str]]:
    rng = np.random.default_rng(SEED)
    chosen = [pair for pair in paraphrases() if pair.half == half]
    by_language: dict[str, list[bool]] = {}
    still: list[bool] = []
    for pair in chosen:
        host = replace(hosts[int(rng.integers(len(hosts)))], claims=())
        with_it = replace(host, description=(*host.description, Paragraph(9999, pair.paraphrase)))
        claim = [Claim(1, pair.feature)]
        [feature] = compared(finder, encoder, claim, pair.language, with_it)
        by_language.setdefault(pair.language, []).append(bool(feature.passage and feature.passage.where == "[9999]"))
        [without] = compared(finder, encoder, claim, pair.language, host)
        still.append(without.degree == "disclosed")
    all_hits = [hit for hits in by_language.values() for hit in hits]
    parts = ", ".join(f"{language} {sum(hits)} of {len(hits)}" for language, hits in by_language.items())
    yield [
        "planted paraphrase found, at least in part",
        "≥ 80 %",
        f"{100 * np.mean(all_hits):.0f} % ({sum(all_hits)} of {len(all_hits)}: {parts})",
    ]
    yield ["its passage deleted, still “disclosed”", "0", f"{sum(still)} of {len(still)}"]


def _other_sections(finder: PassageFinder, encoder: Encoder, hosts: Sequence[Patent], half: Half) -> list[str]:
    rng = np.random.default_rng(SEED)
    claimants = [p for p in hosts if p.claims and p.cpc and half_of(p.publication_number) == half][:MOST_PATENTS]
    degrees: list[str] = []
    for patent in claimants:
        others = [p for p in hosts if p.cpc and not {s[0] for s in p.cpc} & {s[0] for s in patent.cpc}]
        for at in rng.integers(len(others), size=OTHERS):
            degrees += [
                f.degree
                for f in compared(
                    finder,
                    encoder,
                    patent.claims[:3],
                    text_language(patent.claims[0].text, patent.language),
                    others[int(at)],
                )
            ]
    away = degrees.count("not_established")
    text = (
        f"{100 * away / max(1, len(degrees)):.1f} % ({away} of {len(degrees)}; partly {degrees.count('partly')}, "
        f"disclosed {degrees.count('disclosed')})"
    )
    return ["feature against a document of another CPC section “not established”", "≥ 95 %", text]


def _own(finder: PassageFinder, encoder: Encoder, hosts: Sequence[Patent], half: Half) -> list[str]:
    """Return how many features of first claims are found in their own description (cut at 20,000 characters in the
    data).
    """
    patents = [p for p in hosts if p.claims and p.description and half_of(p.publication_number) == half][:MOST_PATENTS]
    degrees = [
        f.degree
        for p in patents
        for f in compared(
            finder,
            encoder,
            p.claims[:1],
            text_language(p.claims[0].text, p.language),
            replace(p, claims=(), abstract=()),
        )
    ]
    text = f"disclosed {degrees.count('disclosed')}, partly {degrees.count('partly')} of {len(degrees)}"
    return ["features of claim 1 in the document's own description", "no bar", text]


def _with_text(reader: PatentsReader) -> list[Patent]:
    """Return documents with claims or a description, in the order of their numbers."""
    return sorted(
        (p for p in reader.fetch(reader.ids) if p.claims or p.description), key=lambda p: p.publication_number
    )
