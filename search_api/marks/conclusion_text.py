"""The words of a conclusion, for a shopkeeper: a sentence a line, what forbids a verdict first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.signs.evidence import GoodsPair
from search_api.answer import ConclusionKey, Conflict, PartLevel, ReasonOut
from search_api.marks.effect import NO_REGISTER, Searched
from search_api.say import catalogue, counted, isolated, say, territory_name

MOST_REGISTERS = 8  # named in a conclusion; all of them stand in the report's limits
ALIKE = 0.6  # likeness from which look or sound is named as what is alike
_SAME, _NEAR = 0.9, 0.45  # likeness of goods from which they are called the same, and near


@dataclass(frozen=True, slots=True)
class Apart:
    """What is told beside the counts: close names from lists (no rights), close rights that are later or dead, and
    whether goods were given.
    """

    lists: int
    later: int
    dead: int
    goods_given: bool


def text_of(
    counts: tuple[ConclusionKey, Counter[int]],
    basis: ReasonOut | None,
    parts: tuple[Sequence[PartLevel], Sequence[PartLevel]],
    beside: tuple[Searched, Apart],
    locale: str,
) -> str:
    """Return the conclusion, its sentences on lines of their own."""
    where, apart = beside
    lines = [*_no_verdict(where, locale), _counts(counts, locale)]
    if apart.lists:
        lines.append(counted("conclusion.lists", locale, apart.lists))
    if basis:
        lines.append(basis.text)
    lines += _beside(apart, locale)
    lines += _parts(*parts, locale)
    lines.append(say("conclusion.searched", locale, {"registers": _registers(where, locale)}))
    if counts[0] == "nothing_close":
        lines.append(say("none.meaning", locale))
    return "\n".join(lines)


def basis_values(conflict: Conflict, locale: str) -> dict[str, Any]:
    """Return what the best single basis says: the right, its register's number, its level, and why."""
    record = conflict.record
    right = "brand" if record.office == NO_REGISTER else record.right
    why = (say(f"conclusion.{key}", locale) for key in (_sign_key(conflict), _goods_key(conflict)))
    return {
        "text": _in_line(record.text, locale),
        "right": say(f"right.{right}", locale),
        "id": _in_line(record.id, locale),
        "level": conflict.level,
        "why": say("list.comma", locale).join(why),
    }


def _in_line(text: str, locale: str) -> str:
    """Return a text that keeps its place in a sentence of the other direction."""
    return isolated(text) if locale == "ar" or not text.isascii() else text


def _sign_key(conflict: Conflict) -> str:
    """Return what is most alike in two signs."""
    keys = {reason.key for reason in conflict.reasons}
    values = {name: factor.value or 0.0 for name, factor in conflict.factors.items()}
    if "signs.identical" in keys:
        return "sign.identical"
    if max(values["visual"], values["aural"]) >= ALIKE:
        return "sign.look" if values["visual"] >= values["aural"] else "sign.sound"
    if "conceptual.same" in keys:
        return "sign.meaning"
    return "sign.part" if values["contained"] >= ALIKE else "sign.words"


def _goods_key(conflict: Conflict) -> str:
    factor = conflict.factors["goods"]
    if factor.value is None:
        return "goods.unknown"
    if any(isinstance(e, GoodsPair) and e.basis == "not_given" for e in factor.evidence):
        return "goods.not_given"
    if any(isinstance(e, GoodsPair) and e.basis == "same_class" for e in factor.evidence):
        return "goods.class"
    if factor.value >= _SAME:
        return "goods.same"
    return "goods.near" if factor.value >= _NEAR else "goods.other"


def _no_verdict(where: Searched, locale: str) -> Iterator[str]:
    """Yield first of all why no verdict is given."""
    if where.verdict:
        return
    if where.without_register:
        names = say("list.comma", locale).join(territory_name(code, locale) for code in where.without_register)
        yield say("conclusion.no_register", locale, {"territory": names})
        if where.made_up:
            yield say("conclusion.demo", locale)
    else:
        yield say("conclusion.demo_only" if where.made_up else "conclusion.no_register_at_all", locale)
    yield say("conclusion.for_information", locale)


def _counts(counts: tuple[ConclusionKey, Counter[int]], locale: str) -> str:
    key, levels = counts
    if key == "close":
        first = counted("conclusion.level_1", locale, levels[1])
        second = counted("conclusion.and_level_2", locale, levels[2]) if levels[2] else ""
        return f"{first}{second}."
    if key == "to_examine":
        return counted("conclusion.level_2", locale, levels[2])
    if key == "far":
        return counted("conclusion.level_3", locale, levels[3])
    return say("conclusion.nothing_close", locale) + (
        " " + counted("conclusion.level_4", locale, levels[4]) if levels[4] else ""
    )


def _beside(apart: Apart, locale: str) -> Iterator[str]:
    if apart.later:
        yield counted("conclusion.later", locale, apart.later)
    if apart.dead:
        yield counted("conclusion.dead", locale, apart.dead)
    if not apart.goods_given:
        yield say("goods.not_given", locale)


def _parts(per_class: Sequence[PartLevel], without: Sequence[PartLevel], locale: str) -> Iterator[str]:
    """Yield what each part would meet alone, where they differ, and which of them left out would lower the level."""
    if len({part.level for part in per_class}) > 1:
        each = (
            say("conclusion.part_level", locale, {"part": _part(part, locale), "level": part.level})
            for part in per_class
        )
        yield say("conclusion.per_part", locale, {"parts": say("list.semicolon", locale).join(each)})
    for part in without:
        yield say("conclusion.without", locale, {"part": _part(part, locale), "level": part.level})


def _part(part: PartLevel, locale: str) -> str:
    if part.goods is not None:
        return say("conclusion.goods_part", locale, {"goods": _in_line(part.goods, locale)})
    return say("conclusion.class_part", locale, {"class": part.nice_class})


def _registers(where: Searched, locale: str) -> str:
    names = []
    for register in where.registers[:MOST_REGISTERS]:
        name = catalogue(locale).get(f"office.{register.office}", register.office)
        key = "conclusion.register" if register.complete_to else "conclusion.register_undated"
        day = _in_line(str(register.complete_to), locale)
        names.append(say(key, locale, {"office": name, "date": day}))
    more = ["…"] if len(where.registers) > MOST_REGISTERS else []
    return say("list.semicolon", locale).join([*names, *more])
