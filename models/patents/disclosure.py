"""Whether a passage discloses a feature: a degree with its evidence, and "not established" where nothing supports it.

The degree weighs how much of the feature's weight stands in the passage word by word, and how near the two are as
sentences. A number in the feature that the passage does not have keeps it from "disclosed". Proposals with evidence,
never verdicts.
"""

import re
from dataclasses import dataclass
from typing import Literal

Degree = Literal["disclosed", "partly", "not_established"]

# Chosen on the development half of benchmarks/cases/paraphrases.csv and of features against documents of other CPC
# sections.
COVERED_COUNTS = 0.4
DISCLOSED, PARTLY = 0.60, 0.38
LEAST_MET = 0.3  # weight met (1: a word of one document alone) below which only words met that stand everywhere
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The degree in which a passage discloses a feature, and the value behind it, in [0, 1]."""

    degree: Degree
    value: float


def disclosure(share: float, met: float, near: float, *, numbers_met: bool) -> Disclosure:
    """Return the degree for a share of the feature's weight covered, the weight met, and the cosine of the two as
    sentences.
    """
    value = COVERED_COUNTS * share + (1 - COVERED_COUNTS) * max(0.0, near)
    if met < LEAST_MET or value < PARTLY:
        return Disclosure("not_established", round(value, 4))
    return Disclosure("disclosed" if value >= DISCLOSED and numbers_met else "partly", round(value, 4))


def numbers_met(feature: str, passage: str) -> bool:
    """Return whether every number of a feature stands in a passage; reference signs in brackets are no numbers."""
    numbers = _numbers(re.sub(r"\(\s*[\dA-Za-z]+(?:\s*[,;]\s*[\dA-Za-z]+)*\s*\)", " ", feature))
    return numbers <= _numbers(passage)


def _numbers(text: str) -> set[str]:
    return {match.group().replace(",", ".") for match in _NUMERAL.finditer(text)}
