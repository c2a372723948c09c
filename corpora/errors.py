"""The errors a person can meet: each says what, where, and what to do next.

Only `search_api/web/problems.py` and the top of `search_api/cli/main.py` catch them. A bad *record* is a value
(`corpora.records.rejected.Rejected`), not an error.
"""

from typing import ClassVar


class AnteriorityError(Exception):
    """Base of every error that is shown to a person as one line. `status` is the HTTP status, `slug` its name."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "error"


class InvalidQuery(AnteriorityError):
    """The question cannot be asked as it stands; the message names the field."""

    status = 422
    slug = "invalid-query"


class InvalidSetting(AnteriorityError):
    """A setting of the environment, or an option before the command, cannot be read; the message names it."""

    status = 503
    slug = "invalid-setting"


class UnreadableFile(AnteriorityError):
    """A file is absent, not readable, or not what its name says."""

    status = 422
    slug = "unreadable-file"


class UnknownFormat(AnteriorityError):
    """No reader recognises the file's content."""

    status = 422
    slug = "unknown-format"


class NothingToIndex(AnteriorityError):
    """A run has no good record, or more bad ones than a person agreed to: the register stays as it was."""

    status = 422
    slug = "nothing-to-index"


class RecordNotFound(AnteriorityError):
    """No record has this id in the open snapshot."""

    status = 404
    slug = "record-not-found"


class BuildInProgress(AnteriorityError):
    """Another process is writing the same register."""

    status = 409
    slug = "build-in-progress"


class NoSnapshot(AnteriorityError):
    """Nothing has been indexed yet."""

    status = 503
    slug = "no-snapshot"


class SnapshotOutdated(AnteriorityError):
    """The snapshot was written by other analysis rules or another format than this program has."""

    status = 503
    slug = "snapshot-outdated"


class SnapshotDamaged(AnteriorityError):
    """A file of the snapshot is not the one that was committed; the message names it and says how to get a good one."""

    status = 503
    slug = "snapshot-damaged"


class EncoderMissing(AnteriorityError):
    """The configured sentence encoder cannot be loaded."""

    status = 503
    slug = "encoder-missing"


class EngineUnreachable(AnteriorityError):
    """The search engine does not answer, or is of a kind this version does not have."""

    status = 503
    slug = "engine-unreachable"
