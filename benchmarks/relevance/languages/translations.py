"""Translations: a name must find the same name in another language, hidden in a large register.

The pairs are ours (`benchmarks/cases/translations.csv`), written before the dictionary was filled; its development
half may be looked at. Beside the figures stands how many of the pairs' words the dictionary knows: what it lacks it
cannot find.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.baselines import MEASURES, Baseline
from benchmarks.data import Half, hidden_marks, own_pairs, read_all, register, register_files
from benchmarks.flips import write_results
from benchmarks.relevance.languages.cross_script import DEEP, rank_of
from benchmarks.relevance.marks.pairs import work_pairs
from benchmarks.tables import markdown, recall
from corpora.errors import UnreadableFile
from corpora.records.mark import Mark
from models.marks.comparison import compare
from models.signs.entry import analyse
from models.words.concepts import concepts_of
from models.words.text import words_of
from models.words.weak import is_weak_word

WITHIN = (1, 10, 50)


def run(folder: Path, half: Half | None, cases: Path | None = None) -> Iterator[str]:
    """Yield recall of each half beside the baselines, then what was missed."""
    pairs = own_pairs("translations")
    hidden = hidden_marks(pair.answer for pair in pairs)
    texts = [*(mark.text for mark in read_all(register_files())), *(pair.answer for pair in pairs)]
    with register(folder, hidden) as reader:
        ranks = {(pair.query, pair.answer): rank_of(reader, pair) for pair in pairs}
        yield f"## Translated names ({len(pairs)} pairs, {reader.snapshot.count:,} records)\n"
    if cases:
        write_results(cases, {f"{query} {answer}": rank for (query, answer), rank in ranks.items()})
    baseline = Baseline(texts)
    rows = []
    for name in ("development", "test") if half is None else (half,):
        of_half = [pair for pair in pairs if pair.half == name]
        keys = [(pair.query, pair.answer) for pair in of_half]
        known = f"{sum(map(share_known, keys)) / len(keys):.2f}"
        rows.append([name, len(keys), known, "**Anteriority**", *(recall([ranks[k] for k in keys], n) for n in WITHIN)])
        for measure in MEASURES:
            theirs = [baseline.rank(measure, *key) for key in keys]
            rows.append(["", "", "", f"anyascii + {measure}", *(recall(theirs, n) for n in WITHIN)])
    yield markdown(["half", "n", "words known", "method", *(f"recall@{n}" for n in WITHIN)], rows)
    yield from _decided(half)
    missed = [pair for pair in pairs if half in {None, pair.half} and (ranks[pair.query, pair.answer] or DEEP) > 50]
    yield f"### Not among the first fifty ({len(missed)})\n"
    yield markdown(
        ["query", "answer", "half", "rank", "words that the dictionary lacks"],
        [
            [p.query, p.answer, p.half, ranks[p.query, p.answer] or f"> {DEEP}", " ".join(_unknown(p.query, p.answer))]
            for p in missed
        ],
    )


def _decided(half: Half | None) -> Iterator[str]:
    """Yield how many translations among the decided pairs (work data) the dictionary sees; `relevance marks` prints
    their recall.
    """
    try:
        pairs = [p for p in work_pairs() if "translation or synonym" in p.kinds and half in {None, p.half}]
    except UnreadableFile:
        return
    rows = []
    for name in ("development", "test"):
        texts = [(p.proposed.text, p.earlier.text) for p in pairs if p.half == name]
        if texts:
            known = sum(map(share_known, texts)) / len(texts)
            meant = [compare(analyse(Mark("", a)), analyse(Mark("", b))).words.value is not None for a, b in texts]
            rows.append([name, len(texts), f"{known:.2f}", f"{sum(meant)} of {len(texts)}"])
    yield "### Translations and synonyms among the decided pairs\n"
    yield markdown(["half", "pairs", "words known", "pairs in which a word is seen to mean the same"], rows)


def share_known(texts: tuple[str, ...]) -> float:
    """Return the share of the words of texts that the dictionary knows, in [0, 1]; weak words are not asked for."""
    asked = [word for text in texts for word in words_of(text) if not is_weak_word(word)]
    return 1 - len(_unknown(*texts)) / len(asked) if asked else 1.0


def _unknown(*texts: str) -> list[str]:
    return [w for text in texts for w in words_of(text) if not is_weak_word(w) and not concepts_of(w)]
