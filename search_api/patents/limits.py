"""How much of an invention is read and compared, so that one question stays within seconds of work; what is left out
is said.

The same for command line, HTTP and batch. `anteriority bench performance limits` measures the largest question.
"""

from collections.abc import Iterable, Sequence

from corpora.records.patent import Patent

MOST_READ = 20_000  # letters of a text or of claims that are read at all: looked up as words, cut into features
# letters, some 600 words as in the stretches that get a vector, that are compared word by word with the first
# documents
MOST_COMPARED = 4_000
_WORK = 70_000  # for the passages of all rows: words of the question, and letters of the document, see `passages_for`
_A_DOCUMENT, _LETTERS = (
    170,
    40,
)  # what opening any document costs, and how many of its letters, in words of the question
COMPARED = 10  # documents whose passages are compared with claimed features, at the most
COMPARED_WORK = (
    400.0  # for these, in windows that get a vector (`FeatureTable.work`); the first is compared whatever it costs
)


def beginning(text: str, most: int) -> str:
    """Return the first `most` letters of a text, cut between words where it has any."""
    if len(text) <= most:
        return text
    start = text[:most]
    return start.rsplit(maxsplit=1)[0] if any(letter.isspace() for letter in start[-200:]) else start


def passages_for(words: int, patents: Iterable[Patent]) -> int:
    """Return in how many documents, best first, passages are looked for with a question of so many words."""
    left, count = _WORK, 0
    for patent in patents:
        left -= _A_DOCUMENT + words + _length(patent) // _LETTERS
        if left < 0:
            break
        count += 1
    return count


def cuts(
    letters: int, compared: int, rows: tuple[int, int], claimed: tuple[int, int]
) -> Sequence[tuple[str, dict[str, int]]]:
    """Return what was left out as (key of its sentence, values).

    `letters` of the question; `compared`: letters that might have been compared; `rows`: with passages, and all;
    `claimed`: rows that claims were compared with, and might have been.
    """
    sentences: list[tuple[str, dict[str, int]]] = []
    if letters > MOST_READ:
        sentences.append(("patents.cut.read", {"read": MOST_READ, "given": letters}))
    if compared > MOST_COMPARED:
        sentences.append(("patents.cut.compared", {"compared": MOST_COMPARED}))
    if rows[0] < rows[1]:
        sentences.append(("patents.cut.passages", {"count": rows[0]}))
    if claimed[0] < claimed[1]:
        sentences.append(("patents.cut.features", {"count": claimed[0]}))
    return sentences


def _length(patent: Patent) -> int:
    parts = (patent.title, patent.abstract, patent.claims, patent.description)
    return sum(len(part.text) for parts_of_kind in parts for part in parts_of_kind)
