"""What a snapshot's files were when it was committed: size, digest and time of each, so that a damaged one is named
and never believed.

    files.json    written last by a commit: name → size, digest, time of every other file, digest of the list
    seen.json     times at which this machine digested a file that bore another one (a restored backup); may be absent

When a snapshot is opened, small files are digested. As in git's index, a larger one with the recorded size and time
is trusted; any other is digested whole. What changes under a kept time is found by `check_whole`, which a server runs
behind its answers and `anteriority verify` when asked.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import IO

from corpora.errors import AnteriorityError, SnapshotDamaged
from corpora.files.atomic import Replacement

FILES, SEEN = "files.json", "seen.json"
OTHER = "its digest is not the one written at commit"
SMALL = 1024 * 1024  # bytes; a file up to this size is digested at every opening, which takes a millisecond
_BLOCK = 1024 * 1024  # bytes read at once: a digest in the background rests after each


def damaged(path: Path, why: str, what: str) -> SnapshotDamaged:
    """Return the one line about a damaged file of a collection (`what`: marks, patents)."""
    mend = f"restore it from a backup, or run `anteriority index {what} FILE` again"
    return SnapshotDamaged(f"{path}: is damaged ({why}); {mend}")


@contextmanager
def intact(path: Path, what: str) -> Iterator[None]:
    """Turn whatever a damaged file makes its readers raise into SnapshotDamaged; Tantivy's panics too, which are no
    `Exception`.
    """
    try:
        yield
    except (AnteriorityError, MemoryError):
        raise
    except FileNotFoundError:
        raise damaged(path, "it is missing", what) from None
    except OSError as error:
        raise damaged(path, f"it cannot be read: {error.strerror or error}", what) from None
    except Exception as error:
        raise damaged(path, f"it cannot be read: {type(error).__name__}", what) from None
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise damaged(path, "it cannot be read", what) from None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was at commit; `mtime_ns` as the system says it."""

    size: int
    digest: str
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The list of a snapshot's files (see the module); `what` is the collection's name in commands."""

    folder: Path
    what: str
    files: Mapping[str, Kept]
    digest: str

    @classmethod
    def load(cls, folder: Path, what: str) -> "Manifest | None":
        """Return the list of a snapshot; None where there is none, as of older formats. Raises SnapshotDamaged."""
        path = folder / FILES
        if not path.exists():
            return None
        with intact(path, what):
            stored = json.loads(path.read_bytes())
            if stored["digest"] != _digest_of_list(stored["files"]):
                raise damaged(path, "it is not the one written at commit", what)
            return cls(folder, what, {name: Kept(**entry) for name, entry in stored["files"].items()}, stored["digest"])

    def check(self) -> None:
        """Raise SnapshotDamaged for the first file that is missing, of another size, or of another time and content."""
        seen = self._seen()
        digested: dict[str, int] = {}
        for name, recorded in self.files.items():
            with intact(self.folder / name, self.what):
                stat = (self.folder / name).stat()
            known_time = stat.st_mtime_ns in {recorded.mtime_ns, seen.get(name)}
            if known_time and stat.st_size == recorded.size > SMALL:
                continue
            self.require(name)
            if not known_time:
                digested[name] = stat.st_mtime_ns
        if digested:
            self._remember(seen | digested)

    def check_whole(self, still_needed: Callable[[], bool] = lambda: True, *, resting: bool = False) -> None:
        """Digest every file; raises SnapshotDamaged for the first wrong one. Ends early once nobody wants to know.

        `resting` sleeps as long as it works, so that answers go first.
        """
        for name in self.files:
            if not still_needed():
                return
            self.require(name, resting=resting)

    def faults(self) -> Iterator[SnapshotDamaged]:
        """Yield an error for every file that is not as it was at commit; digests all."""
        for name in self.files:
            try:
                self.require(name)
            except SnapshotDamaged as error:
                yield error

    def bytes_of(self, name: str, file: IO[bytes]) -> bytes:
        """Return what is left to read of a file, with its digest checked."""
        path = self.folder / name
        with intact(path, self.what):
            content = file.read()
        if hashlib.blake2b(content, digest_size=16).hexdigest() != self.files[name].digest:
            raise damaged(path, OTHER, self.what)
        return content

    def require(self, name: str, *, resting: bool = False) -> None:
        """Digest one file; raises SnapshotDamaged unless it is as it was at commit."""
        path, recorded = self.folder / name, self.files[name]
        with intact(path, self.what):
            size = path.stat().st_size
            digest = digest_of(path, resting=resting) if size == recorded.size else ""
        if size != recorded.size:
            raise damaged(path, f"it has {size:,} bytes, not {recorded.size:,}", self.what)
        if digest != recorded.digest:
            raise damaged(path, OTHER, self.what)

    def _seen(self) -> dict[str, int]:
        with suppress(OSError, ValueError, KeyError, TypeError):
            stored = json.loads((self.folder / SEEN).read_bytes())
            if stored["list"] == self.digest:
                return dict(stored["times"])
        return {}

    def _remember(self, times: Mapping[str, int]) -> None:
        # where nothing can be written, the next opening digests again
        with suppress(OSError), Replacement(self.folder / SEEN, f".{os.getpid()}") as seen:
            seen.file.write(json.dumps({"list": self.digest, "times": times}))
            seen.put()


def write_manifest(folder: Path, older: Manifest | None) -> None:
    """List every file of a complete snapshot. Segments taken over from an older one keep the digest that they were
    committed with.
    """
    committed = older.files if older else {}
    files: dict[str, Kept] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or path.suffix == ".lock" or name in {FILES, SEEN}:
            continue
        taken_over = committed.get(name) if path.parent != folder and path.suffix != ".json" else None
        if path.parent == folder:
            _to_disk(path)
        stat = path.stat()
        files[name] = Kept(stat.st_size, taken_over.digest if taken_over else digest_of(path), stat.st_mtime_ns)
    listed = {name: asdict(recorded) for name, recorded in files.items()}
    path = folder / FILES
    path.write_text(json.dumps({"digest": _digest_of_list(listed), "files": listed}, indent=0), "utf-8")
    _to_disk(path)


def digest_of(path: Path, *, resting: bool = False) -> str:
    """Return the digest of a file, read in blocks."""
    hasher = hashlib.blake2b(digest_size=16)
    with path.open("rb", buffering=0) as file:
        began = perf_counter()
        while block := file.read(_BLOCK):
            hasher.update(block)
            if resting:
                sleep(perf_counter() - began)
                began = perf_counter()
    return hasher.hexdigest()


def _digest_of_list(listed: Mapping[str, Mapping[str, object]]) -> str:
    return hashlib.blake2b(json.dumps(listed, sort_keys=True).encode(), digest_size=16).hexdigest()


def _to_disk(path: Path) -> None:
    """Have a file written out before CURRENT may name it: a power cut must not leave it empty. (Tantivy does so
    itself.)
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())
