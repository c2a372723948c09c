"""The columns of a table: which of our keys each holds, and the raw values of a row by them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpora.errors import UnknownFormat
from corpora.parsing.texts import is_blank
from corpora.readers.headers import header_key
from corpora.records.rejected import excerpt

# What a record may have several of: columns of one such key add up. Of any other key the first column with a value
# counts.
_SEVERAL = frozenset(
    {
        *("nice_classes", "goods", "holders", "vienna_codes", "territories", "translations", "transliterations"),
        *("applicants", "inventors", "cpc", "ipc", "citations", "disclaimed"),
    }
)
MOST_ROWS, MOST_LETTERS = 10_000, 4 * 1024 * 1024  # of one record: some tables have a row a term of 45 classes
_CLASSES = "nice_classes"
_ONE_OF_CLASSES = re.compile(r"(?:nice_)?class(?:e)?_?\d{1,2}")  # a column a class
_COUNTRY = frozenset({"pays", "country", "البلد", "nationality", "nationalite"})
_AS_TEXT = re.compile(r'="([^"]*)"')  # how a table keeps the zeros of a number in Excel

_CAN_BE_NA = frozenset({"text", "name_1", "acronym", "office", "title"})  # a sign; Namibia's office


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: our keys by header, one of the columns that must be there and what it is, one of those that
    tell a record's number where it has no identity without, and what a header may look like.
    """

    aliases: dict[str, str]
    needed: tuple[str, ...]
    what: str
    header: str
    numbers: tuple[str, ...] = ()

    def known(self, cells: list[str]) -> int:
        """Return how many cells of a line name a column that is known."""
        return sum(header_key(cell) in self.aliases for cell in cells)


def keys_of(header: list[str], columns: Mapping[str, str], source: str, content: Content) -> list[str]:
    """Return our key for every column, or the header's own; `columns` names some by hand, which then are the only
    source.

    Raises:
        UnknownFormat: a named column does not exist, a key is none of ours, or a needed column is missing.

    """
    names = [header_key(cell) for cell in header]
    keys = [content.aliases.get(name) or (_CLASSES if _ONE_OF_CLASSES.fullmatch(name) else name) for name in names]
    if "holders" in keys:  # a country beside a holder is where the holder sits
        keys = ["holder_country" if name in _COUNTRY else key for name, key in zip(names, keys, strict=True)]
    known_keys = {*content.aliases.values(), *content.needed, *content.numbers}
    for ours, column in columns.items():
        if ours not in known_keys:
            raise UnknownFormat(
                f"--columns {excerpt(ours)}=…: is none of our columns; they are {', '.join(sorted(known_keys))}"
            )
        if header_key(column) not in names:
            raise UnknownFormat(f'{source}: no column "{column}"; the columns are {", ".join(header)}')
        at = names.index(header_key(column))
        keys = [ours if i == at else names[i] if key == ours else key for i, key in enumerate(keys)]
    for needed, what in ((content.needed, content.what), (content.numbers, "the number")):
        if needed and not set(needed) & set(keys):
            raise UnknownFormat(
                f"{source}: no column holds {what}: either the header line is missing (it must name "
                f"{content.header}), or name the "
                f"column with --columns {needed[0]}=HEADER (first line: {excerpt(', '.join(header))})"
            )
    return keys


def raw_of(cells: list[str], keys: list[str], header: list[str]) -> dict[str, Any]:
    """Return the values of a row by our keys; what no key takes stands under its header, and nothing runs together."""
    raw: dict[str, Any] = {}
    for key, name, written in zip(keys, header, cells, strict=True):
        excel = _AS_TEXT.fullmatch(written.strip())
        cell = excel[1] if excel else written
        if not cell.strip() or (is_blank(cell) and key not in _CAN_BE_NA):
            continue
        if key not in raw:
            raw[key] = cell
        elif key in _SEVERAL:
            if cell in raw[key].split("; "):
                continue
            raw[key] = f"{raw[key]}; {cell}"
        elif cell != raw[key]:
            raw.setdefault(header_key(name) if header_key(name) != key else f"{key}_2", cell)
    return raw


_IDENTITY = ("id", "office", "court", "application_number", "registration_number")


def one_record(raw: Mapping[str, Any], following: Mapping[str, Any]) -> bool:
    """Return whether two rows are two classes of one record: the same number and text, another class or other goods."""
    if not (raw.get("nice_classes") and following.get("nice_classes")) or not any(raw.get(k) for k in _IDENTITY):
        return False
    if (raw["nice_classes"], raw.get("goods")) == (following["nice_classes"], following.get("goods")):
        return False
    texts = [" ".join(str(values.get("text", "")).split()).casefold() for values in (raw, following)]
    return texts[0] == texts[1] and all(raw.get(key) == following.get(key) for key in _IDENTITY)


def joined(raw: Mapping[str, Any], following: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return two rows of one record as one, and the keys whose values differ: of these the first row's count."""
    record = {**following, **raw}
    for key in _SEVERAL & raw.keys() & following.keys() - {"nice_classes", "goods"}:
        if following[key] not in raw[key]:
            record[key] = f"{raw[key]}; {following[key]}"
    record["nice_classes"] = f"{raw['nice_classes']}; {following['nice_classes']}"
    if goods := [*_goods(raw), *_goods(following)]:
        record["goods"] = goods
    return record, sorted(
        key for key in raw.keys() & following.keys() - _SEVERAL - {"text"} if raw[key] != following[key]
    )


def _goods(raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    goods = raw.get("goods")
    if not goods or isinstance(goods, list):
        return goods or []
    return [{"text": goods, "class": raw["nice_classes"]}]


def letters(raw: Mapping[str, Any]) -> int:
    """Return the number of letters in a row's values."""
    return sum(len(value) for value in raw.values() if isinstance(value, str))
