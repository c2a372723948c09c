"""What an engine is: the protocols that the embedded engine and every other one follow, and the values they exchange.

Engines receive tokens and our types, never text and never their own query language. Scores are sums of multiples of
1/256, which float32 adds without rounding, so that engines agree to the bit.
"""

import gc
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from operator import neg
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpora.records.mark import Mark
from indexer.lexicon.lexicon import Lexicon
from models.columns.index import ColumnIndex
from models.signs.distinctiveness import WordCounts

UNIT = 256  # weights are whole numbers of 1/256; at 1/64 hundreds of hits had one score, and the cap left them all out


@dataclass(frozen=True, slots=True)
class Slot:
    """A query word with the tokens that may stand for it: token → weight in 1/256. The best one present counts.

    An `optional` slot orders what the others find: all of them together must stay below the floor, so that an engine
    need not look at records that only they would bring. `least`: the closeness below which forms were not looked at,
    as the word has too many close ones; 0 when none was left out.
    """

    word: str
    options: dict[str, int]
    optional: bool = False
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be. Empty fields ask nothing. `live_at` leaves out what is dead on that day."""

    classes: tuple[int, ...] = ()
    vienna: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    live_at: date | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids with their scores (in 1/256), best first, ties by id. Everything at or above `floor` is here.

    `total` counts what reached the floor that was asked for; `floor` is the one applied, higher when the cap was
    met; `exhaustive` is False when `total` is only a lower bound.
    """

    ids: tuple[str, ...]
    scores: tuple[int, ...]
    floor: int
    total: int
    exhaustive: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """Every record that reached the floor, as rows of columns, in no order; `record` reads the one at a place.

    `floor` is the one applied: higher than that asked where an engine could not bring all; `total` counts what reached
    the one asked, a lower bound where `exhaustive` is False.
    """

    index: ColumnIndex
    rows: NDArray[np.intp]
    record: Callable[[int], Mark]
    floor: int
    total: int
    exhaustive: bool


LOOK = 20_000  # hits whose scores are looked at, at most; more than this many at one score have no order worth keeping
LEAST_LOOK, LOOK_PER_KEPT = 2_000, 10  # where few are kept, fewer are looked at, and `total` is a lower bound


def bands(slot: Slot) -> dict[int, list[str]]:
    """Return a slot's tokens by their weight: hundreds of options become a few clauses."""
    by_weight: dict[int, list[str]] = {}
    for token, weight in slot.options.items():
        by_weight.setdefault(weight, []).append(token)
    return by_weight


def quiet_collector() -> None:
    """Keep Python's collector from walking what a reader holds.

    A search makes many short-lived values and no cycles: with the collector's usual thresholds it spent a third of the
    time looking for some (measured over 300 queries). What an earlier reader had frozen is let go first, else it
    would stay for ever.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def look_for(cap: int) -> int:
    """Return how many hits an engine looks at to keep `cap` of them."""
    return min(LOOK, max(LEAST_LOOK, LOOK_PER_KEPT * cap))


def applied_floor(scores: Sequence[int], floor: int, cap: int) -> int:
    """Return the floor that keeps at most `cap` of the scores (best first), never cutting inside a tie but at the
    top.

    A tie that would leave fewer than an eighth of the cap is kept where that is no more than twice the cap: hundreds
    of marks that share one word must not hide what stands beside them.
    """
    if len(scores) <= cap:
        return floor
    if scores[cap] == scores[0]:
        return scores[0]
    above = bisect_left(scores, -scores[cap], key=neg)
    within = bisect_right(scores, -scores[cap], key=neg)
    return scores[cap] if above < cap // 8 and within <= 2 * cap else scores[cap] + 1


@dataclass(frozen=True, slots=True)
class RegisterInfo:
    """A register in a snapshot: its office, the newest date in it, and what cannot be found by name."""

    office: str
    complete_to: date | None
    count: int
    not_searched_by_name: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A committed state: its id, the file format, the digest of the analysis that made it, and what it holds."""

    id: str
    format: int
    analysis: str
    registers: tuple[RegisterInfo, ...]
    built_at: str

    @property
    def count(self) -> int:
        """The number of records."""
        return sum(register.count for register in self.registers)


class Writer(Protocol):
    """Adds and deletes records; nothing is visible before `commit`, and nothing stays without it."""

    def add(self, records: Iterable[Mark]) -> None:
        """Add records; one whose id is stored already replaces it."""

    def delete(self, ids: Iterable[str]) -> int:
        """Delete records by id; return how many there were."""

    def commit(self) -> Snapshot:
        """Make everything visible at once, or nothing."""


class Reader(Protocol):
    """Reads one snapshot, unmoved by later commits."""

    snapshot: Snapshot

    def warm(self) -> None:
        """Open lexicon and counts now, so that no query waits for them."""

    def require_current(self) -> None:
        """Raise SnapshotOutdated unless this program's own rules made the snapshot."""

    @property
    def lexicon(self) -> Lexicon:
        """The register's words with their sounds."""

    @property
    def counts(self) -> WordCounts:
        """How common each word is."""

    def match(self, slots: Iterable[Slot], filters: Filters, *, floor: int, cap: int) -> Hits:
        """Return every record whose sum over slots of the best present option reaches the floor (in 1/256)."""

    def reach(self, slots: Iterable[Slot], filters: Filters, *, floor: int) -> Reached:
        """Return every record whose sum over slots of the best present option reaches the floor, as columns."""

    def fetch(self, ids: Iterable[str]) -> Iterator[Mark]:
        """Yield records in the order asked; ids that are not stored are left out."""

    def records(self) -> Iterator[Mark]:
        """Yield every record of the snapshot."""


class Engine(Protocol):
    """A store of registers: one writer at a time, any number of readers."""

    def write(self, *, replace: bool) -> AbstractContextManager[Writer]:
        """Open the writer; `replace` starts from an empty register. Raises BuildInProgress, and SnapshotOutdated for
        an update.
        """

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""

    def read(self) -> AbstractContextManager[Reader]:
        """Open a reader pinned to the newest snapshot. Raises NoSnapshot, SnapshotOutdated."""
