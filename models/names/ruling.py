"""The test of a trade name: *key element x field of activity* becomes one of four levels, by named rules with their
sources.

A table, not a formula: an examiner can defend each cell. Level 1: refusal is to be expected; 2: to be examined first;
3: to be told; 4: little speaks for a refusal.
"""

from dataclasses import dataclass
from typing import Any

from models.law.reason import Reason
from models.names.keys import KeyMatch, Kind
from models.names.relations import Relation
from models.signs.distinctiveness import WordCounts

LEVELS: dict[Kind, dict[Relation, int]] = {
    "identical": {"same": 1, "close": 1, "unknown": 1, "distant": 3},
    "variant": {"same": 1, "close": 2, "unknown": 2, "distant": 3},
    "similar": {"same": 2, "close": 3, "unknown": 3, "distant": 4},
    "contained": {"same": 2, "close": 3, "unknown": 3, "distant": 4},
    "initials": {"same": 2, "close": 3, "unknown": 3, "distant": 4},
    "translated": {"same": 3, "close": 3, "unknown": 4, "distant": 4},
    "different": {"same": 4, "close": 4, "unknown": 4, "distant": 4},
}
CROWDED_SHARE, CROWDED_LEAST = (
    0.001,
    50,
)  # of the register's records that hold the key element's rarest word, and how many at least

DIRECTIVE_KEY, DIRECTIVE_LIKE = "directive_6_1", "directive_6_2"  # OMPIC, "Directives d'examen", October 2019
DIRECTIVE_WEAK, ACTIVITY, OURS = "directive_2_2", "activity_scope", "our_reading"
SOURCES: dict[str, str] = {
    "identical": DIRECTIVE_KEY,
    "order": DIRECTIVE_LIKE,
    "spacing": DIRECTIVE_LIKE,
    "plural": DIRECTIVE_LIKE,
    "spelling": DIRECTIVE_LIKE,
    "sound": DIRECTIVE_LIKE,
    "alike": DIRECTIVE_LIKE,
    "other_script": OURS,
    "contained": OURS,
    "inside": OURS,
    "translated": OURS,
    "initials.earlier": OURS,
    "initials.proposed": OURS,
    "whole": DIRECTIVE_WEAK,
    "weak_added": DIRECTIVE_WEAK,
    "crowded": OURS,
    "activity": ACTIVITY,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was applied: a reason (key and values) and the key of its source."""

    reason: Reason
    source: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """Level 1 to 4 of a pair of names, and the rules that give it."""

    level: int
    rules: tuple[Rule, ...]


def rule_on(match: KeyMatch, activity: Relation, counts: WordCounts) -> Ruling:
    """Return the ruling on two names: how their key elements compare, how their activities stand, and how crowded the
    key element is.
    """
    level = LEVELS[match.kind][activity]
    crowd = _crowd(match, counts)
    if crowd and level < 4:
        level += 1
    return Ruling(level, tuple(_rules(match, activity, crowd)))


def _crowd(match: KeyMatch, counts: WordCounts) -> tuple[str, int] | None:
    """Return the key element's rarest word and how many records hold it, when many do; None when they do not or the
    names are the same.

    A crowded key element (ATLAS) no longer tells one company from another, so the other words come to count.
    """
    if match.same_bare or match.kind in {"translated", "initials", "different"}:
        return None
    word_counts = [(counts.words.get(word, 0), word) for word in match.earlier.anatomy.key]
    count, word = min(word_counts)
    if counts.marks and count >= CROWDED_LEAST and count / counts.marks >= CROWDED_SHARE:
        return word, count
    return None


def _rules(match: KeyMatch, activity: Relation, crowd: tuple[str, int] | None) -> list[Rule]:
    rules: list[Rule] = []

    def add(key: str, source: str, **values: Any) -> None:
        rules.append(Rule(Reason(f"name.{key}", values), SOURCES[source]))

    ours, theirs = (" ".join(keyed.anatomy.key) for keyed in (match.proposed, match.earlier))
    for rule in match.rules:
        add(f"key.{rule}", rule, proposed=ours, earlier=theirs)
    for keyed in (match.proposed, match.earlier):
        if keyed.anatomy.whole:
            add("whole", "whole", name=" ".join(keyed.anatomy.bare))
    weak = dict.fromkeys((*match.proposed.anatomy.rest, *match.earlier.anatomy.rest))
    if weak:
        add("weak_added", "weak_added", words=", ".join(weak))
    if crowd:
        add("crowded", "crowded", word=crowd[0], count=crowd[1])
    add(f"activity.{activity}", "activity")
    return rules
