"""Is a group told what people near it look for, by its own place and not by ward alone?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.remembering import forget_all
from directory.models import Organisation, Service, ServiceCategory
from directory.selectors import gaps as selector
from directory.selectors.gaps import points_of, wishes
from geography.types import WardPoint
from search.models import SearchTally
from tests.factories.directory import make_group, make_heading, make_listing, make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SINCE = (NOW - timedelta(days=90)).date()
# A degree of latitude is 69 miles: 0.01 is 0.7 miles.
HERE = (52.65, -1.12)
WARDS = (
    WardPoint("E1", "Own ward", 52.65, -1.12),
    WardPoint("E2", "Ward across the road", 52.665, -1.12),
    WardPoint("E3", "Far ward", 52.75, -1.12),
)


@pytest.fixture(autouse=True)
def _wards(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(selector, "_council_wards", lambda: list(WARDS))
    forget_all()
    yield
    forget_all()


def looked_for(ward: str, heading: str, times: int) -> None:
    """Count searches in a ward."""
    SearchTally.objects.create(
        day=NOW.date(), language="en", ward=ward, heading=heading, outcome="found", count=times
    )


def offered(heading: str, latitude: float) -> Service:
    """List something under a heading, so far north."""
    place = make_place(latitude=latitude, longitude=-1.12)
    listing = make_listing(location=place)
    ServiceCategory.objects.create(service=listing, term=make_heading(heading, heading))
    return listing


def said() -> list[tuple[str, int]]:
    """Return what is wished for around the place."""
    return [(one.heading, one.times) for one in wishes(around=[HERE], since=SINCE)]


def test_wards_near_the_place_count_together_and_far_ones_do_not() -> None:
    looked_for("E1", "chess", 6)
    looked_for("E2", "chess", 5)
    looked_for("E3", "chess", 50)
    looked_for("E3", "knitting", 50)
    assert said() == [("chess", 11)]


def test_counts_below_five_in_a_ward_are_never_told() -> None:
    looked_for("E1", "chess", 4)
    looked_for("E2", "chess", 4)
    assert said() == []


def test_what_somebody_offers_near_the_place_is_not_wanted_however_far_the_ward_reaches() -> None:
    looked_for("E2", "chess", 9)
    looked_for("E2", "dance", 7)
    offered("chess", 52.64)
    # Near the middle of the other ward, but 2.4 miles from the group.
    offered("dance", 52.685)
    assert said() == [("dance", 7)]


def test_the_places_of_a_group_are_those_of_its_listings() -> None:
    group, other = make_group(name="One"), make_group(name="Two")
    for latitude, whose in ((52.65, group), (52.66, group), (52.9, other)):
        make_listing(organisation=whose, location=make_place(latitude=latitude))
    assert points_of([group.pk], "nobody") == [(52.65, -1.12), (52.66, -1.12)]
    assert points_of([], "nobody") == []


def test_more_listings_and_wards_cost_no_more_queries() -> None:
    group = make_group(name="One")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            wishes(around=points_of([group.pk], "x"), since=SINCE)
        return len(caught)

    make_listing(organisation=group)
    looked_for("E1", "chess", 6)
    few = queries()
    for number in range(5):
        make_listing(organisation=group, location=make_place(latitude=52.65 + number / 1000))
        looked_for("E2", f"other{number}", 6)
        offered(f"other{number}", 52.65)
    assert queries() == few
    assert Organisation.objects.filter(pk=group.pk).exists()
