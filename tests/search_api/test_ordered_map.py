"""Answers by several workers: in the order of their questions, and without the whole file in memory."""

import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from time import sleep

import pytest

from search_api.batch.lines import ordered_map


def _read(count: int, seen: list[int]) -> Iterator[int]:
    for item in range(count):
        seen.append(item)
        yield item


def _slow_first(item: int) -> int:
    sleep(0.05 if item == 0 else 0)
    return item


def _die(item: int) -> int:
    if item == 2:
        os._exit(1)
    return item


def test_no_more_is_read_than_is_in_flight() -> None:
    seen: list[int] = []
    with ThreadPoolExecutor(2) as executor:
        answers = ordered_map(executor, _slow_first, _read(100, seen), 8)
        assert next(answers) == 0
        assert len(seen) == 8
        assert list(answers) == list(range(1, 100))


def test_fewer_items_than_may_be_in_flight() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert list(ordered_map(executor, _slow_first, range(3), 8)) == [0, 1, 2]
        assert list(ordered_map(executor, _slow_first, [], 8)) == []


def test_who_stops_does_not_wait_for_what_nobody_began() -> None:
    begun: list[int] = []
    with ThreadPoolExecutor(1) as executor:

        def begin(item: int) -> None:
            sleep(0.01)
            begun.append(item)

        answers = ordered_map(executor, begin, range(50), 50)
        next(answers)
        answers.close()  # type: ignore[attr-defined]
    assert len(begun) < 50


def test_a_dead_worker_is_told() -> None:
    with pytest.raises(BrokenExecutor), ProcessPoolExecutor(1, get_context("spawn")) as executor:
        list(ordered_map(executor, _die, range(6), 4))
