"""Claims of XML full texts: the claim elements of WIPO ST.36 and ST.96, of USPTO's grants and EPO's documents.

ST.36, USPTO, EPO: `<claims lang="en"><claim num="0001"><claim-text>…`; ST.96:
`<Claims><Claim><ClaimNumber>1</ClaimNumber><ClaimText>…`. Of claims in several languages the first are read.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from corpora.parsing.texts import FieldError

_XML = re.compile(r"\s*\ufeff?\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z][\w.-]*(?::[\w.-]+)?[\s>/])")
_LINE = {"claim-text", "ClaimText", "P", "p", "br"}


def is_xml(text: str) -> bool:
    """Return whether a text is XML or HTML rather than words."""
    return _XML.match(text) is not None


def claims_of_xml(text: str, field: str = "claims") -> str:
    """Return the claims of an XML text as a text in which each begins a line with its number.

    Raises:
        FieldError: it is damaged, or has no claim elements.

    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(text.strip().lstrip("\ufeff").encode(), parser)  # entities stay as they stand
    except (etree.XMLSyntaxError, ValueError):  # ValueError: an encoding is declared that is not the text's
        raise FieldError(field, "is damaged XML; give the claims as text, Word or PDF") from None
    found = [e for e in root.iter() if _name(e) in {"claim", "Claim"}]
    if not found:
        raise FieldError(field, "is XML without <claim> elements; give the claims as text, Word or PDF")
    first = found[0].getparent()
    same = [claim for claim in found if claim.getparent() is first]
    return "\n".join(f"{_numbered(claim, at)}. {_words(claim)}" for at, claim in enumerate(same, start=1))


def _numbered(claim: Any, at: int) -> int:
    """Return the number of a claim element; where it bears none, its place."""
    stated = claim.get("num") or next((e.text for e in claim.iter() if _name(e) == "ClaimNumber"), "") or ""
    digits = re.search(r"\d+", stated)
    return int(digits[0]) if digits and int(digits[0]) else at


def _words(claim: Any) -> str:
    """Return what a claim says, each of its parts a line, without the number that it may repeat."""
    lines = (" ".join(line.split()) for line in "".join(_texts(claim)).split("\n"))
    return re.sub(r"^\d{1,3}\s*[.)]\s+", "", "\n".join(filter(None, lines)))


def _texts(element: Any) -> Iterator[str]:
    """Yield the text of an element in order, new parts on lines of their own."""
    if _name(element) == "ClaimNumber":
        return
    if _name(element) in _LINE:
        yield "\n"
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _texts(child)
        yield (child.tail or "").replace("\n", " ")


def _name(element: Any) -> str:
    """Return an element's name without its namespace; "" for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
