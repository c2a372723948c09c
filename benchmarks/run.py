"""`anteriority bench`: figures of quality and speed, each beside a baseline on the same data in the same run."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.data import Half

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
relevance = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Whether the known answers are found.")
performance = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="How fast, and whether exactly.")
app.add_typer(relevance, name="relevance")
app.add_typer(performance, name="performance")


class HalfOption(StrEnum):
    """Which half of the pairs: look at misses in development only."""

    development = "development"
    test = "test"
    both = "both"


HALVES: dict[HalfOption, Half | None] = {
    HalfOption.development: "development",
    HalfOption.test: "test",
    HalfOption.both: None,
}
Folder = Annotated[Path, typer.Option(help="Where the benchmark's register is built, and kept for the next run.")]
HalfChosen = Annotated[HalfOption, typer.Option("--half", help="Half of the split by group.")]
Cases = Annotated[
    Path | None, typer.Option(help="Write the result of every case into this file (CSV; less is better).")
]
BENCH = Path("data/bench")


@app.callback()
def bench(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help="Run the experiments again and compare their figures.")
    ] = False,
    experiment: Annotated[
        list[str] | None, typer.Option(help="With --check: this experiment only; may be repeated.")
    ] = None,
) -> None:
    """Measure quality and speed, beside baselines."""
    if check:
        from benchmarks.experiments import check as checked

        lines = []
        for line, well in checked(experiment or []):
            print(line, flush=True)
            lines.append(well)
        raise typer.Exit(0 if all(lines) else 1)
    if context.invoked_subcommand is None:
        print(context.get_help())


def _print(parts: Iterable[str]) -> None:
    for part in parts:
        print(part, flush=True)


@relevance.command("cross-script")
def cross_script(
    context: typer.Context, folder: Folder = BENCH, half: HalfChosen = HalfOption.both, cases: Cases = None
) -> None:
    """Recall of the same name in another script, per script, beside anyascii + RapidFuzz."""
    from benchmarks.relevance.languages.cross_script import run

    _print(run(folder, HALVES[half], context.obj.engine, cases))


@relevance.command("translations")
def translations(folder: Folder = BENCH, half: HalfChosen = HalfOption.both, cases: Cases = None) -> None:
    """Recall of the same name in another language, beside anyascii + RapidFuzz."""
    from benchmarks.relevance.languages.translations import run

    _print(run(folder, HALVES[half], cases))


@relevance.command("lexicon")
def lexicon_relevance() -> None:
    """Coverage of the dictionary, translations that it makes, and false friends that it joins."""
    from benchmarks.relevance.languages.lexicon import run

    _print(run())


@relevance.command("raised")
def raised(folder: Folder = BENCH) -> None:
    """Rows above level 3 for names that nobody bears, and for marks in Arabic letters searched as new."""
    from benchmarks.relevance.marks.raised import run

    _print(run(folder))


@relevance.command("levels")
def expected_levels() -> None:
    """Pairs whose level any examiner could name: the share in that band, and every one out of it."""
    from benchmarks.relevance.marks.expected import run

    _print(run())


@relevance.command("oppositions")
def oppositions(
    context: typer.Context, folder: Folder = BENCH, half: HalfChosen = HalfOption.both, cases: Cases = None
) -> None:
    """Rank of the earlier mark that an EUIPO opponent cited, the contested mark searched as it was filed."""
    from benchmarks.relevance.marks.oppositions import run

    _print(run(folder, HALVES[half], context.obj.engine, cases))


@relevance.command("marks")
def marks_relevance(
    context: typer.Context,
    folder: Folder = BENCH,
    half: HalfChosen = HalfOption.test,
    pairs: Annotated[
        Path | None, typer.Option(help="An office's own pairs (docs/benchmarks/marks.md says how).")
    ] = None,
    register: Annotated[
        list[Path] | None, typer.Option(help="The register they are hidden in; any file that `index` reads.")
    ] = None,
    plots: Annotated[Path | None, typer.Option(help="Folder that the figures are written into.")] = None,
) -> None:
    """Recall, levels, assessment, goods and false alarms on decided pairs hidden in a register, beside nine
    measures.
    """
    from benchmarks.relevance.marks.recall import Chosen, run

    chosen = HALVES[HalfOption.both if pairs else half]
    _print(run(folder, Chosen(chosen, pairs, register or (), plots, context.obj.engine)))


@relevance.command("same-answers")
def same_answers(
    context: typer.Context,
    folder: Folder = BENCH,
    write: Annotated[Path | None, typer.Option(help="Write the answers into this file.")] = None,
    against: Annotated[Path | None, typer.Option(help="Compare with the answers that another version wrote.")] = None,
) -> None:
    """Compare this version's answers with another's: marks, names and patents, over the sample and the work data."""
    from benchmarks.relevance.same_answers import run

    _print(run(folder, context.obj.engine, write, against))


@performance.command("lexicon")
def lexicon(
    words: Annotated[int, typer.Option(min=1_000, help="Distinct words, recombined from real ones.")] = 1_000_000,
    queries: Annotated[int, typer.Option(min=1)] = 200,
) -> None:
    """Compare the exact search of similar words with RapidFuzz over all of them: equal hits, and the ratio of times."""
    from benchmarks.performance.lexicon import run

    _print(run(words, queries))


@performance.command("columns")
def columns(
    folder: Folder = BENCH,
    queries: Annotated[int, typer.Option(min=1, help="Names drawn from the register.")] = 2_000,
) -> None:
    """Hold all candidates assessed at once beside the definition, pair by pair, and count the close words that come
    back.
    """
    from benchmarks.performance.columns import run

    _print(run(folder, queries))


@performance.command("floors")
def floors(folder: Folder = BENCH) -> None:
    """Show what each floor would find and cost: share of known conflicts above it, survivors, hits, milliseconds."""
    from benchmarks.performance.floors import run

    _print(run(folder))


@performance.command("marks")
def marks(
    context: typer.Context,
    folder: Folder = BENCH,
    queries: Annotated[int, typer.Option(min=10)] = 500,
) -> None:
    """Time to index, time to answer by stage, and whether every record's own text finds it first; with `--engine URL`
    on a cluster too.
    """
    from benchmarks.performance.marks import run

    _print(run(folder, queries, context.obj.engine))


@relevance.command("parity")
def parity(
    context: typer.Context,
    folder: Folder = BENCH,
    queries: Annotated[int, typer.Option(min=10, help="Names drawn from the register.")] = 500,
) -> None:
    """Compare the cluster that `--engine URL` names with the embedded engine: ids, scores, levels, times by stage."""
    from benchmarks.relevance.marks.parity import run

    _print(run(folder, context.obj.engine, queries))


@relevance.command("parity-patents")
def parity_patents(
    context: typer.Context,
    folder: Folder = BENCH,
    queries: Annotated[int, typer.Option(min=5, help="Query patents of the test half.")] = 100,
) -> None:
    """Compare the cluster that `--engine URL` names with the embedded engine on patents: overlap of candidates and
    lists.
    """
    from benchmarks.relevance.patents.parity import run

    _print(run(folder, context.obj.engine, queries))


@relevance.command("patents")
def patents(
    context: typer.Context,
    folder: Folder = BENCH,
    queries: Annotated[int | None, typer.Option(min=10, help="Queries of each half; all when not given.")] = None,
    refit: Annotated[bool, typer.Option("--fit", help="Also fit the weights on the development half.")] = False,
) -> None:
    """Recall of citations: a patent's abstract must find what its search reports cite."""
    from benchmarks.relevance.patents.recall import run

    _print(run(folder, queries, refit, context.obj.engine))


