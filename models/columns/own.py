"""What a record's own goods say of a word: rows of `OwnColumns`, made when it is indexed."""

from corpora.records.mark import Mark
from models.columns.growing import Grown
from models.columns.layout import CLASSES, EMPTY, STEMS, OwnColumns
from models.columns.words import WordBuilder
from models.goods.descriptive import BESIDE_TERMS, by_itself, parts_of
from models.goods.field import Field


def field_flags(field: Field, mark: Mark) -> int:
    """Return what is known of the goods of a record: `STEMS`, `CLASSES`, `EMPTY`."""
    named = bool(mark.nice_classes) or any(goods.nice_class is not None for goods in mark.goods)
    return STEMS * bool(field.stems) | CLASSES * named | EMPTY * (not field)


def own_values(form: str, field: Field, flags: int) -> tuple[float, float, float, float]:
    """Return how far a word describes the goods of a field, taken for itself, beside a mark that [gives no terms, gives
    terms] × [names no class, names one].

    Lists say less where either gives terms; guessed classes count only where neither names one.
    """
    unguessed = field if flags & CLASSES else Field(frozenset(), field.stems, field.concepts)
    shares = (BESIDE_TERMS if flags & STEMS else 1.0, BESIDE_TERMS)
    a, b, c, d = (by_itself(form, of, share) for share in shares for of in (field, unguessed))
    return a, b, c, d


class OwnBuilder:
    """Gives numbers to distinct pairs of a word and what it is used for."""

    def __init__(self, old: OwnColumns | None, words: WordBuilder) -> None:
        self._grown = Grown(OwnColumns, old)
        self._words = words
        self._rows: dict[tuple[str, Field, tuple[int, ...], bool], int] = {}

    def of(self, form: str, field: Field, mark: Mark) -> int:
        """Return the row of a word of a record."""
        return self._of(form, field, mark, apart=True)

    def _of(self, form: str, field: Field, mark: Mark, *, apart: bool) -> int:
        key = (form, field, mark.nice_classes, apart)
        row = self._rows.get(key)
        if row is not None:
            return row
        parts = (
            [(self._of(x, field, mark, apart=False), self._of(y, field, mark, apart=False)) for x, y in parts_of(form)]
            if apart
            else []
        )
        grown, flags = self._grown, field_flags(field, mark)
        row = self._rows[key] = grown.count("form")
        grown.add("form", self._words.form(form))
        grown.add("values", own_values(form, field, flags))
        grown.add("flags", flags)
        grown.add("classes", sum(1 << number for number in set(mark.nice_classes)))
        grown.extend("parts", parts)
        grown.end("part_start", grown.count("parts"))
        return row

    def columns(self) -> OwnColumns:
        """Return the rows as arrays."""
        return self._grown.columns()
