"""A mark from a mapping of raw values: the one place where input keys become fields of `Mark`.

Readers of every format produce such a mapping; `mark_from` normalises, validates and keeps what it does not know
under `extra`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from unicodedata import normalize

from corpora.parsing.cells import Cells, Tell
from corpora.parsing.dates import read_date
from corpora.parsing.entities import undone
from corpora.parsing.extra import read_extra
from corpora.parsing.statuses import read_status
from corpora.parsing.texts import FieldError, clean_id, clean_text, is_blank
from corpora.parsing.values import read_classes, read_countries, read_country, read_right, read_vienna
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
_SOLAR_HIJRI = frozenset({"IR", "AF"})  # their calendar has the years of the lunar one, for other days
_DATES = ("filing_date", "publication_date", "registration_date", "expiry_date", "reserved_until", "first_use_date")
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


def mark_from(raw: Mapping[str, Any], *, needs_id: bool = True, tell: Tell | None = None) -> Mark:
    """Return the mark that a mapping of raw values describes.

    A `status` in the office's own words is translated and kept in `office_status`. Keys that are not ours go to
    `extra`. With `tell`, what a record can do without (all but its id, its office and its text) is left empty where it
    cannot be read, and `tell` gets the reason.

    Raises:
        FieldError: a field that is needed is missing or cannot be read, or any field without `tell`; it names the
            field.

    """
    cells = Cells(tell)
    identifier = clean_id(raw.get("id"), "id")
    if needs_id and not identifier:
        raise FieldError("id", "is missing; give office-number, for example MA-234567")
    if len(identifier) > MAX_ID:
        raise FieldError("id", f"has more than {MAX_ID} characters")
    office = read_country(raw.get("office") or _office_in(identifier), "office")
    values: dict[str, Any] = {"id": identifier, "office": office, "text": _sign(raw.get("text"), "text")}
    note = None if office in _SOLAR_HIJRI else tell
    for name in _DATES:
        values[name] = cells.read(lambda name=name: read_date(raw.get(name), name, note), None)  # type: ignore[misc]
    for name in _TEXTS:
        values[name] = cells.read(lambda name=name: clean_text(raw.get(name), name), "") or None  # type: ignore[misc]
    values["acronym"] = cells.read(lambda: _sign(raw.get("acronym"), "acronym"), "") or None
    values["right"] = cells.read(lambda: read_right(raw.get("right")), "trademark")
    values["texts"] = (
        *cells.each(lambda: _listed(raw, "texts"), _version),
        *cells.each(lambda: _other_texts(raw), _other_text),
    )
    values["disclaimed"] = cells.each(lambda: _listed(raw, "disclaimed"), lambda text: [clean_text(text, "disclaimed")])
    values["goods"] = cells.each(lambda: _listed(raw, "goods"), _goods)
    values["nice_classes"] = cells.read(lambda: read_classes(_classes(raw)), ()) or tuple(
        sorted({g.nice_class for g in values["goods"] if g.nice_class})
    )
    values["activity"] = cells.read(lambda: _activity(raw.get("activity")), None)
    values["vienna_codes"] = cells.each(lambda: _vienna(raw), lambda code: [read_vienna(code)])
    values |= cells.read(lambda: _status(raw, office), {})
    values["priorities"] = cells.each(lambda: _priorities(raw), partial(_priority, note))
    values["holders"] = cells.each(lambda: _holders(raw), _holder)
    values["territories"] = cells.read(lambda: _territories(raw), ())
    values["designations"] = cells.each(lambda: _listed(raw, "designations"), partial(_designation, note))
    values["extra"] = cells.read(lambda: read_extra(_mapping(raw.get("extra"), "extra")), {}) | cells.read(
        lambda: read_extra({k: raw[k] for k in raw if k not in KEYS}), {}
    )
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
        return [part.strip() for part in undone(value).split(";") if part.strip()]
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


def _version(item: object) -> Iterable[MarkText]:
    entry = {"text": item} if isinstance(item, str) else _mapping(item, "texts")
    role = clean_text(entry.get("role") or "version", "texts")
    if role not in TEXT_ROLES:
        raise FieldError("texts", f"is no role; a text's role is one of {', '.join(sorted(TEXT_ROLES))}", role)
    if text := _sign(entry.get("text"), "texts"):
        yield MarkText(text, _optional(entry.get("language"), "texts"), role)  # type: ignore[arg-type]


def _other_texts(raw: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return (role, language, text) of transliterations and translations, given as a list or by language."""
    items: list[tuple[str, Any, Any]] = []
    for name, role in (("transliterations", "transliteration"), ("translations", "translation")):
        value = raw.get(name)
        if isinstance(value, Mapping):
            items += [(role, language, text) for language, text in value.items()]
            continue
        for item in _listed(raw, name):
            pair = (item.get("language"), item.get("text")) if isinstance(item, Mapping) else (None, item)
            items.append((role, *pair))
    return items


