"""The fitted numbers of the assessment of marks, read from `mark_weights.json`; `anteriority bench fit-marks` writes
that file.

docs/decisions/0011 explains the model, docs/benchmarks/levels.md how it is checked.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FILE = "mark_weights.json"

Points = tuple[tuple[float, float], ...]
"""(value, log-odds), rising in both; straight between the points."""


@dataclass(frozen=True, slots=True)
class SignWeights:
    """What each likeness of two signs weighs in their likeness as a whole; `meaning` comes on top."""

    visual: float
    aural: float
    contained: float
    trigrams: float
    meaning: float

    @property
    def total(self) -> float:
        """What the likenesses weigh together that every pair of words has; signs that are the same reach it."""
        return self.visual + self.aural + self.contained + self.trigrams

    @property
    def words(self) -> float:
        """What words that meet one by one weigh: they stand for look, sound and runs of letters."""
        return self.visual + self.aural + self.trigrams


@dataclass(frozen=True, slots=True)
class MarkWeights:
    """`signs` make one likeness; the points turn it and the goods into log-odds; `levels` are least probabilities.
    `meanings_differ` is what signs lose, in log-odds (0 or less), that both mean something, and not the same.

    Goods that are not known weigh 0, so known ones weigh for a conflict where they are alike and against it where they
    are not.
    """

    signs: SignWeights
    sign_points: Points
    goods_points: Points
    meanings_differ: float
    prior: float
    levels: tuple[float, float, float]


@cache
def mark_weights() -> MarkWeights:
    """Return the weights that ship with this program."""
    return weights_from(json.loads(files("models.signs").joinpath(FILE).read_text("utf-8")))


def weights_from(raw: dict[str, Any]) -> MarkWeights:
    """Return the weights of a file's content."""
    return MarkWeights(
        SignWeights(**raw["signs"]),
        tuple((x, y) for x, y in raw["sign_points"]),
        tuple((x, y) for x, y in raw["goods_points"]),
        raw["meanings_differ"],
        raw["prior"],
        tuple(raw["levels"]),
    )
