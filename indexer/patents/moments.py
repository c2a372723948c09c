"""Mean and spread of how near a query is to all texts of a language, from their mean vector and covariance: exact,
with no scan.
"""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.arrays import Floats
from models.patents.fusion import MEANT


@dataclass(frozen=True, slots=True)
class Moments:
    """Per language: number of texts, mean vector, covariance; the last row is over all. `means` and `components`
    prepare a query.
    """

    languages: tuple[str, ...]
    counts: NDArray[np.int64]
    mean: Floats
    covariance: Floats
    means: Floats
    components: Floats

    def spread(self, language: str, query: Floats) -> tuple[float, float]:
        """Return mean and standard deviation of the dot products of a query with the texts of a language.

        Those of fewer than `MEANT` texts are measured among all.
        """
        at = self.languages.index(language) if language in self.languages else -1
        if at >= 0 and self.counts[at] < MEANT:
            at = -1
        return float(self.mean[at] @ query), float(np.sqrt(max(1e-12, query @ self.covariance[at] @ query)))

    def save(self, path: Path) -> None:
        """Write all arrays."""
        np.savez(
            path,
            languages=np.array(self.languages, str),
            counts=self.counts,
            mean=self.mean,
            covariance=self.covariance,
            means=self.means,
            components=self.components,
        )

    @classmethod
    def load(cls, content: bytes) -> "Moments":
        """Read what `save` wrote."""
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return cls(
                tuple(arrays["languages"].tolist()),
                *(arrays[n] for n in ("counts", "mean", "covariance", "means", "components")),
            )


def moments(folder: Path, arrays: dict[str, Any]) -> Moments:
    """Return the moments of a snapshot's vectors, as `PatentRows.save` wrote them."""
    languages = tuple(json.loads((folder / "rows.json").read_bytes())["languages"])
    vectors = np.load(folder / "vectors.npy").astype(np.float32)
    kinds = arrays["text_language"]
    chosen = [vectors[kinds == code] for code in range(len(languages))] + [vectors]
    width = arrays["means"].shape[1]
    mean = np.array([v.mean(axis=0) if len(v) else np.zeros(width) for v in chosen], np.float32)
    spread = np.array(
        [
            v.T @ v / len(v) - np.outer(m, m) if len(v) else np.zeros((width, width))
            for v, m in zip(chosen, mean, strict=True)
        ],
        np.float32,
    )
    counts = np.array([len(v) for v in chosen], np.int64)
    return Moments(languages, counts, mean, spread, arrays["means"], arrays["components"])
