"""The command `verify`: is what was indexed still what was committed?"""

from typing import TYPE_CHECKING

import typer

from search_api.printable import one_line

if TYPE_CHECKING:
    from search_api.settings import Settings


def verify(context: typer.Context) -> None:
    """Digest every file of the data folder, or the parts in a cluster; one line OK a collection, or one a damaged
    file and exit code 1.
    """
    from corpora.errors import NoSnapshot
    from indexer.verify import verified

    settings: Settings = context.obj
    damaged = seen = False
    for collection in verified(settings.where):
        seen = True
        damaged = damaged or bool(collection.faults)
        for fault in collection.faults:
            print(one_line(str(fault)))
        if not collection.faults:
            print(f"OK {collection.what} {collection.snapshot}".rstrip())
    if not seen:
        raise NoSnapshot(f"{settings.data}: nothing is indexed yet; run `anteriority index marks FILE`")
    if damaged:
        raise typer.Exit(1)
