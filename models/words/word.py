"""A word: its folded letters and how it is said."""

from collections.abc import Callable
from dataclasses import dataclass

from models.words.readings import Reading

Read = Callable[[str], tuple[Reading, ...]]


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and how it is said; `readings` is empty when no reader here knows its script."""

    form: str
    readings: tuple[Reading, ...]

    def __hash__(self) -> int:
        """Return the hash of the form alone, which nearly always tells two words apart."""
        return hash(self.form)
