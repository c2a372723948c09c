"""An office's own vocabulary, kept beside its registers and taken when one is opened.

    vocabulary/lexicon.tsv     its table of meanings, in the form of `models/words/concepts.tsv`

Meanings are looked up when a name is searched; nothing has to be indexed anew.
"""

from collections.abc import Sequence
from pathlib import Path

from corpora.files.atomic import replace_text
from models.words.concepts import use_table
from models.words.particles import JOINING
from models.words.text import words_of


def lexicon_file(data: Path) -> Path:
    """Return where an office's own table of meanings lies."""
    return data / "vocabulary" / "lexicon.tsv"


def keep_lexicon(data: Path, lines: Sequence[str]) -> Path:
    """Put an office's own table in its place, in one step; return that place."""
    path = lexicon_file(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, "".join(f"{line}\n" for line in map(_without_particles, lines)))
    return path


def _without_particles(line: str) -> str:
    """Return a line without articles and particles: they stand in every other name, and mean nothing there."""
    cells = [cell.split(",") for cell in line.split("\t")]
    return "\t".join(",".join(w for w in cell if not JOINING.issuperset(words_of(w)) or not w) for cell in cells)


def take_lexicon(data: Path) -> None:
    """Use the office's own table in this process, where there is one."""
    path = lexicon_file(data)
    use_table(path.read_text("utf-8").splitlines() if path.exists() else ())
