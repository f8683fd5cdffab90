"""Which engine answers?"""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from core import clock
from search.engines.protocol import IndexMissing, SearchEngine
from search.query import DirectoryQuery
from search.results import Results

log = logging.getLogger(__name__)

# Named, not imported: an engine's client need not be installed where another engine is chosen.
ENGINES = {"embedded": "search.engines.embedded.engine.EmbeddedEngine"}
_made: dict[tuple[str, Path], SearchEngine] = {}


def engine() -> SearchEngine:
    """Return the engine that the settings choose; one object per process and folder."""
    name = str(getattr(settings, "WAYMARK_SEARCH_ENGINE", "embedded"))
    root = Path(settings.WAYMARK_DATA) / "index"
    if name not in ENGINES:
        known = ", ".join(sorted(ENGINES))
        raise ImproperlyConfigured(f"WAYMARK_SEARCH_ENGINE is {name!r}; known are: {known}")
    if (name, root) not in _made:
        _made[name, root] = import_string(ENGINES[name])(root)
    return _made[name, root]


def search(query: DirectoryQuery, *, today: date | None = None) -> Results:
    """Answer a question. Nothing typed raises; without an index the answer is empty."""
    chosen = engine()
    try:
        return chosen.search(query, today=today or clock.today())
    except IndexMissing:
        log.warning("There is no search index yet: run rebuild_index or start the worker")
        return Results(hits=(), total=0, query=replace(query), engine=chosen.name)
