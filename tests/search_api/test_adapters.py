"""What checks a query is built once, not for every query: building it takes longer than checking with it."""

from collections.abc import Callable, Mapping
from typing import Any

import pydantic
import pytest

from search_api.marks.query import line_to_query
from search_api.names.query import names_query
from search_api.patents.query import patent_query

WAYS: list[tuple[Callable[[Mapping[str, Any]], Any], dict[str, Any]]] = [
    (lambda raw: line_to_query(raw, 10, "en"), {"text": "ATLAS"}),
    (names_query, {"names": ["ATLAS"]}),
    (patent_query, {"text": "a pump"}),
]


@pytest.mark.parametrize(("check", "raw"), WAYS)
def test_a_second_query_builds_nothing(
    check: Callable[[Mapping[str, Any]], Any], raw: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(raw)
    built: list[Any] = []
    original = pydantic.TypeAdapter.__init__

    def counted(self: Any, kind: Any, **how: Any) -> None:
        built.append(kind)
        original(self, kind, **how)

    monkeypatch.setattr(pydantic.TypeAdapter, "__init__", counted)
    check(raw)
    assert not built
