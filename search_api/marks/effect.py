"""Whether the registers searched allow a verdict: some register of rights, not made up, with effect in the territory
that was asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpora.records.mark import Mark
from corpora.tables.territories import covered
from indexer.marks.engine import Reader, RegisterInfo
from indexer.marks.filter_fields import effect_territories

NO_REGISTER = "XX"  # the office of lists of names: no register of rights
INTERNATIONAL = frozenset({"WO", "IB"})  # their registrations may designate any territory
SPEAK = 20  # records compared that say what a register is; of fewer, its first records are looked at
LOOK = 20_000  # records looked at, at most: half a second, once for a snapshot
_MADE_UP: dict[str, frozenset[str]] = {}  # by snapshot: offices of which every record looked at is synthetic


@dataclass(frozen=True, slots=True)
class Searched:
    """The registers that were searched; which offices' are made up, and in which territories asked none of the others
    has effect.
    """

    registers: tuple[RegisterInfo, ...]
    made_up: frozenset[str]
    without_register: tuple[str, ...]

    @property
    def offices(self) -> frozenset[str]:
        """The offices whose registers of rights are real."""
        return _offices(self.registers) - self.made_up

    @property
    def verdict(self) -> bool:
        """Whether the answer may be called a verdict."""
        return bool(self.offices) and not self.without_register


@dataclass(frozen=True, slots=True)
class Brought:
    """What a search brought: how many real and how many synthetic records of each office, and the records, to be read
    only where they are needed.
    """

    real: Mapping[str, int]
    synthetic: Mapping[str, int]
    records: Iterable[Mark]


def searched(reader: Reader, territories: Iterable[str], brought: Brought) -> Searched:
    """Return what was searched for the territories asked."""
    registers = reader.snapshot.registers
    made_up = _made_up(reader, brought)
    real = _offices(registers) - made_up
    effect = {t for office in real for t in covered(office)}
    anywhere = not real.isdisjoint(INTERNATIONAL)
    without = {t for t in territories if not (anywhere or t in effect)}
    for mark in brought.records if without else ():
        if mark.office in real:
            without.difference_update(effect_territories(mark))
        if not without:
            break
    return Searched(registers, made_up, tuple(t for t in territories if t in without))


def _offices(registers: Iterable[RegisterInfo]) -> frozenset[str]:
    return frozenset(r.office for r in registers if r.count and r.office != NO_REGISTER)


def _made_up(reader: Reader, brought: Brought) -> frozenset[str]:
    """Return the offices whose registers are synthetic, as the demo's: a register that has one real record is real."""
    doubtful = _offices(reader.snapshot.registers) - brought.real.keys()
    said = frozenset(office for office in doubtful if brought.synthetic.get(office, 0) >= SPEAK)
    if said == doubtful:
        return said
    known = _MADE_UP.get(reader.snapshot.id)
    if known is None:
        if len(_MADE_UP) > SPEAK:
            _MADE_UP.clear()
        known = _MADE_UP[reader.snapshot.id] = _looked_at(reader)
    return doubtful & (known | said)


def _looked_at(reader: Reader) -> frozenset[str]:
    real: set[str] = set()
    synthetic: set[str] = set()
    offices = _offices(reader.snapshot.registers)
    for _, mark in zip(range(LOOK), reader.records(), strict=False):
        (synthetic if _is_synthetic(mark) else real).add(mark.office)
        if offices <= real:
            break
    return frozenset(synthetic - real)


def _is_synthetic(mark: Mark) -> bool:
    return bool(mark.extra.get("synthetic"))
