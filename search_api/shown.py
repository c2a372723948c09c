"""A record as answers show it: typed for what renders it, written with canonical keys, the empty ones left out."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from pydantic import TypeAdapter, model_serializer

from corpora.records.mark import Mark, mark_adapter
from models.law.standing import Effective, Standing, effective, standing

_EFFECTIVE, _STANDING = TypeAdapter(Effective), TypeAdapter(Standing)


_UNKNOWN, _LIVE = Effective(None, "unknown"), Standing("live")


@dataclass(frozen=True, slots=True)
class RecordOut(Mark):
    """A record with what a day makes of it: from when it counts, and whether it still does."""

    effective: Effective = field(default=_UNKNOWN)
    standing: Standing = field(default=_LIVE)

    @model_serializer
    def written(self) -> dict[str, Any]:
        """Return the canonical keys without the empty ones, then what was derived.

        Without the serialiser's warnings: they quote values.
        """
        dump_options: dict[str, Any] = {"mode": "json", "by_alias": True, "warnings": False}
        values: dict[str, Any] = mark_adapter().dump_python(self, exclude_defaults=True, **dump_options)
        basics = {"right": self.right, "status": self.status, "office": self.office}
        derived = (
            _EFFECTIVE.dump_python(self.effective, **dump_options),
            _STANDING.dump_python(self.standing, **dump_options),
        )
        return values | basics | dict(zip(("effective", "standing"), derived, strict=True))


def record_out(mark: Mark, at: date, territory: str | None = None) -> RecordOut:
    """Return a record as shown at a day, its effective date that of a territory where one is asked."""
    values = {each.name: getattr(mark, each.name) for each in fields(Mark)}
    return RecordOut(**values, effective=effective(mark, territory), standing=standing(mark, at))
