"""How is the cluster reached, and what do its failures mean to us?"""

import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, ElasticsearchWarning, NotFoundError

from search.engines.protocol import EngineAway, IndexMissing

# Seconds. A search that takes longer is answered by the embedded engine.
SEARCHING, WRITING, REBUILDING = 2.0, 10.0, 60.0
_BUSY = (429, 502, 503, 504)
_made: dict[tuple[int, tuple[str, ...]], Elasticsearch] = {}


def connect(urls: Sequence[str]) -> Elasticsearch:
    """Return the client for these addresses, one for each process."""
    key = (os.getpid(), tuple(urls))
    if key not in _made:
        _made[key] = Elasticsearch(
            list(urls),
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ElasticsearchWarning)
            yield
    except NotFoundError as missing:
        raise IndexMissing(str(missing)) from missing
    except TransportError as away:
        raise EngineAway(type(away).__name__) from away
    except ApiError as error:
        if error.meta.status in _BUSY or error.meta.status >= 500:
            raise EngineAway(f"HTTP {error.meta.status}") from error
        raise
