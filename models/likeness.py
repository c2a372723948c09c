"""How alike two words are once both are known to be close: look and sound together, to order candidates before the full comparison."""

from models.aural import sound
from models.entry import Word
from models.text import word_script
from models.visual import look

BETTER = 0.75  # share of the better of look and sound: one alone may do (CJEU C-342/97, Lloyd), both do more


def together(look_alike: float | None, sound_alike: float | None) -> float:
    """Return look and sound as one likeness in [0, 1], the better counted three times the other; unknown weighs nothing."""
    known = [value for value in (look_alike, sound_alike) if value is not None]
    return BETTER * max(known) + (1 - BETTER) * min(known) if known else 0.0


def word_likeness(a: Word, b: Word) -> float:
    """Return how alike two words are in [0, 1]; words in two scripts are not looked at side by side."""
    same_script = word_script(a.form) == word_script(b.form)
    heard = sound(a, b) if a.readings and b.readings else None
    return together(look(a.form, b.form) if same_script else None, heard)
