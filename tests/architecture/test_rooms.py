"""Rooms: no circle of imports anywhere, and the three subjects do not lean on each other."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from tests.architecture.test_architecture import PACKAGES, ROOT, sources

Graph = dict[str, set[str]]
SUBJECTS = ("marks", "names", "patents")


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, modules: frozenset[str]) -> Iterator[str]:
    """Yield the modules that a file imports, inside functions and for types too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in PACKAGES:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in modules else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)


@cache
def modules() -> Graph:
    paths = {name_of(path): path for path in sources()}
    return {name: set(imported(path, frozenset(paths))) - {name} for name, path in paths.items()}


def room_of(module: str) -> str:
    """Return the room of a module: its folder inside one of the top-level folders, or itself where it stands in none."""
    return ".".join(module.split(".")[:2])


def rooms() -> Graph:
    found: Graph = {}
    for module, targets in modules().items():
        found.setdefault(room_of(module), set()).update(room_of(target) for target in targets)
    return {room: targets - {room} for room, targets in found.items()}


def circle(graph: Graph) -> list[str]:
    """Return a circle of a graph, or nothing: what can be taken away because it needs nothing that is left is taken."""
    left = {node: set(targets) for node, targets in graph.items()}
    while free := [node for node, targets in left.items() if not targets & left.keys()]:
        for node in free:
            del left[node]
    if not left:
        return []
    walk = [next(iter(left))]
    while True:
        following = next(iter(sorted(left[walk[-1]] & left.keys())))
        if following in walk:
            return walk[walk.index(following) :]
        walk.append(following)


@pytest.mark.parametrize("graph", [modules, rooms])
def test_no_imports_go_in_a_circle(graph: object) -> None:
    assert circle(graph()) == []  # type: ignore[operator]


def test_a_circle_is_seen() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) in (["b", "c"], ["c", "b"])


@pytest.mark.parametrize("floor", ["models", "indexer", "search_api"])
@pytest.mark.parametrize(("one", "other"), list(permutations(SUBJECTS, 2)))
def test_subjects_share_rooms_and_not_each_other(floor: str, one: str, other: str) -> None:
    """An answer that joins two of them is composed above, by the command line and the pages."""
    assert f"{floor}.{other}" not in rooms().get(f"{floor}.{one}", set())
