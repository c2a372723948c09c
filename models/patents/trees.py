"""A boosted ensemble of small decision trees, read from JSON and evaluated with NumPy: nothing is needed to use one
but its numbers.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.arrays import Doubles


@dataclass(frozen=True, slots=True)
class Trees:
    """`features` names the columns in order. Arrays of shape (trees, nodes): a row goes left where its feature ≤
    threshold.

    A child below zero is a leaf, ~child its place in `values`, shape (trees, leaves). Unused places are never reached.
    """

    features: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: Doubles
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    values: Doubles

    def scores(self, rows: Doubles) -> Doubles:
        """Return the sum of the trees' values for rows of shape (n, features), shape (n,)."""
        trees = np.arange(len(self.feature))
        node = np.zeros((len(rows), len(trees)), np.int32)
        at = np.arange(len(rows))[:, None]
        while (inner := node >= 0).any():
            inner_node = np.maximum(node, 0)
            goes_left = rows[at, self.feature[trees, inner_node]] <= self.threshold[trees, inner_node]
            child = np.where(goes_left, self.left[trees, inner_node], self.right[trees, inner_node])
            node = np.where(inner, child, node)
        return np.asarray(self.values[trees, ~node].sum(axis=1), np.float64)


def trees_from(raw: dict[str, Any]) -> Trees:
    """Return the trees of a file's content: `features`, and for each tree its columns as lists."""
    trees = raw["trees"]

    def padded(name: str, kind: type, fill: int = 0) -> NDArray[Any]:
        longest = max(1, *(len(tree[name]) for tree in trees))
        return np.array([tree[name] + [fill] * (longest - len(tree[name])) for tree in trees], kind)

    return Trees(
        tuple(raw["features"]),
        padded("feature", np.int32),
        padded("threshold", np.float64),
        padded("left", np.int32, ~0),  # a tree without a node is its one leaf
        padded("right", np.int32, ~0),
        padded("values", np.float64),
    )


@cache
def trees_of(name: str) -> Trees:
    """Return the trees of a file that ships with this package."""
    return trees_from(json.loads(files("models.patents").joinpath(name).read_text("utf-8")))
