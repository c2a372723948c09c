"""The words of a text as a person reads them, with their places: letters of one script, or pairs of characters of
scripts without spaces.
"""

import re
from collections.abc import Iterator

from models.patents.languages import group_of, pieces

_WORD = re.compile(r"[^\W\d_]{3,}")


_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def spans_of(text: str, group: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the words of a text in lower case, and where they stand; of Chinese, Japanese and Korean, pairs of
    characters.
    """
    if group == "cjk":
        for run in _CJK.finditer(text):
            for at in range(run.start(), run.end() - 1):
                yield text[at : at + 2], (at, at + 2)
    else:
        for match in _WORD.finditer(text):
            yield match.group().lower(), match.span()


def words_of(text: str, group: str) -> Iterator[str]:
    """Yield the words of a text, see `spans_of`."""
    return (word for word, _ in spans_of(text, group))


def located(text: str, language: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the words of a text with where they stand in it and their language group.

    Of a text with stretches in another script (see `models.patents.languages.pieces`) the rest comes without its
    places: its words are those of the whole text that stand in no stretch.
    """
    parts = pieces(text, language)
    stretches: list[tuple[int, int]] = []
    for code, piece in parts:
        at = text.find(piece, stretches[-1][1] if stretches else 0)
        if at >= 0:
            stretches.append((at, at + len(piece)))
            group = group_of(code)
            yield from ((word, (start + at, end + at), group) for word, (start, end) in spans_of(piece, group))
    if len(stretches) < len(parts):
        group = group_of(language)
        for word, (start, end) in spans_of(text, group):
            if not any(start < b and a < end for a, b in stretches):
                yield word, (start, end), group
