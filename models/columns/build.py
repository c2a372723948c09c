"""Records to columns: `ColumnBuilder` takes them one by one, and goes on from columns that were stored."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from corpora.records.mark import Mark
from models.columns.growing import Grown, Numbers
from models.columns.index import piece_code
from models.columns.layout import (
    DESIGNATED,
    DISCLAIMED,
    LETTER,
    NEVER,
    SYNTHETIC,
    TEXT,
    Columns,
    RecordColumns,
    SignColumns,
)
from models.columns.own import OwnBuilder
from models.columns.words import WordBuilder
from models.goods.descriptive import descriptive
from models.goods.field import Field, field_of
from models.law.standing import dead_from, effective
from models.signs.entry import (
    compact_of,
    core_places,
    forms_of,
    in_unit_forms,
    joined,
    spelling_places,
    versions,
)
from models.words.closeness import trigrams_in_order
from models.words.initials import LENGTHS, acronyms
from models.words.particles import units
from models.words.readings import read_word
from models.words.text import Version, words_of
from models.words.weak import relative, word_strengths
from models.words.word import Read, Word

NOT_APART = 255  # place of a letter whose word is not told


def holder_key(name: str) -> str:
    """Return a holder's name folded, so that spellings of one holder meet."""
    return " ".join(sorted(words_of(name)))


def class_bits(classes: Iterable[int]) -> int:
    """Return Nice classes as bits."""
    return sum(1 << number for number in set(classes))


class ColumnBuilder:
    """Makes columns; `read` says words (a lexicon knows those of a register)."""

    def __init__(self, old: Columns | None = None, read: Read = read_word) -> None:
        self._read = read
        self._words = WordBuilder(old.words if old else None)
        self._own = OwnBuilder(old.own if old else None, self._words)
        self._signs = Grown(SignColumns, old.signs if old else None)
        self._records = Grown(RecordColumns, old.records if old else None)
        signs, records = self._signs, self._records
        self._scripts = Numbers(signs.strings("scripts"))
        self._texts = Numbers(signs.strings("texts"))
        self._acronyms = Numbers(signs.strings("acronyms"))
        self._offices = Numbers(records.strings("offices"))
        self._internationals = Numbers(records.strings("internationals"))
        self._holders = Numbers(records.strings("holders"))
        self._goods: dict[Any, int] = {}
        self._goods_count = int(old.records.goods.max(initial=-1)) + 1 if old else 0

    def add(self, mark: Mark) -> int:
        """Add a record; return its row."""
        records = self._records
        row = len(records.strings("ids"))
        disclaimed = frozenset(word for text in mark.disclaimed for word in words_of(text))
        field = _field(mark)
        at = _Place(mark, field, disclaimed)
        for version in versions(mark):
            self._add_version(version, at)
        records.end("start", self._signs.count("compact"))
        records.strings("ids").append(mark.id)
        records.add("goods", self._goods_of(mark))
        records.add("classes", class_bits(mark.nice_classes))
        text = bool(mark.goods or mark.activity)
        synthetic = bool(mark.extra.get("synthetic"))
        designated = mark.right == "international" and bool(mark.designations)
        records.add("flags", SYNTHETIC * synthetic | DESIGNATED * designated | TEXT * text)
        day, end = effective(mark).date, dead_from(mark)
        records.add("effective", day.toordinal() if day else 0)
        records.add("dead_from", end.toordinal() if end else NEVER)
        records.add("office", self._offices.of(mark.office))
        number = mark.international_number
        records.add("international", self._internationals.of(number) if number else -1)
        for holder in mark.holders:
            records.add("holder", self._holders.of(holder_key(holder.name)))
        records.end("holder_start", records.count("holder"))
        return row

    def columns(self) -> Columns:
        """Return the columns of everything added."""
        return Columns(self._words.columns(), self._signs.columns(), self._own.columns(), self._records.columns())

    def _goods_of(self, mark: Mark) -> int:
        key = (mark.nice_classes, mark.goods, mark.activity)
        number = self._goods.get(key)
        if number is None:
            number = self._goods[key] = self._goods_count
            self._goods_count += 1
        return number

    def _add_version(self, version: Version, at: "_Place") -> None:
        forms = forms_of(version)
        groups = units(forms)
        joins = len(groups) != len(forms)
        letters = spelling_places(forms, groups) if joins else frozenset()
        base = at.occurrences
        at.occurrences += len(forms)
        strengths = word_strengths(forms, at.disclaimed, lambda form: descriptive(form, at.field))
        flags = [LETTER * (i in letters) | DISCLAIMED * (form in at.disclaimed) for i, form in enumerate(forms)]
        ranges = [(base + i, base + i + 1) for i in range(len(forms))]
        self._add_sign(_Spelled(forms, version, relative(strengths), flags, ranges), at, in_units=False)
        if joins:
            grouped = tuple(max(strengths[i] for i in group) for group in groups)
            ranges = [(base + group[0], base + group[-1] + 1) for group in groups]
            for joined_forms in in_unit_forms(forms, groups):
                at.occurrences += len(groups)
                sign = _Spelled(joined_forms, version, relative(grouped), [0] * len(groups), ranges)
                self._add_sign(sign, at, in_units=True)

    def _add_sign(self, spelled: "_Spelled", at: "_Place", *, in_units: bool) -> None:
        signs, forms = self._signs, spelled.forms
        words = tuple(Word(form, self._read(form)) for form in forms)
        compact = compact_of(words, spelled.version, self._read)
        signs.add("compact", self._words.of(compact))
        core = core_places(words, spelled.weights)
        partial = 1 < len(core) < len(words)
        core_word = joined(tuple(words[i] for i in core), self._read) if partial else None
        signs.add("core", self._words.of(core_word) if core_word else -1)
        signs.add("core_mask", sum(1 << i for i in core))
        signs.add("text", -1 if in_units else self._texts.of(" ".join(forms)))
        signs.add("script", self._scripts.of(spelled.version.script))
        for form, word, flags, (first, last) in zip(forms, words, spelled.flags, spelled.ranges, strict=True):
            signs.add("word", self._words.of(word))
            signs.add("own", -1 if in_units else self._own.of(form, at.field, at.mark))
            signs.add("flags", flags)
            signs.add("first", first)
            signs.add("last", last)
        signs.end("start", signs.count("word"))
        for letters in sorted(acronyms(forms)) if len(forms) >= LENGTHS.start else ():
            signs.add("initials", self._acronyms.of(letters))
        signs.end("initials_start", signs.count("initials"))
        for code, place in _pieces(forms):
            signs.add("piece", code)
            signs.add("piece_at", place)
        signs.end("piece_start", signs.count("piece"))
        for code, places in _whole_pieces(compact.form, tuple(map(len, forms))):
            signs.add("whole", code)
            signs.add("whole_at", places)
        signs.end("whole_start", signs.count("whole"))


