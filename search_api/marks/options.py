"""How an answer about a mark is asked for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How to answer: effective date, territory, the asker's own name, number of rows, language of the sentences."""

    as_of: date
    territory: str | None = None
    holder: str | None = None
    limit: int = 20
    locale: str = "fr"
    id: str | None = None
    goods_cut: int = 0  # letters of goods as filed, where only their beginnings are compared
