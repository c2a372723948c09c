"""Publication numbers in every usual spelling, brought to one: country, number, kind code (WIPO ST.16).

`EP1234567B1`, `EP 1 234 567 B1`, `US2012/0123456A1`, `US 2012123456`, `WO 2013/065371 A1`, `WO13/065371` and `DE-10
2012 001 234-A1` name documents; two spellings of one document have the same `key`.
"""

import re
from dataclasses import dataclass

_WHOLE = re.compile(r"([A-Z]{2})([A-Z0-9]*\d{2,})([A-Z]\d?)?$")
_NOISE = re.compile(r"[\s\-.,/\u00a0_]+")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication number in parts; `kind` is "" when it was not given."""

    country: str
    number: str
    kind: str = ""

    def __str__(self) -> str:
        """Return the number as records hold it: `EP1234567B1`."""
        return f"{self.country}{self.number}{self.kind}"

    @property
    def key(self) -> str:
        """Country and number without kind and without zeros that only fill: what two spellings share."""
        return f"{self.country}{_bare(self.country, self.number)}"


def parse_publication(text: str) -> Publication | None:
    """Return the publication that a text names, or None when it names none."""
    number_text = text.strip().upper()
    short_year = re.match(r"(WO)\s*(\d\d)/(\d{5,6})\b(.*)$", number_text)
    if short_year:  # WO98/12345 of before 2004
        century = "19" if int(short_year[2]) > 60 else "20"
        number_text = f"WO{century}{short_year[2]}{int(short_year[3]):06d}{short_year[4]}"
    match = _WHOLE.match(_NOISE.sub("", number_text))
    return Publication(match[1], match[2], match[3] or "") if match else None


def publication_key(text: str) -> str:
    """Return what the spellings of one document share (`Publication.key`); a text that names none stands for itself."""
    publication = parse_publication(text)
    return publication.key if publication else text


def _bare(country: str, number: str) -> str:
    """US applications are written with ten or eleven digits (2012123456, 20120123456), others with leading zeros
    or not.
    """
    if country == "US" and re.fullmatch(r"(?:19|20)\d{8}", number):
        return number[:4] + "0" + number[4:]
    return number.lstrip("0")
