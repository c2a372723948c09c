"""A collection in a cluster: snapshots under names of their own, one alias that readers open, one writer at a time.

anteriority-<collection>-<snapshot>            the documents, never written again once published
anteriority-<collection>-<snapshot>-words      what is kept beside them, in parts
anteriority-<collection>-<snapshot>-vectors    vectors of texts, where there are any
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, TransportError

from corpora.errors import BuildInProgress
from indexer.snapshots.cluster import client_of, plain_errors
from indexer.snapshots.lease import Lease
from indexer.where import Cluster

KEPT = 3  # published snapshots that stay, the newest among them, so that readers end what they began
PREFIX = "anteriority"
_TIME = "%Y%m%dt%H%M%S%f"  # how the name of a snapshot begins
_BESIDE = ("-words", "-vectors")


class ClusterCollection:
    """The snapshots of one collection (see the module)."""

    def __init__(self, cluster: Cluster, collection: str = "marks") -> None:
        self.cluster = cluster
        self.alias = f"{PREFIX}-{collection}"
        self.published = f"{self.alias}-published"
        self._client: OpenSearch | None = None

    @property
    def client(self) -> OpenSearch:
        """The client, made on first use; raises EngineUnreachable."""
        if self._client is None:
            self._client = client_of(self.cluster)
        return self._client

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""
        with plain_errors(self.cluster.url):
            names = self._behind(self.alias)
            return names[0] if names else None

    def new_name(self) -> str:
        """Return an id for a new snapshot; later ones sort after earlier ones."""
        return f"{datetime.now(UTC).strftime(_TIME)}-{uuid4().hex[:6]}"

    def index(self, name: str) -> str:
        """Return the name of a snapshot's index of documents."""
        return f"{self.alias}-{name}"

    def words(self, name: str) -> str:
        """Return the name of a snapshot's index of parts."""
        return f"{self.index(name)}-words"

    def vectors(self, name: str) -> str:
        """Return the name of a snapshot's index of vectors."""
        return f"{self.index(name)}-vectors"

    @contextmanager
    def leased(self) -> Iterator[Lease]:
        """Keep other writers out and remove what killed ones left. Raises BuildInProgress."""
        lease = Lease(self.client, f"{PREFIX}-leases", self.alias, self.cluster.lease)
        lease.take()
        try:
            lease.base = self._behind(self.alias)
            self._sweep(lease)
            yield lease
        except TransportError:
            lease.renew()  # what is missing may have been swept by another writer, who took over: that is said instead
            raise
        finally:
            lease.release()

    def publish(self, name: str, lease: Lease) -> None:
        """Close a snapshot for writing and let the alias name it in place of the one that the lease began with, in
        one step.

        The switch fails where another writer has published meanwhile: what it removes is gone, or a second index
        would be written through the alias, which a cluster refuses.

        Raises:
            BuildInProgress: another writer took over; nothing is published.

        """
        self.client.indices.put_settings(index=self.index(name), body={"index.blocks.write": True})
        actions: list[dict[str, Any]] = [
            {"remove": {"index": self.index(old), "alias": self.alias, "must_exist": True}} for old in lease.base
        ]
        actions.append({"add": {"index": self.index(name), "alias": self.alias, "is_write_index": True}})
        actions.append({"add": {"index": self.index(name), "alias": self.published}})
        lease.renew()
        try:
            self.client.indices.update_aliases(body={"actions": actions})
        except TransportError:
            if self._behind(self.alias) == lease.base:
                raise
            raise BuildInProgress(
                f"{self.alias}: was published anew while this run went on; nothing of it was published, run it again"
            ) from None

    def drop(self, name: str) -> None:
        """Delete a snapshot's indices, where they are."""
        for index in (self.index(name), *(f"{self.index(name)}{beside}" for beside in _BESIDE)):
            self.client.indices.delete(index=index, params={"ignore_unavailable": "true"})

    def _behind(self, alias: str) -> list[str]:
        try:
            indices = self.client.indices.get_alias(name=alias)
        except NotFoundError:
            return []
        return sorted(index.removeprefix(f"{self.alias}-") for index in indices)

    def _sweep(self, lease: Lease) -> None:
        """Remove what killed writers left, and published snapshots but the newest few; nothing that was begun after
        the lease was taken.
        """
        begun = datetime.fromtimestamp(lease.taken_at, UTC).strftime(_TIME)
        published = self._behind(self.published)
        kept = {*published[-KEPT + 1 :], *self._behind(self.alias)}
        names = set()
        for index in self.client.indices.get(index=f"{self.alias}-*", params={"ignore_unavailable": "true"}):
            name = index.removeprefix(f"{self.alias}-")
            for beside in _BESIDE:
                name = name.removesuffix(beside)
            names.add(name)
        for name in names - kept:
            if name < begun:
                lease.require()
                self.drop(name)
