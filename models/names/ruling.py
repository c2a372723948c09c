"""The test of a trade name: *key element x field of activity* becomes one of four levels, by named rules with their
sources.

A table, not a formula: an examiner can defend each cell. Level 1: refusal is to be expected; 2: to be examined first;
3: to be told; 4: little speaks for a refusal.
"""

from dataclasses import dataclass
from typing import Any

from models.law.reason import Reason
from models.names.keys import KeyMatch, Kind, shared_words
from models.names.relations import Relation
from models.names.tables import family_names
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
# Of the register's records that hold the rarest word that key elements share, and how many at least.
CROWDED_SHARE, CROWDED_LEAST = 0.001, 50

# Of OMPIC's "Directives d'examen" (October 2019) only the headings of sections are reported; what a rule says beyond a
# heading is our reading, and its source says so.
OURS, ACTIVITY = "our_reading", "activity_scope"
FIELD_DECIDES, EARLIER_WINS, FOREIGN_NAME = "cass_2017_299", "marrakech_2010_284", "cass_2019_407"
SOURCES: dict[str, str] = {"activity.same": ACTIVITY, "activity.distant": f"{ACTIVITY};{FIELD_DECIDES}"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was applied: a reason (key and values) and the keys of its sources, parted by `;`."""

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

    An activity that was not given counts as the same, which protects the asker, and no rule speaks of it.
    """
    level = LEVELS[match.kind]["same" if activity == "not_given" else activity]
    crowd = _crowd(match, counts)
    if crowd and level < 4:
        level += 1
    return Ruling(level, tuple(_rules(match, activity, crowd)))


def _crowd(match: KeyMatch, counts: WordCounts) -> tuple[str, int] | None:
    """Return a crowded word that two key elements share and how many records hold it (0: a family name, known as
    such), where another distinctive word differs; else None.

    A crowded word (ATLAS, BENNANI) no longer tells one company from another, so the other distinctive words come to
    count: ZITOUNA DELICES and ZITOUNA DELICES EXPRESS have none that differs.
    """
    if match.kind != "contained":
        return None
    shared = shared_words(match)
    if not shared:
        return None
    crowds = [(counts.words.get(word, 0), word) for word in shared]
    count, word = min(crowds)
    if counts.marks and count >= CROWDED_LEAST and count / counts.marks >= CROWDED_SHARE:
        return word, count
    return (word, 0) if all(word in family_names() for word in shared) else None


def _rules(match: KeyMatch, activity: Relation, crowd: tuple[str, int] | None) -> list[Rule]:
    rules: list[Rule] = []

    def add(key: str, **values: Any) -> None:
        rules.append(Rule(Reason(f"name.{key}", values), SOURCES.get(key, OURS)))

    ours, theirs = (" ".join(keyed.anatomy.key) for keyed in (match.proposed, match.earlier))
    for rule in match.rules:
        add(f"key.{rule}", proposed=ours, earlier=theirs)
    for keyed in (match.proposed, match.earlier):
        if keyed.anatomy.whole:
            add("whole", name=" ".join(keyed.anatomy.bare))
    weak = dict.fromkeys((*match.proposed.anatomy.rest, *match.earlier.anatomy.rest))
    if weak:
        add("weak_added", words=", ".join(weak))
    if crowd:
        add("crowded" if crowd[1] else "family", word=crowd[0], count=crowd[1])
    elif match.kind in {"identical", "variant"} and all(word in family_names() for word in match.proposed.anatomy.key):
        add("family_alone", word=ours)
    if activity != "not_given":
        add(f"activity.{activity}")
    return rules
