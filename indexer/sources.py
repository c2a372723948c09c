"""The files of an indexing run, and whether what they hold may be committed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpora.errors import NothingToIndex
from corpora.readers.detect import read_marks
from corpora.readers.options import ReadOptions
from corpora.records.mark import Mark
from corpora.records.rejected import Accept, Rejected
from indexer.rejects import Rejects, Warnings

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a run, the format's name (None: recognised by content), and what a person said of them:
    `accept_rejects`, that many may be bad.
    """

    files: tuple[str, ...]
    format: str | None = None
    options: ReadOptions | None = None
    accept_rejects: bool = False

    def read(self, accept: Accept, warnings: Warnings) -> Iterator[Mark | Rejected]:
        """Yield the records of every file in turn; `accept` may reject one where it stands."""
        options = self.accepting(accept, warnings)
        for file in self.files:
            yield from read_marks(file, self.format, options)

    def accepting(self, accept: Accept, warnings: Warnings) -> ReadOptions:
        """Return what was said of the files, with who may reject a record and who takes what is left empty."""
        return replace(self.options or ReadOptions(), accept=accept, remark=warnings.add)


def require_records(indexed: int, rejects: Rejects, source: Source) -> None:
    """Raise unless a run may be committed: it has a record, and more good ones than bad ones or a person's word
    for it.
    """
    if indexed and (rejects.count <= indexed or source.accept_rejects):
        return
    if rejects.count:
        rejects.keep_refused()
    why = f"{rejects.count:,} rejected, see {rejects.path}" if rejects.count else "only a header, or an empty list"
    if not indexed:
        what = "holds no record that can be indexed" if rejects.count else "holds no record"
        raise NothingToIndex(f"{', '.join(source.files)}: {what} ({why}); nothing was changed")
    raise NothingToIndex(
        f"{', '.join(source.files)}: {indexed:,} records are good and {why}; nothing was changed: mend the "
        "file, or give --accept-rejects"
    )
