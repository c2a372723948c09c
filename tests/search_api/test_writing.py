"""Output appears whole or not at all; a run that is killed leaves nothing of what was asked."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corpora.errors import InvalidQuery
from corpora.files import atomic
from search_api.writing import written

ROOT = Path(__file__).parents[2]
unnamed = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no unnamed files")
HALF = """
import sys, time
from pathlib import Path
from search_api.writing import written
with written(Path(sys.argv[1])) as out:
    out.write("MARKER" * 100_000)
    out.flush()
    print("half", flush=True)
    time.sleep(60)
"""


@unnamed
def test_a_killed_run_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HALF, str(tmp_path / "out.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "half\n"
        assert list(tmp_path.iterdir()) == []
        running.send_signal(signal.SIGKILL)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("has_unnamed", [True, False])
def test_a_file_is_replaced_when_it_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_unnamed: bool
) -> None:
    if not has_unnamed:
        monkeypatch.setattr(atomic, "_unnamed", lambda _folder: None)
    target = tmp_path / "out.csv"
    target.write_text("old")
    with written(target) as out:
        out.write("new")
        assert target.read_text() == "old"
        assert all(oct(part.stat().st_mode)[-3:] == "600" for part in tmp_path.glob("*.part"))
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(OverflowError), written(target) as out:
        out.write("new" + (2).to_bytes(0, "big").decode())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with written(tmp_path / "link") as out:
        out.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_text()))
    reader.start()
    with written(tmp_path / "pipe") as out:
        out.write("through")
    reader.join(10)
    assert read == ["through"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with pytest.raises(InvalidQuery, match="cannot be written"), written(Path("/dev/full")) as out:
        out.write("much" * 100_000)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_standard_output_is_told_in_one_line() -> None:
    code = "import sys; sys.argv = ['anteriority', 'compare', 'A', 'B', '--format', 'json']\nfrom search_api.cli.main import main; main()"
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False
        )
    assert found.returncode == 1
    assert len(found.stderr.splitlines()) == 1
    assert "No space left" in found.stderr


def test_standard_output_named_as_a_file(tmp_path: Path) -> None:
    if not Path("/dev/stdout").exists():
        pytest.skip("this system has no /dev/stdout")
    code = "from pathlib import Path; from search_api.writing import written\nprint('before', flush=True)\nwith written(Path('/dev/stdout')) as out: out.write('shown')"
    shown = tmp_path / "shown"
    with shown.open("w") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, cwd=ROOT, check=True)
    assert shown.read_text() == "before\nshown"
