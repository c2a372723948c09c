"""OMPIC's text export of marks: INID codes, ISO-8859-1 (read as windows-1252, which adds ’ and œ), values that break
over several lines.

Syntax as WIPO's published importer for Morocco reads it (docs/formats.md): a line is `(NNN) value`, `(111)` opens a
record, a line without a code continues the one before, `(511)` is followed by one line per class. Two codes do not
have their INID meaning: 551 is the registration date, 000 the status. ISO-8859-1 cannot hold Arabic or Tifinagh: such
text arrives as runs of `?`, which `index` counts as *not searched by name*.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpora.files.lines import read_lines
from corpora.parsing.marks import mark_from
from corpora.parsing.texts import FieldError
from corpora.readers.options import NOTHING_SAID, ReadOptions, record_of
from corpora.records.mark import Mark
from corpora.records.rejected import Rejected, excerpt

_CODE = re.compile(r"\((\d{3})\)[ \t]*(.*)")
_CLASS_LINE = re.compile(r"[ \t]*(\d{1,2})[ \t]+(\S.*)")
_APPLICANT = re.compile(r"(?:([A-Z]{2})\s*:\s*)?(.*?)\s*(?:@.*)?$", re.DOTALL)
_MOST = 4 * 1024 * 1024  # letters of a record, its line breaks counted as _BREAK; reading it takes some 20 times that
_BREAK = 64  # what a line costs besides its letters
_DATES = {"220": "filing_date", "551": "registration_date", "180": "expiry_date", "441": "publication_date"}
_KINDS = (
    ("denomin", "word"),
    ("figur", "figurative"),
    ("mixte", "combined"),
    ("sonor", "sound"),
    ("tridim", "three-dimensional"),
    ("autre", "other"),
)


def looks_like(head: str) -> bool:
    """Return whether the head holds a line that opens a record: `(111) …`."""
    return re.search(r"^\(111\)", head.lstrip("\ufeff"), re.MULTILINE) is not None


@dataclass(slots=True)
class _Block:
    """The lines of a record by their codes, and the number of its first; of a record that grows too long no more are
    kept.
    """

    started: int
    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    size: int = 0

    def take(self, code: str | None, text: str) -> None:
        """Add a line, which continues the one before where it has no code."""
        self.size += len(text) + _BREAK
        if self.size > _MOST and self.fields:
            return
        if code:
            self.fields.append((code, [text]))
        else:
            self.fields[-1][1].append(text)


def read(stream: io.BufferedReader, source: str, options: ReadOptions = NOTHING_SAID) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every record; lines before the first `(111)` are one `Rejected`."""
    block: _Block | None = None
    orphans = 0
    for line in read_lines(stream, source, options.encoding or "windows-1252"):
        if isinstance(line, Rejected):
            yield line
            continue
        code = _CODE.match(line.text)
        if code and code[1] == "111":
            if block:
                yield _record(block, source, options)
            block = _Block(line.number)
        if block:
            block.take(*(code.groups() if code else (None, line.text)))
        else:
            orphans = orphans or line.number
    if orphans:
        reason = "text before the first (111): the file's beginning is missing"
        yield Rejected(source, f"line {orphans}", "", reason)
    if block:
        yield _record(block, source, options)


def _record(block: _Block, source: str, options: ReadOptions) -> Mark | Rejected:
    position = f"line {block.started}"
    if block.size > _MOST:
        reason = f"is longer than {_MOST:,} letters; a line (111) that should begin another record may be missing"
        return Rejected(source, position, "", reason, excerpt(block.fields[0][1][0]))
    fields: dict[str, list[str]] = {}
    for code, lines in block.fields:
        fields.setdefault(code, []).extend(line.strip() for line in lines)
    key = excerpt(" ".join(fields["111"]))
    try:
        raw = _raw(fields)
    except FieldError as error:
        return Rejected(source, position, error.field, error.reason, key)
    return record_of(lambda values, tell: mark_from(values, tell=tell), raw, (source, position, key), options)


def _raw(fields: dict[str, list[str]]) -> dict[str, Any]:
    by_code = {code: " ".join(lines).strip() for code, lines in fields.items()}
    number = by_code.get("210") or ""
    if not number:
        raise FieldError("application_number", "(210) is missing; without it the record has no identity")
    status = by_code.get("000", "")
    raw: dict[str, Any] = {
        "id": f"MA-{number}",
        "office": "MA",
        "application_number": number,
        "registration_number": by_code.get("116") or None,
        "text": by_code.get("540", ""),
        "kind": next((ours for word, ours in _KINDS if word in by_code.get("550", "").lower().replace("é", "e")), None),
        "goods": list(_classes(fields.get("511", []))),
        "status": status,
        "image": by_code["111"] or None,
        "territories": ["MA"],
        "source": "ompic-export",
        "priorities": list(_priorities(by_code.get("300", ""))),
        "holders": list(_applicants(by_code.get("730", ""))),
        "record_key": by_code["111"],
    }
    raw |= {ours: by_code.get(code) for code, ours in _DATES.items()}
    for code, key in (("117", "previous_registration"), ("591", "colours"), ("740", "representative")):
        if by_code.get(code):
            raw[key] = by_code[code]
    return raw


def _classes(lines: list[str]) -> Iterator[dict[str, Any]]:
    """Yield one goods entry per class; a line without a class number continues the goods before it."""
    goods: dict[str, Any] | None = None
    for line in lines:
        if not line:
            continue
        if match := _CLASS_LINE.match(line):
            if goods:
                yield goods
            goods = {"class": match[1], "text": match[2], "lang": "fr"}
        elif re.fullmatch(r"\d{1,2}", line):
            if goods:
                yield goods
            goods = {"class": line, "text": "", "lang": "fr"}
        elif goods:
            goods["text"] = f"{goods['text']} {line}".strip()
        else:
            raise FieldError("goods", f'(511) begins without a class number: "{line[:30]}"')
    if goods:
        yield goods


def _priorities(value: str) -> Iterator[dict[str, Any]]:
    for part in filter(None, (p.strip() for p in value.split(";"))):
        date, *details = part.split()
        yield {"date": date, "country": details[0] if details else None, "number": " ".join(details[1:]) or None}


def _applicants(value: str) -> Iterator[dict[str, Any]]:
    for part in filter(None, (p.strip() for p in value.split("@;"))):
        if (match := _APPLICANT.match(part)) and match[2]:
            yield {"name": match[2], "country": match[1]}