def _other_text(item: Any) -> Iterable[MarkText]:
    role, language, text = item
    if sign := _sign(text, f"{role}s"):
        yield MarkText(sign, _optional(language, f"{role}s"), role)


def _classes(raw: Mapping[str, Any]) -> object:
    """Return the classes as they stand; `classes` is what queries and people call them."""
    return raw.get("classes") if raw.get("nice_classes") in (None, "", []) else raw["nice_classes"]


def _goods(item: object) -> Iterable[Goods]:
    if isinstance(item, str):
        yield Goods(clean_text(item, "goods"))
        return
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


_SEVERAL_CODES = re.compile(r"\s*[;,|]\s*|\s+(?=\d{1,2}\.\d)")


def _vienna(raw: Mapping[str, Any]) -> list[object]:
    """Return the codes one by one; a cell holds several behind commas, semicolons or blanks."""
    codes: list[object] = []
    for item in _listed(raw, "vienna_codes"):
        if not isinstance(item, str):
            codes.append(item)
        elif not is_blank(item):
            codes += [part for part in _SEVERAL_CODES.split(item) if part]
    return codes


def _territories(raw: Mapping[str, Any]) -> tuple[str, ...]:
    listed = _listed(raw, "territories")
    return tuple(code for t in listed for code in (read_countries(t) if isinstance(t, str) else [read_country(t)]))


def _status(raw: Mapping[str, Any], office: str) -> dict[str, Any]:
    office_status = clean_text(raw.get("office_status"), "office_status") or None
    status_text = clean_text(raw.get("status"), "status")
    if status_text.lower() in STATUSES:
        return {"status": status_text.lower(), "office_status": office_status}
    if is_blank(status_text):
        return {"office_status": office_status}
    return {"status": read_status(status_text, office), "office_status": office_status or status_text}


def _priorities(raw: Mapping[str, Any]) -> list[object]:
    listed = _listed(raw, "priorities")
    return [*listed, {"date": raw["priority_date"]}] if raw.get("priority_date") else listed


def _priority(note: Tell | None, item: object) -> Iterable[Priority]:
    entry = _mapping(item, "priorities") if not isinstance(item, str) else {"date": item}
    if priority_date := read_date(entry.get("date"), "priorities", note):
        yield Priority(
            priority_date, _optional(entry.get("country"), "priorities"), _optional(entry.get("number"), "priorities")
        )


def _holders(raw: Mapping[str, Any]) -> list[Any]:
    single = raw.get("holder")
    return _listed(raw, "holders") or ([single] if isinstance(single, Mapping) else _listed(raw, "holder"))


def _holder(item: object) -> Iterable[Holder]:
    entry = {"name": item} if isinstance(item, str) else _mapping(item, "holders")
    if name := clean_text(entry.get("name"), "holders"):
        yield Holder(name, _optional(entry.get("country"), "holders"), _optional(entry.get("id"), "holders"))


def _designation(note: Tell | None, item: object) -> Iterable[Designation]:
    entry = {"territory": item} if isinstance(item, str) else _mapping(item, "designations")
    yield Designation(
        read_country(entry.get("territory"), "designations"),
        read_date(entry.get("date"), "designations", note),
        _optional(entry.get("status"), "designations"),
    )
