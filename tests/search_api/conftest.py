"""The application over the sample register, as a client sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.settings import Settings
from search_api.web.app import create_app


@pytest.fixture(scope="session")
def client(sample_data: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(Settings(data=sample_data)), base_url="http://127.0.0.1", raise_server_exceptions=False
    ) as found:
        yield found
