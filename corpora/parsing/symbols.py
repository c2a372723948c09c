"""Classification symbols and office codes as people and files write them, brought to one form: for records when they
are indexed, for queries and filters when they are asked.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from corpora.parsing.texts import FieldError, clean_text, whole_text
from corpora.tables.offices import OFFICES, SPELLED

# "INV.", "CPC:", "Int. Cl.8" stand before symbols in registers and on front pages.
_BEFORE = re.compile(
    r"^(?:(?:(?:INV|ADD|CPC|IPC|CIB)\b|IPC(?=\d)|CIB(?=\d)|INT\.?\s*CL)\.?\s*\d{0,2}\s*[:.]*\s*|\(\d{4}\.\d\d\)\s*)"
)
_SYMBOL = re.compile(
    r"(?P<section>[A-HY])(?:\s*(?P<class>\d\d)(?:\s*(?P<subclass>[A-Z])"
    r"(?:[\s\-.]*(?:(?P<main>\d{1,4})\s*/?|(?:(?P<group>\d{1,4})\s*/\s*(?P<sub>\d{1,6})|(?P<fixed>\d{4}\s?\d{2,6}))"
    # "(2006.01)", "20130101", "(2013.01) I", "LA": version of the scheme and value of the symbol tell nothing here.
    r"(?:\s*\(?\d{4}\.\d\d\)?|\s+\d{8})?(?:[\s(]*[A-Z][A-Z\d\s]*\)?)?))?)?)?"
)
_PARTED = re.compile(r";|,|\||//|\n")
_GROUP_ALONE = re.compile(r"\d{1,4}\s*/\s*\d{2,6}")  # "A23N 5/00, 5/08": of the subclass before
ADVICE = "is not a CPC or IPC symbol; write H02J7/00, or the beginning of one: H02J7, H02J, H02"


def read_symbol(value: object, field: str = "cpc") -> str:
    """Return a symbol of the CPC or IPC as `H02J7/00`, or the beginning of one (`H02J7`, `H02J`, `H02`, `H`).

    Read are blanks and hyphens between the parts (`H02J 7/00`, `H02J-7/00`), zeros in front (`H02J 007/00`), the fixed
    width of WIPO ST.8 (`H02J0007000000`), versions and values (`H02J 7/00 20130101`, `H02J 7/00 (2006.01) I`).

    Raises:
        FieldError: it is no symbol.

    """
    text = _BEFORE.sub("", normalize("NFKC", clean_text(value, field)).upper(), count=1)
    match = _SYMBOL.fullmatch(re.sub("[\u2044\u2215]", "/", text).strip("/;,.[] "))
    if not match:
        raise FieldError(field, ADVICE, str(value))
    group, sub = match["group"] or match["main"], match["sub"]
    if fixed := (match["fixed"] or "").replace(" ", ""):
        if len(fixed) < 10 and not fixed.startswith("0"):  # neither the fixed width nor a group
            raise FieldError(field, ADVICE, str(value))
        group, sub = fixed[:4], fixed[4:]
    head = f"{match['section']}{match['class'] or ''}{match['subclass'] or ''}"
    if group is None:
        return head
    if int(group) == 0:
        raise FieldError(field, ADVICE, str(value))
    return f"{head}{int(group)}" + ("" if sub is None else f"/{_subgroup(sub)}")


def symbols_in(values: Iterable[object], field: str) -> Iterator[str]:
    """Yield the symbols of a record, each text parted where it lists several; what is no symbol stands as it was. A
    group alone (`7/02`) is of the subclass before it.
    """
    subclass = ""
    for value in values:
        for part in filter(None, map(str.strip, _PARTED.split(whole_text(value, field)))):
            try:
                symbol = read_symbol(f"{subclass}{part}" if _GROUP_ALONE.fullmatch(part) else part, field)
                subclass = symbol[:4]
                yield symbol
            except FieldError:  # a class of another scheme (USPC) costs no record
                yield re.sub(r"\s+", "", part).upper()[:20]


def read_office(value: object, field: str = "countries") -> str:
    """Return the WIPO ST.3 code of a country or an office in capitals, as `US` or `EP`; `usa` and `uk` are read too.

    Raises:
        FieldError: it is no such code.

    """
    text = clean_text(value, field).upper().replace(".", "")
    code = SPELLED.get(text, text)
    if code not in OFFICES:
        raise FieldError(field, "is not a code of WIPO ST.3; write US, EP, WO, MA", str(value))
    return code


def _subgroup(digits: str) -> str:
    """Return a subgroup with two digits at the least; zeros behind them only fill: 000000 → 00, 100000 → 10."""
    return digits[:2] + digits[2:].rstrip("0") if len(digits) > 1 else f"{digits}0"
