"""`anteriority bench fit-patents`: fit the re-ranking of the first documents on the development half and write its
trees.

LambdaMART by LightGBM on the first rows of the fused list, each query once without its classes and once with them. No
selection effect: all rows come from one list, and the cited documents that it misses are no part of the task.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.relevance.patents.topics import First, Topic
from models.patents import reranking
from models.patents.reranking import FREE, NAMES

SAME_LANGUAGE = (
    4  # gain of a cited document in the query's language; of one in another, which is rarer among the first rows: 1
)
ROUNDS = 200
PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank",
    "label_gain": [0, 1, SAME_LANGUAGE],
    "lambdarank_truncation_level": 15,
    "learning_rate": 0.03,
    "num_leaves": 7,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "monotone_constraints": [0 if name in FREE else 1 for name in NAMES],
    "seed": 1797,
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
}


def fit(topics: Sequence[Topic], rounds: int = ROUNDS) -> dict[str, Any]:
    """Return the trees as `models.patents.trees.trees_from` reads them."""
    import lightgbm

    lists = [(first, _labels(topic, first)) for topic in topics for first in topic.first]
    lists = [(first, labels) for first, labels in lists if labels.any()]
    table = np.concatenate([first.table for first, _ in lists])
    labels = np.concatenate([labels for _, labels in lists])
    data = lightgbm.Dataset(table, labels, group=[len(labels) for _, labels in lists])
    model = lightgbm.train(PARAMETERS, data, rounds).dump_model()
    return {"features": list(NAMES), "trees": [_flat(tree["tree_structure"]) for tree in model["tree_info"]]}


def write(topics: Sequence[Topic]) -> str:
    """Fit and write the trees that ship; return what was done in a line."""
    trees = fit(topics)
    path = Path(reranking.__file__).with_name(reranking.FILE)
    fitted_on = {"half": "development", "queries": len(topics)}
    path.write_text(json.dumps({"fitted_on": fitted_on, **trees}, separators=(",", ":")) + "\n", "utf-8")
    return f"{path.name}: {len(trees['trees'])} trees, fitted on {len(topics)} queries of the development half"


def _labels(topic: Topic, first: First) -> NDArray[np.intp]:
    """Return for every row 0 (not cited), 1 (cited, in another language than the query's) or 2 (cited, in the same)."""
    cited = np.isin(first.rows, topic.relevant).astype(np.intp)
    return cited + np.isin(first.rows, topic.relevant[topic.same_language]).astype(np.intp)


def _flat(root: dict[str, Any]) -> dict[str, list[Any]]:
    """Return one tree of LightGBM's dump as columns; a child below zero is a leaf, ~child its place in `values`."""
    tree: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "left", "right", "values")}

    def add(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            tree["values"].append(node["leaf_value"])
            return ~(len(tree["values"]) - 1)
        at = len(tree["feature"])
        for name, value in (
            ("feature", node["split_feature"]),
            ("threshold", node["threshold"]),
            ("left", 0),
            ("right", 0),
        ):
            tree[name].append(value)
        tree["left"][at], tree["right"][at] = add(node["left_child"]), add(node["right_child"])
        return at

    add(root)
    return tree
