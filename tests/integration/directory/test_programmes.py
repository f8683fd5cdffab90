"""Do the pages of places and groups say what is on, day by day, however much there is?"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.clock import LONDON
from directory.actions.cards import refresh_all
from directory.actions.closures import close_place
from directory.cards import Card
from directory.enums import Status
from directory.models import Accessibility, Location, Organisation, Schedule, Service, ServiceCheck
from directory.presenters import facts, programme
from directory.rules.closures import Closure
from directory.rules.recurrence import Rule
from tests.factories.directory import locales, make_listing, make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)  # a Friday


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hall() -> Location:
    place = make_place(name="Rose Hall")
    Accessibility.objects.create(location=place, code="step_free")
    return place


@pytest.fixture
def group() -> Organisation:
    return Organisation.objects.create(
        name="Rose Friends", phone="0116 496 0321", locale=locales()["en"]
    )


def on(service: Service, day: str, start: int, **fields: object) -> Service:
    """Give a listing one weekly session instead of its own."""
    service.schedules.all().delete()
    Schedule.objects.create(
        service=service,
        rrule=Rule((day,)).as_rrule(),
        starts_on=date(2026, 1, 1),
        start_time=time(start),
        end_time=time(start + 1),
        **fields,
    )
    return service


def page(client: Client, record: Location | Organisation, query: str = "") -> str:
    """Return the page of a place or a group."""
    part = "place" if isinstance(record, Location) else "group"
    answer = client.get(f"/en/directory/{part}/{record.slug}-{record.short_code}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def parts(text: str) -> dict[str, list[str]]:
    """Return the titles under each heading of the programme."""
    found = re.findall(r"<section><h3>(.*?)</h3>(.*?)</section>", text, re.DOTALL)
    return {
        re.sub(r"<[^>]+>", "", heading): re.findall(r'<span><a href="[^"]+">(.*?)</a>', lines)
        for heading, lines in found
    }


def test_the_next_seven_days_come_day_by_day_then_what_is_later(
    client: Client, hall: Location
) -> None:
    on(make_listing(name="Friday late", location=hall), "fri", 18)
    on(make_listing(name="Friday gone", location=hall), "fri", 9)
    on(make_listing(name="Saturday second", location=hall), "sat", 14)
    on(make_listing(name="Saturday first", location=hall), "sat", 9)
    on(make_listing(name="Tuesday", location=hall), "tue", 10)
    far = on(make_listing(name="In January", location=hall), "wed", 10)
    far.schedules.update(starts_on=date(2027, 1, 6))
    make_listing(name="Unknown", location=hall).schedules.all().delete()
    assert parts(page(client, hall)) == {
        "Today": ["Friday late"],
        "Tomorrow": ["Saturday first", "Saturday second"],
        "Tuesday 1 December": ["Tuesday"],
        "Later": ["Friday gone", "In January"],
        "Ask about the times": ["Unknown"],
    }


def test_what_is_paused_has_no_dates_and_what_is_closed_is_not_there(
    client: Client, hall: Location
) -> None:
    make_listing(name="Paused", location=hall, status=Status.PAUSED)
    make_listing(name="Closed", location=hall, status=Status.CLOSED)
    text = page(client, hall)
    assert parts(text) == {"Ask about the times": ["Paused"]}
    assert "Stopped for now" in text


@pytest.mark.parametrize(("as_of", "is_current"), [(date(2025, 11, 27), True), (None, False)])
@pytest.mark.parametrize("days_older", [0, 1])
def test_opening_hours_are_shown_for_twelve_months_and_never_longer(
    client: Client, hall: Location, as_of: date | None, is_current: bool, days_older: int
) -> None:
    confirmed = as_of - timedelta(days=days_older) if as_of else None
    on(make_listing(name="Library", location=hall), "mon", 9, kind="opening", as_of=confirmed)
    shown = parts(page(client, hall))
    if is_current and not days_older:
        assert shown == {"Opening hours": ["Library"]}
    else:
        assert shown == {"Ask about the times": ["Library"]}


def test_hours_that_grew_old_since_the_card_was_made_are_not_shown(
    client: Client, hall: Location
) -> None:
    listing = on(make_listing(name="Library", location=hall), "mon", 9, kind="opening")
    ServiceCheck.objects.update_or_create(
        service=listing, defaults={"checked_on": date(2025, 11, 28)}
    )
    refresh_all(now=NOW)
    assert parts(page(client, hall)) == {"Opening hours": ["Library"]}
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert parts(page(client, hall)) == {"Ask about the times": ["Library"]}


def test_closed_days_are_said_above_and_cancel_what_is_on(client: Client, hall: Location) -> None:
    make_listing(name="Tea", location=hall)
    closed = Closure(date(2026, 12, 1), date(2026, 12, 2), "repairs", ())
    close_place(place=hall, closure=closed, by=None, now=NOW)
    text = page(client, hall)
    assert "The place is closed from Tuesday 1 December to Wednesday 2 December" in text
    assert "Cancelled on Tuesday 1 December: the place is closed" in text
    assert parts(text) == {"Tuesday 1 December": ["Tea"], "Later": ["Tea"]}


def test_a_group_says_where_it_meets_and_what_it_is_like_to_get_in(
    client: Client, hall: Location, group: Organisation
) -> None:
    make_listing(name="Tea", location=hall, organisation=group)
    text = page(client, group)
    assert parts(text) == {"Tuesday 1 December": ["Tea"]}
    meeting = text.partition("Where they meet")[2].partition("</ul>")[0]
    assert "Rose Hall" in meeting
    assert "Step-free" in meeting
    assert "0116 496 0321" in text


def queries(client: Client, record: Location | Organisation) -> int:
    """Return how many queries a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as found:
        page(client, record)
    return len(found)


