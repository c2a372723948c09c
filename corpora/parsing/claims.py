"""Claims from a text or from texts: which lines number a claim, which are headings, which only number its steps.

A line numbers a claim when it begins with a number in the manner of the first one ("1.", "(1)", "Claim 1:",
"【請求項１】") and the number continues the count. What begins with 1 anew, or in another manner ("1)" inside "1."),
numbers steps inside a claim.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpora.parsing.references import MOST_CLAIMS, referred
from corpora.records.patent import Claim

MOST_SKIPPED = 50  # claims that may be left out between two numbers (cancelled ones)
_WORD = (
    r"claim|revendication|(?:patent|schutz)?anspruch|reivindicaci[oó]n|reivindicação|rivendicazione|conclusie"
    r"|عنصر الحماية|(?:ال)?مطلب|請求項|请求项|权利要求|權利要求|청구항"
)
_MARKERS = (
    (
        "word",
        rf"[\[(（【]?\s*(?:{_WORD})\s*(?:n[°ºo]\.?|nr\.?|رقم)?\s*(\d{{1,3}})\s*"
        r"(?:[\])）】]\s*[:：.\-–—]?|[:：.．)\-–—](?!\d)|$)",
    ),
    ("()", r"[(（]\s*(\d{1,3})\s*[)）]\s*[:.\-–—]?"),
    ("[]", r"[\[【]\s*(\d{1,3})\s*[\]】]\s*[:.\-–—]?"),
    ("--", r"[-–—]\s*(\d{1,3})\s*[-–—](?=\s)"),
    (".", r"(?:n[°º]\s*)?(\d{1,3})\s*[.．。、](?!\d)\s*[-–—]?"),
    (")", r"(\d{1,3})\s*°?\s*[)）]"),
    ("/", r"(\d{1,3})\s*/(?=\s)"),
    (":", r"(\d{1,3})\s*[:：](?!\d)"),
    ("-", r"(\d{1,3})\s*[-–—](?=\s|[^\W\d_])"),
    ("tab", r"(\d{1,3})(?:\t|\s{2,})(?=\D)"),
    ("alone", r"(\d{1,3})$"),
    ("bare", r"(\d{1,3})\s(?=(?-i:[A-Z\u00c0-\u00de\u0621-\u064a]))"),
)
_MARKER = re.compile(
    r"[#*\s]*(?:" + "|".join(f"(?P<m{at}>{form})" for at, (_, form) in enumerate(_MARKERS)) + r")[*\s]*",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:(?:the |amended |new |original |listing of |set of |patent )*claims?(?: as (?:filed|amended|granted)"
    r"| listing)?"
    r"|(?:we|i) claim(?: as (?:my|our) invention)?"
    r"|(?:the|what|that|which|our|my|having|thus|therefore|accordingly)\b[^\d;]{0,120}\bclaim(?:ed)?(?: as)?(?: new)?"
    r"(?: is| are| is as follows| as follows)?|the claims\b[^\d;]{0,80} (?:is|are)(?: as follows)?|(?:ce qui"
    r"|l'invention)\b[^\d;]{0,60}\brevendiqu[ée]e?s?(?: est)?"
    r"|(?:les )?revendications?(?: modifi[ée]es)?|nous revendiquons|je revendique|beansprucht wird"
    r"|(?:neue )?(?:patent|schutz)?anspr[uü]che?|reivindicaciones|reivindicações|rivendicazioni|conclusies"
    r"|(?:قائمة )?(?:عناصر|مطالب) ?(?:ال)?حماية|عناصر الحماية المعدلة|المطالب|نطالب بما يلي|الطلبات"
    r"|(?:書類名】?)?(?:特許|実用新案登録)?請求の範囲|权利要求书?|權利要求書?|(?:특허)?\s?청구(?:의)?\s?범위|формула изобретения)"
    r"(?:\s*\([^)]{0,60}\))?",
    re.IGNORECASE,
)
_BESIDE = re.compile(  # a docket line, a page number
    r".{0,60}\b(?:docket|attorney|our ref|your ref|ref(?:erence|\.)? ?(?:no|n°|:)|file no|dossier|[nv]/r[ée]f"
    r"|aktenzeichen"
    r"|application (?:no|number)|serial no|appl\. no)\b.{0,100}|.{0,30}(?:رقم الملف|المرجع|رقم الطلب).{0,60}"
    r"|(?:page|seite|صفحة|p\.)\s*\d+(?:\s*(?:of|sur|von|من|/)\s*\d+)?|\d+\s*/\s*\d+|[-–—]\s*\d+\s*[-–—]",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:abstract(?: of the disclosure)?|abr[ée]g[ée]|r[ée]sum[ée]|zusammenfassung|resumen|riassunto"
    r"|(?:ال)?ملخص|الوصف المختصر"
    r"|【?(?:書類名】?)?要約書?】?|说明书摘要|摘要|요약서?|description|drawings?|dessins?|zeichnungen|الرسومات)",
    re.IGNORECASE,
)
_OPENS_A_LIST = re.compile(
    r"(?:[:：;؛,،]|\b(?:comprising|including|comprises|consisting of|steps of|steps|wherein|comprenant"
    r"|comportant|comprend"
    r"|consistant (?:à|en)|étapes(?: suivantes)?|umfassend|umfasst|mit den schritten|comprende)|يشمل|تشمل|يتضمن"
    r"|تتضمن|الآتية"
    r"|التالية)\s*$",
    re.IGNORECASE,
)
_STEP = re.compile(r"\s*(?:[(（]?(?:\d{1,2}|[a-z]|[ivx]{1,5}|[أ-ي])\s*[.)）]|[-–—•·*◦]\s)", re.IGNORECASE)
_INLINE = re.compile(r"(?<=[.。])[ \t]+(?=\d{1,3}\s?[.)]\s+[^\W\d_])")
_TRIM = " \t\r\n:：.。-–—*#_=【】[]"


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that begins a claim: which one, its number, and where its words begin in the line."""

    line: int
    number: int
    at: int


