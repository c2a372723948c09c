"""Lists of words that ship beside the code."""

from importlib.resources import files

from models.words.text import words_of


def words_in(name: str, package: str = "models.words") -> frozenset[str]:
    """Return the folded words of a list of a package: separated by spaces or lines, comments (#) left out."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for entry in line.split() for w in words_of(entry))
