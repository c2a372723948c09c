"""A cluster by URL: one client, and its failures as one-line errors."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    TransportError,
)
from opensearchpy.exceptions import (
    ConnectionError as NoConnection,
)

from corpora.errors import EngineUnreachable
from indexer.where import Cluster

# The client logs requests, and with them queries: nothing of a query may reach a log.
for _name in ("opensearch", "opensearchpy.trace"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

LEAST_VERSION = (2, 11)
RETRIES = 8  # of a document that a busy cluster sends back


def client_of(cluster: Cluster) -> OpenSearch:
    """Return a client that retries on other nodes, with the version checked.

    Raises:
        EngineUnreachable: it does not answer, refuses the credentials, or is of a wrong version.

    """
    options: dict[str, Any] = {"timeout": cluster.timeout, "max_retries": cluster.retries, "retry_on_timeout": True}
    if cluster.user:
        options["http_auth"] = (cluster.user, cluster.password or "")
    if cluster.ca_file:
        options["ca_certs"] = cluster.ca_file
    hosts = [url.strip().rstrip("/") for url in cluster.url.split(",") if url.strip()]
    client = OpenSearch(hosts=hosts, retry_on_status=(429, 502, 503, 504), **options)
    with plain_errors(cluster.url):
        version = client.info()["version"]
    number = tuple(int(part) for part in version["number"].split(".")[:2])
    if version.get("distribution") != "opensearch" or number < LEAST_VERSION:
        kind = version.get("distribution", "another product")
        least = ".".join(map(str, LEAST_VERSION))
        raise EngineUnreachable(f"{cluster.url}: is {kind} {version['number']}; needs OpenSearch {least} or newer")
    return client


@contextmanager
def plain_errors(url: str) -> Iterator[None]:
    """Turn what a client raises into one line that says what to do; never with the text of a query."""
    try:
        yield
    except ConnectionTimeout:
        raise EngineUnreachable(
            f"{url}: did not answer in time; look at its load, or raise ANTERIORITY_ENGINE_TIMEOUT"
        ) from None
    except NoConnection as error:
        what = type(error.info).__name__ if isinstance(error.info, Exception) else "no connection"
        raise EngineUnreachable(
            f"{url}: cannot be reached ({what}); start the cluster or check ANTERIORITY_ENGINE"
        ) from None
    except AuthenticationException:
        raise EngineUnreachable(
            f"{url}: refuses these credentials; set ANTERIORITY_ENGINE_USER and ANTERIORITY_ENGINE_PASSWORD"
        ) from None
    except NotFoundError:
        raise EngineUnreachable(f"{url}: the snapshot that was open is gone; run the command again") from None
    except TransportError as error:
        raise EngineUnreachable(f"{url}: {_reason(error)}") from None
    except OpenSearchException as error:
        raise EngineUnreachable(f"{url}: {type(error).__name__}") from None


def _reason(error: TransportError) -> str:
    kind = str(error.error)
    if "cluster_block" in kind or error.status_code == 403:
        return f"takes no writing ({_details(error)}); free disk space or lift the block, then run the command again"
    if error.status_code == 429:
        return "is overloaded (429); wait, then run the command again"
    return f"answered {error.status_code} ({kind}); see the cluster's log"


def _details(error: TransportError) -> str:
    info: Any = error.info
    try:
        return str(info["error"]["reason"])[:160]
    except (KeyError, TypeError):
        return str(error.error)[:160]
