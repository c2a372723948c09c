"""Descriptions of what firms do, read as fields of activity, beside the encoder's nearest title.

Cases: `benchmarks/cases/activities.csv`, written by us in French, Arabic, Darija and English by someone who saw no
table, each with its classes of ISIC Rev. 4; half for development and half for test. Right is the field that holds the
class.
"""

import csv
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from benchmarks.data import HERE, Half, half_of
from benchmarks.tables import markdown
from models.encoders import DEFAULT, Encoder, load_encoder
from models.names.activities import codes_of, ranked_codes
from models.names.fields import codes_of_code, fields

Row = dict[str, str]
WITHIN = 3


def cases(half: Half | None = None) -> list[Row]:
    """Return the rows of the file, or of one half (by the text)."""
    with (HERE / "cases" / "activities.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if half is None or half_of(row["text"]) == half]


def right_fields(row: Row) -> set[str]:
    """Return the fields that hold the classes of a case."""
    return {code for each in row["codes"].split() if (code := codes_of_code(each))}


def run(half: Half | None) -> Iterator[str]:
    """Yield the report in parts: shares by language, then every description that is not understood."""
    chosen = cases(half)
    encoder = load_encoder(DEFAULT)
    ways: dict[str, Callable[[str], Sequence[str]]] = {
        "**Anteriority**": ranked_codes,
        "nearest title by meaning": _by_meaning(encoder),
    }
    yield f"## Activities ({half or 'both halves'}: {len(chosen)} descriptions, {len(fields())} fields)\n"
    languages = ["all", *dict.fromkeys(row["lang"] for row in chosen)]
    table = []
    for name, read in ways.items():
        ranks = [(row["lang"], _rank(row, read(row["text"]))) for row in chosen]
        for language in languages:
            of_language = [rank for lang, rank in ranks if language in ("all", lang)]
            shares = [sum(rank <= within for rank in of_language) / len(of_language) for within in (1, WITHIN)]
            label = name if language == "all" else f"{name}, {language}"
            table.append([label, len(of_language), *(f"{share:.2f}" for share in shares)])
    yield markdown(["method", "descriptions", "right first", f"right within {WITHIN}"], table)
    wrong = [row for row in chosen if _rank(row, ranked_codes(row["text"])) > 1]
    yield "### Not right at first\n"
    yield markdown(["description", "right", "read as"], [_line(row) for row in wrong])


def _rank(row: Row, ranked: Sequence[str]) -> int:
    right = right_fields(row)
    return next((at for at, code in enumerate(ranked, start=1) if code in right), 1_000)


def _line(row: Row) -> list[str]:
    titles = [f"{code} {fields()[code].titles['fr']}" for code in ranked_codes(row["text"])[:WITHIN]]
    taken = ", ".join(sorted(codes_of(row["text"])))
    return [row["text"], row["codes"], f"{'; '.join(titles) or '–'} (taken: {taken or '–'})"]


def _by_meaning(encoder: Encoder) -> Callable[[str], list[str]]:
    titles = [(code, title) for code, field in fields().items() for title in field.titles.values()]
    vectors = encoder.encode([title for _, title in titles])

    def read(text: str) -> list[str]:
        order = np.argsort(-(vectors @ encoder.encode([text])[0]))
        return list(dict.fromkeys(titles[at][0] for at in order))

    return read
