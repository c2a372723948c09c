"""What documents cite, as a graph: two documents that cite the same ones are about the same thing (bibliographic
coupling).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.arrays import Floats

MOST_CITING = 60  # documents that cite one; what more cite is a classic that ties nothing together
Ints = NDArray[np.int32]


def reference_arrays(cited: Sequence[Sequence[str]], keys: Sequence[str]) -> dict[str, Ints]:
    """Return the graph of a collection as arrays: `cited` holds the keys that every row cites, `keys` the key of
    every row.

    A reference is a document cited by two rows or more, or by one while it is itself a row; its holders are the rows
    that cite it and its own row. `reference_rows[reference_starts[i]:reference_starts[i + 1]]` are the holders of
    reference i, and `held_references[held_starts[r]:held_starts[r + 1]]` the references of row r.
    """
    row_of = {key: row for row, key in enumerate(keys)}
    holders: dict[str, list[int]] = {}
    for row, cited_keys in enumerate(cited):
        for key in cited_keys:
            holders.setdefault(key, [row_of[key]] if key in row_of else []).append(row)
    shared = [sorted(set(rows)) for rows in holders.values()]
    shared = [rows for rows in shared if 2 <= len(rows) <= MOST_CITING]
    row_references: list[list[int]] = [[] for _ in cited]
    for reference, rows in enumerate(shared):
        for row in rows:
            row_references[row].append(reference)
    return {
        "reference_starts": _starts(shared),
        "reference_rows": _flat(shared),
        "held_starts": _starts(row_references),
        "held_references": _flat(row_references),
    }


def coupled(graph: Mapping[str, Ints], hits: Sequence[int], count: int) -> Floats:
    """Return how strongly every row is tied to the first hits, shape (count,): earlier hits and rarer references
    count more.
    """
    strengths = np.zeros(count, np.float32)
    for rank, row in enumerate(hits):
        for reference in graph["held_references"][graph["held_starts"][row] : graph["held_starts"][row + 1]].tolist():
            holders = graph["reference_rows"][
                graph["reference_starts"][reference] : graph["reference_starts"][reference + 1]
            ]
            strengths[holders[holders != row]] += gain(rank, len(holders))
    return np.log1p(strengths).astype(np.float32)


def gain(rank: int, holders: int) -> float:
    """Return what one shared reference ties a document by: more from an earlier hit (from 0), less where many hold
    it.
    """
    return 1 / (1 + rank / 5) / float(np.log1p(holders))


def _starts(lists: Sequence[Sequence[int]]) -> Ints:
    return np.cumsum([0, *map(len, lists)]).astype(np.int32)


def _flat(lists: Sequence[Sequence[int]]) -> Ints:
    return np.array([item for items in lists for item in items], np.int32)
