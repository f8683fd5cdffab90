"""Many listings for benchmarks and tests, made from the real ones of Trafford and Leicester.

Real names, places and descriptions are taken round and round; times, prices, ages, access and
languages are dealt out by number, so that every run makes the same listings.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path

from django.db import models, transaction
from wagtail.models import Locale

from core.clock import LONDON
from directory.actions.batch import Batch
from directory.actions.imported_rows import Shelves, check_for, children_of, new_service
from directory.actions.taxonomy import load_taxonomy
from directory.enums import Access, CostKind, Spoken
from directory.importers import clubs, libraries, nhs, trafford
from directory.models import (
    CostOption,
    Schedule,
    Service,
    ServiceAccess,
    ServiceLanguage,
)
from directory.rules.recurrence import DAYS, Rule
from directory.types import OutsideListing, OutsidePlace, OutsideSource

MADE = OutsideSource(key="made", name="Made for tests", licence="none")
TRAFFORD_FILE = Path(__file__).resolve().parents[1] / "samples" / "listings_trafford_gm.csv"
HEADINGS = ("walking", "swimming", "coffee", "crafts", "yoga", "debt", "food_bank", "football")
LANGUAGES = ("en", "gu", "pl", "ur")
AT_ONCE = 2000
LEICESTER = (52.6369, -1.1398)


def make_listings(
    count: int,
    *,
    now: datetime,
    first: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Make published listings without cards and without index; rebuild those after.

    Makes those with the numbers from `first` up to, and without, `count`.

    Returns the number of listings there are afterwards.
    """
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    load_taxonomy()
    rows = list(numbered(count))
    for start in range(first, count, AT_ONCE):
        _write(rows[start : min(start + AT_ONCE, count)], start, now)
        if progress is not None:
            progress(min(start + AT_ONCE, count), count)
    return Service.objects.sources().count()


def numbered(count: int) -> Iterator[OutsideListing]:
    """Give as many records as asked, made from the real ones, each with a number of its own."""
    real = [
        *trafford.listings(TRAFFORD_FILE),
        *nhs.listings(),
        *libraries.listings(),
        *clubs.listings(),
    ]
    for number, row in zip(range(count), cycle(real), strict=False):
        turn = number // len(real)
        name = row.name if turn == 0 else f"{row.name} {turn + 1}"
        yield replace(
            row,
            external_id=str(number),
            name=name[:200],
            categories=tuple(dict.fromkeys((*row.categories, HEADINGS[number % len(HEADINGS)]))),
            place=_moved(row.place, number),
            contacts=row.contacts or (("phone", f"0116 496 {number % 1000:04d}"),),
            free=None,
            opening=(),
        )


def _moved(place: OutsidePlace | None, number: int) -> OutsidePlace | None:
    """Put a place somewhere within some ten miles of Leicester, always the same for a number."""
    if place is None:
        return None
    spread = number % 997 / 997 - 0.5, number % 991 / 991 - 0.5
    return replace(
        place,
        address=f"{number} {place.address}",
        latitude=LEICESTER[0] + spread[0] * 0.3,
        longitude=LEICESTER[1] + spread[1] * 0.5,
    )


@transaction.atomic
def _write(rows: Sequence[OutsideListing], first: int, now: datetime) -> None:
    shelves = Shelves.filled(rows)
    today = now.astimezone(LONDON).date()
    batch = Batch()
    for number, row in enumerate(rows, start=first):
        service = new_service(MADE, row, shelves, now)
        service.minimum_age, service.maximum_age = _ages(number)
        service.beginners = number % 3 == 0
        service.booking = ("none", "ring", "online", "")[number % 4]
        batch.services.append(service)
        for child in (*children_of(row, shelves), *_facts(number, today)):
            batch.child(service, child)
        batch.child(service, check_for(replace(row, as_of=today - _age_of_check(number)), today))
    batch.organisations = [one for one in shelves.organisations.values() if one.pk is None]
    batch.locations = [one for one in shelves.places.values() if one.pk is None]
    batch.save()


def _ages(number: int) -> tuple[int | None, int | None]:
    return ((None, None), (0, 120), (18, 120), (65, 120), (5, 15), (16, 25))[number % 6]


def _age_of_check(number: int) -> timedelta:
    return timedelta(days=number * 7 % 400)


def _facts(number: int, today: date) -> Iterator[models.Model]:
    day = DAYS[number % 7]
    rule = Rule((day,), every=2 if number % 5 == 0 else 1)
    start = time(9 + number % 11)
    yield Schedule(
        rrule=rule.as_rrule(),
        starts_on=today - timedelta(days=60),
        start_time=start,
        end_time=time(start.hour + 1, 30),
        term_time=number % 4 == 0,
    )
    if number % 3:
        yield CostOption(kind=CostKind.FIXED, pence=100 + number % 9 * 50)
    else:
        yield CostOption(kind=CostKind.FREE)
    yield ServiceLanguage(code=Spoken.values[number % len(Spoken.values)])
    yield ServiceAccess(code=Access.values[number % len(Access.values)])
