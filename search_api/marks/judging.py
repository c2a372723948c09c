"""All candidates of a search judged over columns; records are read only to be shown or for their goods."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpora.records.mark import Mark
from indexer.marks.engine import Reached, Reader
from models.columns.assess import Assessed, assess_all
from models.columns.build import holder_key
from models.columns.layout import DESIGNATED, SYNTHETIC, TEXT
from models.encoders import Encoder, term_closeness
from models.goods.similarity import TermCloseness, goods, terms_to_compare, words_closeness
from models.law.standing import effective, order
from models.marks.weighing import describing
from models.signs.entry import Entry, analyse
from search_api.marks.effect import Brought
from search_api.marks.options import AnswerOptions
from search_api.marks.order import Judged

Places = NDArray[np.intp]


class Judging:
    """A proposed entry among the candidates that were reached. Candidates are numbered by their place."""

    def __init__(self, reader: Reader, entry: Entry, reached: Reached, options: AnswerOptions) -> None:
        self.reader, self._entry, self._options = reader, entry, options
        records = reached.index.columns.records
        places = [at for at, row in enumerate(reached.rows.tolist()) if records.ids[row] != entry.record.id]
        self._columns, self._rows = reached.index.columns, reached.rows[places]
        self._read, self._places = reached.record, places
        self._records: dict[int, Mark] = {}
        self.closeness: TermCloseness = words_closeness
        self._assessed: Assessed | None = None
        if places:
            self._assessed = assess_all(reached.index, self._rows, entry, self._goods_of_all())

    def __len__(self) -> int:
        """Return the number of candidates."""
        return len(self._rows)

    def record(self, at: int) -> Mark:
        """Return the record of a candidate."""
        if at not in self._records:
            self._records[at] = self._read(self._places[at])
        return self._records[at]

    def entry(self, at: int) -> Entry:
        """Return a candidate as it is compared: words weigh less that describe its goods or those proposed."""
        proposed, reader = self._entry.record, self.reader
        mark = self.record(at)
        return analyse(mark, reader.lexicon.readings, describing(proposed, mark, counts=reader.counts))

    def judged(self) -> list[Judged]:
        """Return the judgement of every candidate, in no order."""
        assessed = self._assessed
        if assessed is None:
            return []
        records, rows = self._columns.records, self._rows
        dead = (records.dead_from[rows] <= self._options.as_of.toordinal()).tolist()
        known = (~np.isnan(assessed.goods)).tolist()
        offices = [records.offices[office] for office in records.office[rows].tolist()]
        return list(
            map(
                Judged,
                range(len(rows)),
                [records.ids[row] for row in rows.tolist()],
                assessed.level.tolist(),
                assessed.probability.tolist(),
                known,
                assessed.identical.tolist(),
                self._orders(),
                dead,
                offices,
            )
        )

    def _orders(self) -> list[str]:
        """Return how the effective date of every candidate stands to the proposed one's."""
        records, territory = self._columns.records, self._options.territory
        day = self._options.as_of.toordinal()
        days = records.effective[self._rows]
        states = np.select([days == 0, days == day, days < day], ["unknown", "same_day", "earlier"], "later").tolist()
        if territory:
            for at in np.flatnonzero(records.flags[self._rows] & DESIGNATED).tolist():
                states[at] = order(self._options.as_of, effective(self.record(at), territory).date)
        return states  # type: ignore[no-any-return]

    def keys(self, judged: Judged) -> list[tuple[int, ...]]:
        """Return the keys under which a candidate joins a row (`search_api.marks.rows`)."""
        return self._keys[judged.at]

    @cached_property
    def _keys(self) -> list[list[tuple[int, ...]]]:
        """The keys of every candidate: (its international number), (its holder, its dominant element)."""
        records, rows = self._columns.records, self._rows
        dominant = self._assessed.dominant.tolist() if self._assessed else []
        keys: list[list[tuple[int, ...]]] = [[] for _ in dominant]
        for at in np.flatnonzero(records.international[rows] >= 0).tolist():
            keys[at].append((int(records.international[rows[at]]),))
        first, last = records.holder_start[rows], records.holder_start[rows + 1]
        held = np.flatnonzero(first < last)
        for at, holder in zip(held.tolist(), records.holder[first[held]].tolist(), strict=True):
            keys[at].append((holder, dominant[at]))
        return keys

    def own(self, holder: str) -> frozenset[int]:
        """Return the candidates that belong to the holder who asks."""
        records, key = self._columns.records, holder_key(holder)
        if key not in records.holders:
            return frozenset()
        number = records.holders.index(key)
        starts = records.holder_start
        return frozenset(
            at for at, row in enumerate(self._rows.tolist()) if number in records.holder[starts[row] : starts[row + 1]]
        )

    def compare_by_meaning(self, best: Iterable[Judged], encoder: Encoder) -> None:
        """Compare the goods of some candidates by the encoder too."""
        places = [judged.at for judged in best]
        if not places or self._assessed is None:
            return
        sides = [terms_to_compare(self._entry.record, self.record(at)) for at in places]
        ours, theirs = ([term for side in sides for _, term in side[which]] for which in (0, 1))
        self.closeness = term_closeness(encoder, ours, theirs)
        values = [_goods(self._entry.record, self.record(at), self.closeness) for at in places]
        self._assessed = self._assessed.with_goods(np.array(places, np.intp), np.array(values))

    def level_beside(self, filed: Mark, judged: Judged) -> int:
        """Return the level of a candidate beside the same sign filed for other goods."""
        assert self._assessed is not None, "somebody was judged"  # noqa: S101 - a programming error, not input
        at = np.array([judged.at], np.intp)
        values = np.array([_goods(filed, self.record(judged.at), self.closeness)])
        return int(self._assessed.chosen(at).with_goods(np.array([0], np.intp), values).level[0])

    def brought(self) -> Brought:
        """Return what the search brought, of which register."""
        records = self._columns.records
        made_up = (records.flags[self._rows] & SYNTHETIC) > 0
        counts = [
            {records.offices[i]: int(n) for i, n in enumerate(np.bincount(of)) if n}
            for of in (records.office[self._rows][~made_up], records.office[self._rows][made_up])
        ]
        return Brought(counts[0], counts[1], map(self.record, range(len(self))))

    def _goods_of_all(self) -> NDArray[np.float64]:
        """Return how alike the goods of every candidate are, NaN where they are not known; each distinct list once."""
        records, proposed = self._columns.records, self._entry.record
        if not (proposed.nice_classes or proposed.goods or proposed.activity):
            return np.ones(len(self._rows))
        _, first, back = np.unique(records.goods[self._rows], return_index=True, return_inverse=True)
        values = [_goods(proposed, self._with_goods(at), words_closeness) for at in first.tolist()]
        return np.array(values)[back]

    def _with_goods(self, at: int) -> Mark:
        """Return a mark with the goods of a candidate: its record where it has more than classes."""
        records, row = self._columns.records, int(self._rows[at])
        if records.flags[row] & TEXT:
            return self.record(at)
        bits = int(records.classes[row])
        return replace(_NO_MARK, nice_classes=tuple(number for number in range(1, 46) if bits >> number & 1))


_NO_MARK = Mark("", "")


def _goods(proposed: Mark, earlier: Mark, closeness: TermCloseness) -> float:
    value = goods(proposed, earlier, closeness).value
    return float("nan") if value is None else value
