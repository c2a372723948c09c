"""A file appears whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from corpora.files import atomic
from corpora.files.atomic import Replacement, replace_text


def test_without_put_nothing_is_left_and_the_old_text_stays(tmp_path: Path) -> None:
    path = tmp_path / "CURRENT"
    path.write_text("old")
    with Replacement(path) as replacement:
        replacement.file.write("new")
        assert path.read_text() == "old"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


UNNAMED = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no unnamed files")


@pytest.mark.parametrize("secret", [False, pytest.param(True, marks=UNNAMED)])
def test_who_may_read_a_new_file_is_as_for_any_other(tmp_path: Path, secret: bool) -> None:
    with Replacement(tmp_path / "new", secret=secret) as replacement:
        replacement.put()
    (tmp_path / "other").touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_it_may_be_put_in_another_place(tmp_path: Path) -> None:
    with Replacement(tmp_path / "rejects") as replacement:
        replacement.file.write("new")
        replacement.put(tmp_path / "refused")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("refused", "new")]


def test_a_text_that_cannot_reach_the_disk_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "CURRENT"
    replace_text(path, "old")
    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
