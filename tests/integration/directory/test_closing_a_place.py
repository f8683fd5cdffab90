"""Can staff close a place in few page loads, and are they told first what falls out?"""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core.clock import LONDON
from directory.models import Location, PlaceClosure, Service
from directory.selectors import cards
from tests.factories.directory import make_listing, make_place
from tests.fixtures.members import member_of
from tests.integration.directory.test_staff import Visits

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 14)


@pytest.fixture(autouse=True)
def _friday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> Location:
    return make_place(name="Rose Hall")


@pytest.fixture
def tea(place: Location) -> Service:
    return make_listing(location=place)


def days_of(service: Service, language: str = "en") -> list[date]:
    return [one.on for one in cards([service.public_id], language)[service.public_id].dates]


@pytest.fixture
def staff(client: Client, django_user_model: Any) -> Client:
    client.force_login(member_of(Role.EDITOR, django_user_model))
    return client


def typed(**more: str) -> dict[str, str]:
    return {"first_day": "2026-12-01", "last_day": "2026-12-14", "reason": "repairs", **more}


def test_a_place_is_closed_in_four_page_loads_and_said_before(
    staff: Client,
    place: Location,
    tea: Service,
) -> None:
    visits = Visits(staff)
    assert reverse("directory_find_place") in visits.get(reverse("wagtailadmin_home"))
    address = reverse("directory_close_place", args=[place.pk])
    asked = visits.get(f"{reverse('directory_find_place')}?q=rose")
    assert "Closed from" in asked
    assert "date-time-chooser" in asked, "without its script the field for a day breaks the page"
    shown = visits.post(address, typed(show="1", words_en="A pipe has burst."))
    assert "2 dates would be cancelled" in shown
    assert "0116 496 0123" in shown
    assert "Tea and a chat" in shown
    assert PlaceClosure.objects.count() == 0
    done = visits.post(address, typed(close="1", words_en="A pipe has burst."))
    assert "2 dates are cancelled" in done
    assert visits.loads <= 4
    closure = PlaceClosure.objects.get()
    assert closure.closed_by is not None
    assert closure.words == {"en": "A pipe has burst."}
    undone = visits.post(address, {"undo": str(closure.pk)})
    assert "is open again" in undone
    assert days_of(tea)[0] == FIRST


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"last_day": "2026-11-20", "first_day": "2026-11-10"}, "These days are over"),
        ({"last_day": "2026-11-30"}, "must not be before"),
        ({"last_day": ""}, "Type the last day"),
        ({"last_day": "2029-12-01"}, "a year at most"),
        ({"first_day": "soon"}, "Enter a valid date"),
        ({"first_day": "9999-12-30", "last_day": "9999-12-31"}, "more than five years away"),
        ({"first_day": "9999-12-31", "for_good": "on"}, "more than five years away"),
        ({"first_day": "0001-01-01", "last_day": "9999-12-31"}, "a year at most"),
        ({"reason": "moon"}, "Select a valid choice"),
    ],
)
def test_days_that_make_no_sense_are_explained_and_kept(
    staff: Client,
    place: Location,
    changed: dict[str, str],
    told: str,
) -> None:
    address = reverse("directory_close_place", args=[place.pk])
    page = staff.post(address, typed(close="1", words_en="Kept words", **changed)).content.decode()
    assert told in page
    assert "Kept words" in page
    assert PlaceClosure.objects.count() == 0


def test_a_closure_that_has_begun_may_be_written_down_late(
    staff: Client,
    place: Location,
    tea: Service,
) -> None:
    address = reverse("directory_close_place", args=[place.pk])
    staff.post(address, typed(first_day="2026-11-24", last_day="2026-12-02", close="1"))
    assert days_of(tea)[0] == date(2026, 12, 8)


def test_only_those_who_keep_places_may_close_them(
    client: Client, place: Location, django_user_model: Any
) -> None:
    address = reverse("directory_close_place", args=[place.pk])
    client.force_login(member_of(Role.TRANSLATOR, django_user_model))
    answer = client.post(address, typed(close="1"))
    assert PlaceClosure.objects.count() == 0
    assert answer.status_code in (302, 403)


@pytest.mark.parametrize("key", ["", "x", "9" * 40, "²", "0"])
def test_an_odd_key_to_take_back_is_not_found(
    staff: Client,
    place: Location,
    key: str,
) -> None:
    address = reverse("directory_close_place", args=[place.pk])
    assert staff.post(address, {"undo": key}, follow=True).status_code == 404


def test_odd_words_find_no_place(staff: Client, place: Location) -> None:
    address = reverse("directory_find_place")
    for words in ("\x00", "%' OR 1=1", "x" * 5000):
        assert staff.get(address, {"q": words}).status_code == 200
    assert staff.get(address).status_code == 200
