"""Building a collection from files of patents: what cannot be read goes into a rejects file."""

from collections.abc import Iterator
from pathlib import Path

from corpora.readers.detect import read_patents
from corpora.records.patent import Patent, patent_from_json, patent_to_json
from corpora.records.rejected import Rejected
from indexer.patents.engine import PatentsStore
from indexer.rejects import Rejects
from indexer.sources import Progress, Source, require_records
from indexer.storable import unstorable
from models.encoders import Encoder


def build_patents(
    engine: PatentsStore, source: Source, encoder: Encoder, progress: Progress = lambda _n: None
) -> tuple[int, int, Path]:
    """Index files of patents; return how many were indexed, how many rejected, and where the rejects are written.

    `progress` is called with the number of texts whose vectors are done, which is what takes the time. Raises what `build` does.
    """
    rejects = Rejects(engine.folder)

    def accepted() -> Iterator[Patent]:
        seen: set[str] = set()
        with rejects:
            for file in source.files:
                yield from _good_patents(file, source, seen, rejects)
            require_records(len(seen), rejects, source)
            rejects.keep()

    count = engine.build(accepted(), encoder, progress)
    return count, rejects.count, rejects.path


def _good_patents(file: str, source: Source, seen: set[str], rejects: Rejects) -> Iterator[Patent]:
    for number, item in enumerate(read_patents(file, source.options), start=1):
        if isinstance(item, Rejected):
            rejects.add(item)
            continue
        wrong = "stands twice in these files" if item.publication_number in seen else unstorable(item, written_and_read)
        if wrong:
            named = item.publication_number
            rejects.add(Rejected(file, f"record {number}", "publication_number", f'"{named}" {wrong}', named))
            continue
        seen.add(item.publication_number)
        yield item


def written_and_read(patent: Patent) -> Patent:
    """Return a patent as a search would read it."""
    return patent_from_json(patent_to_json(patent))
