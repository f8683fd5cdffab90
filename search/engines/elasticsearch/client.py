"""How is the cluster reached, and what do its failures mean to us?"""

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from elastic_transport import HttpHeaders, TransportError, Urllib3HttpNode
from elastic_transport.client_utils import DefaultType
from elasticsearch import ApiError, Elasticsearch, ElasticsearchWarning, NotFoundError

from search.engines import patience
from search.engines.protocol import EngineAway, IndexMissing

# Seconds that one node may take for one request; after that the next node is asked.
SEARCHING, WRITING, READING, REBUILDING = 1.5, 10.0, 20.0, 60.0
# Seconds for a whole task. A search that takes longer is answered by the embedded engine.
SEARCH_IN_ALL, WRITE_IN_ALL, READ_IN_ALL = 3.0, 20.0, 40.0
# Our own log says that the cluster is away, once a minute; the client would for each request.
logging.getLogger("elastic_transport").setLevel(logging.ERROR)
# What a server says beside its answers is for its own log.
warnings.filterwarnings("ignore", category=ElasticsearchWarning)
_BUSY = (429, 502, 503, 504)
_made: dict[tuple[int, tuple[str, ...]], Elasticsearch] = {}


class PatientNode(Urllib3HttpNode):
    """A node that is given no more time than its task has left."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = SEARCHING,
    ) -> Any:
        """Ask, and wait so long at most."""
        left = patience.left()
        if left <= 0:
            raise EngineAway("It took too long in all")
        wait = request_timeout if isinstance(request_timeout, (int, float)) else SEARCHING
        return super().perform_request(method, target, body, headers, min(wait, left))


def connect(urls: Sequence[str]) -> Elasticsearch:
    """Return the client for these addresses, one for each process."""
    key = (os.getpid(), tuple(urls))
    if key not in _made:
        _made[key] = Elasticsearch(
            list(urls),
            node_class=PatientNode,
            request_timeout=SEARCHING,
            retry_on_timeout=True,
            retry_on_status=_BUSY,
            max_retries=len(urls) + 1,
            http_compress=False,
        )
    return _made[key]


@contextmanager
def reaching() -> Iterator[None]:
    """Say failures in the words of the contract: IndexMissing, EngineAway."""
    try:
        yield
    except NotFoundError as missing:
        raise IndexMissing(str(missing)) from missing
    except TransportError as away:
        raise EngineAway(type(away).__name__) from away
    except ApiError as error:
        if error.meta.status in _BUSY or error.meta.status >= 500:
            raise EngineAway(f"HTTP {error.meta.status}") from error
        raise
