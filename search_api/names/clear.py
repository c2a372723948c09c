"""`clear_names`: up to three proposed trade names in, one decision-ready line and its evidence for each. Read this
file first.

name + activity → dissect → expand_name → match (trade names; then other rights) → compare_keys → rule_on → NamesReport
"""

from datetime import date
from time import perf_counter

from corpora.errors import InvalidQuery
from corpora.records.mark import Activity, Mark
from indexer.marks.engine import UNIT, Filters, Hits, Reader
from indexer.marks.expand_names import NAME_FLOOR, expand_name
from models.encoders import Encoder
from models.law.reason import Reason
from models.names.fields import Codes, codes_of
from models.names.keys import NameEntry, name_entry
from models.names.protected import hints
from models.names.relations import codes_by_meaning
from models.words.text import words_of
from search_api.answer import Completeness, reason_out
from search_api.names.judged import NameQuestion, judged, ranked
from search_api.names.query import NamesQuery
from search_api.names.report import NameAnswer, NamesReport
from search_api.names.shown import anatomy_out, conflict_out, decision_of, fields_out, hint_out

CAP, CAP_OTHERS = 120, 40  # candidates compared in full; more raise the floor, and the answer says so
OTHERS = ("trademark", "international", "well_known", "geographical_indication", "shop_sign")
TOLD = 3  # highest level number of a risk that is shown


def clear_names(query: NamesQuery, reader: Reader, encoder: Encoder | None = None) -> NamesReport:
    """Return the earlier rights that up to three proposed trade names would collide with, name by name.

    `encoder` (None: none) reads an activity that no word of the taxonomy tells.

    Raises:
        InvalidQuery: a name has no word that can be searched; the message says which.

    """
    began = perf_counter()
    codes, basis = _fields(query, encoder)
    as_of = query.as_of or date.today()
    entries = (_entry(query, at, codes, reader) for at in range(len(query.names)))
    questions = (NameQuestion(query, as_of, entry, basis == "meaning", encoder) for entry in entries)
    answers = tuple(_answer(question, order, reader) for order, question in enumerate(questions, start=1))
    return NamesReport(
        id=query.id,
        activity=query.activity,
        fields=fields_out(codes, query.lang),
        fields_from=basis,
        acronym=query.acronym,
        city=query.city,
        as_of=as_of,
        results=answers,
        best_placed=_best_placed(answers),
        took_ms=round(1000 * (perf_counter() - began), 1),
    )


def _fields(query: NamesQuery, encoder: Encoder | None) -> tuple[Codes, str]:
    """Return the fields of the proposed activity and what they were recognised from: code, words, meaning or none."""
    if codes := codes_of(query.activity, query.code):
        return codes, "code" if query.code and codes_of("", query.code) else "words"
    if query.activity and encoder and (codes := codes_by_meaning(query.activity, encoder)):
        return codes, "meaning"
    return frozenset(), "none"


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
        text=text,
        anatomy=tuple(anatomy_out(keyed.anatomy, text) for keyed in entry.keys),
        decision=decision_of(against, query.lang, question.as_of),
        results=tuple(shown),
        risks=tuple(conflict_out(rank, j, question) for rank, j in enumerate(risks[: query.limit], start=1)),
        hints=tuple(hint_out(hint, query.lang) for hint in hints(words_of(text))),
        rows=len(of_names),
        completeness=_completeness(reader, (names, others), len(candidates), question),
    )


def _best_placed(answers: tuple[NameAnswer, ...]) -> int | None:
    """Return the place of the name with the weakest obstacle, the more preferred of equals; None when all meet level
    1.
    """
    best = max(answers, key=lambda a: (min(a.decision.level or 5, 3), -a.order))
    return None if best.decision.level == 1 else best.order


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
