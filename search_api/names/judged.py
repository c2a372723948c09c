"""What is found about every earlier right beside one proposed name: key elements, activities, dates, and the ruling
on them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from corpora.records.mark import NAMES, Mark
from indexer.marks.engine import Reader
from models.encoders import Encoder, load_encoder
from models.law.reason import Reason
from models.law.standing import Order, effective, order, standing
from models.names.fields import Codes
from models.names.keys import KeyMatch, NameEntry, compare_keys, key_words, name_entry
from models.names.relations import (
    RELATIONS,
    Relation,
    codes_by_meaning,
    relation,
    relation_by_meaning,
    relation_to_classes,
)
from models.names.ruling import OURS, Rule, Ruling, rule_on
from models.signs.likeness import Likeness
from models.words.text import words_of
from search_api.names.query import NamesQuery


class Judged(NamedTuple):
    """An earlier right with all that was found about it."""

    entry: NameEntry
    match: KeyMatch
    activity: Relation
    ruling: Ruling
    order: Order
    dead: bool


class NameQuestion(NamedTuple):
    """One proposed name with the request it belongs to; `guessed`: the field of activity was recognised by meaning."""

    query: NamesQuery
    as_of: date
    entry: NameEntry
    guessed: bool
    encoder: Encoder | None

    @property
    def activity_given(self) -> bool:
        """Whether the request says what the company does."""
        return bool(self.query.activity or self.query.code)


def judged(question: NameQuestion, ids: Iterable[str], reader: Reader) -> Iterable[Judged]:
    """Yield the earlier rights of the given ids beside a proposed name, each with the ruling on it; those without
    words are left out.
    """
    earlier = [entry for mark in reader.fetch(ids) if (entry := _earlier(mark, question, reader)).keys]
    words = Likeness(key_words([question.entry]), key_words(earlier))
    for other in earlier:
        match = compare_keys(question.entry, other, words)
        activity = _activity(question, other)
        ruling = _placed(rule_on(match, activity, reader.counts), question, other)
        when = order(question.as_of, effective(other.record).date)
        yield Judged(other, match, activity, ruling, when, standing(other.record, question.as_of).state == "dead")


def _earlier(mark: Mark, question: NameQuestion, reader: Reader) -> NameEntry:
    """Return an earlier right read as a name; a mark has no activity of its own, so its descriptive words are those
    of the proposed one.
    """
    return name_entry(mark, None if mark.right in NAMES else question.entry.codes, read=reader.lexicon.readings)


def _activity(question: NameQuestion, other: NameEntry) -> Relation:
    if not question.activity_given:
        return "not_given"
    record = other.record
    if record.right in NAMES:
        if not other.codes and record.activity and question.encoder:
            return relation_by_meaning(
                question.entry.codes, _registered_codes(record.activity.text, question.encoder.name)
            )
        stands = relation_by_meaning if question.guessed else relation
        return stands(question.entry.codes, other.codes)
    closeness = relation_to_classes(question.entry.codes, record.nice_classes)
    if closeness == "distant" and (question.guessed or record.right == "well_known"):
        return "unknown" if question.guessed else "close"
    return closeness


@lru_cache(maxsize=4_096)
def _registered_codes(activity: str, encoder: str) -> Codes:
    """Return the field of a registered activity by meaning; what a register says is no secret and is kept."""
    return codes_by_meaning(activity, load_encoder(encoder))


def _placed(ruling: Ruling, question: NameQuestion, other: NameEntry) -> Ruling:
    """Return the ruling with what the city says of a shop sign, which is protected where it is known."""
    proposed_city, earlier_city = question.query.city, other.record.city
    if other.record.right != "shop_sign" or not (proposed_city and earlier_city):
        return ruling
    same = words_of(proposed_city) == words_of(earlier_city)
    rule = Rule(Reason("name.city.same" if same else "name.city.other", {"city": earlier_city}), OURS)
    return replace(ruling, level=min(4, ruling.level + (not same)), rules=(*ruling.rules, rule))


def ranked(judged: Iterable[Judged]) -> list[Judged]:
    """Return live earlier rights first, then later ones, then the dead; each by level, the same activity first,
    likeness, other words shared, id.
    """

    def place(j: Judged) -> tuple[int, int, int, float, float, str]:
        outside = 2 if j.dead else int(j.order == "later")
        return (
            outside,
            j.ruling.level,
            RELATIONS.index(j.activity),
            -j.match.value,
            -j.match.rest,
            j.entry.record.id,
        )

    return sorted(judged, key=place)
