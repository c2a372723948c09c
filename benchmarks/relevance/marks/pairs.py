"""Pairs of marks whose earlier one must be found or judged: decided, opposed, refused, mixed up, or in two scripts.

The rows lie in the work data (`pairs/`); an office gives its own with `--pairs FILE`, in the form of `decided.jsonl`:
`{"id", "a", "b", "verdict", …}`, `a` the later sign, `b` the earlier one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from benchmarks.data import Half, half_of, json_lines
from corpora.errors import UnreadableFile
from corpora.records.mark import Goods, Mark
from models.words.text import words_of
from models.words.weak import is_weak_word

Source = Literal["decided", "oppositions", "refusals", "drugs", "cross-script"]

# One reader's tags of the data → the kinds of the tables. A pair has every kind that one of its tags names.
KINDS: dict[str, tuple[str, ...]] = {
    "respelling": (
        "phonetic-respelling",
        "vowel-change",
        "vowel-drop",
        "doubled-letter",
        "diacritics",
        "look-alike-letters",
    ),
    "other letters": ("one-letter", "first-letter", "prefix", "suffix", "infix", "inflection", "plural"),
    "transposition": ("transposition", "word-order"),
    "added word": ("containment", "house-mark", "weak-element", "domain-suffix"),
    "shared element": ("shared-element", "prefix-shared", "suffix-shared", "family", "name"),
    "translation or synonym": (
        "translation-es",
        "translation-fr",
        "translation-la",
        "translation-de",
        "translation-zh",
        "synonym",
    ),
    "transliteration": ("transliteration-zh", "nickname-zh"),
    "short mark": ("short",),
    "number or letter words": ("number", "number-word", "letter-word"),
    "abbreviation": ("abbreviation", "vowel-drop", "contraction"),
    "compound": ("compounding", "spacing", "one-word"),
    "identical": ("identical",),
}
SHORT_MARK = 4  # letters of the longer sign; such a pair is a short mark whatever its tags say


@dataclass(frozen=True, slots=True)
class MarkPair:
    """A later sign and an earlier one; `conflict` is None where nobody decided.

    `on_marks`: the signs alone decided, so that the outcome may be held against a measure of signs. `verified`: the
    outcome was read in its source. `group` keeps related pairs in one half.
    """

    id: str
    source: Source
    proposed: Mark
    earlier: Mark
    conflict: bool | None
    group: str
    kinds: tuple[str, ...] = ()
    on_marks: bool = True
    verified: bool = True
    jurisdiction: str = ""

    @property
    def half(self) -> Half:
        """The half of the split, by a digest of the group: never by row."""
        return half_of(self.group)

    @property
    def contained(self) -> bool:
        """Whether one sign's strong words all stand in the other's: the added words decide such a pair."""
        a, b = ({w for w in words_of(mark.text) if not is_weak_word(w)} for mark in (self.proposed, self.earlier))
        return bool(a and b) and (a <= b or b <= a)


def work_pairs() -> list[MarkPair]:
    """Return all pairs of the work data; raises UnreadableFile where it is absent."""
    return [
        *_decided("decided", json_lines("pairs/decided.jsonl")),
        *_decided("decided", json_lines("pairs/decided_2.jsonl")),
        *_opposed("oppositions", json_lines("pairs/oppositions_euipo.jsonl")),
        *_opposed("refusals", json_lines("pairs/refusals_inpi_br.jsonl")),
        *_linked(_decided("drugs", json_lines("pairs/lasa_drugs.jsonl"))),
        *_two_scripts(json_lines("pairs/cross_script.jsonl")),
    ]


def pairs_of(path: Path) -> list[MarkPair]:
    """Return an office's own pairs.

    Raises:
        UnreadableFile: the file cannot be read, or a line lacks `a`, `b` or `verdict`; the message names the line.

    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from None
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not all(isinstance(row[key], str) and row[key].strip() for key in ("a", "b", "verdict")):
                raise KeyError
        except (ValueError, KeyError, TypeError):
            raise UnreadableFile(f'{path}: line {number}: needs a JSON object with texts "a", "b", "verdict"') from None
        rows.append({"id": f"line-{number}", "group": f"line-{number}", **row})
    return list(_decided("decided", rows))


def _decided(source: Source, rows: Iterable[Mapping[str, Any]]) -> Iterator[MarkPair]:
    for row in rows:
        verdict = {"conflict": True, "similar": True}.get(row["verdict"], False)
        yield MarkPair(
            row["id"],
            source,
            _mark(row["a"], row.get("a_goods"), row.get("a_classes")),
            _mark(row["b"], row.get("b_goods"), row.get("b_classes")),
            verdict,
            row.get("group") or row["id"],
            _kinds(row.get("kind") or (), row["a"], row["b"]),
            verdict or row.get("basis", "marks") == "marks",
            bool(row.get("verified", True)),
            row.get("jurisdiction") or "",
        )


def _opposed(source: Source, rows: Iterable[Mapping[str, Any]]) -> Iterator[MarkPair]:
    seen = set()
    for row in rows:
        later, earlier = row["contested_text"], row["earlier_text"]
        key = row["contested_id"], earlier
        if not (later and earlier) or key in seen:
            continue
        seen.add(key)
        proposed = _mark(later, None, row["contested_classes"])
        if row["contested_id"].startswith("EM:"):
            proposed = replace(proposed, id=row["contested_id"].replace(":", "-"))
        kinds = _kinds((), later, earlier)
        yield MarkPair(row["id"], source, proposed, _mark(earlier, None, ()), None, row["contested_id"], kinds)


def _two_scripts(rows: Iterable[Mapping[str, Any]]) -> Iterator[MarkPair]:
    for row in rows:
        kinds = (f"{row['a_script']} → {row['b_script']}",)
        yield MarkPair(row["id"], "cross-script", Mark("", row["a"]), Mark("", row["b"]), None, row["group"], kinds)


def _linked(pairs: Iterable[MarkPair]) -> Iterator[MarkPair]:
    """Yield pairs with names that stand in several of them joined into one group."""
    all_pairs = list(pairs)
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    names = [[" ".join(words_of(mark.text)) for mark in (pair.proposed, pair.earlier)] for pair in all_pairs]
    for a, b in names:
        root[max(find(a), find(b))] = min(find(a), find(b))
    for pair, (a, _) in zip(all_pairs, names, strict=True):
        yield replace(pair, group=find(a))


def _mark(text: str, goods: str | None, classes: Iterable[int] | None) -> Mark:
    return Mark("", text, nice_classes=tuple(classes or ()), goods=(Goods(goods),) if goods else ())


def _kinds(tags: Iterable[str], a: str, b: str) -> tuple[str, ...]:
    kinds = [kind for kind, names in KINDS.items() if not set(names).isdisjoint(tags)]
    if max(len("".join(words_of(text))) for text in (a, b)) <= SHORT_MARK and "short mark" not in kinds:
        kinds.append("short mark")
    return tuple(kinds)