def test_a_place_with_three_hundred_listings_has_pages_and_no_more_queries(
    client: Client, hall: Location, group: Organisation
) -> None:
    days = ("mon", "tue", "wed", "thu", "sat", "sun")
    first = on(make_listing(name="Listing 000", location=hall, organisation=group), "mon", 8)
    refresh_all(now=NOW)
    for record in (hall, group):
        page(client, record)
    few = [queries(client, record) for record in (hall, group)]
    for number in range(1, 300):
        listing = Service.objects.create(
            locale=first.locale,
            name=f"Listing {number:03}",
            live=True,
            location=hall,
            organisation=group,
        )
        on(listing, days[number % 6], 8 + number % 10)
    refresh_all(now=NOW)
    assert [queries(client, record) for record in (hall, group)] == few
    assert max(few) <= 6
    seen: list[str] = []
    for number in range(1, 7):
        text = page(client, hall, f"?page={number}")
        for titles in parts(text).values():
            seen += titles
        assert ("Next page" in text) is (number < 6)
    assert sorted(seen) == [f"Listing {number:03}" for number in range(300)]


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999", "9999", "²", "1.5", ""])
def test_a_page_that_is_not_there_is_one_that_is(
    client: Client, hall: Location, asked: str
) -> None:
    make_listing(name="Tea", location=hall)
    assert parts(page(client, hall, f"?page={asked}")) == {"Tuesday 1 December": ["Tea"]}


def test_only_the_lines_of_the_page_are_put_into_words(
    client: Client, hall: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        on(make_listing(name=f"Tea {number}", location=hall), "tue", 10)
    said: list[Card] = []
    cost = facts.cost

    def counted(card: Card) -> str:
        said.append(card)
        return cost(card)

    monkeypatch.setattr(programme, "PAGE_SIZE", 2)
    monkeypatch.setattr(facts, "cost", counted)
    text = page(client, hall, "?page=2")
    assert parts(text) == {"Tuesday 1 December": ["Tea 2", "Tea 3"]}
    assert len(said) == 2
