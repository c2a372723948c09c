"""Nice classes proposed from a description in plain words: which classes' goods come closest in meaning."""

import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpora.tables.nice import nice_classes
from models.encoders import DEFAULT, Encoder, load_encoder
from models.goods.similarity import split_terms

LEAST = 0.5  # cosine; below it the nearest class is a guess (read off 40 everyday descriptions in fr, ar, en)
MOST = 3  # classes proposed per description


# of the default encoder; made by `python -m models.goods.classes`, a test holds it to the terms
KEPT = "class_vectors.npz"


@lru_cache(maxsize=2)
def _class_vectors(name: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    rows = _class_terms()
    numbers = np.array([number for number, _ in rows])
    if name == DEFAULT:
        with files("models.goods").joinpath(KEPT).open("rb") as file, np.load(file, allow_pickle=False) as archive:
            if str(archive["digest"]) == terms_digest():
                return numbers, archive["vectors"].astype(np.float32)
    return numbers, load_encoder(name).encode([term for _, term in rows])


def _class_terms() -> list[tuple[int, str]]:
    return [(c.number, term) for c in nice_classes().values() for term in (*c.title.values(), *c.terms)]


def terms_digest() -> str:
    """Return a digest of the classes' terms, which kept vectors must bear."""
    return hashlib.sha256("\n".join(f"{n} {term}" for n, term in _class_terms()).encode()).hexdigest()[:16]


def propose_classes(description: str, encoder: Encoder) -> tuple[tuple[int, float], ...]:
    """Return up to `MOST` (class, cosine) for a description, best first, none below `LEAST`.

    The description's terms are encoded for this call only and kept nowhere.
    """
    terms = split_terms(description)
    if not terms:
        return ()
    numbers, vectors = _class_vectors(encoder.name)
    similarities = encoder.encode(terms) @ vectors.T
    best: dict[int, float] = {}
    for row in similarities:
        for nice_class in np.unique(numbers):
            value = float(row[numbers == nice_class].max())
            best[int(nice_class)] = max(value, best.get(int(nice_class), 0.0))
    ranked = sorted(best.items(), key=lambda item: -item[1])[:MOST]
    least = max(LEAST, ranked[0][1] - 0.1)
    return tuple((number, value) for number, value in ranked if value >= least)


def keep_class_vectors() -> None:
    """Encode the classes' terms anew with the default encoder and keep them beside this file."""
    vectors = load_encoder(DEFAULT).encode([term for _, term in _class_terms()])
    path = Path(__file__).with_name(KEPT)
    np.savez_compressed(path, vectors=vectors.astype(np.float16), digest=np.array(terms_digest()))


if __name__ == "__main__":
    keep_class_vectors()
