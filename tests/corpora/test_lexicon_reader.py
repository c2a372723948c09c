"""An office's own meanings: tables and wordnets, good and bad lines."""

from pathlib import Path

import pytest

from corpora.errors import NothingToIndex, UnknownFormat
from corpora.readers.lexicon import read_lexicon
from corpora.records.rejected import Rejected


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_a_table_of_any_columns_in_any_order(tmp_path: Path) -> None:
    rejected: list[Rejected] = []
    path = written(tmp_path, "own.csv", 'ar;fr\nزليج;"zellige, zellij"\nوحده;\n;a;b;c\nكلمة;mot\n')
    assert read_lexicon([path], rejected) == ["zellige,zellij\t\t\tزليج\t", "mot\t\t\tكلمة\t"]
    assert [reject.position for reject in rejected] == ["line 3", "line 4"]


def test_wordnets_are_joined_by_synset(tmp_path: Path) -> None:
    rejected: list[Rejected] = []
    french = written(
        tmp_path, "fra.tab", "# name\tfra\turl\tlicence\n1-n\tfra:lemma\tgrande_tasse\n2-n\tfra:lemma\tseul\nbad\n"
    )
    arabic = written(tmp_path, "arb.tab", "# name\tarb\turl\tlicence\n1-n\tarb:lemma\tكوب\n1-n\tarb:lemma:root\tكب\n")
    assert read_lexicon([french, arabic], rejected) == ["~grande tasse\t\t\t~كوب\t"]
    assert [reject.position for reject in rejected] == ["line 4"]


def test_what_is_neither_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="name languages in columns"):
        read_lexicon([written(tmp_path, "x.csv", "mot,wort\na,b\n")], [])
    with pytest.raises(UnknownFormat):
        read_lexicon([written(tmp_path, "empty.csv", "")], [])
    with pytest.raises(NothingToIndex):
        read_lexicon([written(tmp_path, "one.csv", "fr,ar\nmot,\n")], [])


def test_hostile_tables_cost_their_line_alone(tmp_path: Path) -> None:
    rejected: list[Rejected] = []
    lines = ["fr,ar", "mot,كلمة", "a" * 5_000_000 + ",ب", '"zellij,زليج', "nul\x00l,لا", "mot,كلمة"]
    assert read_lexicon([written(tmp_path, "own.csv", "\n".join(lines))], rejected) == ["mot\t\t\tكلمة\t"]
    assert [reject.position for reject in rejected] == ["line 3", "line 4", "line 5"]
    with pytest.raises(UnknownFormat, match="each once"):
        read_lexicon([written(tmp_path, "twice.csv", "fr,fr,en\na,b,c\n")], [])
