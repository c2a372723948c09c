"""What a person may say of files on the command line: the options that every reading command shares."""

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

Encoding = Annotated[str | None, typer.Option(help="Encoding of the files, when it is not the format's own.")]
Columns = Annotated[str, typer.Option(help="For tables: ours=HEADER, parted by commas.")]
Office = Annotated[str | None, typer.Option(help="For tables: office of rows that name none, e.g. MA.")]
Dates = Annotated[str | None, typer.Option(help="For tables: dmy or mdy, where a day could be a month.")]
BatchOutput = Annotated[
    Path, typer.Option("-o", "--output", help="RESULTS.jsonl, or .csv or .xlsx for rows ready to decide.")
]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes side by side; each opens the register.")]
AcceptRejects = Annotated[
    bool, typer.Option("--accept-rejects", help="Index although more records are rejected than read.")
]


def date_order(value: str | None) -> Literal["dmy", "mdy"] | None:
    """Return the order of day and month that a person names; raises BadParameter for another word."""
    if value not in {None, "dmy", "mdy"}:
        raise typer.BadParameter("--dates: write dmy (28/02/2020) or mdy (2/28/2020)")
    return cast(Literal["dmy", "mdy"] | None, value)


def column_pairs(columns: str) -> dict[str, str]:
    """Return the columns that a person names, ours to theirs; raises BadParameter for what is no pair."""
    parts = [part for part in columns.split(",") if part.strip()]
    for part in parts:
        if not all(side.strip() for side in part.partition("=")[::2]):
            raise typer.BadParameter(f'--columns: "{part.strip()}" is no pair; write ours=HEADER, separated by commas')
    return {ours.strip(): header.strip() for ours, _, header in (part.partition("=") for part in parts)}
