"""Does closing a place cancel everything there in one act, and does taking it back restore it?"""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from core.clock import LONDON
from core.models.audit import AuditEvent
from directory.actions.cards import refresh_all
from directory.actions.closures import close_place, undo_closure
from directory.indexing import documents_for
from directory.models import ListingCard, Location, PlaceClosure, Schedule, Service
from directory.presenters import card_view
from directory.rules.closures import Closure
from directory.selectors import cards
from directory.selectors.closures import concerned
from search.models import OutboxEntry
from tests.factories.directory import make_listing, make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)
TODAY = NOW.date()
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 14)
CLOSED = Closure(FIRST, LAST, "repairs", (("en", "A pipe has burst."), ("ur", "پائپ پھٹ گیا۔")))


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


def search_days(service: Service) -> list[date]:
    return list(next(documents_for([service.public_id])).dates)


def everything() -> list[Any]:
    rows = ListingCard.objects.order_by("public_id", "language")
    return list(rows.values_list("public_id", "language", "document"))


def test_the_dates_leave_cards_and_index_of_every_listing(place: Location, tea: Service) -> None:
    walk = make_listing(name="Slow walk", location=place)
    elsewhere = make_listing(name="Elsewhere")
    before = OutboxEntry.objects.count()
    close_place(place=place, closure=CLOSED, by=None, now=NOW)
    for service in (tea, walk):
        for language in ("en", "ur"):
            assert days_of(service, language)[0] == date(2026, 12, 15)
        assert search_days(service)[0] == date(2026, 12, 15)
    assert days_of(elsewhere)[0] == FIRST
    assert OutboxEntry.objects.count() > before
    event = AuditEvent.objects.get(verb="place.closed")
    assert event.detail["from"] == "2026-12-01"


def test_taking_it_back_restores_every_card_to_the_letter(place: Location, tea: Service) -> None:
    make_listing(name="Slow walk", location=place)
    refresh_all(now=NOW)
    before = everything()
    closure = close_place(place=place, closure=CLOSED, by=None, now=NOW)
    assert everything() != before
    undo_closure(closure=closure, by=None, now=NOW)
    assert everything() == before
    undo_closure(closure=closure, by=None, now=NOW)
    assert AuditEvent.objects.filter(verb="place.closure_undone").count() == 1


def test_of_two_closures_that_overlap_each_is_taken_back_alone(
    place: Location, tea: Service
) -> None:
    one = close_place(place=place, closure=CLOSED, by=None, now=NOW)
    late = Closure(date(2026, 12, 10), date(2026, 12, 20), "event")
    close_place(place=place, closure=late, by=None, now=NOW)
    assert days_of(tea)[0] == date(2026, 12, 22)
    undo_closure(closure=one, by=None, now=NOW)
    assert days_of(tea)[:3] == [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 22)]


def test_closing_twice_for_the_same_days_closes_once(place: Location, tea: Service) -> None:
    first = close_place(place=place, closure=CLOSED, by=None, now=NOW)
    second = close_place(place=place, closure=CLOSED, by=None, now=NOW)
    assert first.pk == second.pk
    assert PlaceClosure.objects.count() == 1


def test_online_sessions_and_offers_elsewhere_are_not_touched(place: Location) -> None:
    mixed = make_listing(location=place, online=True)
    Schedule.objects.create(
        service=mixed,
        rrule="FREQ=WEEKLY;BYDAY=TU;WKST=MO",
        starts_on=date(2026, 1, 6),
        start_time=time(19),
        end_time=time(20),
        online=True,
    )
    only_online = make_listing(name="Online yoga", location=place, in_person=False, online=True)
    close_place(place=place, closure=CLOSED, by=None, now=NOW)
    first = cards([mixed.public_id], "en")[mixed.public_id].dates[0]
    assert (first.on, first.start.hour) == (FIRST, 19)
    assert days_of(only_online)[0] == FIRST
    assert cards([only_online.public_id], "en")[only_online.public_id].closures == ()


