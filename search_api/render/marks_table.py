"""The table that a person reads at a terminal: aligned letters in colour, plain when piped."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.signs.evidence import Aligned
from search_api.answer import Completeness, Conflict, Report
from search_api.printable import printable_values
from search_api.render.folding import folded_text, highest_level, shown_rows
from search_api.say import isolated, say, say_register
from search_api.shown import RecordOut

LEVEL_STYLES = {1: "bold red", 2: "yellow", 3: "cyan", 4: "dim"}


def print_report(report: Report, console: Console, locale: str) -> None:
    """Print what the report amounts to, then the rows, then what was searched and what was not. Everything is `Text`:
    what a record says is never markup.
    """
    report = printable_values(report)
    console.print(Text(say("title.search", locale, {"text": isolated(report.proposed.text)}), style="bold"))
    print_conclusion(report, console, locale)
    unfolded, nearest = shown_rows(report)
    if nearest:
        console.print(Text(say("nearest", locale), style="bold"))
    if unfolded:
        console.print(conflict_table(unfolded, locale))
    if folded := folded_text(report, locale):
        console.print(Text(say("list.semicolon", locale).join((folded, say("folded.how", locale)))))
    if report.results:
        console.print(Text(say("page.rows", locale, {"shown": len(unfolded), "rows": report.rows})))
    if report.own:
        console.print(Text(say("own", locale), style="bold"))
        console.print(conflict_table(report.own, locale))
    print_limits(report, console, locale)


def print_conclusion(report: Report, console: Console, locale: str) -> None:
    """Print the conclusion: its first sentence in the colour of the highest level."""
    level = highest_level(report.conclusion)
    for at, line in enumerate(report.conclusion.text.split("\n")):
        console.print(Text(line, style=LEVEL_STYLES[level] if at == 0 else ""))


def conflict_table(conflicts: tuple[Conflict, ...], locale: str) -> Table:
    """Return the table of conflicts, one row each."""
    table = Table(show_lines=True, expand=True, padding=(0, 1))
    table.add_column("#", justify="right", width=3)
    for column, share in (("mark", 3), ("right", 3), ("dates", 3), ("level", 2), ("why", 7)):
        table.add_column(say(f"column.{column}", locale), ratio=share, overflow="fold")
    for conflict in printable_values(conflicts):
        style = LEVEL_STYLES[conflict.level]
        level = Text(f"{conflict.level}", style=style).append(f"\n{say(f'level.{conflict.level}', locale)}", style)
        table.add_row(
            str(conflict.rank),
            _mark(conflict, locale),
            Text(register_text(conflict.record, locale)),
            Text(dates_text(conflict, locale)),
            level,
            _why(conflict),
        )
    return table


def _mark(conflict: Conflict, locale: str) -> Text:
    text = Text(isolated(conflict.record.text), style="bold")
    if conflict.also:
        text.append("\n" + say("also", locale, {"count": len(conflict.also)}), style="dim")
    return text


def register_text(record: RecordOut, locale: str) -> str:
    """Return right, number, classes; a list entry is called a brand name and never a right."""
    extra = record.extra
    right = "brand" if extra.get("record_type") in {"brand", "medicine", "company"} else record.right
    lines = [say(f"right.{right}", locale), record.id]
    if record.nice_classes:
        lines.append(f"{say('column.goods', locale)} {', '.join(map(str, record.nice_classes))}")
    if extra.get("synthetic"):
        lines.append(say("synthetic", locale))
    return "\n".join(lines)


def dates_text(conflict: Conflict, locale: str) -> str:
    """Return status, standing, effective date and how it stands to the proposed sign's."""
    record = conflict.record
    lines = [say(f"status.{record.status}", locale)]
    if record.standing.state != "live":
        lines.append(say(f"standing.{record.standing.state}", locale))
    day = record.effective.date
    lines.append(f"{day}, {say(f'order.{conflict.earlier}', locale)}" if day else say("date_unknown", locale))
    return "\n".join(lines)


ALIKE = 0.6  # sound from which it is called alike
LOUDER = 0.1  # sound is laid side by side too when it is alike by so much more than the look


def shown_alignments(conflict: Conflict) -> list[Aligned]:
    """Return what is laid side by side: letters where they can be seen so, sounds where they tell more."""
    alignments = {}
    for name in ("visual", "aural"):
        lines = [e for e in conflict.factors[name].evidence if isinstance(e, Aligned)]
        if lines:
            alignments[name] = lines[0]
    look, sound = conflict.factors["visual"].value, conflict.factors["aural"].value
    met = conflict.factors["words"].value
    if met is not None and sound is not None and sound < min(met, ALIKE):
        alignments.pop("aural", None)  # GOLDEN LION is not heard as الأسد الذهبي: the reasons say which words meet
    if look is not None and sound is not None and sound <= look + LOUDER:
        alignments.pop("aural", None)
    return list(alignments.values())


def _why(conflict: Conflict) -> Text:
    text = Text()
    for evidence in shown_alignments(conflict):
        _append_aligned(text, evidence)
    text.append("\n".join(reason.text for reason in conflict.reasons))
    return text


def _append_aligned(text: Text, aligned: Aligned) -> None:
    """Append both strings: what they share underlined, what differs in brackets, so that it shows without colour too;
    sounds between slashes.
    """
    slash = "/" if aligned.kind == "phones" else ""
    for side, string in (("proposed", aligned.proposed), ("earlier", aligned.earlier)):
        text.append(slash)
        for span in aligned.spans:
            start, end = getattr(span, side)
            if start == end:
                continue
            part = string[start:end]
            text.append(part if span.same else f"[{part}]", style="green underline" if span.same else "red")
        text.append(slash)
        text.append(" ~ " if side == "proposed" else "\n")


def print_limits(report: Report, console: Console, locale: str) -> None:
    """Print the registers with their dates, what was compared, and what was not searched."""
    completeness = report.completeness
    for reason in completeness.filters:
        console.print(Text(reason.text))
    print_registers(completeness, console, locale)
    console.print(
        Text(say("floor_line", locale, {"compared": completeness.compared, "candidates": completeness.candidates}))
    )
    if not completeness.exhaustive:
        console.print(Text(say("floor_raised", locale)))
    print_not_searched(completeness, console, locale)
    console.print(Text(say("disclaimer", locale), style="italic"))


def print_registers(completeness: Completeness, console: Console, locale: str) -> None:
    """Print what was searched: a line a register."""
    console.print(Text(say("searched", locale), style="bold"))
    for register in completeness.registers[:12]:
        console.print(Text("  " + say_register(register.office, register.count, register.complete_to, locale)))
    if len(completeness.registers) > 12:
        console.print(Text(f"  … +{len(completeness.registers) - 12}"))


def print_not_searched(completeness: Completeness, console: Console, locale: str) -> None:
    """Print what was not searched."""
    console.print(Text(say("not_searched", locale), style="bold"))
    for reason in completeness.not_searched:
        console.print(Text(f"  - {reason.text}"))
