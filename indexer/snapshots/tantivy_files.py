"""Tantivy's index as a folder of files: opened where nothing can be written, left without a trace, its failures
reported in one line.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy

from corpora.errors import AnteriorityError

_LOCKED = "Failed to acquire Lockfile"  # what Tantivy says where it cannot write its lock


def open_index(folder: Path) -> tantivy.Index:
    """Return the index in a folder that never changes, pinned as it is.

    Tantivy makes a lock file when it opens. Where it cannot (a mount that is read only), it is shown a folder of
    links to the same files, gone once they are open.
    """
    try:
        return _pinned(folder)
    except ValueError as error:
        if _LOCKED not in str(error):
            raise
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as links:
        for file in folder.iterdir():
            if file.suffix != ".lock":
                _link(file.absolute(), Path(links) / file.name)
        return _pinned(Path(links))


def _pinned(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")  # else a thread watches for commits, which never come
    return index


def _link(file: Path, link: Path) -> None:
    try:
        link.symlink_to(file)
    except OSError:  # Windows lets few people make links
        shutil.copyfile(file, link)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn a failure of Tantivy's writer into one line; it does not say why it failed, but the free space does."""
    try:
        yield
    except ValueError as error:
        free = shutil.disk_usage(folder).free // 2**20
        raise AnteriorityError(
            f"{folder}: the index could not be written ({free:,} MB are free there); "
            "free disk space, then run the command again; nothing was changed"
        ) from error


def discard(writer: tantivy.IndexWriter) -> None:
    """Give up what a writer has not committed and wait for its threads, so that none writes into a folder that is
    removed.
    """
    with suppress(ValueError):
        writer.rollback()
    with suppress(ValueError):
        writer.wait_merging_threads()
