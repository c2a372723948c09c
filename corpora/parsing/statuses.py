"""The state of a right, from an office's own words."""

import re

from corpora.records.mark import STATUSES, Status
from corpora.tables.statuses import ANY, key_of, statuses

_DAY = re.compile(r"\b(?:le|on|du|since|depuis|في|بتاريخ)?\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*$")


def read_status(value: object, office: str = ANY) -> Status:
    """Return our status for an office's own words or code; "unknown" when no row holds them.

    Words are matched whole, never a part of them: *extended* holds *ended*, *not registered* holds *registered*. Only
    a date behind them is left out ("Registered on 12/03/2020").
    """
    written = "" if value is None else str(value).strip()
    if written.lower() in STATUSES:
        return written.lower()  # type: ignore[return-value]
    table = statuses()
    for words in (written, _DAY.sub("", written.lower())):
        key = key_of(words)
        if status := table.get((office, key)) or table.get((ANY, key)):
            return status  # type: ignore[return-value]
    return "unknown"