@relevance.command("disclosures")
def disclosures(folder: Folder = BENCH, half: HalfChosen = HalfOption.test) -> None:
    """Check the feature table against controls: other fields, planted paraphrases, deleted passages, EPO search
    reports.
    """
    from benchmarks.relevance.patents.disclosures import run

    _print(run(folder, HALVES[half] or "test"))


@relevance.command("trec")
def trec(
    runs: Annotated[list[Path], typer.Argument(help="TREC run files; the first is compared with the others.")],
    qrels: Annotated[Path, typer.Option(help="TREC relevance judgements: query, iteration, document, relevance.")],
) -> None:
    """Measure run files (`batch patents … -o RUN.trec`) against an office's own judgements."""
    from benchmarks.relevance.patents.trec import run

    _print(run(runs, qrels))


@performance.command("patents")
def patents_cost(
    folder: Folder = BENCH,
    queries: Annotated[int, typer.Option(min=10)] = 100,
) -> None:
    """Time to index patents with an empty and a full vector cache, and to answer, by stage."""
    from benchmarks.performance.patents import run

    _print(run(folder, queries))


@relevance.command("requests")
def name_requests(folder: Folder = BENCH, half: HalfChosen = HalfOption.test) -> None:
    """Judge requests of three names by what a registrar expects: levels, best placed, warnings; beside RapidFuzz."""
    from benchmarks.relevance.names.requests import run

    _print(run(folder, HALVES[half]))


