"""The digest of the analysis: a snapshot made by other rules than this program has must be built anew."""

import hashlib
from functools import cache
from importlib.resources import files

FORMAT = 2  # layout of a snapshot's files
_SOURCES = ("text.py", "phones.py", "closeness.py", "entry.py", "weak.py", "weak_words.txt", "standing.py", "tokens.py")
_NAMES = ("anatomy.py", "fields.py", "tables.py", "fields.tsv", "legal_forms.tsv", "places.tsv", "generic_words.txt")
_READINGS = (
    "__init__",
    "rules",
    "french",
    "english",
    "arabic",
    "arabizi",
    "tamazight",
    "cyrillic",
    "hebrew",
    "greek",
)


@cache
def analysis_digest() -> str:
    """Return a digest of every file that decides what tokens and readings a record has."""
    root = files("models")
    seen = hashlib.sha256()
    names = (f"names/{name}" for name in _NAMES)
    for name in (*_SOURCES, *names, *(f"readings/{module}.py" for module in _READINGS)):
        seen.update(name.encode())
        seen.update(root.joinpath(name).read_bytes().replace(b"\r\n", b"\n"))
    return seen.hexdigest()[:16]


COLLECTION_FORMAT = 5  # layout of a collection's files
_PATENTS = (
    "models/encoded_texts.py",
    "models/languages.py",
    "indexer/patent_fields.py",
    "indexer/vocabulary.py",
    "indexer/openings.py",
)


@cache
def collection_digest() -> str:
    """Return a digest of every file that decides how a collection of patents lies on disk."""
    seen = hashlib.sha256(str(COLLECTION_FORMAT).encode())
    for name in _PATENTS:
        package, _, module = name.partition("/")
        seen.update(files(package).joinpath(module).read_bytes().replace(b"\r\n", b"\n"))
    return seen.hexdigest()[:16]
