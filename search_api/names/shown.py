"""From what was found about a name to what is shown: conflicts, the one decision line, hints, fields."""

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
from models.names.keys import KeyMatch
from models.names.protected import Hint
from models.names.ruling import Rule
from models.words.text import words_of
from search_api.names.judged import Judged, NameQuestion
from search_api.names.report import AnatomyOut, Decision, FieldOut, KeyOut, NameConflict, RuleOut
from search_api.say import isolated, say
from search_api.shown import record_out

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


def anatomy_out(anatomy: Anatomy, text: str) -> AnatomyOut:
    """Return an anatomy as shown, in the letters of the text."""
    words = written((part.word for part in anatomy.parts), text)
    parts = tuple(Part(word, part.role) for word, part in zip(words, anatomy.parts, strict=True))
    return AnatomyOut(anatomy.script, parts, " ".join(written(anatomy.key, text)), anatomy.whole)


def fields_out(codes: Iterable[str], locale: str) -> tuple[FieldOut, ...]:
    """Return fields of activity with their titles."""
    return tuple(FieldOut(code, fields()[code].titles[locale]) for code in sorted(codes))


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
        fields=fields_out(judged.entry.codes if record.right in NAMES else (), query.lang),
        earlier=judged.order,
        rules=tuple(shown),
    )


def _more_rules(judged: Judged, question: NameQuestion) -> Iterable[Rule]:
    if not question.activity_given:
        yield Rule(Reason("name.activity.not_given", {}), "our_reading")
    state = standing(judged.entry.record, question.as_of)
    if state.why:
        yield Rule(Reason(state.why, {}), "directive_validity" if state.why == "standing.reservation" else "register")
    if judged.order in {"later", "same_day", "unknown"}:
        yield Rule(Reason(f"date.{judged.order}", {}), "register")


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
    return RuleOut(key, values, say(key, locale, shown_values), say(f"source.{rule.source}", locale))


def hint_out(hint: Hint, locale: str) -> RuleOut:
    """Return a protected word as shown."""
    values = {"words": hint.words}
    return RuleOut(f"hint.{hint.kind}", values, say(f"hint.{hint.kind}", locale, values), _cited(hint.source, locale))


def _cited(source: str, locale: str) -> str:
    """Return a source of `protected_words.tsv` in words: `law 25-06`, `paris 6ter`, `ours`, separated by `;`."""
    citations = []
    for citation in source.split(";"):
        kind, _, reference = citation.strip().partition(" ")
        citations.append(say(f"source.{kind}", locale, {"reference": reference}))
    return "; ".join(citations)


def decision_of(against: Sequence[Judged], locale: str, as_of: date) -> Decision:
    """Return the one line for a name: what the strongest live earlier trade name lets expect. Never that a name is
    free.
    """
    if not against or against[0].ruling.level == 4:
        key = "decision.none"
        return Decision(against[0].ruling.level if against else None, key, say(key, locale), None)
    best = against[0]
    level, record = best.ruling.level, best.entry.record
    values = {
        "earlier": isolated(record.text),
        "id": isolated(record.id),
        "activity": say(f"relation.{best.activity}", locale),
        "count": sum(j.ruling.level == level for j in against),
    }
    text = say(f"decision.{level}", locale, values)
    if standing(record, as_of).state == "may_revive":
        text += " " + say("decision.may_revive", locale)
    return Decision(level, f"decision.{level}", text, record.id)
