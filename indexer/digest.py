"""The digest of the analysis: a snapshot made by other rules than this program has must be built anew.

What shapes an index is followed through the imports of a few modules, with the tables that lie beside them, so that
no rule can be left out by forgetting to list it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from models.words.readings import libraries

FORMAT = 3  # layout of a snapshot's files
COLLECTION_FORMAT = 5  # layout of a collection's files

MARKS = (
    "models.tokens",
    "indexer.marks.filter_fields",
    "indexer.marks.tallies",
    "indexer.lexicon.lexicon",
    "indexer.marks.columns_file",
    "models.columns.build",
    "corpora.records.mark",
)
PATENTS = (
    "indexer.patents.rows",
    "indexer.patents.analysis",
    "indexer.patents.vocabulary",
    "indexer.patents.openings",
    "indexer.patents.references",
    "indexer.patents.directions",
    "corpora.records.patent",
)
# Imported by these and without a say in what is stored.
NO_RULE = {
    "corpora.errors": "messages",
    "indexer.digest": "this module: the two formats are digested as they are",
    "indexer.marks.engine": "protocols and what a search returns",
    "indexer.vector_cache": "keeps vectors by text and encoder; changes none",
    "models.signs.distinctiveness": "weighs counts when a search compares",
    "models.encoders": "a snapshot bears its encoder's name",
    "models.signs.evidence": "what a comparison shows",
    "models.signs.factor": "what a comparison yields",
}
_IMPORT = re.compile(
    r"^ *(?:from ((?:corpora|models|indexer)[\w.]*) import (\([^)]*\)|[^\n(]+)"
    r"|import ((?:corpora|models|indexer)[\w.]+))",
    re.MULTILINE,
)
_TABLE = re.compile(r'"([\w-]+\.(?:tsv|txt|npz|json))"')


@cache
def analysis_digest() -> str:
    """Return a digest of every file that decides what tokens, readings and filters a record of a register has, and of
    the libraries that readers of some scripts need, as they are installed here.
    """
    return _digest(MARKS, FORMAT, libraries())


@cache
def collection_digest() -> str:
    """Return a digest of every file that decides how a collection of patents lies on disk."""
    return _digest(PATENTS, COLLECTION_FORMAT)


def rules(roots: Iterable[str]) -> dict[str, Traversable]:
    """Return the files that shape an index, by name: the modules that the roots import, near or far, and the tables
    they name.
    """
    sources: dict[str, Traversable] = {}
    waiting, seen = list(roots), set(NO_RULE)
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        source = _source(module)
        if source is None:  # a name inside a module
            continue
        file, folder = source
        text = file.read_text("utf-8")
        sources[module] = file
        sources |= {
            f"{module} {name}": folder.joinpath(name)
            for name in _TABLE.findall(text)
            if folder.joinpath(name).is_file()
        }
        waiting += _imported(text)
    return dict(sorted(sources.items()))


def _source(module: str) -> tuple[Traversable, Traversable] | None:
    """Return a module's file and the folder it lies in, or None where there is no such module."""
    package, *parts = module.split(".")
    folder = files(package)
    for part in parts[:-1]:
        folder = folder.joinpath(part)
    last = parts[-1] if parts else "__init__"
    for file, place in (
        (folder.joinpath(f"{last}.py"), folder),
        (folder.joinpath(last, "__init__.py"), folder.joinpath(last)),
    ):
        if file.is_file():
            return file, place
    return None


def _imported(text: str) -> Iterator[str]:
    for module, names, whole in _IMPORT.findall(text):
        yield module or whole
        yield from (f"{module}.{name}" for name in re.findall(r"\w+", names))


def _digest(roots: Iterable[str], layout: int, libraries: Iterable[str] = ()) -> str:
    hasher = hashlib.sha256(" ".join((str(layout), *libraries)).encode())
    for name, file in rules(roots).items():
        hasher.update(name.encode())
        hasher.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return hasher.hexdigest()[:16]