def claims_in(text: str) -> tuple[Claim, ...]:
    """Return the claims of a whole text, see the module; a text without numbers is claim 1."""
    return tuple(_claims(_cut(text, 0, whole=True)))


def claims_from(texts: Iterable[str]) -> Iterator[Claim]:
    """Yield the claims of a list, each text one or several; a text without a number continues the count."""

    def parts() -> Iterator[tuple[int, str]]:
        number = 0
        for text in texts:
            for stated, body in _cut(text, number, whole=False):
                number = stated
                yield number, body

    return _claims(parts())


def begins_with_number(text: str, number: int) -> bool:
    """Return whether a claim's text already begins with its number."""
    match = _MARKER.match(text.split("\n", 1)[0])
    return match is not None and _number(match)[1] == number


def _claims(parts: Iterable[tuple[int, str]]) -> Iterator[Claim]:
    before: list[int] = []
    for number, body in parts:
        yield Claim(number, body, tuple(sorted(referred(body, before, number))))
        before.append(number)


def _cut(text: str, last: int, *, whole: bool) -> Iterator[tuple[int, str]]:
    """Yield the claims of a text as (number, words); of a text that is not the whole list, the first continues after
    `last`.
    """
    lines = [line.strip() for line in _INLINE.sub("\n", text).splitlines()]
    end = next((at for at, line in enumerate(lines) if at and _END.fullmatch(line.strip(_TRIM))), len(lines))
    lines = _without_heading_in_line(lines[:end])
    starts = list(_starts(lines, last, whole))
    first = starts[0].line if starts else len(lines)
    head = [line for line in lines[:first] if not _is_beside(line)]
    if any(head) and (not starts or not whole or starts[0].number > last + 1):
        yield last + 1, "\n".join(head).strip()
    for start, following in zip(starts, [*(s.line for s in starts[1:]), len(lines)], strict=False):
        body = [lines[start.line][start.at :], *lines[start.line + 1 : following]]
        if words := _joined([body[0], *(line for line in body[1:] if not _is_beside(line))]):
            yield start.number, words


def _starts(lines: Sequence[str], last: int, whole: bool) -> Iterator[_Start]:
    """Yield the lines that begin a claim."""
    manner, step, steps_in = "", 0, ""
    words_before = False
    for at, line in enumerate(lines):
        match = None if _is_beside(line) and not line.isdecimal() else _MARKER.match(line)
        if match is None:
            words_before |= bool(line) and not _is_beside(line)
            continue
        kind, number = _number(match)
        if not manner:
            opens = words_before and (not whole or _OPENS_A_LIST.search(_before(lines, at)) is not None)
            opens |= kind == "bare" and (words_before or number != last + 1)
            due = kind != steps_in and last < number <= last + MOST_SKIPPED and (not opens or number == last + 2)
            steps_in = steps_in if due else kind
        else:
            due, step = _due((kind, number), (manner, last, step), line[match.end() :])
        if due:
            manner, last, step = kind, number, 0
            yield _Start(at, number, match.end())
        words_before = True


def _due(found: tuple[str, int], state: tuple[str, int, int], words: str) -> tuple[bool, int]:
    """Return whether a number begins the next claim, and the number of the last step in the list of steps it is in."""
    (kind, number), (manner, last, step) = found, state
    if kind != manner:
        return number == last + 1 and (kind == "word" or bool(referred(words, [last], last + 1))), step
    if step and number == step + 1 and (number != last + 1 or not _is_claim(words, last)):
        return False, number
    if last < number <= last + MOST_SKIPPED:
        return True, 0
    return False, 1 if number == 1 else step


def _is_claim(words: str, last: int) -> bool:
    """Return whether words read like a claim rather than a step: they refer to a claim, or begin with a capital."""
    return bool(referred(words, [last], last + 1)) or words[:1].isupper()


def _number(match: re.Match[str]) -> tuple[str, int]:
    """Return the manner of a number and the number."""
    at = next(at for at in range(len(_MARKERS)) if match[f"m{at}"] is not None)
    digits = re.search(r"\d+", match[f"m{at}"])
    return _MARKERS[at][0], min(int(digits[0]), MOST_CLAIMS) if digits else 0


def _is_beside(line: str) -> bool:
    """Return whether a line is a heading, a docket line or a page number."""
    return bool(_HEADING.fullmatch(line.strip(_TRIM)) or _BESIDE.fullmatch(line))


def _without_heading_in_line(lines: list[str]) -> list[str]:
    """Return lines with a heading that stands before the first claim in its line ("We claim: 1. A pump") cut off."""
    for at, line in enumerate(lines[:20]):
        head, colon, rest = line.partition(":")
        if colon and rest.strip() and _HEADING.fullmatch(head.strip(_TRIM)):
            return [*lines[:at], rest.strip(), *lines[at + 1 :]]
    return lines


def _before(lines: Sequence[str], at: int) -> str:
    """Return the line before another, "" where it is a heading ("Claims:" opens no list of steps)."""
    before = next((line for line in reversed(lines[:at]) if line), "")
    return "" if _is_beside(before) else before


def _joined(lines: Sequence[str]) -> str:
    """Return the lines of a claim as one, but for those that begin a step or follow a colon or semicolon."""
    text = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        breaks = _STEP.match(line) or text.endswith((":", ";", "：", "；", "؛"))
        text = f"{text}\n{line}" if text and breaks else f"{text} {line}".strip()
    return text
