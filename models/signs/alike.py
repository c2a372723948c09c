"""How alike signs are as a whole: one weighted mean of look, sound, containment and trigrams, and what meaning adds.

The same mean orders the words that retrieval finds (`words_alike`) and the signs that are compared in full
(`signs_alike`), so that what would stand in front is looked at. The weights are fitted (`models.signs.weights`).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.signs.weights import SignWeights

MEANING_ALONE = 0.56  # signs alike in meaning only: enough for a hit, less than sound (CJEU C-251/95, SABEL)

WEAKNESS = 2.5  # how much closer signs must be whose words say nothing
SHORT_STEEPNESS = 2  # power of the look that stands for the trigrams of signs of up to four letters
STEEPNESS = 4  # power of look and sound; 1 and 2 found fewer decided conflicts on the development half, 8 as many

Values = NDArray[np.float64]


class SignValues(NamedTuple):
    """What the factors say of two signs, each in [0, 1] or None."""

    visual: float | None
    aural: float | None
    meaning: float | None = None
    words: float | None = None
    contained: float | None = None
    trigrams: float | None = None


class SignTerms(NamedTuple):
    """The values of two signs as the mean takes them: nothing is None."""

    look: float
    sound: float
    contained: float
    pieces: float
    meaning: float


def sign_terms(values: SignValues) -> SignTerms | None:
    """Return what the mean takes of the values; None when the signs can be compared neither by eye nor by ear.

    What cannot be compared is taken from what can: a sound for a look, the other way round. Words that meet one by
    one, some of them in translation, stand for both where they say more. Look and sound count by their fourth power,
    which is how trigrams run too: half alike is no likeness.
    """
    look, sound, meaning, met, contained, pieces = values
    look, sound = (sound if look is None else look), (look if sound is None else sound)
    if met is not None:
        look, sound = look or 0.0, sound or 0.0
    if look is None or sound is None:
        return None
    contained = look if contained is None else contained
    pieces = look ** (STEEPNESS if values.visual is None else SHORT_STEEPNESS) if pieces is None else pieces
    if met is not None:  # what means the same is in look and sound then
        look, sound, pieces, meaning = max(look, met), max(sound, met), max(pieces, met**STEEPNESS), 0.0
    return SignTerms(look**STEEPNESS, sound**STEEPNESS, contained, pieces, meaning or 0.0)


def signs_alike(values: SignValues, w: SignWeights) -> float:
    """Return how alike two signs are: 0 = not at all, 1 = the same; more where both also mean the same."""
    t = sign_terms(values)
    if t is None:
        return MEANING_ALONE * (values.meaning or 0.0)
    mean = w.visual * t.look + w.aural * t.sound + w.contained * t.contained + w.trigrams * t.pieces
    return max((mean + w.meaning * t.meaning) / w.total, MEANING_ALONE * (values.meaning or 0.0))


def weak_signs(alike: float, strength: float) -> float:
    """Return a likeness in [0, 1] lowered by how little the signs say, the more the less alike they are: signs that are
    all but the same stay so, whatever their words (weak marks: CJEU C-702/18 P, Primart).
    """
    return alike ** (1 + WEAKNESS * (1 - strength) * (1 - alike) ** 2) if alike < 1 else alike
