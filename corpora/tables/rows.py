"""The tab-separated tables that ship beside the code, read in one way."""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str, package: str = "corpora.tables") -> Iterator[list[str]]:
    """Yield the cells of every row of a table of a package; comments (#) and empty lines are left out."""
    for line in files(package).joinpath(name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
