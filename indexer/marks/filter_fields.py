"""What a record is filtered by: the same fields in every engine."""

from dataclasses import dataclass

from corpora.records.mark import Mark
from corpora.tables.territories import covered
from models.law.standing import dead_from

ALIVE = 99_999_999  # sorts after every date written as YYYYMMDD


@dataclass(frozen=True, slots=True)
class FilterFields:
    """Classes; prefixes of Vienna codes; territories of effect; kind of right; the day (YYYYMMDD) from which a right
    is dead.
    """

    classes: tuple[int, ...]
    vienna: tuple[str, ...]
    territories: tuple[str, ...]
    right: str
    dead_from: int


def filter_fields(mark: Mark) -> FilterFields:
    """Return the fields of a record."""
    end = dead_from(mark)
    return FilterFields(
        mark.nice_classes,
        tuple(sorted({code[:at] for code in mark.vienna_codes for at in (2, 5, 8)})),
        tuple(sorted(effect_territories(mark))),
        mark.right,
        ALIVE if end is None else int(end.strftime("%Y%m%d")),
    )


def effect_territories(mark: Mark) -> frozenset[str]:
    """Return every country and region where a right has effect, whatever office published it."""
    territories = [*mark.territories, *(d.territory for d in mark.designations)]
    return frozenset(code for territory in territories or [mark.office] for code in covered(territory))