def test_a_listing_added_later_follows_and_one_that_moves_away_does_not(
    place: Location, tea: Service
) -> None:
    close_place(place=place, closure=CLOSED, by=None, now=NOW)
    added = make_listing(name="New", location=place)
    assert days_of(added)[0] == date(2026, 12, 15)
    Service.objects.filter(pk=tea.pk).update(location=make_place(name="Other hall"))
    ListingCard.objects.all().delete()
    assert days_of(tea)[0] == FIRST


def test_the_public_reads_when_and_why_in_their_own_words(
    client: Client, place: Location, tea: Service
) -> None:
    close_place(place=place, closure=CLOSED, by=None, now=NOW)
    card = cards([tea.public_id], "en")[tea.public_id]
    assert card_view(card, today=TODAY).face.when.off.startswith("Cancelled on Tuesday 1 December")
    page = client.get(f"/en/directory/{tea.slug}-{tea.short_code}/").content.decode()
    assert "The place is closed from Tuesday 1 December to Monday 14 December" in page
    assert "A pipe has burst." in page
    assert "Cancelled on Tuesday 8 December: the place is closed (Repairs)" in page
    urdu = client.get(f"/ur/directory/{tea.slug}-{tea.short_code}/").content.decode()
    assert "پائپ پھٹ گیا۔" in urdu
    hall = client.get(f"/en/directory/place/{place.slug}-{place.short_code}/", follow=True)
    assert "The place is closed from Tuesday 1 December" in hall.content.decode()


def test_a_place_closed_for_good_is_said_and_the_listing_found_by_name_alone(
    client: Client, place: Location, tea: Service
) -> None:
    gone = Closure(TODAY, None, "other")
    closure = close_place(place=place, closure=gone, by=None, now=NOW)
    assert days_of(tea) == []
    document = next(documents_for([tea.public_id]))
    assert document.name_only
    assert document.dates == ()
    page = client.get(f"/en/directory/{tea.slug}-{tea.short_code}/").content.decode()
    assert "The place where this was has closed for good." in page
    undo_closure(closure=closure, by=None, now=NOW)
    assert not next(documents_for([tea.public_id])).name_only


def test_a_place_that_will_close_for_good_still_has_the_dates_before(
    place: Location, tea: Service
) -> None:
    close_place(place=place, closure=Closure(date(2026, 12, 10), None, "other"), by=None, now=NOW)
    assert days_of(tea) == [date(2026, 12, 1), date(2026, 12, 8)]
    assert not next(documents_for([tea.public_id])).name_only


def test_what_would_fall_out_is_counted_in_as_many_queries_for_many_listings(
    place: Location, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        make_listing(name=f"Offer {number:02}", location=place)
    with django_assert_max_num_queries(26):
        found = concerned(place, CLOSED, TODAY)
    assert [len(one.dates) for one in found] == [2] * 12
    assert found[0].phones == ("0116 496 0123",)


def test_a_big_place_is_closed_in_slices_in_one_go(
    place: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.actions.cards.AT_ONCE", 3)
    made = [make_listing(name=f"Offer {number}", location=place) for number in range(8)]
    close_place(place=place, closure=CLOSED, by=None, now=NOW)
    assert {days_of(one)[0] for one in made} == {date(2026, 12, 15)}


def test_the_days_end_with_the_night_that_the_clocks_change(tea: Service) -> None:
    with time_machine.travel(datetime(2026, 10, 20, 12, tzinfo=LONDON), tick=False):
        place = tea.location
        assert place is not None
        closed = Closure(date(2026, 10, 24), date(2026, 10, 25), "repairs")
        Schedule.objects.filter(service=tea).update(
            rrule="FREQ=WEEKLY;BYDAY=SA,SU,MO;WKST=MO", start_time=time(1, 30), end_time=time(3)
        )
        close_place(place=place, closure=closed, by=None, now=datetime.now(tz=LONDON))
        first = cards([tea.public_id], "en")[tea.public_id].dates[0]
        assert first.on == date(2026, 10, 26)
        assert first.ends_at - first.starts_at == timedelta(hours=1, minutes=30)
