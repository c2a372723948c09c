"""A cluster that cannot be reached is one line on the command line and a 503 over HTTP."""

import pytest
from fastapi.testclient import TestClient

from search_api.cli.main import main
from search_api.settings import Settings
from search_api.web.app import create_app

ABSENT = "http://127.0.0.1:9"


def test_the_command_line_says_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["anteriority", "--engine", ABSENT, "--lang", "en", "search", "mark", "ZELLIGE"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    said = capsys.readouterr().err.strip()
    assert "cannot be reached" in said
    assert "\n" not in said
    assert "ZELLIGE" not in said


def test_readiness_says_so() -> None:
    client = TestClient(create_app(Settings(engine=ABSENT)), base_url="http://127.0.0.1")
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "cannot be reached" in answer.json()["detail"]
    assert client.post("/v1/marks/search", json={"text": "ZELLIGE"}).status_code == 503
    assert client.post("/v1/patents/search", json={"text": "a solar still"}).status_code == 503


def test_an_unknown_engine_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["anteriority", "--engine", "elastic", "status"])
    with pytest.raises(SystemExit):
        main()
    assert 'engine "elastic" is not known' in capsys.readouterr().err
