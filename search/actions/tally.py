"""Count what is looked for, without a person: in memory first, then a few rows at once.

Counting must cost a searcher nothing, so counts wait in the process and are written after a
response has gone. A process that is killed loses the counts of half a minute; that is all right
for statistics, and better than a write for each search.
"""

import threading
import time
from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, Sum

from core import clock
from search.models import SearchTally
from search.rules.telling import countable, outcome

EVERY_SECONDS = 30.0
MOST_WAITING = 2_000
# Words asked for less often than this are shown to nobody, and deleted after two weeks.
LEAST_TO_SHOW = 3
FORGET_RARE_AFTER = timedelta(days=14)
FORGET_AFTER = timedelta(days=400)
_Key = tuple[date, str, str, str, str, str]

_guard = threading.Lock()
_waiting: Counter[_Key] = Counter()
_written_at = 0.0


def note(*, text: str, language: str, ward: str, headings: Collection[str], total: int) -> None:
    """Count one search: its words, and apart from them its headings in a ward."""
    if not settings.WAYMARK_COUNT_SEARCHES:
        return
    day, found = clock.today(), outcome(total)
    keys: list[_Key] = []
    words = countable(text)
    if words:
        keys.append((day, language, words, "", "", found))
    if ward:
        keys += [(day, language, "", ward, heading, found) for heading in headings or ("",)]
    with _guard:
        if len(_waiting) < MOST_WAITING:
            _waiting.update(keys)


def write_when_due(**_signal: Any) -> None:
    """Write what waits, at most every half minute; connected to the end of a request."""
    if _waiting and time.monotonic() - _written_at > EVERY_SECONDS:
        write()


def write() -> int:
    """Write what waits; return how many counts that were. A busy database loses nothing."""
    global _written_at
    with _guard:
        taken = dict(_waiting)
        _waiting.clear()
        _written_at = time.monotonic()
    try:
        _add(taken)
    except DatabaseError:
        with _guard:
            _waiting.update(taken)
        return 0
    return len(taken)


@transaction.atomic
def _add(counts: dict[_Key, int]) -> None:
    names = ("day", "language", "words", "ward", "heading", "outcome")
    for key, number in counts.items():
        row = dict(zip(names, key, strict=True))
        SearchTally.objects.bulk_create([SearchTally(**row)], ignore_conflicts=True)
        SearchTally.objects.filter(**row).update(count=F("count") + number)


def forget_waiting() -> None:
    """Drop what waits (for tests)."""
    with _guard:
        _waiting.clear()


def tidy(*, now: datetime) -> int:
    """Delete old counts, and words that hardly anybody looked for; return how many rows."""
    today = now.date()
    deleted, _ = SearchTally.objects.filter(day__lt=today - FORGET_AFTER).delete()
    common = (
        SearchTally.objects.exclude(words="")
        .values("words")
        .annotate(times=Sum("count"))
        .filter(times__gte=LEAST_TO_SHOW)
        .values("words")
    )
    rare = SearchTally.objects.filter(day__lt=today - FORGET_RARE_AFTER).exclude(words="")
    gone, _ = rare.exclude(words__in=common).delete()
    return deleted + gone
