"""From what was found about a name to what is shown: conflicts, the one decision line, warnings, fields."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from corpora.records.mark import NAMES
from models.law.grounds import NAME_AGAINST_NAME, ground
from models.law.reason import Reason
from models.law.standing import standing
from models.names.anatomy import Anatomy, Part
from models.names.fields import fields
from models.names.keys import KeyMatch, NameEntry
from models.names.ruling import EARLIER_WINS, FOREIGN_NAME, OURS, Rule
from models.names.warnings import Warning  # noqa: A004 - the word of the contract
from models.words.text import words_of
from search_api.names.judged import Judged, NameQuestion
from search_api.names.report import (
    AnatomyOut,
    Decision,
    FieldOut,
    KeyOut,
    NameConflict,
    OneWord,
    RuleOut,
    WarningOut,
)
from search_api.say import counted, isolated, say
from search_api.shown import record_out

EXAMINED = 2  # highest level number at which an earlier name is in the way
SHOWN = 3  # highest level number of a name that a decision rests on
WHOLE_NAME = frozenset({"descriptive", "descriptive_near", "place"})  # warnings that speak of a name as a whole
HOME, NO_OFFICE = "MA", "XX"
_BLANK = re.compile(r"[\s/|]+")


def written(words: Iterable[str], text: str) -> list[str]:
    """Return folded words as they are written in a text; a word that stands there in no such form stays folded."""
    spelling = _spelling(text)
    return [spelling.get(word, word) for word in words]


@lru_cache(maxsize=256)
def _spelling(text: str) -> dict[str, str]:
    """Return the words of a text by their folded form. Holds no proposed name for long: a few hundred texts later it
    is gone.
    """
    spelling: dict[str, str] = {}
    for piece in _BLANK.split(text):
        if len(folded := words_of(piece)) == 1:
            spelling.setdefault(folded[0], piece.strip('«»"“”.,;:()') or piece)
    return spelling


def shown_anatomies(entry: NameEntry) -> Iterable[Anatomy]:
    """Return the anatomies of a name's versions, one each: with its compounds taken apart where that tells more."""
    by_letters: dict[str, Anatomy] = {}
    for keyed in entry.keys:
        by_letters["".join(part.word for part in keyed.anatomy.parts)] = keyed.anatomy
    return by_letters.values()


def anatomy_out(anatomy: Anatomy, text: str) -> AnatomyOut:
    """Return an anatomy as shown, in the letters of the text."""
    words = written((part.word for part in anatomy.parts), text)
    parts = tuple(Part(word, part.role) for word, part in zip(words, anatomy.parts, strict=True))
    return AnatomyOut(anatomy.script, parts, " ".join(written(anatomy.key, text)), anatomy.whole)


def fields_out(codes: Iterable[str], locale: str) -> tuple[FieldOut, ...]:
    """Return fields of activity with their titles, in the order given."""
    return tuple(FieldOut(code, fields()[code].titles[locale]) for code in codes)


def conflict_out(rank: int, judged: Judged, question: NameQuestion) -> NameConflict:
    """Return an earlier right as shown."""
    query, record, match = question.query, judged.entry.record, judged.match
    row = ground(question.entry.record, record)
    rules = [*judged.ruling.rules, *_more_rules(judged, question)]
    texts = question.entry.record.text, record.text
    shown = [_rule_out(_as_written(rule, match, texts), query.lang) for rule in rules]
    if row.key != NAME_AGAINST_NAME:
        source = say(f"source.{row.key}", query.lang)
        shown.append(RuleOut(f"ground.{row.key}", {}, say(f"ground.{row.key}", query.lang), source))
    return NameConflict(
        rank=rank,
        record=record_out(record, question.as_of),
        ground=row.key,
        level=judged.ruling.level,
        key=KeyOut(
            match.kind,
            match.value,
            match.look,
            match.sound,
            " ".join(written(match.proposed.anatomy.key, question.entry.record.text)),
            " ".join(written(match.earlier.anatomy.key, record.text)),
        ),
        activity=judged.activity,
        fields=fields_out(sorted(judged.entry.codes) if record.right in NAMES else (), query.lang),
        earlier=judged.order,
        rules=tuple(shown),
    )


def _more_rules(judged: Judged, question: NameQuestion) -> Iterable[Rule]:
    record = judged.entry.record
    if judged.activity == "not_given":
        yield Rule(Reason("name.activity.not_given", {}), OURS)
    state = standing(record, question.as_of)
    if state.why:
        yield Rule(Reason(state.why, {}), "directive_validity" if state.why == "standing.reservation" else "register")
    if judged.order in {"later", "same_day", "unknown"}:
        yield Rule(Reason(f"date.{judged.order}", {}), "register")
    if record.right != "trade_name":
        return
    if judged.order == "earlier" and judged.ruling.level <= EXAMINED and state.state != "dead":
        yield Rule(Reason("name.earlier_wins", {}), EARLIER_WINS)
    if record.first_use_date:
        yield Rule(Reason("name.first_use", {"date": record.first_use_date.isoformat()}), f"register;{OURS}")
    if record.office not in {HOME, NO_OFFICE} and HOME not in record.territories:
        yield Rule(Reason("name.foreign", {}), FOREIGN_NAME)


