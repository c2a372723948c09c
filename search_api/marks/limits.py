"""How large a proposed or compared mark may be, so that one question stays within seconds of work: for command line,
HTTP and batch.

What is larger is refused and named, never cut: a part of a sign is another sign. `anteriority bench performance
limits` measures the largest that pass.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from corpora.errors import InvalidQuery
from corpora.parsing.marks import KEYS, MAX_TEXT, mark_from
from corpora.parsing.texts import FieldError
from corpora.records.mark import Activity, Mark
from search_api.invalid import invalid, unknown_key
from search_api.shown import RecordOut

_KEYS = KEYS | {field.name for field in fields(RecordOut)}  # a record of an answer may be compared as it stands
MOST_LETTERS = 3_000  # of all texts of a sign together: two words of 2,000 letters a side cost 2 s, ten cost 40 s
MOST_GOODS_LETTERS = 20_000  # of all goods together
MOST_VALUE = 2_000  # letters of any other value
MOST_EXTRA = 20_000  # letters and figures of all that is not ours
DEEPEST_EXTRA = 8
MOST: Mapping[str, int] = {
    "texts": 30,
    "disclaimed": 30,
    "nice_classes": 45,
    "goods": 60,
    "vienna_codes": 50,
    "priorities": 20,
    "holders": 20,
    "territories": 200,
    "designations": 200,
}


def side(raw: Mapping[str, Any]) -> Mark:
    """Return the mark of raw values, read as a record of a file is read, within the limits.

    What is not ours stands under `extra`: a key that is misspelt would else ask for nothing, in silence.

    Raises:
        InvalidQuery: a key is not known, or a value cannot be read or is larger than any sign;
            the message names the field.

    """
    if hint := unknown_key(raw, _KEYS):
        raise InvalidQuery(f"mark: {hint}")
    try:
        return within_limits(mark_from(raw, needs_id=False))
    except FieldError as error:
        raise invalid(error) from None


def within_limits(mark: Mark) -> Mark:
    """Return a mark that one question may hold; raises FieldError that names the field."""
    for name, most in MOST.items():
        if len(getattr(mark, name)) > most:
            raise FieldError(name, f"holds {len(getattr(mark, name))} values; at most {most}")
    _check_letters("texts", [mark.text, *(text.text for text in mark.texts)], MOST_LETTERS)
    _check_letters("goods", [goods.text for goods in mark.goods], MOST_GOODS_LETTERS)
    _check_letters("disclaimed", mark.disclaimed, MOST_LETTERS)
    _check_letters("activity", [mark.activity.text] if mark.activity else [], MOST_VALUE)
    for name, part in _parts(mark):
        _check_values(name, part)
    _check_extra(mark.extra)
    return mark


def with_goods_cut(mark: Mark) -> Mark:
    """Return an application as filed with its lists of goods cut to the limit, each to the same share; the answer
    must say so.

    One in thirty of EUIPO's lists is longer; the first terms of every class are what is compared.
    """
    if letters_of_goods(mark) <= MOST_GOODS_LETTERS:
        return mark
    most = MOST_GOODS_LETTERS // len(mark.goods)
    return replace(mark, goods=tuple(replace(goods, text=goods.text[:most]) for goods in mark.goods))


def letters_of_goods(mark: Mark) -> int:
    """Return how long all lists of goods are together."""
    return sum(len(goods.text) for goods in mark.goods)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a side, with the same limits."""
    text = {"type": "string", "maxLength": MOST_VALUE}
    anything = {name: {"type": "array", "maxItems": most} for name, most in MOST.items()}
    goods = {"class": {"type": "integer"}, "text": {"type": "string", "maxLength": MOST_GOODS_LETTERS}, "lang": text}
    return {
        "type": "object",
        "description": "A mark with the keys of a canonical record (docs/formats.md); `text` is all that it needs. "
        f"All texts together have at most {MOST_LETTERS:,} letters, all goods {MOST_GOODS_LETTERS:,}.",
        "required": ["text"],
        "properties": {
            **anything,
            "text": {"type": "string", "minLength": 1, "maxLength": MAX_TEXT},
            "nice_classes": {**anything["nice_classes"], "items": {"type": "integer", "minimum": 1, "maximum": 45}},
            "goods": {**anything["goods"], "items": {"type": "object", "properties": goods}},
            "filing_date": {"type": "string", "format": "date"},
        },
    }


def _check_letters(name: str, texts: Iterable[str], most: int) -> None:
    letters = sum(map(len, texts))
    if letters > most:
        raise FieldError(name, f"has {letters:,} letters in all; at most {most:,}")


def _parts(mark: Mark) -> Iterable[tuple[str, Any]]:
    """Yield the mark and every value with fields in it, each under the name of the field it stands in."""
    yield "", mark
    for name in ("texts", "goods", "priorities", "holders", "designations"):
        yield from ((name, part) for part in getattr(mark, name))
    if mark.activity:
        yield "activity", mark.activity


def _check_values(name: str, part: Any) -> None:
    """Raise FieldError for a value that is no text, date or class, or is too long; lists and counted texts are left
    out.
    """
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "text" or (not name and isinstance(value, tuple | dict | Activity)):
            continue
        if not isinstance(value, str | date | None) and field.name != "nice_class":
            raise FieldError(name or field.name, f"{field.name} must be a text")
        if isinstance(value, str) and len(value) > MOST_VALUE:
            raise FieldError(name or field.name, f"has {len(value):,} letters; at most {MOST_VALUE:,}")


def _check_extra(extra: Mapping[str, Any]) -> None:
    """Raise FieldError for more than `MOST_EXTRA` letters of other values, or deeper ones than any record has."""
    letters, level = 0, [extra]
    for _ in range(DEEPEST_EXTRA):
        letters += sum(len(str(item)) for item in level if not isinstance(item, Mapping | list | tuple))
        if letters > MOST_EXTRA:
            raise FieldError("extra", f"holds more than {MOST_EXTRA:,} letters of values that are not ours")
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return
    raise FieldError("extra", f"is nested deeper than {DEEPEST_EXTRA} levels")


def _inside(item: Any) -> list[Any]:
    if isinstance(item, Mapping):
        return [*item, *item.values()]
    return list(item) if isinstance(item, list | tuple) else []
