"""What stands against a trade name by itself, whatever the register: words that need a right or an authorisation, names
that only describe, names of places alone.

A warning that *bars* says that the name cannot be had without what its sentence names; it is never a verdict. What is
descriptive is told by the anatomy and by `models.goods.descriptive` (law 17-97, art. 134, for marks; OMPIC, "Directives
d'examen" 2019, section 2.2, for names, as our reading).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from corpora.records.mark import Mark
from models.goods.descriptive import sign_descriptive
from models.goods.field import Field, field_of
from models.names.anatomy import Anatomy, dissect
from models.names.compounds import LEAST_PART, LEAST_TELLING, is_known
from models.names.fields import base_forms, fields
from models.names.keys import NameEntry
from models.names.tables import phrases, rows
from models.signs.entry import versions

DESCRIBES = 0.85  # of `sign_descriptive`, from which a name says nothing but what is done
LONGEST = 5  # words of a protected phrase


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the word of the contract
    """What stands against a name: its kind (key of the message catalogue), the folded words, the source of the rule,
    and whether it bars the name.
    """

    kind: str
    words: tuple[str, ...]
    source: str
    bars: bool


def warnings_of(entry: NameEntry) -> tuple[Warning, ...]:
    """Return the warnings of a proposed name, those that bar it first, one a kind."""
    found = _protected(entry)
    alone = _says_nothing(entry)
    return tuple(sorted((*found, *alone), key=lambda warning: not warning.bars))


@cache
def _table() -> dict[tuple[str, ...], tuple[str, str, bool]]:
    table: dict[tuple[str, ...], tuple[str, str, bool]] = {}
    for kind, effect, source, cell in rows("protected_words.tsv"):
        for phrase in phrases(cell):
            table.setdefault(phrase, (kind, source, effect == "bars"))
    return table


def _protected(entry: NameEntry) -> Iterable[Warning]:
    by_kind: dict[str, Warning] = {}
    for version in versions(entry.record):
        for warning in (*protected(version.words), *_inside(version.words)):
            by_kind.setdefault(warning.kind, warning)
    return by_kind.values()


def _inside(words: tuple[str, ...]) -> Iterable[Warning]:
    """Yield the protected words that a compound begins or ends with, the rest being a word too: ATLASBANK, not
    BANKARI.
    """
    table = _table()
    for word in words:
        for at in range(LEAST_TELLING, len(word) - LEAST_PART + 1) if word.isascii() and not is_known(word) else ():
            yield from _of_parts(word[:at], word[at:], table)
            yield from _of_parts(word[-at:], word[:-at], table)


def _of_parts(part: str, rest: str, table: Mapping[tuple[str, ...], tuple[str, str, bool]]) -> Iterable[Warning]:
    if (part,) in table and is_known(rest):
        kind, source, bars = table[part,]
        yield Warning(kind, (part,), source, bars)


def protected(words: tuple[str, ...]) -> Iterable[Warning]:
    """Yield the protected words among the folded words of a name; a word inside a longer phrase that is found is not
    told again.
    """
    table = _table()
    covered: set[int] = set()
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            places = range(start, start + length)
            if covered.issuperset(places):
                continue
            phrase = words[start : start + length]
            forms = [phrase] if length > 1 else [(form,) for form in base_forms(phrase[0])]
            if known := next((table[form] for form in forms if form in table), None):
                covered.update(places)
                yield Warning(known[0], phrase, known[1], known[2])


def _says_nothing(entry: NameEntry) -> Iterable[Warning]:
    """Yield the warning of a name that holds nothing distinctive in any of its versions."""
    anatomies = [dissect(version, entry.work) for version in versions(entry.record)]
    kinds = [_kind(anatomy, entry) for anatomy in anatomies]
    if not anatomies or not all(kinds):
        return
    words = tuple(part.word for part in anatomies[0].parts if part.role != "legal_form")
    if "descriptive" not in kinds:
        yield Warning("place", words, "ours", bars=True)
    elif entry.codes or _usual(anatomies):
        yield Warning("descriptive", words, "ours", bars=True)
    else:
        yield Warning("descriptive_near", words, "ours", bars=False)


def _kind(anatomy: Anatomy, entry: NameEntry) -> str:
    """Return `descriptive` or `place` of a version that tells nobody apart, else ""."""
    roles = {part.role for part in anatomy.parts} - {"legal_form"}
    if anatomy.whole:
        return "place" if "place" in roles and "activity" not in roles else "descriptive"
    if not entry.codes:
        return ""
    return "descriptive" if sign_descriptive(anatomy.bare, _field(entry)) >= DESCRIBES else ""


def _usual(anatomies: Iterable[Anatomy]) -> bool:
    return all(part.role in {"generic", "legal_form"} for anatomy in anatomies for part in anatomy.parts)


def _field(entry: NameEntry) -> Field:
    classes = {number for code in entry.codes for number in fields()[code].nice}
    return field_of(Mark("", "", nice_classes=tuple(sorted(classes)), activity=entry.record.activity))
