"""What is counted while records are written: words (for distinctiveness) and registers (for every report's footer)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpora.records.mark import Mark
from indexer.lexicon.lexicon import COMPACT, WORD
from indexer.marks.engine import RegisterInfo
from models.signs.distinctiveness import WordCounts
from models.signs.entry import IDENTITY
from models.tokens import UNCOUNTED


@dataclass(slots=True)
class WordTally:
    """Counts of words, in all and per class; `counts()` gives the immutable value that `compare` gets."""

    marks: int = 0
    per_class: Counter[int] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    compacts: Counter[str] = field(default_factory=Counter)
    class_words: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, record: Mark, tokens: Iterable[str], sign: int = 1) -> None:
        """Count a record's tokens; `sign=-1` takes them back."""
        self.marks += sign
        for nice_class in record.nice_classes:
            self.per_class[nice_class] += sign
        for token in tokens:
            if token.startswith(IDENTITY):
                self.compacts[token[1:]] += sign
                continue
            if token.startswith(UNCOUNTED):
                continue
            self.words[token] += sign
            if record.nice_classes:
                in_class = self.class_words.setdefault(token, Counter())
                for nice_class in record.nice_classes:
                    in_class[nice_class] += sign

    def forms(self) -> dict[str, int]:
        """Return every form of the register with its flags `WORD` and `COMPACT`."""
        flags = {form: WORD for form, count in self.words.items() if count > 0}
        for form, count in self.compacts.items():
            if count > 0 and form:
                flags[form] = flags.get(form, 0) | COMPACT
        return flags

    def counts(self) -> WordCounts:
        """Return the counts as the value that `compare` takes."""
        return WordCounts(self.marks, dict(self.per_class), dict(self.words), self.class_words)

    def dump(self) -> dict[str, Any]:
        """Return the counts as JSON can hold them."""
        return {
            "marks": self.marks,
            "per_class": self.per_class,
            "words": self.words,
            "compacts": self.compacts,
            "class_words": self.class_words,
        }

    @classmethod
    def load(cls, stored: dict[str, Any]) -> "WordTally":
        """Return the counts that `dump` gave."""
        return cls(
            stored["marks"],
            Counter({int(k): v for k, v in stored["per_class"].items()}),
            Counter(stored["words"]),
            Counter(stored["compacts"]),
            {word: Counter({int(k): v for k, v in by.items()}) for word, by in stored["class_words"].items()},
        )


@dataclass(slots=True)
class RegisterTally:
    """Records per office, the newest date of each, and how many cannot be found by name."""

    count: Counter[str] = field(default_factory=Counter)
    nameless: Counter[str] = field(default_factory=Counter)
    newest: dict[str, str] = field(default_factory=dict)

    def add(self, record: Mark, tokens: Sequence[str], sign: int = 1) -> None:
        """Count a record; `sign=-1` takes it back (the newest date stays)."""
        self.count[record.office] += sign
        if not tokens:
            self.nameless[record.office] += sign
        dates = [d for d in (record.filing_date, record.publication_date, record.registration_date) if d]
        if dates and sign > 0 and (newest := max(dates).isoformat()) > self.newest.get(record.office, ""):
            self.newest[record.office] = newest

    def infos(self) -> tuple[RegisterInfo, ...]:
        """Return one row per office that has records, in the order of their codes."""
        return tuple(
            RegisterInfo(
                office,
                date.fromisoformat(self.newest[office]) if office in self.newest else None,
                count,
                self.nameless[office],
            )
            for office, count in sorted(self.count.items())
            if count > 0
        )

    def dump(self) -> dict[str, Any]:
        """Return the counts as JSON can hold them."""
        return {"count": self.count, "nameless": self.nameless, "newest": self.newest}

    @classmethod
    def load(cls, stored: dict[str, Any]) -> "RegisterTally":
        """Return the counts that `dump` gave."""
        return cls(Counter(stored["count"]), Counter(stored["nameless"]), stored["newest"])
