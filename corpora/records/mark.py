"""The canonical records (see docs/formats.md): what every reader yields and every engine stores.

A proposed mark is a `Mark` that has no number yet. Dates are `datetime.date`; lists are tuples so that a record
never changes after it was read. Unknown keys of the input live in `extra`.
"""

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - the field `date` must not hide its own type
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, TypeAdapter

Right = Literal["trademark", "trade_name", "shop_sign", "geographical_indication", "well_known", "international"]
Status = Literal[
    "pending",
    "registered",
    "reserved",
    "opposed",
    "refused",
    "withdrawn",
    "expired",
    "cancelled",
    "struck_off",
    "unknown",
]
TextRole = Literal["version", "series", "transliteration", "translation", "pseudo"]
RIGHTS: frozenset[str] = frozenset(get_args(Right))
STATUSES: frozenset[str] = frozenset(get_args(Status))
TEXT_ROLES: frozenset[str] = frozenset(get_args(TextRole))


@dataclass(frozen=True, slots=True)
class MarkText:
    """A further text of the sign: another version, a series member, or what it is called in another script."""

    text: str
    language: str | None = None
    role: TextRole = "version"


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods or services as filed, in one class and one language; terms are separated by `;`."""

    text: str
    nice_class: Annotated[int | None, Field(alias="class")] = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What a trade name or shop sign is used for: the register's own words and code."""

    text: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """An earlier filing elsewhere whose date is claimed (Paris Convention, art. 4)."""

    date: Date
    country: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who owns the right. Personal data where it is a natural person (law 09-08, GDPR)."""

    name: str
    country: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """A territory to which an international registration was extended, and since when."""

    territory: str
    date: Date | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Any earlier or proposed right: mark, trade name, shop sign, geographical indication.

    `id` is office + "-" + number; a proposed mark has an empty one. `text` is as filed. `status` is ours,
    `office_status` the office's own words.
    """

    id: str
    text: str
    office: str = "XX"
    right: Right = "trademark"
    application_number: str | None = None
    registration_number: str | None = None
    international_number: str | None = None
    texts: tuple[MarkText, ...] = ()
    kind: str | None = None
    nature: str | None = None
    disclaimed: tuple[str, ...] = ()
    nice_classes: tuple[int, ...] = ()
    goods: tuple[Goods, ...] = ()
    activity: Activity | None = None
    acronym: str | None = None
    legal_form: str | None = None
    city: str | None = None
    vienna_codes: tuple[str, ...] = ()
    image: str | None = None
    status: Status = "unknown"
    office_status: str | None = None
    filing_date: Date | None = None
    priorities: tuple[Priority, ...] = ()
    publication_date: Date | None = None
    registration_date: Date | None = None
    expiry_date: Date | None = None
    reserved_until: Date | None = None
    first_use_date: Date | None = None
    holders: tuple[Holder, ...] = ()
    territories: tuple[str, ...] = ()
    designations: tuple[Designation, ...] = ()
    source: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@cache
def mark_adapter() -> TypeAdapter[Mark]:
    """Return the validator and serialiser of `Mark`, built once (building it costs some milliseconds)."""
    return TypeAdapter(Mark)


def to_json(mark: Mark) -> bytes:
    """Return the canonical JSON line of a record (UTF-8, no line end); empty fields are left out."""
    return mark_adapter().dump_json(mark, by_alias=True, exclude_defaults=True)


def from_json(line: bytes) -> Mark:
    """Return the record of a line that `to_json` wrote; input of unknown origin goes through a reader."""
    return mark_adapter().validate_json(line)


NAMES = frozenset({"trade_name", "shop_sign"})
