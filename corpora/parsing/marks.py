"""A mark from a mapping of raw values: the one place where input keys become fields of `Mark`.

Readers of every format produce such a mapping; `mark_from` normalises, validates and keeps what it does not know
under `extra`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from corpora.parsing.extra import read_extra
from corpora.parsing.texts import FieldError, clean_id, clean_text
from corpora.parsing.values import read_classes, read_country, read_date, read_right, read_status, read_vienna
from corpora.records.mark import (
    STATUSES,
    TEXT_ROLES,
    Activity,
    Designation,
    Goods,
    Holder,
    Mark,
    MarkText,
    Priority,
)

MAX_ID = 200  # characters; a cluster takes ids of 512 bytes
MAX_TEXT = 2_000  # characters; the longest filed sign seen has 1,100 (a slogan in a label)
_DATES = ("filing_date", "publication_date", "registration_date", "expiry_date", "reserved_until")
_TEXTS = (
    "application_number",
    "registration_number",
    "international_number",
    "kind",
    "nature",
    "acronym",
    "legal_form",
    "city",
    "image",
    "source",
)
KEYS = {
    *_DATES,
    *_TEXTS,
    *("id", "office", "right", "text", "texts", "transliterations", "translations", "disclaimed"),
    *("nice_classes", "classes", "goods", "activity", "vienna_codes", "status", "office_status", "priorities"),
    *("priority_date", "holder", "holders", "territories", "designations", "extra"),
}


def mark_from(raw: Mapping[str, Any], *, needs_id: bool = True) -> Mark:
    """Return the mark that a mapping of raw values describes.

    A `status` in the office's own words is translated and kept in `office_status`. Keys that are not ours go to
    `extra`.

    Raises:
        FieldError: a required field is missing or a value cannot be read; it names the field.

    """
    values: dict[str, Any] = {name: read_date(raw.get(name), name) for name in _DATES}
    for name in _TEXTS:
        values[name] = clean_text(raw.get(name), name) or None
    values["id"] = clean_id(raw.get("id"), "id")
    if needs_id and not values["id"]:
        raise FieldError("id", "is missing; give office-number, for example MA-234567")
    if len(values["id"]) > MAX_ID:
        raise FieldError("id", f"has more than {MAX_ID} characters")
    values["text"] = _sign(raw.get("text"), "text")
    values["acronym"] = _sign(raw.get("acronym"), "acronym") or None
    values["office"] = read_country(raw.get("office") or _office_in(values["id"]), "office")
    values["right"] = read_right(raw.get("right"))
    values["texts"] = tuple(_texts(raw))
    values["disclaimed"] = tuple(clean_text(t, "disclaimed") for t in _listed(raw, "disclaimed"))
    values["nice_classes"] = read_classes(raw.get("nice_classes") or raw.get("classes"))
    values["goods"] = tuple(_goods(_listed(raw, "goods")))
    if not values["nice_classes"]:
        values["nice_classes"] = tuple(sorted({g.nice_class for g in values["goods"] if g.nice_class}))
    values["activity"] = _activity(raw.get("activity"))
    values["vienna_codes"] = tuple(read_vienna(code) for code in _listed(raw, "vienna_codes"))
    values |= _status(raw)
    values["priorities"] = tuple(_priorities(raw))
    values["holders"] = tuple(_holders(raw))
    values["territories"] = tuple(read_country(t) for t in _listed(raw, "territories"))
    values["designations"] = tuple(_designations(_listed(raw, "designations")))
    values["extra"] = {
        **read_extra(_mapping(raw.get("extra"), "extra")),
        **read_extra({k: raw[k] for k in raw if k not in KEYS}),
    }
    return Mark(**values)


def proposed_mark(text: str, classes: Sequence[int], goods: str) -> Mark:
    """Return a sign that is not filed yet, with the classes and goods that it is meant for; raises FieldError."""
    goods_entries = (Goods(clean_text(goods, "goods")),) if goods else ()
    return Mark("", _sign(text, "text"), nice_classes=read_classes(list(classes)), goods=goods_entries)


def _office_in(number: str) -> str:
    """Return the office that a record's id begins with ("XX" of a proposed mark, which has none)."""
    if number and not re.match(r"[A-Za-z]{2}", number):
        raise FieldError(
            "office", "is not said, and the id does not begin with it (MA-234567); name it (--office)", number
        )
    return number[:2] or "XX"


