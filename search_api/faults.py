"""What is reported of a bug: its type and its place. Never its message, its values or its locals: they may hold what
was asked.
"""

from pathlib import PurePath
from traceback import walk_tb


def fault_of(error: BaseException) -> str:
    """Return a bug's type and the innermost place it was raised at, as `KeyError at search_api/marks/clear.py:81`."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if not places:
        return type(error).__name__
    file, line = places[-1]
    return f"{type(error).__name__} at {'/'.join(PurePath(file).parts[-2:])}:{line}"
