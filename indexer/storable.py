"""Whether a record can be stored, found and read again: tried before it is committed, so that none ends a later
search.
"""

from collections.abc import Callable
from typing import TypeVar

Record = TypeVar("Record")


def unstorable(record: Record, written_and_read: Callable[[Record], Record]) -> str | None:
    """Return why a record cannot be stored or read again, or None when it can; the function does with it what a build
    and a search do.
    """
    try:
        same = written_and_read(record) == record
    except Exception as error:  # whatever a record holds, the run goes on; the kind of error says where to look
        return f"cannot be stored ({type(error).__name__}); please report it"
    return None if same else "is not read back as it was written; please report it"