def _listed(raw: Mapping[str, Any], name: str) -> list[Any]:
    value = raw.get(name)
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    raise FieldError(name, "must be a list")


def _mapping(value: object, name: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise FieldError(name, "must be an object")
    return dict(value)


def _sign(value: object, name: str) -> str:
    text = clean_text(value, name)
    read = len(text) if text.isascii() else len(normalize("NFKC", text))  # one letter (ﷺ) may stand for eighteen
    if read > MAX_TEXT:
        raise FieldError(name, f"has {read} characters; at most {MAX_TEXT} are read as one sign")
    return text


def _optional(value: object, name: str) -> str | None:
    return clean_text(value, name) or None


def _texts(raw: Mapping[str, Any]) -> Iterable[MarkText]:
    for item in _listed(raw, "texts"):
        entry = {"text": item} if isinstance(item, str) else _mapping(item, "texts")
        role = clean_text(entry.get("role") or "version", "texts")
        if role not in TEXT_ROLES:
            raise FieldError("texts", f"is no role; a text's role is one of {', '.join(sorted(TEXT_ROLES))}", role)
        if text := _sign(entry.get("text"), "texts"):
            yield MarkText(text, _optional(entry.get("language"), "texts"), role)  # type: ignore[arg-type]
    for name, role in (("transliterations", "transliteration"), ("translations", "translation")):
        value = raw.get(name)
        pairs: Iterable[tuple[str | None, Any]]
        if isinstance(value, Mapping):
            pairs = value.items()
        else:
            pairs = [
                (item.get("language"), item.get("text")) if isinstance(item, Mapping) else (None, item)
                for item in _listed(raw, name)
            ]
        for language, text in pairs:
            if sign := _sign(text, name):
                yield MarkText(sign, _optional(language, name), role)  # type: ignore[arg-type]


def _goods(items: list[Any]) -> Iterable[Goods]:
    for item in items:
        if isinstance(item, str):
            yield Goods(clean_text(item, "goods"))
            continue
        entry = _mapping(item, "goods")
        classes = read_classes([entry["class"]]) if entry.get("class") not in (None, "") else ()
        text = clean_text(entry.get("text"), "goods")
        if text or classes:
            yield Goods(text, classes[0] if classes else None, _optional(entry.get("lang"), "goods"))


def _activity(value: object) -> Activity | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return Activity(clean_text(value, "activity"))
    entry = _mapping(value, "activity")
    return Activity(clean_text(entry.get("text"), "activity"), _optional(entry.get("code"), "activity"))


def _status(raw: Mapping[str, Any]) -> dict[str, Any]:
    office_status = clean_text(raw.get("office_status"), "office_status") or None
    status_text = clean_text(raw.get("status"), "status")
    if status_text.lower() in STATUSES:
        return {"status": status_text.lower(), "office_status": office_status}
    return {"status": read_status(status_text), "office_status": office_status or status_text or None}


def _priorities(raw: Mapping[str, Any]) -> Iterable[Priority]:
    for item in _listed(raw, "priorities"):
        entry = {"date": item} if isinstance(item, str) else _mapping(item, "priorities")
        if priority_date := read_date(entry.get("date"), "priorities"):
            yield Priority(
                priority_date,
                _optional(entry.get("country"), "priorities"),
                _optional(entry.get("number"), "priorities"),
            )
    if (priority_date := read_date(raw.get("priority_date"), "priority_date")) is not None:
        yield Priority(priority_date)


def _holders(raw: Mapping[str, Any]) -> Iterable[Holder]:
    holders = _listed(raw, "holders")
    if not holders and raw.get("holder"):
        holders = [raw["holder"]]
    for item in holders:
        entry = {"name": item} if isinstance(item, str) else _mapping(item, "holders")
        if name := clean_text(entry.get("name"), "holders"):
            yield Holder(name, _optional(entry.get("country"), "holders"), _optional(entry.get("id"), "holders"))


def _designations(items: list[Any]) -> Iterable[Designation]:
    for item in items:
        entry = {"territory": item} if isinstance(item, str) else _mapping(item, "designations")
        yield Designation(
            read_country(entry.get("territory"), "designations"),
            read_date(entry.get("date"), "designations"),
            _optional(entry.get("status"), "designations"),
        )
