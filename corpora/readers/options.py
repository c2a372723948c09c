"""What a person may say of a file, and who is told while it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from corpora.files.opening import Watch
from corpora.parsing.cells import Tell
from corpora.parsing.texts import FieldError
from corpora.records.rejected import Accept, Rejected, Remark, excerpt

Made = TypeVar("Made")
DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The encoding; of tables, which column holds what, the office of all rows and the order of day and month;
    whether a mark must have a number (a question need not); who watches the file read, who may reject a record.

    `remark` is told of cells that were left empty and of what was guessed; without it a record with such a cell is
    rejected.
    """

    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    office: str | None = None
    dates: DateOrder | None = None
    needs_id: bool = True
    watch: Watch | None = None
    accept: Accept | None = None
    remark: Callable[[Remark], None] | None = None

    def say(self, source: str, reason: str, position: str = "", field: str = "") -> None:
        """Tell who listens of something that holds for the file or a column."""
        if self.remark:
            self.remark(Remark(source, position, field, reason))


NOTHING_SAID = ReadOptions()


def record_of(
    make: Callable[[Mapping[str, Any], Tell | None], Made],
    raw: Mapping[str, Any],
    where: tuple[str, str, str],
    options: ReadOptions,
) -> Made | Rejected:
    """Return the record that raw values make, or why it is none; `where` is (file, position, how it begins).

    Cells that were left empty are remarked once the record is accepted.
    """
    source, position, beginning = where
    unread: list[FieldError] = []
    try:
        record = make(raw, unread.append if options.remark else None)
        if options.accept:
            options.accept(record, raw)
    except FieldError as error:
        number = raw.get("id") or raw.get("publication_number") or raw.get("application_number") or ""
        identifier = excerpt(number) if isinstance(number, str | int) else ""
        return Rejected(source, position, error.field, error.reason, beginning, identifier)
    for cell in unread:
        options.say(source, cell.reason, position, cell.field)
    return record
