"""The data-quality summary that ends an indexing run: what an office would want to mend in its own register.

Rules after WIPO's validation for the Global Brand Database (required fields, date order, classes).
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from corpora.parsing.entities import holds_references
from corpora.parsing.texts import holds_overrides
from corpora.records.mark import Mark
from models.tokens import tokens

_WORDS = 1_000  # distinct status words that are counted


class Quality:
    """Counts faults of records as they pass; `counts` has one number per message key `quality.*`, `words` one per
    status word that no table holds.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self.counts: Counter[str] = Counter()
        self.words: Counter[str] = Counter()

    def see(self, mark: Mark) -> Mark:
        """Count one record's faults and give it back unchanged."""
        self.counts["indexed"] += 1
        dates = [mark.filing_date, mark.publication_date, mark.registration_date]
        days = [day for day in dates if day]
        faults = {
            "nameless": not tokens(mark),
            "no_classes": mark.right == "trademark" and not mark.nice_classes,
            "no_goods": mark.right == "trademark" and not mark.goods,
            "no_dates": not days,
            "no_office": mark.office == "XX" and "record_type" not in mark.extra,  # a list of names says so itself
            "no_status": mark.status == "unknown",
            "date_order": bool(mark.registration_date)
            and (
                bool(mark.filing_date and mark.registration_date and mark.registration_date < mark.filing_date)
                or bool(mark.expiry_date and mark.registration_date and mark.expiry_date <= mark.registration_date)
            ),
            "future": any(day > self._today for day in days),
        }
        self.counts.update(fault for fault, present in faults.items() if present)
        if mark.status == "unknown" and mark.office_status and len(self.words) < _WORDS:
            self.words[mark.office_status[:60]] += 1
        return mark

    def see_raw(self, raw: Mapping[str, Any]) -> None:
        """Count what the record does not show any more of the values that it was made of."""
        self.counts["overrides"] += holds_overrides(raw)
        self.counts["references"] += any(map(holds_references, raw.values()))
