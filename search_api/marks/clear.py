"""`clear_mark`: a proposed mark in, a report of ranked, explained conflicts out. Read this file first.

proposed Mark → analyse → expand(lexicon) → match(filters, floor) → fetch, analyse → compare → assess → ranked → rows
→ conclude → Report
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from time import perf_counter

from corpora.errors import InvalidQuery
from corpora.records.mark import Mark
from indexer.marks.engine import Filters, Reader
from indexer.marks.expand import FLOOR, expand
from models.encoders import Encoder, term_closeness
from models.goods.classes import propose_classes
from models.goods.similarity import terms_to_compare
from models.law.grounds import MARK_AGAINST_MARK, ground
from models.law.reason import Reason
from models.law.standing import standing
from models.marks.assessment import assess, level_if_unrelated
from models.marks.comparison import compare
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
from search_api.marks.meaning import says_what_for
from search_api.marks.options import AnswerOptions
from search_api.marks.order import Judged, is_dead, ranked
from search_api.marks.parts import parts_of
from search_api.marks.reasons import in_order
from search_api.marks.rows import grouped, is_own
from search_api.shown import record_out

__all__ = ["CAP", "CAP_ONE_WORD", "AnswerOptions", "clear_mark", "compare_marks"]

# Candidates compared in full; more raise the floor, and the answer says so. A sign of several words costs more per
# candidate and its best ones stand further in front; a short single word has hundreds of near ones (ONI).
CAP_ONE_WORD, CAP = 400, 280
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
    one_word = max(len(sign.words) for sign in entry.signs) == 1
    slots, cap = expand(entry, reader.lexicon, reader.counts), CAP_ONE_WORD if one_word else CAP
    hits = reader.match(slots, filters, floor=FLOOR, cap=cap)
    earlier = [_earlier(mark, proposed, reader) for mark in reader.fetch(hits.ids) if mark.id != proposed.id]
    known = Knowledge(
        counts=reader.counts,
        words=Likeness(
            entry_words([entry], compact=True), entry_words(earlier, compact=one_word), reader.lexicon.crowd
        ),
        as_of=options.as_of,
        territory=options.territory,
        explained=False,
    )
    judged = ranked(_judged(entry, earlier, known), options.as_of)
    if encoder and says_what_for(proposed):
        best = [other for other, _, _ in judged[:WITH_MEANING]]
        known = replace(known, closeness=term_closeness(encoder, *_terms(entry, best)))
        judged = ranked([*_judged(entry, best, known), *judged[WITH_MEANING:]], options.as_of)
    own_rights = [j for j in judged if options.holder and is_own(j[0].record, options.holder)]
    others = [j for j in judged if j not in own_rights] if own_rights else judged
    rows = _rows(others, options.as_of)
    results = tuple(_conflicts(entry, rows[: options.limit], known, options))
    found = Found(others, [row[0].record.id for row in rows], results, partial(parts_of, asked, encoder))
    return Report(
        id=options.id,
        proposed=proposed,
        results=results,
        own=tuple(_conflicts(entry, _rows(own_rights, options.as_of), known, options)),
        rows=len(rows),
        conclusion=conclude(
            found, known, searched(reader, filters.territories, (e.record for e in earlier)), options.locale
        ),
        completeness=completeness(
            reader.snapshot, hits, len(earlier), (filters, options), cut=any(slot.least for slot in slots)
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


def _earlier(mark: Mark, proposed: Mark, reader: Reader) -> Entry:
    """Return the entry of an earlier right, in which words weigh less that describe its goods or those proposed."""
    return analyse(mark, reader.lexicon.readings, describing(proposed, mark, counts=reader.counts))


def _with_classes(proposed: Mark, encoder: Encoder | None) -> Mark:
    """Return the proposed mark with classes for its goods when it names none, so that classes can be compared."""
    if encoder is None or proposed.nice_classes or not proposed.goods:
        return proposed
    classes = propose_classes("; ".join(goods.text for goods in proposed.goods), encoder)
    return replace(proposed, nice_classes=tuple(sorted(number for number, _ in classes)))


def _judged(entry: Entry, earlier: Iterable[Entry], known: Knowledge) -> list[Judged]:
    judgements = []
    for other in earlier:
        comparison = compare(entry, other, known)
        judgements.append((other, comparison, assess(comparison)))
    return judgements


def _terms(entry: Entry, others: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """Return the terms of goods of both sides that may be compared."""
    ours: list[str] = []
    theirs: list[str] = []
    for other in others:
        sides = terms_to_compare(entry.record, other.record)
        ours += [term for _, term in sides[0]]
        theirs += [term for _, term in sides[1]]
    return ours, theirs


def _rows(judged: list[Judged], at: date) -> list[list[Entry]]:
    return grouped((entry for entry, _, _ in judged), lambda entry: is_dead(entry, at))


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


def _more_reasons(entry: Entry, judged: Judged, options: AnswerOptions) -> Iterable[Reason]:
    other, comparison, assessment = judged
    row = ground(entry.record, other.record)
    if row.key != MARK_AGAINST_MARK:
        yield Reason(f"ground.{row.key}", {})
    state = standing(other.record, options.as_of)
    if state.why:
        yield Reason(state.why, {})
    if any(isinstance(e, GoodsPair) and e.basis == "not_given" for e in comparison.goods.evidence):
        yield Reason("goods.level_if_unrelated", {"level": level_if_unrelated(assessment)})
