"""A reason: what a rule says of a case, by key and values; sentences are made of it later."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """A key of the message catalogue with its values; `search_api.say` makes the sentence."""

    key: str
    values: dict[str, Any]
