"""Key elements compared: letters, sound in any script, order, plural, a word more, acronym against full name.

The kinds follow OMPIC, "Directives d'examen" 2019, section 6.2 (practical rules of resemblance), as the press and
practitioners report them; the thresholds are ours, chosen on the development half of `benchmarks/cases/names.csv`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from corpora.records.mark import Mark
from models.names.activities import Work, work_of
from models.names.anatomy import Anatomy, dissect, initials, trade_places
from models.names.compounds import taken_apart
from models.names.fields import Codes
from models.names.spelling import spelling_keys
from models.signs.aural import sound_of
from models.signs.entry import Sign, sign_of, versions
from models.signs.likeness import Likeness
from models.signs.visual import look_of
from models.words.concepts import concepts_of
from models.words.likeness import together
from models.words.readings import read_word
from models.words.text import Version, versions_of
from models.words.word import Read, Word

Kind = Literal["identical", "variant", "similar", "contained", "translated", "initials", "different"]
KINDS: tuple[Kind, ...] = ("identical", "variant", "similar", "contained", "translated", "initials", "different")

VARIANT = 0.975  # likeness of letters and sound from which two key elements are one name in two spellings
SPELLED = 0.94  # likeness of two spellings of one sound
SAME_SOUND = 0.98  # of phones in one script: said alike, whatever the letters (AKWA, AQUA)
ACROSS = 0.86  # of phones between two scripts, where one leaves vowels out and only sound can be compared
SIMILAR = 0.80  # below, letters and sound are alike by chance or in part
SIMILAR_ACROSS = 0.78  # the same between two scripts
INSIDE = 0.55  # share of a word that another one fills inside it (ATLAS in ATLASIA)
CONTAINED_LETTERS = 4  # a shared word is told from this length on
INFLECTED = 0.97  # the same word in another number or gender
SPACED = 0.985  # the same letters, otherwise separated into words


class Keyed(NamedTuple):
    """One version of a name: its anatomy, and its key element as a sign."""

    anatomy: Anatomy
    sign: Sign


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A record read as a trade name. `letters`: its initials and acronyms, folded; `work`: what its bearer does."""

    record: Mark
    keys: tuple[Keyed, ...]
    letters: frozenset[str]
    work: Work

    @property
    def codes(self) -> Codes:
        """The fields of activity."""
        return self.work.codes


@dataclass(frozen=True, slots=True)
class KeyMatch:
    """How two key elements compare: the kind, likeness in [0, 1], look and sound (None: not compared), and the rules
    that say so.

    `rest`: share of the other words that both names hold, in [0, 1]. `same_bare`: all words are the same, legal form
    aside.
    """

    kind: Kind
    value: float
    look: float | None
    sound: float | None
    rules: tuple[str, ...]
    proposed: Keyed
    earlier: Keyed
    rest: float
    same_bare: bool


def name_entry(
    record: Mark, codes: Codes | None = None, *, corrected_key: str = "", read: Read = read_word
) -> NameEntry:
    """Return a record read as a trade name in the fields `codes` (default: those of its own activity).

    `corrected_key` is the key element when a person corrected it.
    """
    work = work_of(record, codes)
    corrected_words = tuple(word for version in versions_of(corrected_key) for word in version.words)
    keyed_versions = [_keyed(version, work, corrected_words, read) for version in versions(record)]
    keyed_versions += [
        keyed
        for version in versions(record)
        if (apart := taken_apart(version, work))
        and not (keyed := _keyed(apart, work, corrected_words, read)).anatomy.whole
    ]
    letters = {acronym for keyed in keyed_versions if (acronym := initials(keyed.anatomy))}
    letters |= {"".join(v.words) for v in versions_of(record.acronym or "")}
    return NameEntry(record, tuple(dict.fromkeys(keyed_versions)), frozenset(letters), work)


