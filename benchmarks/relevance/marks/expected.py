"""`anteriority bench relevance levels`: pairs whose level any examiner could name, and how many stand in that band.

Rows: `benchmarks/cases/expected_levels.jsonl` (ours: half fitted, half for test, by group) and, where the work data is,
`pairs/judgement.jsonl` (only tested, never fitted). Each pair is compared as `POST /v1/marks/compare` does it, without
a register. Every row out of its band is listed with the reason that was written beside it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.data import HERE, Half, half_of, json_lines, work_data
from benchmarks.tables import markdown, mean_with_interval
from corpora.parsing.marks import mark_from
from corpora.records.mark import Mark
from models.encoders import DEFAULT, load_encoder
from search_api.marks.clear import AnswerOptions, compare_marks

AS_OF = date(2026, 11, 1)
UNFITTED = "pairs/judgement.jsonl"
COARSE = 2  # levels 1 and 2 raise a row, 3 and 4 do not


@dataclass(frozen=True, slots=True)
class Expected:
    """A pair with the band of levels that an examiner would accept, and why."""

    id: str
    family: str
    proposed: Mark
    earlier: Mark
    best: int
    worst: int
    why: str
    group: str

    @property
    def half(self) -> Half:
        """The half of the split, by a digest of the group."""
        return half_of(self.group)


def expected_pairs(half: Half | None = None) -> list[Expected]:
    """Return our own pairs (`benchmarks/cases/expected_levels.jsonl`), or those of one half."""
    lines = (HERE / "cases" / "expected_levels.jsonl").read_text("utf-8").splitlines()
    pairs = map(_expected, map(json.loads, lines))
    return [pair for pair in pairs if half is None or pair.half == half]


def unfitted_pairs() -> list[Expected]:
    """Return the pairs of the work data, which nothing is fitted on; none where it is absent."""
    return list(map(_expected, json_lines(UNFITTED))) if work_data() else []


def _expected(row: Mapping[str, Any]) -> Expected:
    proposed, earlier = (mark_from(row[side], needs_id=False) for side in ("proposed", "earlier"))
    group = row.get("group") or row["id"]
    return Expected(row["id"], row["family"], proposed, earlier, row["best"], row["worst"], row["why"], group)


def levels_of(pairs: Iterable[Expected]) -> list[int]:
    """Return the level that a comparison gives each pair."""
    encoder, options = load_encoder(DEFAULT), AnswerOptions(AS_OF, locale="en")
    return [compare_marks(pair.proposed, pair.earlier, options, encoder).level for pair in pairs]


def run() -> Iterator[str]:
    """Yield for each set the share of pairs in their band, by family, and every pair out of it."""
    sets = {
        "own pairs, development half": expected_pairs("development"),
        "own pairs, test half": expected_pairs("test"),
        "unfitted": unfitted_pairs(),
    }
    for title, pairs in sets.items():
        if pairs:
            yield from _tables(title, pairs, levels_of(pairs))


def _tables(title: str, pairs: list[Expected], levels: list[int]) -> Iterator[str]:
    inside = [pair.best <= level <= pair.worst for pair, level in zip(pairs, levels, strict=True)]
    yield f"## Expected levels: {title} ({len(pairs)} pairs)\n"
    families: dict[str, list[int]] = defaultdict(list)
    for i, pair in enumerate(pairs):
        families[pair.family].append(i)
    rows = [
        [name, len(at), f"{sum(inside[i] for i in at) / len(at):.2f}", f"{_raised_right(pairs, levels, at):.2f}"]
        for name, at in sorted(families.items())
    ]
    groups = [pair.group for pair in pairs]
    share = mean_with_interval([float(x) for x in inside], groups)
    rows.append(["**all**", len(pairs), share, f"{_raised_right(pairs, levels, range(len(pairs))):.2f}"])
    yield markdown(["family", "pairs", "level in the band", "rightly at 1–2 or not"], rows)
    wrong = [
        [p.id, _side(p.proposed), _side(p.earlier), f"{p.best}–{p.worst}", level, p.why]
        for p, level, right in zip(pairs, levels, inside, strict=True)
        if not right
    ]
    yield f"### Out of their band ({len(wrong)})\n"
    yield markdown(["id", "proposed", "earlier", "band", "level", "why the band"], wrong)


def _raised_right(pairs: list[Expected], levels: list[int], at: Iterable[int]) -> float:
    """Return the share of pairs that stand on the right side of the line between levels 2 and 3."""
    right = [not (levels[i] <= COARSE < pairs[i].best or pairs[i].worst <= COARSE < levels[i]) for i in at]
    return sum(right) / len(right)


def _side(mark: Mark) -> str:
    goods = "; ".join(goods.text for goods in mark.goods) or "no goods"
    return f"{mark.text} ({goods})"
