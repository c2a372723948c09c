"""Trade names at a terminal: the names side by side with their decision lines, then the evidence under each."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from search_api.names.report import NameAnswer, NameConflict, NamesReport
from search_api.printable import printable_values
from search_api.render.marks_table import LEVEL_STYLES, print_not_searched, print_registers, register_text
from search_api.say import counted, isolated, say

FAR = 3  # highest level number of a row that is shown at once
NEAREST = 3  # rows shown for information where nothing is closer
ROLE_STYLES = {"key": "bold underline", "legal_form": "dim", "activity": "dim", "place": "dim", "generic": "dim"}


def print_names(report: NamesReport, console: Console, locale: str) -> None:
    """Print the decision lines, the evidence name by name, and the limits. Everything is `Text`: what a record says
    is never markup.
    """
    report = printable_values(report)
    console.print(Text(say("names.title", locale), style="bold"))
    console.print(Text(understood(report, locale)))
    console.print(_decisions(report, locale))
    console.print(Text(placed(report, locale), style="bold"))
    for answer in by_place(report):
        _print_answer(answer, console, locale)
    _print_limits(report, console, locale)


def by_place(report: NamesReport) -> list[NameAnswer]:
    """Return the answers of a report, the best placed first."""
    return sorted(report.results, key=lambda answer: answer.place)


def understood(report: NamesReport, locale: str) -> str:
    """Return how the activity was understood."""
    if report.fields:
        key = "names.fields_person" if report.fields_from == "person" else "names.fields"
        titles = (f"{field.title} ({field.code})" for field in report.fields)
        return say(key, locale, {"fields": say("list.semicolon", locale).join(titles)})
    return say("names.fields_none" if report.activity else "names.no_activity", locale)


def placed(report: NamesReport, locale: str) -> str:
    """Return the sentence that names the best placed name, or says that none is; "" for a single name that is."""
    if report.best_placed is None:
        barred = all(answer.decision.bars for answer in report.results)
        return say("names.none_placed_barred" if barred else "names.none_placed", locale)
    if len(report.results) < 2:
        return ""
    best = next(a for a in report.results if a.order == report.best_placed)
    return say("names.best_placed", locale, {"order": best.order, "name": isolated(best.text)})


def _decisions(report: NamesReport, locale: str) -> Table:
    table = Table(show_lines=True, expand=True, padding=(0, 1))
    table.add_column("#", justify="right", width=3)
    table.add_column(say("column.name", locale), ratio=3, overflow="fold")
    table.add_column(say("names.anatomy", locale), ratio=4, overflow="fold")
    table.add_column(say("column.level", locale), ratio=2)
    table.add_column(say("column.why", locale), ratio=6, overflow="fold")
    for answer in by_place(report):
        level = answer.decision.level
        style = LEVEL_STYLES[level] if level else "dim"
        shown = Text(f"{level}\n{say(f'names.level.{level}', locale)}" if level else "–", style=style)
        if answer.decision.bars:
            shown = Text(say("names.barred", locale), style=LEVEL_STYLES[1])
        table.add_row(
            str(answer.order),
            Text(isolated(answer.text), style="bold"),
            _anatomy(answer, locale),
            shown,
            Text(answer.decision.text),
        )
    return table


def _anatomy(answer: NameAnswer, locale: str) -> Text:
    text = Text()
    for number, anatomy in enumerate(answer.anatomy):
        if number:
            text.append("\n")
        for part in anatomy.parts:
            text.append(isolated(part.word), style=ROLE_STYLES[part.role])
            text.append(
                f" ({say(f'role.{part.role}', locale)}) " if not anatomy.whole or part.role == "legal_form" else " ",
                style="dim",
            )
        if anatomy.whole:
            text.append(say("names.whole", locale), style="italic")
    return text


def _print_answer(answer: NameAnswer, console: Console, locale: str) -> None:
    title = say("names.name", locale, {"order": answer.order})
    console.print(Text(f"\n{title}: {isolated(answer.text)}", style="bold"))
    for warning in answer.warnings:
        console.print(Text(f"{warning.text} [{warning.source}]", style=LEVEL_STYLES[1] if warning.bars else ""))
    for line in other_forms(answer):
        console.print(Text(line))
    if shown := shown_rows(answer):
        console.print(Text(say("names.results", locale), style="bold"))
        console.print(_conflicts(shown, locale, "names.level"))
    if folded := folded_text(answer, shown, locale):
        console.print(Text(folded))
    if answer.risks:
        console.print(Text(f"{title}: {say('names.risks', locale)}", style="bold"))
        console.print(_conflicts(answer.risks, locale, "level"))


def other_forms(answer: NameAnswer) -> list[str]:
    """Return the lines on the same name as a mark and as one word."""
    return [*([answer.as_mark.text] if answer.as_mark else []), answer.one_word.text]


def shown_rows(answer: NameAnswer) -> tuple[NameConflict, ...]:
    """Return the rows that are shown at once: those at level 4 are folded, but the nearest where nothing is closer."""
    close = tuple(conflict for conflict in answer.results if conflict.level <= FAR)
    return close or answer.results[:NEAREST]


def folded_text(answer: NameAnswer, shown: Sequence[NameConflict], locale: str) -> str:
    """Return the line that says how many names there are beyond those shown, "" where there are none."""
    if answer.rows == len(shown):
        return ""
    return counted("names.rows", locale, answer.rows, {"shown": len(shown)})


def _conflicts(conflicts: tuple[NameConflict, ...], locale: str, levels: str) -> Table:
    """Return the table of conflicts; `levels` begins the keys of what a level is called: a mark is a risk, no
    refusal.
    """
    table = Table(show_lines=True, expand=True, padding=(0, 1))
    table.add_column("#", justify="right", width=3)
    for column, share in (("name", 3), ("activity", 3), ("right", 3), ("dates", 3), ("level", 2), ("why", 7)):
        table.add_column(say(f"column.{column}", locale), ratio=share, overflow="fold")
    for conflict in conflicts:
        style = LEVEL_STYLES[conflict.level]
        level = Text(f"{conflict.level}\n{say(f'{levels}.{conflict.level}', locale)}", style=style)
        rules = "\n".join(f"{rule.text} [{rule.source}]" for rule in conflict.rules)
        table.add_row(
            str(conflict.rank),
            Text(isolated(name_text(conflict)), style="bold"),
            Text(activity_text(conflict, locale)),
            Text(register_text(conflict.record, locale)),
            Text(name_dates(conflict, locale)),
            level,
            Text(rules),
        )
    return table


def name_text(conflict: NameConflict) -> str:
    """Return an earlier name with its acronym and legal form."""
    record = conflict.record
    beside = (record.acronym, record.legal_form)
    additions = [addition for addition in beside if addition and addition.lower() not in record.text.lower()]
    return f"{record.text} ({', '.join(additions)})" if additions else record.text


def activity_text(conflict: NameConflict, locale: str) -> str:
    """Return the registered activity, how it was understood, and how it stands to the proposed one."""
    activity = conflict.record.activity.text if conflict.record.activity else ""
    lines = [isolated(activity)] if activity else []
    lines += [f"{field.title} ({field.code})" for field in conflict.fields]
    return "\n".join([*lines, say(f"relation.{conflict.activity}", locale)])


def name_dates(conflict: NameConflict, locale: str) -> str:
    """Return status, standing, city and date of an earlier name."""
    record = conflict.record
    lines = [say(f"status.{record.status}", locale)]
    if record.reserved_until:
        lines[0] += f" → {record.reserved_until}"
    if record.standing.state != "live":
        lines.append(say(f"standing.{record.standing.state}", locale))
        if record.standing.until:
            lines[-1] += f" → {record.standing.until}"
    day = record.effective.date
    lines.append(f"{day}, {say(f'order.{conflict.earlier}', locale)}" if day else say("date_unknown", locale))
    return "\n".join([*lines, *([record.city] if record.city else [])])


def _print_limits(report: NamesReport, console: Console, locale: str) -> None:
    completeness = report.results[0].completeness
    print_registers(completeness, console, locale)
    for answer in by_place(report):
        limits = answer.completeness
        line = say("names.floor_line", locale, {"compared": limits.compared, "candidates": limits.candidates})
        if not limits.exhaustive:
            line += " " + say("names.floor_raised", locale)
        console.print(Text(f"{answer.order}. {line}"))
    print_not_searched(completeness, console, locale)
    console.print(Text(say("names.disclaimer", locale), style="italic"))
