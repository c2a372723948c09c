"""A patent from a mapping of raw values: the one place where input keys become fields of `Patent`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from corpora.parsing.cells import Cells, Tell
from corpora.parsing.claims import begins_with_number, claims_from, claims_in
from corpora.parsing.dates import read_date
from corpora.parsing.extra import read_extra
from corpora.parsing.symbols import read_office, symbols_in
from corpora.parsing.texts import FieldError, clean_id, clean_text, whole_text
from corpora.records.mark import Priority
from corpora.records.patent import Citation, Claim, Effect, LocalText, Paragraph, Patent
from corpora.records.publication import Publication, parse_publication

_DATES = ("filing_date", "publication_date")
_TEXTS = ("application_number", "family_id", "legal_status", "source")
_READ_HERE = {
    *_DATES,
    *_TEXTS,
    "publication_number",
    "country",
    "kind",
    "title",
    "abstract",
    "claims",
    "description",
    "cpc",
    "ipc",
    "priorities",
    "priority_date",
    "applicants",
    "inventors",
    "citations",
    "effect",
    "language",
    "extra",
}
MAX_NUMBER = 40  # characters of a publication number; the longest real ones have twenty


def patent_from(raw: Mapping[str, Any], *, needs_number: bool = True, tell: Tell | None = None) -> Patent:
    """Return the patent that a mapping of raw values describes; keys that are not ours go to `extra`.

    With `tell`, what a document can do without (all but its number, its texts and its claims) is left empty where it
    cannot be read, and `tell` gets the reason.

    Raises:
        FieldError: a field that is needed is missing or cannot be read, or any field without `tell`; it names the
            field.

    """
    cells = Cells(tell)
    number = _number(raw, needs_number)
    language = cells.read(lambda: clean_text(raw.get("language"), "language"), "")[:2].lower() or None
    values: dict[str, Any] = {}
    for name in _DATES:
        values[name] = cells.read(partial(read_date, raw.get(name), name, tell), None)
    for name in _TEXTS:
        values[name] = cells.read(partial(clean_text, raw.get(name), name), "") or None
    for name in ("cpc", "ipc"):
        values[name] = cells.read(partial(_symbols, raw, name), ())
    for name in ("applicants", "inventors"):
        values[name] = cells.each(partial(_listed, raw, name), partial(_person, name))
    country = raw.get("country") or (number.country if number else "XX")
    return Patent(
        publication_number=str(number) if number else "",
        country=cells.read(lambda: read_office(country, "country"), number.country if number else "XX"),
        kind=number.kind if number else cells.read(lambda: clean_text(raw.get("kind"), "kind"), ""),
        title=tuple(_local(raw.get("title"), "title", language)),
        abstract=tuple(_local(raw.get("abstract"), "abstract", language)),
        claims=_claims(raw.get("claims")),
        description=tuple(_paragraphs(_texts(raw.get("description"), "description"))),
        priorities=cells.read(lambda: tuple(_priorities(raw)), ()),
        citations=cells.read(lambda: tuple(_citations(_listed(raw, "citations"))), ()),
        effect=cells.read(lambda: tuple(_effects(_listed(raw, "effect"))), ()),
        language=language,
        extra={
            **cells.read(lambda: read_extra(_mapping(raw.get("extra"), "extra")), {}),
            **cells.read(lambda: read_extra({k: raw[k] for k in raw if k not in _READ_HERE}), {}),
        },
        **values,
    )


def _number(raw: Mapping[str, Any], needed: bool) -> Publication | None:
    number_text = clean_id(raw.get("publication_number"), "publication_number")
    number = parse_publication(number_text) if number_text else None
    if number is not None and len(str(number)) > MAX_NUMBER:
        raise FieldError("publication_number", f"has more than {MAX_NUMBER} characters", number_text)
    if number is None and (number_text or needed):
        reason = "is not a publication number" if number_text else "is missing"
        advice = f"{reason}; write country, number and kind: EP1234567B1"
        raise FieldError("publication_number", advice, number_text or None)
    return number


def _symbols(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(symbols_in(_listed(raw, name), name)))


def _person(name: str, item: object) -> Iterable[str]:
    yield clean_text(_name(item), name)


def _claims(value: object) -> tuple[Claim, ...]:
    """Return the claims of a raw value: one text with all of them, or a list of texts or of {number, text}."""
    if isinstance(value, list) and len(value) != 1:
        return tuple(claims_from(_texts(value, "claims")))
    return claims_in("\n".join(_texts(value, "claims")))


def _paragraphs(texts: Iterable[str]) -> Iterator[Paragraph]:
    number = 0
    for text in texts:
        for part in re.split(r"\n{2,}|(?=\[\d{4}\])", text):
            match = re.match(r"\s*\[(\d{4})\]\s*(.*)", part, re.DOTALL)
            number = int(match[1]) if match and int(match[1]) > number else number + 1
            if body := " ".join((match[2] if match else part).split()):
                yield Paragraph(number, body)
            else:
                number -= 1


def _local(value: object, name: str, language: str | None) -> Iterator[LocalText]:
    if isinstance(value, Mapping) and "text" not in value:
        for code, text in value.items():
            if cleaned := clean_text(text, name):
                yield LocalText(cleaned, str(code)[:2].lower())
        return
    for item in value if isinstance(value, list) else [value]:
        entry = item if isinstance(item, Mapping) else {"text": item}
        if cleaned := clean_text(entry.get("text"), name):
            yield LocalText(cleaned, clean_text(entry.get("language") or language, name)[:2].lower() or None)


def _texts(value: object, name: str) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        entry = item if isinstance(item, Mapping) else {"text": item}
        number = entry.get("number")
        if (text := whole_text(entry.get("text"), name)).strip():
            numbered = isinstance(number, int) and not begins_with_number(text, number)
            yield f"{number}. {text}" if numbered else text


def _listed(raw: Mapping[str, Any], name: str) -> list[Any]:
    value = raw.get(name)
    if value is None:
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    if not isinstance(value, list | tuple):
        raise FieldError(name, "must be a list")
    return [item for item in value if item not in (None, "")]


def _mapping(value: object, name: str) -> dict[str, Any]:
    if value is not None and not isinstance(value, Mapping):
        raise FieldError(name, "must be an object")
    return dict(value or {})


def _name(value: object) -> object:
    return value.get("name") if isinstance(value, Mapping) else value


def _priorities(raw: Mapping[str, Any]) -> Iterator[Priority]:
    for item in _listed(raw, "priorities"):
        entry = item if isinstance(item, Mapping) else {"date": item}
        if priority_date := read_date(entry.get("date"), "priorities"):
            country = clean_text(entry.get("country"), "priorities") or None
            yield Priority(priority_date, country, clean_text(entry.get("number"), "priorities") or None)
    if priority_date := read_date(raw.get("priority_date"), "priority_date"):
        yield Priority(priority_date)


def _citations(items: list[Any]) -> Iterator[Citation]:
    for item in items:
        entry = item if isinstance(item, Mapping) else {"publication_number": item}
        number_text = clean_text(entry.get("publication_number") or entry.get("number"), "citations")
        if number_text:
            number = parse_publication(number_text)
            category = clean_text(entry.get("category"), "citations") or None
            yield Citation(str(number or number_text), category, clean_text(entry.get("phase"), "citations") or None)


def _effects(items: list[Any]) -> Iterator[Effect]:
    for item in items:
        entry = item if isinstance(item, Mapping) else {"territory": item}
        yield Effect(read_office(entry.get("territory"), "effect"), read_date(entry.get("date"), "effect"))
