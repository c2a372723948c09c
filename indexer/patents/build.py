"""Building a collection from files of patents: what cannot be read goes into a rejects file."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from corpora.parsing.texts import FieldError
from corpora.readers.detect import read_patents
from corpora.readers.options import ReadOptions
from corpora.records.patent import Patent, patent_from_json, patent_to_json
from corpora.records.publication import publication_key
from corpora.records.rejected import Rejected
from indexer.patents.engine import PatentsStore
from indexer.rejects import Rejects, Warnings
from indexer.sources import Progress, Source, require_records
from indexer.storable import unstorable
from models.encoders import Encoder


def build_patents(
    engine: PatentsStore, source: Source, encoder: Encoder, progress: Progress = lambda _n: None
) -> tuple[int, Rejects, Warnings]:
    """Index files of patents; return how many were indexed, what was rejected, and what was read with a remark.

    `progress` is called with the number of texts whose vectors are done, which is what takes the time. Raises what
    `build` does.
    """
    rejects, warnings = Rejects(engine.folder), Warnings(engine.folder)

    def accepted() -> Iterator[Patent]:
        seen: set[str] = set()
        with rejects, warnings:
            options = source.accepting(partial(_accept, seen), warnings)
            for file in source.files:
                yield from _good_patents(file, options, rejects)
            require_records(len(seen), rejects, source)
            rejects.keep()
            warnings.keep()

    count = engine.build(accepted(), encoder, progress)
    return count, rejects, warnings


def _accept(seen: set[str], patent: Patent, _raw: Mapping[str, Any]) -> None:
    """Raise FieldError for a patent that was seen already, or cannot be stored; the reader knows where it stands."""
    number = patent.publication_number
    spelled = f"{publication_key(number)} {patent.kind}"  # two spellings of a number are one document
    if wrong := "stands twice in these files" if spelled in seen else unstorable(patent, written_and_read):
        raise FieldError("publication_number", wrong, number)
    seen.add(spelled)


def _good_patents(file: str, options: ReadOptions, rejects: Rejects) -> Iterator[Patent]:
    for item in read_patents(file, options):
        if isinstance(item, Rejected):
            rejects.add(item)
        else:
            yield item


def written_and_read(patent: Patent) -> Patent:
    """Return a patent as a search would read it."""
    return patent_from_json(patent_to_json(patent))
