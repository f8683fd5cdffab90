"""How far does age put a listing back, and whom does it leave in place?"""

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from directory.actions.fresh_days import hold_best
from directory.indexing import documents_for
from directory.models import Location, Service, ServiceCategory, ServiceCheck
from tests.factories.asking import make_kept
from tests.factories.directory import make_heading, make_place

pytestmark = pytest.mark.django_db
HALF_YEAR, TWO_YEARS = timedelta(days=182), timedelta(days=730)


def _listing(place: Location, days: int, *, overdue: int = 40, **fields: Any) -> Service:
    """Return a listing that was checked so many days ago and whose check is overdue."""
    today = clock.today()
    return make_kept(
        today - timedelta(days=overdue),
        clock.now(),
        checked_on=today - timedelta(days=days),
        location=place,
        **fields,
    )


def _ages(listings: list[Service]) -> list[int]:
    """Return how old each listing counts in the ranking, in days."""
    found = {one.public_id: one for one in documents_for([one.public_id for one in listings])}
    today = clock.today()
    return [(today - (found[one.public_id].checked_on or today)).days for one in listings]


def test_an_unanswered_listing_counts_as_two_years_old() -> None:
    place = make_place(ward="")
    waiting, unanswered = _listing(place, 200, overdue=10), _listing(place, 200)
    hold_best()
    assert _ages([waiting, unanswered]) == [200, TWO_YEARS.days]


def test_no_ward_and_heading_falls_below_its_three_best_because_of_age_alone() -> None:
    wards = [make_place(ward=f"E0500000{number}") for number in range(3)]
    listings = [
        _listing(place, 220 + 10 * number)
        for place, many in zip(wards, (5, 3, 1), strict=True)
        for number in range(many)
    ]
    hold_best()
    ages = _ages(listings)
    kept = [age <= HALF_YEAR.days for age in ages]
    assert [sum(kept[:5]), sum(kept[5:8]), sum(kept[8:])] == [3, 3, 1]
    assert kept[:5] == [True, True, True, False, False]
    assert ages[3] == TWO_YEARS.days


def test_each_heading_of_a_ward_keeps_its_own_three() -> None:
    place = make_place(ward="E05000001")
    listings = [_listing(place, 220 + number) for number in range(4)]
    chess = make_heading("chess", "Chess")
    ServiceCategory.objects.filter(service=listings[3]).update(term=chess)
    hold_best()
    assert all(ServiceCheck.objects.values_list("is_held", flat=True))


def test_a_listing_that_was_overtaken_is_held_no_more() -> None:
    place = make_place(ward="E05000001")
    old = _listing(place, 400)
    assert hold_best() == 1
    for days in (1, 2, 3):
        _listing(place, days, overdue=-90)
    assert hold_best() == 4
    assert not ServiceCheck.objects.get(service=old).is_held
    assert hold_best() == 0
