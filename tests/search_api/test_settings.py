"""Settings that cannot be, and URLs with secrets in them: one line that names the setting and shows no value."""

from pathlib import Path

import pytest

from corpora.errors import EngineUnreachable, InvalidSetting
from indexer.open import open_engine, open_patents
from search_api.settings import load_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENGINE_SHARDS", "x"), ("ENGINE_SHARDS", "0"), ("ENGINE_SHARDS", "-1"), ("ENGINE_REPLICAS", "-1"), ("ENGINE_TIMEOUT", "0"),
        ("ENGINE_TIMEOUT", "-1"), ("ENGINE_TIMEOUT", "nan"), ("ENGINE_TIMEOUT", "inf"), ("ENGINE_TIMEOUT", "SECRET"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ANTERIORITY_{name}", value)
    with pytest.raises(InvalidSetting, match=f"^ANTERIORITY_{name}: ") as told:
        load_settings()
    assert "SECRET" not in str(told.value)


@pytest.mark.parametrize(
    "engine",
    [
        "u:SECRET@x",
        "ftp://x",
        "http://",
        "http://[::1",
        "http://127.0.0.1:99999",
        "http://SECRET host",
        "http://a,SECRET",
        "postgres://u:SECRET@x",
    ],
)
def test_an_engine_that_is_none(tmp_path: Path, engine: str) -> None:
    where = load_settings(engine=engine, data=tmp_path).where
    for opening in (open_engine, open_patents):
        with pytest.raises(EngineUnreachable, match="ANTERIORITY_ENGINE") as told:
            opening(where)
        assert "SECRET" not in str(told.value)


def test_a_password_in_a_url_is_shown_nowhere(tmp_path: Path) -> None:
    where = load_settings(
        engine="http://user:SEC%40RET@127.0.0.1:9,http://user:SEC%40RET@127.0.0.1:10", data=tmp_path, engine_timeout=0.5
    ).where
    engine = open_engine(where)
    assert (engine.cluster.user, engine.cluster.password) == ("user", "SEC@RET")  # type: ignore[attr-defined]
    assert engine.cluster.url == "http://127.0.0.1:9,http://127.0.0.1:10"  # type: ignore[attr-defined]
