"""Does the page of an offer lead on: to a calendar, friends, others like it, search engines?"""

import json
import re
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core import clock
from directory.actions.cards import refresh
from directory.enums import Status
from directory.models import ScheduleException, Service
from search.actions.rebuild import rebuild
from tests.integration.directory.public.test_listing_pages import SCRIPT, address, again, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]


def chair() -> Service:
    """Return a made-up listing on Tuesdays at 10."""
    return Service.objects.listed().get(name="Gentle chair exercise and tea")


def data(page: str) -> dict[str, Any]:
    """Return what the page tells search engines."""
    found = SCRIPT.search(page)
    assert found
    return dict(json.loads(found[1]))


def test_the_page_leads_to_a_calendar_only_where_there_are_dates(client: Client) -> None:
    offer = chair()
    assert f'href="{address(offer)}calendar.ics"' in read(client, address(offer))
    offer.schedules.all().delete()
    again(offer)
    assert "calendar.ics" not in read(client, address(offer))


def test_sharing_carries_name_and_address_and_asks_nobody_else(client: Client) -> None:
    offer = chair()
    page = read(client, f"{address(offer)}?near=LE4+5QD")
    for start in ("mailto:?subject=", "sms:?&amp;body=", "https://wa.me/?text="):
        (link,) = re.findall(rf'href="({re.escape(start)}[^"]*)"', page)
        said = unquote(link)
        assert f"http://testserver{address(offer)}" in said
        assert "Sample: Gentle chair exercise and tea" in said
        assert "5QD" not in said
    assert not re.search(r'(src|action)="https?://', page)


def test_buttons_that_need_a_script_are_hidden_without_one(client: Client) -> None:
    page = read(client, address(chair()))
    assert re.search(r"<button[^>]* data-share hidden>", page)
    assert re.search(r"<button[^>]* data-print hidden>", page)
    assert re.search(r'<script src="/static/js/listing[^"]*\.js" defer></script>', page)


def test_what_is_like_it_says_why_and_is_open_to_the_same_ages(client: Client) -> None:
    offer = chair()
    Service.objects.filter(pk=offer.pk).update(minimum_age=65, maximum_age=None)
    again(offer)
    page = read(client, address(offer))
    assert "open to the same ages, the nearest first." in page
    below = page.partition("Like this, and near it")[2]
    for code in re.findall(r'class="wm-card__title"><a href="[^"]*-([a-z0-9]{7})/"', below):
        other = Service.objects.get(short_code=code)
        assert other.ages[1] >= 65, other


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.CLOSED, "This has closed for good"), (Status.PAUSED, "This has stopped for now")],
)
def test_what_is_gone_says_what_to_do_instead_and_is_found_by_its_name_alone(
    client: Client, status: Status, said: str
) -> None:
    offer = chair()
    Service.objects.filter(pk=offer.pk).update(status=status)
    again(offer)
    rebuild()
    page = read(client, address(offer))
    assert said in page
    assert re.search(r'<a href="/en/directory/\?near=LE4&amp;category=[a-z_]+">Find others:', page)
    assert "calendar.ics" not in page
    assert address(offer) in read(client, f"/en/directory/?q={offer.name}")
    for query in ("category=chair_exercise", "day=tue", "starts=week", "near=LE4&within=1"):
        found = read(client, f"/en/directory/?{query}&page=1")
        assert address(offer) not in found, query


def test_a_place_without_a_point_still_leads_to_a_map(client: Client) -> None:
    offer = chair()
    assert offer.location is not None
    type(offer.location).objects.filter(pk=offer.location.pk).update(latitude=None, longitude=None)
    again(offer)
    assert "openstreetmap.org/search?query=" in read(client, address(offer))


def test_an_event_is_told_with_all_that_search_engines_ask_for(client: Client) -> None:
    offer = chair()
    ScheduleException.objects.create(service=offer, on=date(2026, 12, 8), reason="cancelled")
    again(offer)
    told = data(read(client, address(offer)))
    assert told["@type"] == "Event"
    assert told["@id"] == f"urn:uuid:{offer.public_id}"
    assert told["url"] == f"http://testserver{address(offer)}"
    assert told["startDate"] == "2026-12-01T10:00:00+00:00"
    assert told["endDate"] == "2026-12-01T11:30:00+00:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert told["isAccessibleForFree"] is True
    assert told["inLanguage"] == "en"
    assert told["typicalAgeRange"] == "18-"
    assert told["organizer"]["url"].startswith("http://testserver/en/directory/group/")
    (place,) = told["location"]
    assert place["@type"] == "Place"
    assert {"Step-free"} <= {one["name"] for one in place["amenityFeature"]}
    (schedule,) = told["eventSchedule"]
    assert schedule["byDay"] == ["https://schema.org/Tuesday"]
    assert schedule["scheduleTimezone"] == "Europe/London"
    assert "2026-12-08" in schedule["exceptDate"]


@pytest.mark.parametrize(
    ("status", "state"), [(Status.CLOSED, "EventCancelled"), (Status.PAUSED, "EventPostponed")]
)
def test_search_engines_are_told_that_an_event_is_off(
    client: Client, status: Status, state: str
) -> None:
    offer = chair()
    Service.objects.filter(pk=offer.pk).update(status=status)
    again(offer)
    assert data(read(client, address(offer)))["eventStatus"] == f"https://schema.org/{state}"


def test_an_offer_online_as_well_is_told_as_both(client: Client) -> None:
    offer = chair()
    Service.objects.filter(pk=offer.pk).update(online=True)
    again(offer)
    told = data(read(client, address(offer)))
    assert told["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert {one["@type"] for one in told["location"]} == {"Place", "VirtualLocation"}


def test_groups_and_places_are_told_too(client: Client) -> None:
    offer = chair()
    for part, record, kind in (
        ("group", offer.organisation, "Organization"),
        ("place", offer.location, "Place"),
    ):
        assert record is not None
        path = f"/en/directory/{part}/{record.slug}-{record.short_code}/"
        told = data(read(client, path))
        assert (told["@type"], told["url"]) == (kind, f"http://testserver{path}")


def test_six_queries_are_enough_however_many_are_like_it(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("Gentle chair exercise and tea",):
        path = address(Service.objects.listed().get(name=name))
        read(client, path)
        with django_assert_max_num_queries(6):
            read(client, path)
    gp = Service.objects.listed().filter(kind="gp").first()
    assert gp is not None
    refresh(public_ids=[gp.public_id], now=clock.now())
    with django_assert_max_num_queries(6):
        read(client, address(gp))
