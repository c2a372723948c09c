"""The one writer's claim on a collection of a cluster: who holds it, until when, and what tells a writer that it was
lost.

A claim is a document that bears a session's id. Taking, renewing and giving back compare it with the version last
written by this session and set it in one step (optimistic concurrency control, as leader election over a store does
it; compare Burrows 2006, "The Chubby lock service for loosely-coupled distributed systems"), so that a writer that
was paused past its time never renews or frees another's claim. It is renewed by a thread of its own, however long a
step takes.
"""

from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic, time
from typing import Any
from uuid import uuid4

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, OpenSearchException

from corpora.errors import BuildInProgress

BEATS = 4  # renewals within that time: some may fail while a cluster elects


class Lease:
    """The claim of one session; `base` are the snapshots that were published when it was taken."""

    def __init__(self, client: OpenSearch, index: str, name: str, seconds: float) -> None:
        self._client, self._index, self._name, self._seconds = client, index, name, seconds
        self._session = uuid4().hex
        self._version: dict[str, int] = {}
        self._confirmed = 0.0
        self._one = Lock()
        self._stop = Event()
        self.base: list[str] = []
        self.taken_at = 0.0

    def take(self) -> None:
        """Take the claim and keep it renewed; raises BuildInProgress while another writer holds it."""
        try:
            self._write(op_type="create")
        except ConflictError:
            claim = self._current_claim()
            if claim and claim["_source"]["session"] != self._session:
                self._take_over(claim)
        self.taken_at = time()
        Thread(target=self._beat, name=f"lease of {self._name}", daemon=True).start()

    def require(self) -> None:
        """Return while this session holds the claim; asks the cluster only when the last renewal is too old to tell."""
        if monotonic() - self._confirmed > self._seconds / 2:
            self.renew()

    def renew(self) -> None:
        """Say that this writer lives.

        Raises:
            BuildInProgress: the claim is another's by now, or was given up.

        """
        with self._one:
            if not self._version:
                raise self._lost()
            try:
                self._write(**self._version)
            except ConflictError:
                claim = self._current_claim()
                if claim is None or claim["_source"]["session"] != self._session:
                    self._version = {}
                    raise self._lost() from None
                self._confirm(claim)  # an answer was lost on its way, and the client had written twice

    def release(self) -> None:
        """Give the claim back, unless it is another's by now."""
        self._stop.set()
        with self._one:
            version, self._version = self._version, {}
            if version:
                with suppress(OpenSearchException):  # another's by now, or out of reach: then it ends by its time
                    self._client.delete(index=self._index, id=self._name, refresh=True, params=version)

    def _take_over(self, claim: dict[str, Any]) -> None:
        seconds = claim["_source"]["until"] - time()
        if seconds > 0:
            raise BuildInProgress(
                f"{self._name}: another writer is at work; wait until it ends, or for {seconds:.0f} s if it was killed"
            ) from None
        try:
            self._write(if_seq_no=claim["_seq_no"], if_primary_term=claim["_primary_term"])
        except ConflictError:
            raise BuildInProgress(f"{self._name}: another writer has just begun; wait until it ends") from None

    def _beat(self) -> None:
        while not self._stop.wait(self._seconds / BEATS):
            try:
                self.renew()
            except BuildInProgress:
                return
            except OpenSearchException:
                continue  # the cluster may come back before the time is over; the next step of the writer says if not

    def _write(self, **how: Any) -> None:
        body = {"session": self._session, "until": time() + self._seconds}
        began = monotonic()
        self._confirm(self._client.index(index=self._index, id=self._name, body=body, **how), began)

    def _confirm(self, answer: dict[str, Any], at: float | None = None) -> None:
        self._version = {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
        self._confirmed = at if at is not None else self._confirmed

    def _current_claim(self) -> dict[str, Any] | None:
        claim: dict[str, Any] = self._client.get(index=self._index, id=self._name, params={"ignore": 404})
        return claim if claim.get("found") and "session" in claim["_source"] else None

    def _lost(self) -> BuildInProgress:
        return BuildInProgress(
            f"{self._name}: another writer took over while this one was silent; nothing of this run was "
            "published, run it again"
        )