@relevance.command("activities")
def activities(half: HalfChosen = HalfOption.test) -> None:
    """Descriptions of what firms do, read as fields of activity, beside the encoder's nearest title."""
    from benchmarks.relevance.names.activities import run

    _print(run(HALVES[half]))


@relevance.command("names")
def names(
    context: typer.Context, folder: Folder = BENCH, half: HalfChosen = HalfOption.test, cases: Cases = None
) -> None:
    """Recall of refusals and over-refusals of trade names, beside RapidFuzz at the same reading load."""
    from benchmarks.relevance.names.refusals import run

    _print(run(folder, HALVES[half], context.obj.engine, cases))


@performance.command("names")
def names_cost(
    folder: Folder = BENCH,
    count: Annotated[int, typer.Option(min=1_000, help="Synthetic trade names in the register.")] = 1_000_000,
    requests: Annotated[int, typer.Option(min=10, help="Requests of three names.")] = 500,
) -> None:
    """Time to index trade names beside the marks, and to answer requests of three names."""
    from benchmarks.performance.names import run

    _print(run(folder, count, requests))


@performance.command("limits")
def limits(folder: Folder = BENCH) -> None:
    """Show the largest request that every route takes and its processor time, beside the bar of five seconds."""
    from benchmarks.performance.limits import run

    _print(run(folder))


@app.command("fit-marks")
def fit_marks(folder: Folder = BENCH) -> None:
    """Fit the assessment of marks on the development half and write `models/signs/mark_weights.json`."""
    from benchmarks.relevance.marks.fit import fit, write
    from benchmarks.relevance.marks.pairs import work_pairs
    from benchmarks.relevance.marks.register import hidden_register

    pairs = work_pairs()
    chosen = [pair for pair in pairs if pair.half == "development"]
    with hidden_register(folder, pairs) as hidden:
        weights = fit(chosen, hidden)
        print(write(weights, {"half": "development", "pairs": len(chosen), "records": hidden.reader.snapshot.count}))


@app.command("fit-patents")
def fit_patents(folder: Folder = BENCH) -> None:
    """Fit the re-ranking of patents on the development half and write `models/patents/patent_trees.json`."""
    from benchmarks.relevance.patents.fit import write
    from benchmarks.relevance.patents.topics import collection, known_citations, topics
    from models.encoders import load_encoder

    encoder = load_encoder()
    with collection(folder).read() as reader:
        print(write(list(topics(reader, encoder, known_citations(reader, "development")))))


@app.command("make-names")
def make_names(
    output: Annotated[Path, typer.Argument(help="File to write (JSON Lines; gzipped when it ends in .gz).")],
    count: Annotated[int, typer.Option(min=1)] = 100_000,
) -> None:
    """Write a synthetic register of Moroccan trade names of any size; every record says that it is synthetic."""
    from benchmarks.name_register import write

    write(output, count)
