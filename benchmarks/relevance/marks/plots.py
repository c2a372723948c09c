"""Figures for docs/benchmarks/marks.md: recall by rows read, reliability, and what each level holds."""

from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from benchmarks.relevance.marks.judgement import Verdicts, reliability
from benchmarks.relevance.marks.pairs import MarkPair
from benchmarks.relevance.marks.results import OURS, Results
from models.signs.weights import mark_weights

mpl.use("Agg")
import matplotlib.pyplot as plt

WITHIN = (1, 2, 5, 10, 20, 50, 100, 200)
DRAWN = {
    "trigram cosine": "C0",
    "token_set_ratio": "C1",
    "Jaro-Winkler": "C2",
    "mean of letters and sound (as POCA)": "C4",
    "encoder alone": "C5",
}


def draw(results: Results, decided: Verdicts, folder: Path) -> Iterator[str]:
    """Write the figures into a folder; yield where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in (_recall(results, folder), _reliability(decided, folder), _levels(results, folder)):
        yield f"{path}\n"


def _recall(results: Results, folder: Path) -> Path:
    figure, axes = plt.subplots(1, 2, figsize=(10, 4), sharey=True)
    for axis, source in zip(axes, ("decided", "oppositions"), strict=True):

        def chosen(pair: MarkPair, source: str = source) -> bool:
            return pair.source == source

        for method in (OURS, *DRAWN):
            shares = [np.mean(results.hits(method, k, chosen)[0]) for k in WITHIN]
            ours = method == OURS
            axis.plot(
                WITHIN,
                shares,
                label=method.replace("**", ""),
                linewidth=2.5 if ours else 1.2,
                color="C3" if ours else DRAWN[method],
            )
        axis.set(
            xscale="log",
            xticks=WITHIN,
            xlabel="rows read",
            title="decided conflicts" if source == "decided" else "EUIPO oppositions",
        )
        axis.set_xticklabels([str(k) for k in WITHIN])
        axis.grid(alpha=0.3)
    axes[0].set_ylabel("share of earlier marks found")
    axes[0].legend(fontsize=8, loc="lower right")
    return _saved(figure, folder / "marks-recall.png")


def _reliability(decided: Verdicts, folder: Path) -> Path:
    points = reliability(decided)
    figure, axis = plt.subplots(figsize=(4.5, 4))
    axis.plot([0.4, 1], [0.4, 1], color="grey", linestyle=":", label="perfectly calibrated")
    axis.plot([p for p, _, _ in points], [y for _, y, _ in points], marker="o", color="C3", label="five folds")
    axis.set(
        xlabel="probability said",
        ylabel="share found a conflict",
        xlim=(0.4, 1),
        ylim=(0.4, 1),
        title="Pairs decided on the marks",
    )
    axis.grid(alpha=0.3)
    axis.legend(fontsize=8)
    return _saved(figure, folder / "marks-reliability.png")


def _levels(results: Results, folder: Path) -> Path:
    figure, axis = plt.subplots(figsize=(6, 4))
    sets = [
        (name, [f for f in results.goods if f.pair.source == "decided" and f.pair.conflict is verdict])
        for name, verdict in (("conflict", True), ("no conflict", False))
    ]
    for at, (name, answers) in enumerate(sets):
        shares = [float(np.mean([f.level == level for f in answers])) for level in (1, 2, 3, 4)]
        shares = [*shares, 1 - sum(shares)]
        axis.bar(np.arange(5) + 0.4 * at, shares, 0.4, label=name, color=("C3", "C0")[at])
    axis.set_xticks(np.arange(5) + 0.2, ["level 1", "level 2", "level 3", "level 4", "not found"])
    least = ", ".join(f"{p:.3f}" for p in mark_weights().levels)
    axis.set(ylabel="share of decided pairs", title=f"Levels of decided pairs (least probabilities {least})")
    axis.grid(alpha=0.3, axis="y")
    axis.legend()
    return _saved(figure, folder / "marks-levels.png")


def _saved(figure: Figure, path: Path) -> Path:
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
    return path
