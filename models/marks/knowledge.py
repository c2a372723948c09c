"""What a comparison needs to know beside the two entries: the register's counts, meanings of goods, likeness of
words.
"""

from dataclasses import dataclass
from datetime import date

from models.goods.similarity import TermCloseness, words_closeness
from models.signs.distinctiveness import NO_COUNTS, WordCounts
from models.signs.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything has a default, so that two marks can be compared without a register.

    `counts`: how common words are. `closeness`: how near two terms of goods are. `words`: likeness of the words, when
    it was computed for many signs at once. `as_of`: the proposed sign's effective date (default: its record's).
    `territory`: where rights must have effect; the date of a designation of it counts. `explained`: False leaves
    evidence out, for ranking.
    """

    counts: WordCounts = NO_COUNTS
    closeness: TermCloseness = words_closeness
    words: Likeness | None = None
    as_of: date | None = None
    territory: str | None = None
    explained: bool = True
