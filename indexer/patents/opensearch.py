"""A collection of patents in a cluster: words and classes in one index, vectors of texts in another, and what a
reader keeps in parts.

    anteriority-patents-<snapshot>            a document each: its words as our analysis cuts them, filter fields,
                                              classes, references
    anteriority-patents-<snapshot>-vectors    a text each: its vector (k-NN on Lucene), its document, the filter fields
    anteriority-patents-<snapshot>-words      vocabularies, documents that hold each word, means and spreads of vectors

BM25 is made to score as the embedded engine does: similarities are set per field so that lengths are measured against
the mean over all documents (`similarity_of`), and terms are weighed by their rarity among all documents
(`indexer.patents.opensearch_candidates`).
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpora.errors import NoSnapshot
from corpora.records.patent import Patent
from indexer.patents.engine import CandidateQuery, Candidates
from indexer.patents.opensearch_build import Build
from indexer.patents.opensearch_candidates import Pool
from indexer.patents.opensearch_snapshot import ClusterRows
from indexer.patents.rows import Progress
from indexer.snapshots.cluster import plain_errors
from indexer.snapshots.in_cluster import ClusterCollection
from indexer.where import Cluster
from models.encoders import Encoder


class OpenSearchPatentsReader(ClusterRows):
    """Reads one snapshot and ranks its documents for an invention; made by `OpenSearchPatents.read` only."""

    def candidates(self, query: CandidateQuery, most: int) -> Candidates:
        """Return the documents that come closest; filters hold inside every channel."""
        return Pool(self, query).best(most)


class OpenSearchPatents(ClusterCollection):
    """A collection in a cluster; `folder` keeps the cache of document vectors and rejects on this machine."""

    def __init__(self, cluster: Cluster, folder: Path, collection: str = "patents") -> None:
        super().__init__(cluster, collection)
        self.folder = folder

    def build(self, patents: Iterable[Patent], encoder: Encoder, progress: Progress = lambda _n: None) -> int:
        """Index patents and make them visible; return how many. The numbers must differ. Raises EngineUnreachable,
        BuildInProgress.
        """
        with plain_errors(self.cluster.url), self.leased() as lease, tempfile.TemporaryDirectory() as folder:
            name = self.new_name()
            try:
                count = Build(self, self.folder, lease, name, Path(folder)).run(patents, encoder, progress)
                self.publish(name, lease)
            finally:
                if self.current() != name:
                    self.drop(name)
            return count

    @contextmanager
    def read(self) -> Iterator[OpenSearchPatentsReader]:
        """Open a reader on the newest snapshot; raises NoSnapshot, SnapshotOutdated, EngineUnreachable."""
        with plain_errors(self.cluster.url):
            name = self.current()
            if name is None:
                raise NoSnapshot(
                    f"{self.cluster.url}: no patents are indexed yet; run `anteriority index patents FILE`"
                )
            yield OpenSearchPatentsReader(self, name)