class _Place:
    """The record that is being added, and how many occurrences it has so far."""

    __slots__ = ("disclaimed", "field", "mark", "occurrences")

    def __init__(self, mark: Mark, field: Field, disclaimed: frozenset[str]) -> None:
        self.mark, self.field, self.disclaimed = mark, field, disclaimed
        self.occurrences = 0


class _Spelled:
    """The words of a version, what they weigh by the record's own goods, and the words that each stands for."""

    __slots__ = ("flags", "forms", "ranges", "version", "weights")

    def __init__(
        self,
        forms: tuple[str, ...],
        version: Version,
        weights: tuple[float, ...],
        flags: list[int],
        ranges: list[tuple[int, int]],
    ) -> None:
        self.forms, self.version, self.weights, self.flags, self.ranges = forms, version, weights, flags, ranges


@lru_cache(maxsize=4_096)
def _field_of_classes(classes: tuple[int, ...]) -> Field:
    return field_of(Mark("", "", nice_classes=classes))


def _field(mark: Mark) -> Field:
    return field_of(mark) if mark.goods or mark.activity else _field_of_classes(mark.nice_classes)


def _pieces(forms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the trigrams of words with the place of each word that has them, sorted."""
    return sorted({(piece_code(piece), i) for i, form in enumerate(forms) for piece in trigrams_in_order(form)})


def _whole_pieces(compact: str, sizes: tuple[int, ...]) -> list[tuple[int, tuple[int, int, int]]]:
    """Return the trigrams of words written as one, with the places of the words of their letters, sorted."""
    places = [place for place, size in enumerate(sizes) for _ in range(size)]
    if len(places) != len(compact):
        places = [NOT_APART] * len(compact)
    padded = [places[0]] * 2 + places + [places[-1]]
    found = {
        (piece_code(piece), (padded[at], padded[at + 1], padded[at + 2]))
        for at, piece in enumerate(trigrams_in_order(compact))
    }
    return sorted(found)
