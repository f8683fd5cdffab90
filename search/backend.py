"""Which engine answers, and which when that one is away?

With `elasticsearch` the embedded copy is kept up to date beside it, and answers whatever the
cluster does not.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from core import clock
from search.breaker import Breaker
from search.engines.protocol import EngineAway, IndexMissing, SearchEngine
from search.meaning.asking import meant
from search.query import DirectoryQuery
from search.results import Results

log = logging.getLogger(__name__)

EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
# Named, not imported: an engine's client need not be installed where another engine is chosen.
ENGINES = {
    EMBEDDED: "search.engines.embedded.engine.EmbeddedEngine",
    ELASTICSEARCH: "search.engines.elasticsearch.engine.ElasticsearchEngine",
}
_CLIENT = ("elasticsearch", "elastic_transport")
_made: dict[tuple[Any, ...], SearchEngine] = {}
# Writing has one of its own: while a cluster elects a master it answers and takes no changes.
_breakers: dict[tuple[SearchEngine, bool], Breaker] = {}


def engine() -> SearchEngine:
    """Return the engine that the settings choose; one object per process and settings."""
    name = str(getattr(settings, "WAYMARK_SEARCH_ENGINE", EMBEDDED))
    if name not in ENGINES:
        known = ", ".join(sorted(ENGINES))
        raise ImproperlyConfigured(f"WAYMARK_SEARCH_ENGINE is {name!r}; known are: {known}")
    return _engine(name)


def copies() -> tuple[SearchEngine, ...]:
    """Return every copy of the index that this process keeps, the one that answers first."""
    chosen = engine()
    return (chosen,) if chosen.name == EMBEDDED else (chosen, _engine(EMBEDDED))


def search(query: DirectoryQuery, *, today: date | None = None) -> Results:
    """Answer a question. Nothing typed raises; without an index the answer is empty."""
    chosen = engine()
    if not (query.meant or query.unfinished):
        query = replace(query, meant=meant(query.text))
    for copy in copies():
        try:
            with reaching(copy):
                return copy.search(query, today=today or clock.today())
        except EngineAway:
            continue
        except IndexMissing:
            if _breaker(copy).is_time_to_say():
                log.warning("No search index (%s) yet: run rebuild_index", copy.name)
        except Exception:
            # A fault of a server's engine is ours to mend; a resident gets an answer meanwhile.
            if copy.name == EMBEDDED:
                raise
            if _breaker(copy).failed():
                log.exception("%s could not answer: the embedded engine does", copy.name)
    return Results(hits=(), total=0, query=replace(query), engine=chosen.name)


def warm() -> None:
    """Read ahead what the first search of this process would wait for; the web server calls it."""
    for copy in copies():
        with suppress(EngineAway, IndexMissing), reaching(copy):
            copy.prepare()


@contextmanager
def reaching(copy: SearchEngine, *, writing: bool = False) -> Iterator[None]:
    """Ask a copy unless it failed a moment ago; raises EngineAway, said in the log by the minute.

    A copy that has no index yet has answered. What cannot be searched is not written to either.
    """
    breaker = _breaker(copy, writing=writing)
    if not breaker.lets_through():
        raise EngineAway(f"{copy.name} failed a moment ago")
    try:
        yield
    except EngineAway as away:
        if not writing:
            _breaker(copy, writing=True).failed()
        if breaker.failed():
            told = "changes wait" if writing else "searches go to the embedded engine, changes wait"
            log.warning("%s does not answer (%s): %s", copy.name, away, told)
        raise
    except IndexMissing:
        breaker.answered()
        raise
    if breaker.answered():
        log.warning("%s %s", copy.name, "takes changes again" if writing else "answers again")


def _breaker(copy: SearchEngine, *, writing: bool = False) -> Breaker:
    return _breakers.setdefault((copy, writing), Breaker())


def _engine(name: str) -> SearchEngine:
    root = Path(settings.WAYMARK_DATA) / "index"
    arguments: tuple[Any, ...] = (root,)
    if name == ELASTICSEARCH:
        arguments = (_addresses(), settings.WAYMARK_ELASTICSEARCH_INDEX, root)
    key = (ENGINES[name], *arguments)
    if key not in _made:
        _made[key] = _class_of(name)(*arguments)
    return _made[key]


def _addresses() -> tuple[str, ...]:
    addresses = tuple(settings.WAYMARK_ELASTICSEARCH_URLS)
    if not addresses:
        raise ImproperlyConfigured(
            "WAYMARK_SEARCH_ENGINE is 'elasticsearch': set WAYMARK_ELASTICSEARCH_URLS too"
        )
    return addresses


def _class_of(name: str) -> Any:
    try:
        return import_string(ENGINES[name])
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _CLIENT:
            raise
        raise ImproperlyConfigured(
            f"WAYMARK_SEARCH_ENGINE is {name!r}, but its client is not installed: "
            "pip install --require-hashes -r requirements/elasticsearch.txt"
        ) from missing
