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
from opensearchpy.exceptions import NotFoundError

from indexer.cluster import Cluster, Lease, told

KEPT = 3  # published snapshots that stay, the newest among them, so that readers end what they began
PREFIX = "anteriority"
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
            self._client = self.cluster.client()
        return self._client

    def current(self) -> str | None:
        """Return the id of the newest snapshot, or None when there is none."""
        with told(self.cluster.url):
            found = self._behind(self.alias)
            return found[0] if found else None

    def new_name(self) -> str:
        """Return an id for a new snapshot; later ones sort after earlier ones."""
        return f"{datetime.now(UTC):%Y%m%dt%H%M%S%f}-{uuid4().hex[:6]}"

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
        lease = Lease(self.client, f"{PREFIX}-leases", self.alias)
        lease.take()
        try:
            self._sweep()
            yield lease
        finally:
            lease.release()

    def publish(self, name: str) -> None:
        """Close a snapshot for writing and let the alias name it, in one step."""
        self.client.indices.put_settings(index=self.index(name), body={"index.blocks.write": True})
        actions: list[dict[str, Any]] = [
            {"remove": {"index": self.index(old), "alias": self.alias}} for old in self._behind(self.alias)
        ]
        actions += [{"add": {"index": self.index(name), "alias": alias}} for alias in (self.alias, self.published)]
        self.client.indices.update_aliases(body={"actions": actions})

    def drop(self, name: str) -> None:
        """Delete a snapshot's indices, where they are."""
        for index in (self.index(name), *(f"{self.index(name)}{beside}" for beside in _BESIDE)):
            self.client.indices.delete(index=index, params={"ignore_unavailable": "true"})

    def _behind(self, alias: str) -> list[str]:
        try:
            found = self.client.indices.get_alias(name=alias)
        except NotFoundError:
            return []
        return sorted(index.removeprefix(f"{self.alias}-") for index in found)

    def _sweep(self) -> None:
        """Remove what killed writers left, and published snapshots but the newest few."""
        published = self._behind(self.published)
        kept = {*published[-KEPT + 1 :], *self._behind(self.alias)}
        names = set()
        for index in self.client.indices.get(index=f"{self.alias}-*", params={"ignore_unavailable": "true"}):
            name = index.removeprefix(f"{self.alias}-")
            for beside in _BESIDE:
                name = name.removesuffix(beside)
            names.add(name)
        for name in names - kept:
            self.drop(name)
