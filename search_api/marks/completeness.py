"""What stands behind an answer: the registers, how far they were searched, and what was not searched."""

from collections.abc import Iterable

from corpora.tables.vienna import vienna_title
from indexer.marks.engine import UNIT, Filters, Reached, Snapshot
from indexer.marks.expand import FLOOR
from models.law.reason import Reason
from search_api.answer import Completeness, ReasonOut, reason_out
from search_api.marks.limits import MOST_GOODS_LETTERS
from search_api.marks.options import AnswerOptions


def completeness(
    snapshot: Snapshot, hits: Reached, compared: int, question: tuple[Filters, AnswerOptions], *, cut: bool
) -> Completeness:
    """Return what an answer rests on. `cut`: some word has so many close forms that only the closest were looked at."""
    filters, options = question
    missing = [
        Reason("not_searched.no_words", {"count": r.not_searched_by_name, "office": r.office})
        for r in snapshot.registers
        if r.not_searched_by_name
    ]
    missing += [Reason(f"not_searched.{what}", {}) for what in ("later", "other_registers", "unregistered", "images")]
    if options.goods_cut:
        missing.append(Reason("not_searched.goods_cut", {"letters": MOST_GOODS_LETTERS, "given": options.goods_cut}))
    reasons: tuple[ReasonOut, ...] = tuple(reason_out(reason, options.locale) for reason in missing)
    return Completeness(
        snapshot=snapshot.id,
        as_of=options.as_of,
        registers=snapshot.registers,
        floor=hits.floor / UNIT,
        floor_asked=FLOOR / UNIT,
        candidates=hits.total,
        compared=compared,
        exhaustive=hits.exhaustive and hits.floor == FLOOR and not cut,
        exact=("letters", "sound", "containment", "short_words", "compact", "identity"),
        filters=tuple(reason_out(reason, options.locale) for reason in _filter_reasons(filters, options.locale)),
        not_searched=reasons,
    )


def _filter_reasons(filters: Filters, locale: str) -> Iterable[Reason]:
    for code in filters.vienna:
        yield Reason("filter.vienna", {"code": code, "title": vienna_title(code, locale)})
    for name, values in (
        ("classes", filters.classes),
        ("territories", filters.territories),
        ("rights", filters.rights),
    ):
        if values:
            yield Reason(f"filter.{name}", {"values": ", ".join(map(str, values))})
    if filters.live_at:
        yield Reason("filter.live", {})
