"""What a claim refers to: the numbers of other claims, in the words of English, French, German, Spanish, Italian,
Dutch, Arabic, Chinese, Japanese and Korean claims.
"""

import re
from collections.abc import Iterator, Sequence

LOOKED_AT = 400  # letters of a claim: what it depends on is said at its beginning
MOST_CLAIMS = 1_000  # a reference beyond is a figure of the text
_ONE = r"claim|revendication|(?:patent)?anspruche?s?|reivindicaci[oó]n|rivendicazione|conclusie|عنصر (?:ال)?حماية|مطلب"
_SEVERAL = (
    r"claims|revendications|(?:patent)?anspr[uü]chen?|reivindicaciones|rivendicazioni|conclusies"
    r"|(?:عنصر(?:ي|ا|ين)|عناصر) (?:ال)?حماية|مطالب|权利要求|權利要求|請求項|请求项|청구항"
)
_FIGURE = r"(?:제\s*)?(\d{1,4})(?:\s*항)?(?!\d|\.\d|\s*(?:%|°|mm|cm|µm|nm|kg|ml)(?!\w))"
_NUMBERED = re.compile(
    rf"(?:(?P<several>{_SEVERAL})|(?P<one>{_ONE})|(?=제\s*\d+\s*항))"
    rf"\s*(?:n[°ºo]s?\.?|nos?\.?|nrn?\.?|رقم|أرقام|ال?رقم)?\s*(?:from|de|von|من)?\s*\(?{_FIGURE}",
    re.IGNORECASE,
)
_TO = r"to|through|thru|à|bis|al?|t/?m|tot|[-–—−~～〜]|إلى|الى|حتى|至|到|から|ないし|乃至|내지|부터"
_AND = r"and/or|and|or|et/ou|ou|et|und/oder|oder|und|y/o|y|o|e|of|en|أو|و|或|和|及|又は|または|および|及び|및|또는|혹은"
_NEXT = re.compile(
    rf"\s*(?:(?P<to>{_TO})|(?P<comma>[,;،、，]\s*)?(?P<and>{_AND})?)"
    rf"\s*(?:(?:the |la |les |den )?(?:{_SEVERAL}|{_ONE})\s*)?{_FIGURE}",
    re.IGNORECASE,
)
_PRECEDING = re.compile(
    rf"(?:preceding|previous|foregoing|above|prior|earlier)\s+(?:\w+\s+)?(?:claims?)"
    r"|claims?\s+(?:above|hereinbefore|hereinabove)"
    r"|revendications?\s+(?:ci-dessus|pr[ée]c[ée]dentes?|ant[ée]rieures?|qui pr[ée]c[èe]dent)"
    r"|pr[ée]c[ée]dentes?\s+revendications?"
    rf"|(?:vorher|vorig|vorsteh|vorang|vorgen|obig|obeng)\w*\s+(?:{_SEVERAL}|{_ONE})"
    r"|reivindica\w+\s+(?:anterior|precedente)\w*|rivendicazion\w\s+precedent\w|precedent\w\s+rivendicazion\w"
    r"|voor(?:gaande|afgaande)\s+conclusies?"
    r"|(?:عنصر|عناصر|مطلب|مطالب)(?: (?:ال)?حماية)?\s+(?:أعلاه|السابقة?|المتقدمة|المذكورة)"
    r"|(?:前述|上述|前面|以上|前記|上記)\S{0,8}?(?:权利要求|權利要求|請求項|请求项)|(?:선행|전술한|앞선|이전)\s*\S{0,6}\s*항",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?:any|each|every|all|one|l'une?|quelconque|toute?s?|eine[mrs]?|jede[mnrs]?)\b|أي|كل|أحد|(?:{_SEVERAL})",
    re.IGNORECASE,
)


def referred(text: str, before: Sequence[int], own: int) -> set[int]:
    """Return the numbers of the claims that a claim depends on; `before` are those of the claims that precede it."""
    numbers: set[int] = set()
    for reference in _references(text[:LOOKED_AT]):
        if reference[2] is None:
            whole = text[max(0, reference[0] - 40) : reference[1]]
            numbers |= set(before if _ALL.search(whole) else before[-1:])
        else:
            numbers |= reference[2]
    return {number for number in numbers if 0 < number < own}


def after_reference(text: str, most: int = 120) -> str:
    """Return a dependent claim without its beginning that only names what it depends on ("The pump of claim 1,")."""
    end = 0
    for start, stop, _ in _references(text[:LOOKED_AT]):
        if start > (end + 12 if end else most):
            break
        end = stop
    return text[end:]


def _references(text: str) -> Iterator[tuple[int, int, set[int] | None]]:
    """Yield where a text names other claims, and their numbers; None for "the preceding claims"."""
    found: list[tuple[int, int, set[int] | None]] = [(m.start(), m.end(), None) for m in _PRECEDING.finditer(text)]
    at = 0
    while match := _NUMBERED.search(text, at):
        numbers, at = _listed(text, match)
        found.append((match.start(), at, numbers))
    yield from sorted(found, key=lambda reference: reference[:2])


def _listed(text: str, first: re.Match[str]) -> tuple[set[int], int]:
    """Return the numbers of a list such as "1, 2 and 4 to 6" from its first on, and where it ends.

    After the singular a comma ends it: "claim 1, 2 blades".
    """
    last, end = int(first[first.lastindex or 0]), first.end()
    numbers = {last}
    while following := _NEXT.match(text, end):
        number = int(following[following.lastindex or 0])
        if not following["to"] and not following["and"] and (first["one"] or not following["comma"]):
            break
        if following["to"] and last < number <= MOST_CLAIMS:
            numbers |= set(range(last, number + 1))
        numbers.add(number)
        last, end = number, following.end()
    return {number for number in numbers if number <= MOST_CLAIMS}, end