def _keyed(version: Version, work: Work, corrected: tuple[str, ...], read: Read) -> Keyed:
    anatomy = dissect(version, work, corrected if set(corrected) & set(version.words) else ())
    return Keyed(anatomy, sign_of(anatomy.key, (1.0,) * len(anatomy.key), version, read))


def key_words(entries: Iterable[NameEntry]) -> Iterable[Word]:
    """Yield the words and the joined key of entries, for a `Likeness`."""
    for entry in entries:
        for _, sign in entry.keys:
            yield from sign.words
            yield sign.core


def compare_keys(proposed: NameEntry, earlier: NameEntry, words: Likeness | None = None) -> KeyMatch:
    """Return how the key elements of two names compare: the best pair of their versions."""
    words = words or Likeness(key_words([proposed]), key_words([earlier]))
    matches = [_pair(a, b, words) for a in proposed.keys for b in earlier.keys]
    best_match = min(matches, key=lambda m: (KINDS.index(m.kind), m.look is None, -m.value))
    if best_match.kind in {"different", "translated", "contained"} and (rule := _by_letters(proposed, earlier)):
        value = max(best_match.value, SIMILAR)
        return replace(best_match, kind="initials", value=value, rules=(rule,), rest=0.0, same_bare=False)
    return best_match


def _by_letters(proposed: NameEntry, earlier: NameEntry) -> str:
    """Return the rule by which one name is the other's initials, or ""."""
    ours, theirs = ({keyed.sign.compact.form for keyed in entry.keys} for entry in (proposed, earlier))
    if earlier.letters & ours:
        return "initials.earlier"
    return "initials.proposed" if proposed.letters & theirs else ""


def _pair(a: Keyed, b: Keyed, words: Likeness) -> KeyMatch:
    look, sound = look_of(a.sign, b.sign, words), sound_of(a.sign, b.sign, words)
    kind, value, rules = _kind(a.sign, b.sign, look, sound)
    if kind != "identical" and "".join(a.anatomy.bare) == "".join(b.anatomy.bare):
        kind, value, rules = "identical", SPACED, ("spacing",)
    if kind == "different" and (part := _contained(a.sign, b.sign, words)):
        kind, rules = "contained", (part,)
    if kind == "different" and _same_meaning(a.sign, b.sign):
        kind, rules = "translated", ("translated",)
    if kind in {"variant", "similar"} and not _others_alike(a.sign, b.sign, words):
        kind, rules = ("contained", (part,)) if (part := _contained(a.sign, b.sign, words)) else ("different", ())
    if (
        kind not in {"identical", "variant"}
        and (places := trade_places(a.anatomy))
        and places == trade_places(b.anatomy)
    ):
        kind, value, rules = "variant", SPELLED, ("trade_place",)
    shared_words = set(a.anatomy.rest) & set(b.anatomy.rest)
    all_words = set(a.anatomy.rest) | set(b.anatomy.rest)
    same_bare = sorted(a.anatomy.bare) == sorted(b.anatomy.bare)
    return KeyMatch(
        kind, value, look, sound, rules, a, b, len(shared_words) / len(all_words) if all_words else 1.0, same_bare
    )


def shared_words(match: KeyMatch) -> tuple[str, ...]:
    """Return the words that two key elements share, whatever their number or gender; of two scripts those of the
    shorter one, all of whose words the other holds.
    """
    if match.proposed.sign.script != match.earlier.sign.script:
        return min(match.earlier.anatomy.key, match.proposed.anatomy.key, key=len)
    ours = {_stem(word) for word in match.proposed.anatomy.key}
    return tuple(word for word in match.earlier.anatomy.key if _stem(word) in ours)