def _as_written(rule: Rule, match: KeyMatch, texts: tuple[str, str]) -> Rule:
    """Return a rule with the words that it names in the letters of the names."""
    values = rule.reason.values
    if rule.reason.key == "name.weak_added":
        rest = (
            written(keyed.anatomy.rest, text)
            for keyed, text in zip((match.proposed, match.earlier), texts, strict=True)
        )
        words = dict.fromkeys(word for side in rest for word in side)
        return Rule(Reason(rule.reason.key, {"words": ", ".join(words)}), rule.source)
    if not {"proposed", "earlier"} <= values.keys():
        return rule
    sides = zip(("proposed", "earlier"), (match.proposed, match.earlier), texts, strict=True)
    shown = {side: " ".join(written(keyed.anatomy.key, text)) for side, keyed, text in sides}
    return Rule(Reason(rule.reason.key, {**values, **shown}), rule.source)


def _rule_out(rule: Rule, locale: str) -> RuleOut:
    key, values = rule.reason.key, rule.reason.values
    shown_values = {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
    sources = "; ".join(say(f"source.{source}", locale) for source in rule.source.split(";"))
    return RuleOut(key, values, say(key, locale, shown_values), sources)


def warning_out(warning: Warning, text: str, locale: str) -> WarningOut:
    """Return a warning as shown, its words in the letters of the name."""
    words = text if warning.kind in WHOLE_NAME else " ".join(written(warning.words, text))
    key = f"warning.{warning.kind}"
    shown = say(key, locale, {"words": isolated(words)})
    return WarningOut(key, {"words": words}, shown, _cited(warning.source, locale), warning.bars)


def _cited(source: str, locale: str) -> str:
    """Return a source of a warning in words: `law 25-06`, `paris 6ter`, `ours`, separated by `;`."""
    citations = []
    for citation in source.split(";"):
        kind, _, reference = citation.strip().partition(" ")
        citations.append(say(f"source.{kind}", locale, {"reference": reference}))
    return "; ".join(citations)


def decision_of(against: Sequence[Judged], warnings: Sequence[WarningOut], locale: str, as_of: date) -> Decision:
    """Return the one line for a name: what stands against it by itself, with what to ask whom; then what the strongest
    live earlier trade name lets expect. Never that a name is free.
    """
    bars = any(warning.bars for warning in warnings)
    told = [warning.text for warning in warnings]
    if bars and (not against or against[0].ruling.level > SHOWN):
        told.append(say("decision.besides_none", locale))
        level = against[0].ruling.level if against else None
        return Decision(level, "decision.besides_none", bars, " ".join(told), None)
    if not against:
        text = " ".join([*told, say("decision.none", locale)])
        return Decision(None, "decision.none", bars, text, None)
    best = against[0]
    level, record = best.ruling.level, best.entry.record
    parts = [f"{isolated(record.text)} ({isolated(record.id)})"]
    if best.activity != "not_given":
        parts.append(say(f"relation.{best.activity}", locale))
    told.append(say(f"decision.{level}", locale, {"earlier": say("list.comma", locale).join(parts)}))
    if more := sum(j.ruling.level == level for j in against) - 1:
        told.append(counted("decision.more", locale, more))
    if standing(record, as_of).state == "may_revive":
        told.append(say("decision.may_revive", locale))
    return Decision(level, f"decision.{level}", bars, " ".join(told), record.id if level <= SHOWN else None)


def one_word_of(entry: NameEntry, matches: Sequence[Judged], locale: str) -> OneWord:
    """Return a name as one word without its legal form, and the earlier right that has the same letters."""
    form = "".join(entry.keys[0].anatomy.bare)
    same = next((j.entry.record for j in matches if not j.dead and form in _one_words(j.entry)), None)
    shown = "".join(written(entry.keys[0].anatomy.bare, entry.record.text)).lower()
    values = {"form": isolated(shown), "earlier": f"{isolated(same.text)} ({isolated(same.id)})" if same else ""}
    text = say("names.domain_taken" if same else "names.domain", locale, values)
    return OneWord(shown, same.id if same else None, text)


def _one_words(entry: NameEntry) -> set[str]:
    return {"".join(keyed.anatomy.bare) for keyed in entry.keys}
