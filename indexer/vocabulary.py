"""An office's own vocabulary, kept beside its registers and taken when one is opened.

    vocabulary/lexicon.tsv     its table of meanings, in the form of `models/words/concepts.tsv`

Meanings are looked up when a name is searched; nothing has to be indexed anew.
"""

from collections.abc import Sequence
from pathlib import Path

from corpora.files.atomic import replace_text
from models.words.concepts import use_table


def lexicon_file(data: Path) -> Path:
    """Return where an office's own table of meanings lies."""
    return data / "vocabulary" / "lexicon.tsv"


def keep_lexicon(data: Path, lines: Sequence[str]) -> Path:
    """Put an office's own table in its place, in one step; return that place."""
    path = lexicon_file(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, "".join(f"{line}\n" for line in lines))
    return path


def take_lexicon(data: Path) -> None:
    """Use the office's own table in this process, where there is one."""
    path = lexicon_file(data)
    use_table(path.read_text("utf-8").splitlines() if path.exists() else ())