def _others_alike(a: Sign, b: Sign, words: Likeness) -> bool:
    """Return whether the words beside those that two key elements share are alike too: ALAOUI KASBI and ALAOUI NASRI
    are alike by ALAOUI alone.
    """
    if a.script != b.script or 1 in (len(a.words), len(b.words)):
        return True
    ours, theirs = ([_stem(word.form) for word in sign.words] for sign in (a, b))
    shared = set(ours) & set(theirs)
    rows = [at for at, stem in enumerate(ours) if stem not in shared]
    columns = [at for at, stem in enumerate(theirs) if stem not in shared]
    if not shared or not rows or not columns:
        return True
    near = words.nearness(a, b)
    if near is None:
        return True
    if len(rows) > len(columns):
        return all(max(near[row][column] for row in rows) >= SIMILAR for column in columns)
    return all(max(near[row][column] for column in columns) >= SIMILAR for row in rows)


def _kind(a: Sign, b: Sign, look: float | None, sound: float | None) -> tuple[Kind, float, tuple[str, ...]]:
    ours, theirs = [[word.form for word in sign.words] for sign in (a, b)]
    if ours == theirs:
        return "identical", 1.0, ("identical",)
    if sorted(ours) == sorted(theirs):
        return "identical", SPACED, ("order",)
    if a.compact.form == b.compact.form:
        return "identical", SPACED, ("spacing",)
    if [_stem(word) for word in ours] == [_stem(word) for word in theirs]:
        return "variant", INFLECTED, ("plural",)
    if a.script == b.script and not spelling_keys(a.compact.form).isdisjoint(spelling_keys(b.compact.form)):
        return "variant", max(together(look, sound), SPELLED), ("sound",)
    return _alike(look, sound, min(len(a.compact.form), len(b.compact.form)))


def _alike(look: float | None, sound: float | None, letters: int) -> tuple[Kind, float, tuple[str, ...]]:
    """Return what look and sound say of two key elements that are not the same words; `letters` of the shorter one."""
    value = together(look, sound)
    if look is None:
        kind: Kind = "variant" if value >= ACROSS else "similar" if value >= SIMILAR_ACROSS else "different"
        return kind, value, ("other_script",) if kind != "different" else ()
    if sound is not None and sound >= SAME_SOUND and letters > 2:
        return "variant", max(value, SPELLED), ("sound",)
    if value >= VARIANT:
        return "variant", value, ("spelling",)
    return ("similar", value, ("alike",)) if value >= SIMILAR else ("different", value, ())


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """Return a word without the endings of plural and gender: SILLAGES, SILLAGE; الاطلسيه, الاطلسي."""
    if not word.isascii():
        return word.removeprefix("ال").removesuffix("ات").removesuffix("ه") if len(word) > 4 else word
    for ending in ("es", "s", "x", "e"):
        if len(word) - len(ending) > 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def _contained(a: Sign, b: Sign, words: Likeness) -> str:
    """Return the rule by which one key element lies wholly in the other with further words, or by which they share a
    word; else "".
    """
    if a.script != b.script:
        return _contained_sound(a, b, words)
    stems = [[_stem(word.form) for word in sign.words] for sign in (a, b)]
    shared = {stem for stem in set(stems[0]) & set(stems[1]) if len(stem) >= CONTAINED_LETTERS}
    if shared and (shared >= set(stems[0]) or shared >= set(stems[1])):
        return "contained"
    short, long = sorted((a.compact.form, b.compact.form), key=len)
    return "inside" if len(short) > CONTAINED_LETTERS and len(short) >= INSIDE * len(long) and short in long else ""


def _contained_sound(a: Sign, b: Sign, words: Likeness) -> str:
    table = words.sounds(a, b)  # one row a word of `a`
    shorter, rows = (a, table) if len(a.words) <= len(b.words) else (b, list(zip(*table, strict=True)))
    long_enough = all(len(word.form) >= 3 for word in shorter.words)
    return "contained" if long_enough and all(max(row) >= ACROSS for row in rows) else ""


def _same_meaning(a: Sign, b: Sign) -> bool:
    if len(a.words) != len(b.words):
        return False
    return all(
        any(concepts_of(x.form) & concepts_of(y.form) or x.form == y.form for y in b.words) for x in a.words
    ) and any(concepts_of(x.form) for x in a.words)
