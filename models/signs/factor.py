"""A factor: one reason for or against a conflict, kept apart from the others, with its evidence."""

from dataclasses import dataclass

from models.signs.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Factor:
    """`value` in [0, 1], None when it could not be compared (then `weight` is 0); `weight` in log-odds.

    `name` is visual, aural, conceptual, words, contained, trigrams, goods or distinctiveness.
    """

    name: str
    value: float | None
    weight: float = 0.0
    evidence: tuple[Evidence, ...] = ()


SIGN_FACTORS = {
    "visual": "visual",
    "aural": "aural",
    "conceptual": "meaning",
    "words": "words",
    "contained": "contained",
    "trigrams": "trigrams",
}
"""The factors of two signs in the order in which a decision discusses them, and what each is called as a value
(`SignValues`) and as a weight (`SignWeights`). Whoever needs the order, or goes from one to the other, reads it here.
"""
