"""Do calendars and web feeds say what the pages say?"""

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from core import clock
from directory.actions.cards import refresh
from directory.enums import Status
from directory.models import ListingCard, ScheduleException, Service
from search.actions.rebuild import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]
ATOM = "{http://www.w3.org/2005/Atom}"


def chair() -> Service:
    """Return a made-up listing on Tuesdays at 10."""
    return Service.objects.listed().get(name="Gentle chair exercise and tea")


def address(offer: Service, language: str = "en") -> str:
    """Return the address of its calendar."""
    return f"/{language}/directory/{offer.slug}-{offer.short_code}/calendar.ics"


def file(client: Client, path: str) -> Any:
    """Return the calendar, read back."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def feed(client: Client, path: str) -> ElementTree.Element:
    """Return the feed, read back."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314  # made by ourselves


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_a_listing_has_a_calendar_in_each_language(client: Client, language: str) -> None:
    offer = chair()
    (event,) = file(client, address(offer, language)).walk("VEVENT")
    assert event["SUMMARY"].params["LANGUAGE"] == language
    assert event["RRULE"]["BYDAY"] == ["TU"]
    assert str(event["DTSTART"].dt.tzinfo) == "Europe/London"
    assert event["URL"].endswith(address(offer, language).removesuffix("calendar.ics"))
    assert "Marigold Hall" in event["LOCATION"] or language != "en"


def test_a_made_up_listing_says_so_in_its_title(client: Client) -> None:
    (event,) = file(client, address(chair())).walk("VEVENT")
    assert event["SUMMARY"] == "Sample: Gentle chair exercise and tea"


def test_a_wrong_name_is_put_right_and_an_unknown_code_is_not_found(client: Client) -> None:
    offer = chair()
    answer = client.get(f"/en/directory/wrong-{offer.short_code}/calendar.ics")
    assert (answer.status_code, answer["Location"]) == (301, address(offer))
    for path in ("tea-zzzzzzz", "group/tea-zzzzzzz", "place/tea-zzzzzzz"):
        assert client.get(f"/en/directory/{path}/calendar.ics").status_code == 404


def test_a_group_and_a_place_have_calendars(client: Client) -> None:
    offer = chair()
    for part, record in (("group", offer.organisation), ("place", offer.location)):
        assert record is not None
        path = f"/en/directory/{part}/{record.slug}-{record.short_code}/"
        uids = [event["UID"] for event in file(client, f"{path}calendar.ics").walk("VEVENT")]
        assert next(iter(file(client, address(offer)).walk("VEVENT")))["UID"] in uids
        page = client.get(path).content.decode()
        assert f'href="{path}calendar.ics"' in page
        assert client.get(f"{path}calendar.ics".replace(record.slug, "x")).status_code == 301


