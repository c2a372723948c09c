"""In which order a row says its reasons: signs, goods, dates, ground and standing, and common words last."""

from collections.abc import Iterable

from models.law.reason import Reason

_PLACES = {"goods": 1, "date": 2, "ground": 3, "standing": 3, "weak_word": 4, "crowded_word": 4}  # the signs: 0


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return a row's reasons in their order, each common word named once."""
    ordered = sorted(reasons, key=_place)
    words: set[str] = set()
    kept = []
    for reason in ordered:
        if _place(reason) == _PLACES["weak_word"]:
            word = reason.values["word"]
            if word in words:
                continue
            words.add(word)
        kept.append(reason)
    return tuple(kept)


def _place(reason: Reason) -> int:
    return _PLACES.get(reason.key.split(".", maxsplit=1)[0], 0)
