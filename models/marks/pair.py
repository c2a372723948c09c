"""Two records compared without a register: what `compare`, its route and the expected levels share."""

from datetime import date

from corpora.records.mark import Mark
from models.encoders import Encoder, term_closeness
from models.goods.similarity import TermCloseness, terms_to_compare, words_closeness
from models.law.standing import effective
from models.marks.comparison import Comparison, compare
from models.marks.knowledge import Knowledge
from models.marks.weighing import describing
from models.signs.entry import Entry, analyse


def compare_pair(
    proposed: Mark, earlier: Mark, encoder: Encoder | None = None, as_of: date | None = None
) -> Comparison | None:
    """Return how two records compare; None when a sign has no letter and no figure.

    `encoder` (None: none) compares goods by meaning. `as_of`: the proposed sign's date (default: its record's).
    """
    pair = analysed_pair(proposed, earlier)
    return compare(*pair, pair_knowledge(*pair, encoder, as_of)) if all(entry.signs for entry in pair) else None


def analysed_pair(proposed: Mark, earlier: Mark) -> tuple[Entry, Entry]:
    """Return the entries of two records, in which words weigh less that describe the goods of either."""
    describes = describing(proposed, earlier)
    return analyse(proposed, describes=describes), analyse(earlier, describes=describes)


def pair_knowledge(a: Entry, b: Entry, encoder: Encoder | None, as_of: date | None) -> Knowledge:
    """Return what the comparison of two entries needs to know where there is no register."""
    closeness: TermCloseness = words_closeness
    if encoder:
        ours, theirs = terms_to_compare(a.record, b.record)
        closeness = term_closeness(encoder, [t for _, t in ours], [t for _, t in theirs])
    return Knowledge(closeness=closeness, as_of=as_of or effective(a.record).date)
