"""Does "open now" say what is on in London, on the page, on the card and in the counts?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from unittest.mock import patch

import pytest
from django.test import Client

from core import clock
from directory.actions.cards import refresh
from directory.enums import ScheduleKind, Status
from directory.models import Schedule, ScheduleException, Service
from directory.rules.recurrence import Rule
from search.actions.rebuild import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]
SEARCH = "/en/directory/?starts=now"


@contextmanager
def moment(text: str) -> Iterator[None]:
    """Have the clock stand at a moment in universal time."""
    with patch("core.clock.now", return_value=datetime.fromisoformat(text).replace(tzinfo=UTC)):
        yield


def chair() -> Service:
    """Return a made-up listing on Tuesdays from 10 to 11:30."""
    return Service.objects.listed().get(name="Gentle chair exercise and tea")


def address(offer: Service, language: str = "en") -> str:
    """Return the address of its page."""
    return f"/{language}/directory/{offer.slug}-{offer.short_code}/"


def read(client: Client, path: str) -> str:
    """Return the page, which has to be there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def hits(client: Client, path: str) -> str:
    """Return the page of results; nothing when nothing was found and others are proposed."""
    page = read(client, path)
    return "" if "Nothing fits all of this" in page else page


def follow(offer: Service) -> None:
    """Have card and index follow."""
    refresh(public_ids=[offer.public_id], now=clock.now())
    rebuild()


def count(page: str, value: str) -> int:
    """Return the number beside a choice."""
    found = re.search(rf'value="{value}"[^>]*><label for="starts-{value}">[^(]*\((\d+)\)', page)
    found = found or re.search(rf'for="starts-{value}">.*?<span>\((\d+)\)', page)
    assert found, value
    return int(found[1])


def total(page: str) -> int:
    """Return how many things were found."""
    found = re.search(r'<h2 id="results">(?:<bdi>)?(\d+)', page)
    return int(found[1]) if found else 0


def test_a_session_is_on_from_its_first_minute_to_just_before_its_last(client: Client) -> None:
    offer = chair()
    for text, is_on in (
        ("2026-11-24T09:59", False),
        ("2026-11-24T10:00", True),
        ("2026-11-24T11:29", True),
        ("2026-11-24T11:30", False),
    ):
        with moment(text):
            follow(offer)
            page = read(client, address(offer))
            assert ("On now, until 11:30am" in page) is is_on, text
            found = hits(client, f"{SEARCH}&q=gentle+chair")
            assert (address(offer) in found) is is_on, text
            if is_on:
                assert "On now, until 11:30am" in found
                assert "Next: today" not in found


def test_summer_time_counts_as_people_count_it(client: Client) -> None:
    offer = chair()
    offer.schedules.update(starts_on=date(2026, 1, 6))
    with moment("2026-06-09T09:15"):
        follow(offer)
        assert "On now, until 11:30am" in read(client, address(offer))
    with moment("2026-06-09T10:45"):
        assert "On now" not in read(client, address(offer))


def test_a_cancelled_session_is_not_on(client: Client) -> None:
    offer = chair()
    ScheduleException.objects.create(service=offer, on=date(2026, 11, 24), reason="cancelled")
    with moment("2026-11-24T10:30"):
        follow(offer)
        assert "On now" not in read(client, address(offer))
        assert address(offer) not in hits(client, f"{SEARCH}&q=gentle+chair")


def hours(offer: Service, as_of: date) -> None:
    """Give an offer opening hours instead of sessions."""
    offer.schedules.all().delete()
    Schedule.objects.create(
        service=offer,
        kind=ScheduleKind.OPENING,
        rrule=Rule(("mon", "tue", "wed")).as_rrule(),
        starts_on=date(2020, 1, 1),
        start_time=time(9),
        end_time=time(17),
        as_of=as_of,
    )


def test_confirmed_hours_say_open_and_when_next(client: Client) -> None:
    offer = chair()
    hours(offer, date(2026, 1, 1))
    for text, said in (
        ("2026-11-24T16:59", "Open now, until 5pm"),
        ("2026-11-24T17:00", "Opens next: tomorrow, 25 November, 9am"),
        ("2026-11-25T08:00", "Opens next: today at 9am"),
        ("2026-11-25T18:00", "Opens next: Monday 30 November, 9am"),
    ):
        with moment(text):
            follow(offer)
            assert said in read(client, address(offer)), text


def test_hours_older_than_twelve_months_never_say_open(client: Client) -> None:
    offer = chair()
    hours(offer, date(2025, 11, 1))
    with moment("2026-11-24T12:00"):
        follow(offer)
        page = read(client, address(offer))
        assert "Open now" not in page
        assert "Opens next" not in page
        assert address(offer) not in hits(client, f"{SEARCH}&q=gentle+chair")


def test_over_midnight_it_is_still_on(client: Client) -> None:
    offer = chair()
    offer.schedules.update(start_time=time(22), end_time=time(1))
    with moment("2026-11-25T00:30"):
        follow(offer)
        assert "On now, until 1am" in read(client, address(offer))
        assert address(offer) in hits(client, f"{SEARCH}&q=gentle+chair")


def test_what_stopped_is_neither_on_nor_found_by_a_day(client: Client) -> None:
    offer = chair()
    Service.objects.filter(pk=offer.pk).update(status=Status.PAUSED)
    with moment("2026-11-24T10:30"):
        follow(offer)
        assert "On now" not in read(client, address(offer))
        assert address(offer) not in hits(client, f"{SEARCH}&q=gentle+chair")
        assert address(offer) not in hits(client, "/en/directory/?category=chair_exercise")
        assert address(offer) in read(client, f"/en/directory/?q={offer.name}")


@pytest.mark.parametrize("other", ["", "&cost=free", "&q=tea", "&near=LE4&within=2", "&day=tue"])
def test_each_count_is_the_number_found_when_it_is_chosen(client: Client, other: str) -> None:
    with moment("2026-11-25T11:00"):
        page = read(client, f"/en/directory/?page=1{other}")
        for value in ("now", "today", "tomorrow", "weekend", "week"):
            found = read(client, f"/en/directory/?starts={value}{other}")
            assert count(page, value) == total(found), value
            assert not total(found) or count(found, value) == total(found), value


def test_nothing_on_now_leads_on_to_later_today(client: Client) -> None:
    with moment("2026-11-25T06:00"):
        page = read(client, f"{SEARCH}&q=tea")
        assert "Also later today" in page


def test_the_choice_is_named_and_can_be_taken_away(client: Client) -> None:
    with moment("2026-11-25T11:00"):
        page = read(client, "/en/directory/?starts=now&q=tea&near=LE4+5QD")
        assert "Open now or on now" in page
        assert 'href="?q=tea&amp;near=LE4"' in page
