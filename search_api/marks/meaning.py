"""When goods are compared by meaning: one rule for command line, HTTP, page and batch."""

from corpora.records.mark import Mark
from models.encoders import Encoder, load_encoder


def encoder_for(name: str, proposed: Mark) -> Encoder | None:
    """Return the encoder where a proposed mark says what it is for; otherwise nothing is compared by meaning, and no
    model is read.
    """
    return load_encoder(name) if says_what_for(proposed) else None


def says_what_for(mark: Mark) -> bool:
    """Return whether a mark names goods, an activity or classes."""
    return bool(mark.goods or mark.activity or mark.nice_classes)