def test_a_search_has_a_calendar_and_a_feed(client: Client) -> None:
    names = {
        str(event["SUMMARY"])
        for event in file(client, "/en/directory/calendar.ics?q=chair&day=tue").walk("VEVENT")
    }
    assert "Sample: Gentle chair exercise and tea" in names
    root = feed(client, "/en/directory/feed.xml?q=chair&day=tue")
    assert {entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")} >= names
    updated = [entry.findtext(f"{ATOM}updated") for entry in root.iter(f"{ATOM}entry")]
    assert updated == sorted(updated, key=str, reverse=True)


def test_a_file_of_a_search_is_named_by_what_was_asked(client: Client) -> None:
    query = "q=tea&cost=free&starts=today&near=LE4+5QD"
    name = "Active Leicester: tea, Free, Today, near LE4"
    assert file(client, f"/en/directory/calendar.ics?{query}")["X-WR-CALNAME"] == name
    assert feed(client, f"/en/directory/feed.xml?{query}").findtext(f"{ATOM}title") == name


def test_a_file_of_a_search_holds_for_the_ages_asked(client: Client) -> None:
    def titles(query: str) -> set[str | None]:
        root = feed(client, f"/en/directory/feed.xml?q=chair&{query}")
        return {entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")}

    assert titles("age=60-70") < titles("age=50_64&age=65_plus")
    assert titles("age=60-70") != titles("age=5_10")
    assert titles("age=nobody") == titles("")
    name = feed(client, "/en/directory/feed.xml?age=60-").findtext(f"{ATOM}title")
    assert name == "Active Leicester: Age 60 and over"


def test_a_feed_escapes_what_others_wrote_and_names_its_sources(client: Client) -> None:
    offer = Service.objects.listed().filter(kind="gp").order_by("pk")[0]
    Service.objects.filter(pk=offer.pk).update(summary="<script>alert(1)</script> & more")
    refresh(public_ids=[offer.public_id], now=clock.now())
    root = feed(client, f"/en/directory/feed.xml?q={offer.name}")
    mine = f"urn:uuid:{offer.public_id}"
    entries = [one for one in root.iter(f"{ATOM}entry") if one.findtext(f"{ATOM}id") == mine]
    assert "&lt;script&gt;" in (entries[0].findtext(f"{ATOM}summary") or "")
    assert "Open Government Licence" in (entries[0].findtext(f"{ATOM}rights") or "")
    assert root.find(f"{ATOM}author") is not None


def test_what_no_xml_may_hold_is_left_out_of_a_feed(client: Client) -> None:
    root = feed(client, "/en/directory/feed.xml?q=tea%01%EF%BF%BF%1F")
    assert root.findtext(f"{ATOM}title") == "Active Leicester: tea"
    offer = Service.objects.listed().filter(kind="gp").order_by("pk")[0]
    Service.objects.filter(pk=offer.pk).update(summary="Pasted\x02 from\x0b afar")
    refresh(public_ids=[offer.public_id], now=clock.now())
    root = feed(client, f"/en/directory/feed.xml?q={offer.name}")
    assert "Pasted from afar" in [
        (one.findtext(f"{ATOM}summary") or "")[:16] for one in root.iter(f"{ATOM}entry")
    ]


@pytest.mark.parametrize("path", ["calendar.ics", "feed.xml"])
def test_a_file_that_may_be_kept_sets_no_cookie(client: Client, path: str) -> None:
    answer = client.get(f"/ur/directory/{path}?q=tea")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_the_links_of_a_search_carry_the_outcode_only(client: Client) -> None:
    page = client.get("/en/directory/?q=tea&near=LE4+5QD&within=2").content.decode()
    for name, kind in (("calendar.ics", "text/calendar"), ("feed.xml", "application/atom+xml")):
        link = f'<link rel="alternate" type="{kind}"'
        assert link in page
        assert f"/en/directory/{name}?q=tea&amp;near=LE4&amp;within=2" in page
    root = feed(client, "/en/directory/feed.xml?q=tea&near=LE4+5QD&within=2")
    assert "5QD" not in ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("path", ["calendar.ics", "feed.xml"])
@pytest.mark.parametrize("query", ["q=zzzzzz", "near=nowhere+at+all", "page=999999&day=blue"])
def test_odd_searches_answer_with_an_empty_or_a_whole_file(
    client: Client, path: str, query: str
) -> None:
    assert client.get(f"/en/directory/{path}?{query}").status_code == 200


def test_who_asks_again_is_told_that_nothing_changed(client: Client) -> None:
    offer = chair()
    first = client.get(address(offer))
    assert first["Cache-Control"] == "public, max-age=3600"
    again = client.get(address(offer), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    refresh(public_ids=[offer.public_id], now=clock.now())
    assert client.get(address(offer))["ETag"] == first["ETag"]
    ScheduleException.objects.create(service=offer, on=date(2026, 12, 1), reason="cancelled")
    refresh(public_ids=[offer.public_id], now=clock.now())
    changed = client.get(address(offer), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert b"STATUS:CANCELLED" in changed.content


def test_a_moment_of_change_moves_with_changes_alone(client: Client) -> None:
    offer = chair()
    refresh(public_ids=[offer.public_id], now=clock.now())
    card = ListingCard.objects.get(service=offer, language="en")
    before = card.document["changed_at"]
    later = clock.now().replace(hour=20)
    refresh(public_ids=[offer.public_id], now=later)
    card.refresh_from_db()
    assert card.document["changed_at"] == before
    Service.objects.filter(pk=offer.pk).update(summary="Another text.")
    refresh(public_ids=[offer.public_id], now=later)
    card.refresh_from_db()
    assert card.document["changed_at"] == later.isoformat()


def test_a_listing_that_stopped_is_cancelled_in_its_calendar(client: Client) -> None:
    offer = chair()
    Service.objects.filter(pk=offer.pk).update(status=Status.CLOSED)
    refresh(public_ids=[offer.public_id], now=clock.now())
    rebuild()
    (event,) = file(client, address(offer)).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"


def test_a_calendar_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for path in ("calendar.ics?q=tea", "feed.xml?q=tea"):
        client.get(f"/en/directory/{path}")
        with django_assert_max_num_queries(6):
            client.get(f"/en/directory/{path}")
