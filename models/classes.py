"""Nice classes proposed from a description in plain words: which classes' goods come closest in meaning."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpora.nice import nice_classes
from models.encoders import Encoder, load_encoder
from models.goods import terms_of

LEAST = 0.5  # cosine; below it the nearest class is a guess (read off 40 everyday descriptions in fr, ar, en)
MOST = 3  # classes proposed per description


@lru_cache(maxsize=2)
def _class_vectors(name: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    rows = [(c.number, term) for c in nice_classes().values() for term in (*c.title.values(), *c.terms)]
    return np.array([number for number, _ in rows]), load_encoder(name).encode([term for _, term in rows])


def propose_classes(description: str, encoder: Encoder) -> tuple[tuple[int, float], ...]:
    """Return up to `MOST` (class, cosine) for a description, best first, none below `LEAST`.

    The description's terms are encoded for this call only and kept nowhere.
    """
    terms = terms_of(description)
    if not terms:
        return ()
    numbers, vectors = _class_vectors(encoder.name)
    near = encoder.encode(terms) @ vectors.T
    best: dict[int, float] = {}
    for row in near:
        for nice_class in np.unique(numbers):
            value = float(row[numbers == nice_class].max())
            best[int(nice_class)] = max(value, best.get(int(nice_class), 0.0))
    ranked = sorted(best.items(), key=lambda item: -item[1])[:MOST]
    least = max(LEAST, ranked[0][1] - 0.1)
    return tuple((number, value) for number, value in ranked if value >= least)
