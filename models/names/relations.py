"""How two activities stand to each other: same, close, distant, or unknown; by fields, by meaning, by a mark's
classes.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpora.tables.nice import are_related
from models.encoders import Encoder, load_encoder
from models.names.activities import codes_of
from models.names.fields import TRADE, Codes, fields, is_close

Relation = Literal["same", "close", "unknown", "distant", "not_given"]
# The order in which rows of one level stand: the same activity first.
RELATIONS: tuple[Relation, ...] = ("same", "not_given", "close", "unknown", "distant")

# Cosine of a description with a field's title; below, the field is not recognised. Of 13 everyday descriptions that no
# word tells and that pass it, 8 got the right field: so meaning may bring activities together, and never holds them
# distant.
LEAST = 0.45
RETAIL = 35  # the Nice class that holds the sale of every kind of goods


def encoder_for(activity: str, name: str) -> Encoder | None:
    """Return the encoder of a name where no word tells an activity, else None: it costs two seconds to load."""
    return load_encoder(name) if activity.strip() and not codes_of(activity) else None


@lru_cache(maxsize=2)
def _titles(encoder: str) -> tuple[list[str], NDArray[np.float32]]:
    coded_titles = [(field.code, title) for field in fields().values() for title in field.titles.values()]
    return [code for code, _ in coded_titles], load_encoder(encoder).encode([title for _, title in coded_titles])


def codes_by_meaning(text: str, encoder: Encoder) -> Codes:
    """Return the field whose title comes closest to a description in meaning, or none; keeps nothing of the text."""
    codes, vectors = _titles(encoder.name)
    similarities = vectors @ encoder.encode([text])[0]
    at = int(similarities.argmax())
    return frozenset({codes[at]}) if similarities[at] >= LEAST else frozenset()


def relation(ours: Codes, theirs: Codes) -> Relation:
    """Return how two activities stand to each other; unknown when either has no field."""
    if not ours or not theirs:
        return "unknown"
    if ours & theirs:
        return "same"
    return "close" if any(is_close(a, b) for a in ours for b in theirs) else "distant"


def relation_by_meaning(ours: Codes, theirs: Codes) -> Relation:
    """Return how two activities stand when the field of one was recognised by meaning: a guess that must not speak
    against a conflict.
    """
    field_relation = relation(ours, theirs)
    return "unknown" if field_relation == "distant" else field_relation


def relation_to_classes(codes: Codes, classes: Iterable[int]) -> Relation:
    """Return how an activity stands to a mark's Nice classes.

    A mark for retail alone (class 35) says nothing of the goods sold: to a maker of goods it is unknown, to a trade
    close.
    """
    theirs = set(classes)
    if not codes or not theirs:
        return "unknown"
    ours = {number for code in codes for number in fields()[code].nice}
    shared = ours & theirs
    is_trade = any(code.startswith(TRADE) for code in codes)
    if shared - {RETAIL} or (shared and not is_trade):
        return "same"
    if shared or any(are_related(a, b) for a in ours - {RETAIL} for b in theirs - {RETAIL}):
        return "close"
    return "unknown" if theirs == {RETAIL} and min(ours) < RETAIL else "distant"
