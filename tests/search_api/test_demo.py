"""The demo never writes where a real register may lie."""

from pathlib import Path

import pytest

from corpora.errors import InvalidQuery
from corpora.records.mark import Mark
from indexer.marks.embedded import EmbeddedEngine
from search_api.cli.demo import run_demo
from search_api.settings import Settings


def test_the_demo_is_embedded_whatever_engine_is_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the URL of a cluster (none answers here: whoever asked it would fail) it builds beside, twice."""
    settings = Settings(data=tmp_path, engine="http://127.0.0.1:9", lang="en")
    run_demo(settings)
    run_demo(settings)
    assert "TAFUKT MAJORELLE" in capsys.readouterr().out
    assert EmbeddedEngine(tmp_path / "demo" / "marks").current()
    assert not (tmp_path / "marks").exists()


def test_the_demo_replaces_no_register_but_its_own(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "demo" / "marks")
    with engine.write(replace=True) as writer:
        writer.add([Mark("MA-1", "AN OFFICE'S OWN")])
        own = writer.commit()
    with pytest.raises(InvalidQuery, match="did not make"):
        run_demo(Settings(data=tmp_path, lang="en"))
    assert engine.current() == own.id
