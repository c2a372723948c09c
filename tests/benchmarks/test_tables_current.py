"""The synthetic registers that ship are those that their generator makes (`make tables`)."""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benchmarks.data import SAMPLE
from benchmarks.make_sample import moroccan, trade_names


@pytest.mark.parametrize(("name", "made"), [("names.jsonl.gz", trade_names), ("morocco.jsonl.gz", moroccan)])
def test_a_synthetic_register_is_current(name: str, made: Callable[[], Iterator[dict[str, Any]]]) -> None:
    kept = gzip.decompress((SAMPLE / name).read_bytes()).decode().splitlines()
    assert [json.loads(line) for line in kept] == json.loads(json.dumps(list(made())))
