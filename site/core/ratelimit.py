"""Has this visitor done this too often lately?"""

from datetime import timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from core import clock, tries
from core.addresses import visitor_code

log = structlog.get_logger(__name__)


def allow(*, scope: str, request: HttpRequest, limit: int, per: timedelta) -> bool:
    """Count one more try and say whether it is within `limit` tries in each period `per`.

    Periods are fixed ("10 in each quarter of an hour"), counted under a keyed hash of the address:
    in Redis where the site has one, else in files (`core.tries`). When neither answers the try is
    allowed and logged: a limit protects the service, and must never be what keeps a resident
    from it.
    """
    return _within(visitor_code(request, purpose=scope), scope, limit, per)


def allow_for(*, scope: str, subject: str, limit: int, per: timedelta) -> bool:
    """Count one more try at a thing (a keyed hash of it), wherever the tries come from."""
    return _within(f"{scope}:{subject}", scope, limit, per)


def _within(counted: str, scope: str, limit: int, per: timedelta) -> bool:
    seconds, now = max(int(per.total_seconds()), 1), clock.now()
    folder: Path | None = settings.WAYMARK_LIMITS_FOLDER
    try:
        if folder is not None:
            number = tries.count(
                folder=folder, purpose=scope, counted=counted, seconds=seconds, now=now
            )
        else:
            period = int(now.timestamp()) // seconds
            number = _count(f"ratelimit:{counted}:{seconds}:{period}", seconds)
    except Exception:
        log.exception("ratelimit_cache_failed", scope=scope)
        return True
    return number <= limit


def _count(key: str, seconds: int) -> int:
    if cache.add(key, 1, timeout=seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, timeout=seconds)
        return 1
