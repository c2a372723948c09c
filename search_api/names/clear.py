"""`clear_names`: up to three proposed trade names in, one decision-ready line and its evidence for each. Read this
file first.

name + activity → dissect → expand_name → match (trade names; then other rights) → compare_keys → rule_on → NamesReport
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from time import perf_counter

from corpora.errors import InvalidQuery
from corpora.records.mark import Activity, Mark
from indexer.marks.engine import UNIT, Filters, Hits, Reader
from indexer.marks.expand_names import NAME_FLOOR, expand_name
from models.encoders import Encoder
from models.law.reason import Reason
from models.names.activities import codes_of, ranked_codes
from models.names.fields import Codes
from models.names.keys import NameEntry, name_entry
from models.names.relations import codes_by_meaning
from models.names.warnings import warnings_of
from search_api.answer import Completeness, reason_out
from search_api.names.judged import NameQuestion, judged, ranked
from search_api.names.query import NamesQuery
from search_api.names.report import NameAnswer, NamesReport
from search_api.names.shown import (
    anatomy_out,
    conflict_out,
    decision_of,
    fields_out,
    one_word_of,
    shown_anatomies,
    warning_out,
)

CAP, CAP_OTHERS = 120, 40  # candidates compared in full; more raise the floor, and the answer says so
OTHERS = ("trademark", "international", "well_known", "geographical_indication", "shop_sign")
ALSO = 4  # further fields that an activity may mean, shown to be chosen from
TOLD = 3  # highest level number of a risk that is shown


def clear_names(query: NamesQuery, reader: Reader, encoder: Encoder | None = None) -> NamesReport:
    """Return the earlier rights that up to three proposed trade names would collide with, name by name.

    `encoder` (None: none) reads an activity that no word of the taxonomy tells.

    Raises:
        InvalidQuery: a name has no word that can be searched; the message says which.

    """
    began = perf_counter()
    codes, basis, also = _fields(query, encoder)
    as_of = query.as_of or date.today()
    entries = (_entry(query, at, frozenset(codes), reader) for at in range(len(query.names)))
    questions = (NameQuestion(query, as_of, entry, basis == "meaning", encoder) for entry in entries)
    answers = tuple(_answer(question, order, reader) for order, question in enumerate(questions, start=1))
    placed = _placed(answers)
    return NamesReport(
        id=query.id,
        activity=query.activity,
        fields=fields_out(codes, query.lang),
        fields_from=basis,
        fields_also=fields_out(also, query.lang),
        acronym=query.acronym,
        city=query.city,
        as_of=as_of,
        results=placed,
        best_placed=best_placed(placed),
        took_ms=round(1000 * (perf_counter() - began), 1),
    )


def _fields(query: NamesQuery, encoder: Encoder | None) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Return the fields of the proposed activity, the surest first; what they were recognised from (a person, code,
    words, meaning or none); and what else it may be.
    """
    if query.fields:
        return tuple(dict.fromkeys(query.fields)), "person", ()
    if query.code and (codes := codes_of("", query.code)):
        return tuple(codes), "code", ()
    ranked = ranked_codes(query.activity)
    codes = codes_of(query.activity)
    if codes:
        return tuple(c for c in ranked if c in codes), "words", tuple(c for c in ranked if c not in codes)[:ALSO]
    if query.activity and encoder and (codes := codes_by_meaning(query.activity, encoder)):
        return tuple(codes), "meaning", ranked[:ALSO]
    return (), "none", ranked[:ALSO]


def _entry(query: NamesQuery, at: int, codes: Codes, reader: Reader) -> NameEntry:
    """Return a proposed name as it is compared; raises InvalidQuery where it has no word."""
    activity = Activity(query.activity, query.code) if query.activity or query.code else None
    proposed = Mark("", query.names[at], right="trade_name", activity=activity, acronym=query.acronym, city=query.city)
    key = query.keys[at] if at < len(query.keys) else ""
    entry = name_entry(proposed, codes, corrected_key=key or "", read=reader.lexicon.readings)
    if not entry.keys:
        raise InvalidQuery(f"names: name {at + 1} holds no letter or figure; write it as words")
    return entry


def _answer(question: NameQuestion, order: int, reader: Reader) -> NameAnswer:
    query, entry, text = question.query, question.entry, question.entry.record.text
    warnings = tuple(warning_out(warning, text, query.lang) for warning in warnings_of(entry))
    slots = expand_name(entry, reader.lexicon)
    names = reader.match(slots, Filters(rights=("trade_name",)), floor=NAME_FLOOR, cap=CAP)
    others = reader.match(slots, Filters(rights=OTHERS), floor=NAME_FLOOR, cap=CAP_OTHERS)
    candidates = list(judged(question, [*names.ids, *others.ids], reader))
    matches = ranked(j for j in candidates if j.match.kind != "different")
    of_names = [j for j in matches if j.entry.record.right == "trade_name"]
    risks = [j for j in matches if j.entry.record.right != "trade_name" and j.ruling.level <= TOLD]
    shown = [conflict_out(rank, j, question) for rank, j in enumerate(of_names[: query.limit], start=1)]
    against = [j for j in of_names if not j.dead and j.order != "later"]
    return NameAnswer(
        order=order,
        place=order,
        text=text,
        anatomy=tuple(anatomy_out(anatomy, text) for anatomy in shown_anatomies(entry)),
        decision=decision_of(against, warnings, query.lang, question.as_of),
        warnings=warnings,
        results=tuple(shown),
        risks=tuple(conflict_out(rank, j, question) for rank, j in enumerate(risks[: query.limit], start=1)),
        rows=len(of_names),
        far=sum(j.ruling.level > TOLD for j in of_names),
        one_word=one_word_of(entry, matches, query.lang),
        as_mark=None,
        completeness=_completeness(reader, (names, others), len(candidates), question),
    )


def _obstacle(answer: NameAnswer) -> tuple[bool, int, int]:
    """Return how much stands in a name's way: a warning that bars it, level 1 or 2, the order of preference."""
    return answer.decision.bars, -min(answer.decision.level or 5, 3), answer.order


def _placed(answers: Iterable[NameAnswer]) -> tuple[NameAnswer, ...]:
    """Return the answers in the order asked, each with its place."""
    answers = tuple(answers)
    places = {a.order: place for place, a in enumerate(sorted(answers, key=_obstacle), start=1)}
    return tuple(replace(answer, place=places[answer.order]) for answer in answers)


def best_placed(answers: Iterable[NameAnswer]) -> int | None:
    """Return the number of the name with the weakest obstacle, the more preferred of equals; None when each meets
    level 1 or is barred.
    """
    best = min(answers, key=lambda answer: answer.place)
    return None if best.decision.bars or best.decision.level == 1 else best.order


def _completeness(reader: Reader, hits: tuple[Hits, Hits], compared: int, question: NameQuestion) -> Completeness:
    names = hits[0]
    missing = (Reason(f"not_searched.{what}", {}) for what in ("later", "other_registers", "unregistered", "images"))
    return Completeness(
        snapshot=reader.snapshot.id,
        as_of=question.as_of,
        registers=reader.snapshot.registers,
        floor=max(h.floor for h in hits) / UNIT,
        floor_asked=NAME_FLOOR / UNIT,
        candidates=sum(h.total for h in hits),
        compared=compared,
        exhaustive=names.exhaustive and all(h.floor == NAME_FLOOR for h in hits),
        exact=("letters", "sound", "compact", "identity", "initials"),
        filters=(),
        not_searched=tuple(reason_out(reason, question.query.lang) for reason in missing),
    )
