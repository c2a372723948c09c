"""`conclude`: what a report amounts to. Counts, the right that is most in the way, and where the list falls off."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.law.reason import Reason
from search_api.answer import Conclusion, ConclusionKey, Conflict, ReasonOut, reason_out
from search_api.marks.conclusion_text import Apart, basis_values, text_of
from search_api.marks.effect import NO_REGISTER, Searched
from search_api.marks.order import CLOSE, FAR, Judged, counts_against
from search_api.marks.parts import LevelBeside, Part, levels_alone, levels_without

LEVELS = (1, 2, 3, 4)
_KEYS: dict[int, ConclusionKey] = {1: "close", 2: "to_examine", 3: "far", 4: "nothing_close"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: every right of others as judged, in order; each row's first; the rows shown; what makes the
    parts of what was asked, which is called only where a right is close; and the level of a right beside a part.
    """

    judged: Sequence[Judged]
    rows: Sequence[Judged]
    shown: Sequence[Conflict]
    parts: Callable[[], Sequence[Part]]
    level_beside: LevelBeside


def conclude(found: Found, where: Searched, locale: str) -> Conclusion:
    """Return what a search amounts to.

    Rows are counted and not records, all of them and not only those shown; only live earlier rights of others.
    """
    heads = list(enumerate(found.rows, start=1))
    against = [(rank, judged) for rank, judged in heads if counts_against(judged)]
    levels = Counter(judged.level for _, judged in against)
    highest = min(levels, default=4)
    close = [j for j in found.judged if j.level <= FAR and counts_against(j)]
    basis = _basis(found.shown, locale) if highest <= FAR else None
    parts = found.parts() if close else ()
    per_class = levels_alone(parts, close, found.level_beside)
    without = levels_without(parts, close, found.level_beside)
    apart = Apart(
        lists=sum(j.level <= max(CLOSE, min(highest, FAR)) and j.office == NO_REGISTER for _, j in against),
        later=sum(j.level <= CLOSE and j.earlier == "later" for _, j in heads),
        dead=sum(j.level <= CLOSE and j.earlier != "later" and j.dead for _, j in heads),
        goods_given=not any(r.key == "goods.not_given" for c in found.shown for r in c.reasons),
    )
    key = _KEYS[highest]
    return Conclusion(
        key=key,
        levels={str(level): levels[level] for level in LEVELS},
        best=found.shown[0].record.id if basis else None,
        text=text_of((key, levels), basis, (per_class, without), (where, apart), locale),
        verdict=where.verdict,
        falls_off=_falls_off([(rank, judged.level) for rank, judged in against]),
        far=sum(judged.level > FAR for _, judged in heads),
        basis=basis,
        per_class=per_class,
        without=without,
    )


def _basis(shown: Sequence[Conflict], locale: str) -> ReasonOut | None:
    """Return the best single basis in one sentence: a live earlier right stands first wherever there is one."""
    if not shown:
        return None
    key = "conclusion.basis" if shown[0].level <= CLOSE else "conclusion.basis_far"
    return reason_out(Reason(key, basis_values(shown[0], locale)), locale)


def _falls_off(ranks: Sequence[tuple[int, int]]) -> int:
    """Return the rank of the last close row, else of the last at the third level, else 0."""
    close = [rank for rank, level in ranks if level <= CLOSE]
    return max(close or [rank for rank, level in ranks if level <= FAR], default=0)
