"""Is the search engine that the settings choose there to be used?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from search import backend


def check_engine(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuse to start without the client or the addresses of the engine (search.E001)."""
    try:
        backend.copies()
    except ImproperlyConfigured as wrong:
        return [Error(str(wrong), id="search.E001")]
    return []
