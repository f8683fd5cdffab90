"""Count what is looked for, without a person (how: `core.tallies`)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum

from core import clock
from core.clock import day_of
from core.tallies import Tally
from search.models import SearchTally
from search.rules.telling import countable, outcome

# Words asked for less often than this are shown to nobody, and deleted after two weeks.
LEAST_TO_SHOW = 3
FORGET_RARE_AFTER = timedelta(days=14)
FORGET_AFTER = timedelta(days=400)
_Key = tuple[date, str, str, str, str, str]


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
    _tally.note(keys)


@transaction.atomic
def _add(counts: Mapping[_Key, int]) -> None:
    names = ("day", "language", "words", "ward", "heading", "outcome")
    for key, number in counts.items():
        row = dict(zip(names, key, strict=True))
        SearchTally.objects.bulk_create([SearchTally(**row)], ignore_conflicts=True)
        SearchTally.objects.filter(**row).update(count=F("count") + number)


_tally: Tally[_Key] = Tally(_add)
write, write_when_due, forget_waiting = _tally.write, _tally.write_when_due, _tally.forget_waiting


def tidy(*, now: datetime) -> int:
    """Delete old counts, and words that hardly anybody looked for; return how many rows."""
    today = day_of(now)
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
