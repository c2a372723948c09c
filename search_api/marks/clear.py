"""`clear_mark`: a proposed mark in, a report of ranked, explained conflicts out. Read this file first.

proposed Mark → analyse → expand(lexicon) → reach(filters, floor) → all assessed over columns → ranked → rows
→ of the rows shown: fetch, analyse, compare, assess → conclude → Report
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter

from corpora.errors import InvalidQuery
from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Reader
from indexer.marks.expand import FLOOR, expand
from models.encoders import Encoder
from models.goods.classes import propose_classes
from models.law.grounds import MARK_AGAINST_MARK, ground
from models.law.reason import Reason
from models.law.standing import standing
from models.marks.assessment import Assessment, assess, level_if_unrelated
from models.marks.comparison import Comparison, compare
from models.marks.knowledge import Knowledge
from models.marks.pair import analysed_pair, pair_knowledge
from models.marks.weighing import describing
from models.signs.entry import Entry, analyse
from models.signs.evidence import GoodsPair
from models.signs.likeness import Likeness, entry_words
from search_api.answer import Conflict, Report, conflict_of
from search_api.marks.completeness import completeness
from search_api.marks.conclusion import Found, conclude
from search_api.marks.effect import searched
from search_api.marks.judging import Judging
from search_api.marks.meaning import says_what_for
from search_api.marks.options import AnswerOptions
from search_api.marks.order import Judged, ranked
from search_api.marks.parts import parts_of
from search_api.marks.reasons import in_order
from search_api.marks.rows import grouped
from search_api.shown import record_out

__all__ = ["AnswerOptions", "clear_mark", "compare_marks"]

WITH_MEANING = 60  # best candidates whose goods are compared by the encoder too; the others by words and classes


def clear_mark(
    proposed: Mark, filters: Filters, reader: Reader, options: AnswerOptions, encoder: Encoder | None = None
) -> Report:
    """Return the earlier rights that a proposed mark would collide with, ranked and explained.

    `encoder` (None: none) compares goods by meaning and proposes classes for goods given without a class.

    Raises:
        InvalidQuery: the sign has no word that can be searched.

    """
    began = perf_counter()
    asked, proposed = proposed, _with_classes(proposed, encoder)
    entry = analyse(proposed, reader.lexicon.readings, describing(proposed, counts=reader.counts))
    if not entry.signs:
        raise InvalidQuery("text: holds no letter or figure; write the name as words")
    if options.territory:
        filters = replace(filters, territories=(options.territory,))
    slots = expand(entry, reader.lexicon, reader.counts)
    reached = reader.reach(slots, filters, floor=FLOOR)
    judging = Judging(reader, entry, reached, options)
    judged = ranked(judging.judged())
    if encoder and says_what_for(proposed):
        judging.compare_by_meaning(judged[:WITH_MEANING], encoder)
        judged = ranked(judging.judged())
    own = judging.own(options.holder) if options.holder else frozenset()
    others = [right for right in judged if right.at not in own]
    rows = grouped(others, judging.keys)
    results = tuple(_shown(judging, entry, rows[: options.limit], options))
    found = Found(others, [row[0] for row in rows], results, partial(parts_of, asked, encoder), judging.level_beside)
    return Report(
        id=options.id,
        proposed=proposed,
        results=results,
        own=tuple(_shown(judging, entry, grouped((j for j in judged if j.at in own), judging.keys), options)),
        rows=len(rows),
        conclusion=conclude(found, searched(reader, filters.territories, judging.brought()), options.locale),
        completeness=completeness(
            reader.snapshot, reached, len(judging), (filters, options), cut=any(slot.least for slot in slots)
        ),
        took_ms=round(1000 * (perf_counter() - began), 1),
    )


def compare_marks(proposed: Mark, earlier: Mark, options: AnswerOptions, encoder: Encoder | None = None) -> Conflict:
    """Return how two marks compare, as the conflict that a search would show; needs no register."""
    pair = analysed_pair(proposed, earlier)
    if not all(entry.signs for entry in pair):
        raise InvalidQuery("text: both signs must hold a letter or a figure")
    known = pair_knowledge(*pair, encoder, None)
    return next(iter(_conflicts(pair[0], [[pair[1]]], known, options)))


def _with_classes(proposed: Mark, encoder: Encoder | None) -> Mark:
    """Return the proposed mark with classes for its goods when it names none, so that classes can be compared."""
    if encoder is None or proposed.nice_classes or not proposed.goods:
        return proposed
    classes = propose_classes("; ".join(goods.text for goods in proposed.goods), encoder)
    return replace(proposed, nice_classes=tuple(sorted(number for number, _ in classes)))


def _shown(
    judging: Judging, entry: Entry, rows: Sequence[Sequence[Judged]], options: AnswerOptions
) -> Iterable[Conflict]:
    """Return the rows as shown: only now are their records read."""
    entries = [[judging.entry(right.at) for right in row] for row in rows]
    heads = [row[0] for row in entries]
    counts, crowd = judging.reader.counts, judging.reader.lexicon.crowd
    words = Likeness(entry_words([entry], compact=True), entry_words(heads, compact=True), crowd)
    known = Knowledge(counts, judging.closeness, words, options.as_of, options.territory)
    return _conflicts(entry, entries, known, options)


def _conflicts(
    entry: Entry, rows: Iterable[list[Entry]], known: Knowledge, options: AnswerOptions
) -> Iterable[Conflict]:
    """Yield the rows as shown: each row's first entry compared once more, now with its evidence."""
    known = replace(known, explained=True)
    for rank, (other, *rest) in enumerate(rows, start=1):
        comparison = compare(entry, other, known)
        assessment = assess(comparison)
        shown = {
            "rank": rank,
            "record": record_out(other.record, options.as_of, options.territory),
            "also": tuple(record_out(e.record, options.as_of, options.territory) for e in rest),
        }
        more_reasons = _more_reasons(entry, (other, comparison, assessment), options)
        assessment = replace(assessment, reasons=in_order([*assessment.reasons, *more_reasons]))
        yield conflict_of((entry.record, other.record), comparison, assessment, shown, options.locale)


def _more_reasons(
    entry: Entry, judged: tuple[Entry, Comparison, Assessment], options: AnswerOptions
) -> Iterable[Reason]:
    other, comparison, assessment = judged
    row = ground(entry.record, other.record)
    if row.key != MARK_AGAINST_MARK:
        yield Reason(f"ground.{row.key}", {})
    state = standing(other.record, options.as_of)
    if state.why:
        yield Reason(state.why, {})
    if any(isinstance(e, GoodsPair) and e.basis == "not_given" for e in comparison.goods.evidence):
        yield Reason("goods.level_if_unrelated", {"level": level_if_unrelated(assessment)})
