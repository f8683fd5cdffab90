"""Is there a map where the council has one, and a list for everyone?"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from directory.checks import check_maps
from directory.models import Service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]
HOST = "https://tiles.example.org"
LANGUAGES = ("en", "gu", "pl", "ur")


@pytest.fixture
def tiles() -> Iterator[None]:
    """Set up pictures of maps."""
    with override_settings(
        WAYMARK_MAP_TILES=HOST + "/{z}/{x}/{y}.png",
        WAYMARK_MAP_ATTRIBUTION="Made-up maps & sons",
        WAYMARK_MAP_ATTRIBUTION_URL="https://example.org/maps",
    ):
        yield


def page(client: Client, query: str = "", language: str = "en") -> str:
    """Return the page of a search, which must answer."""
    answer = client.get(f"/{language}/directory/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def markers(text: str) -> list[dict[str, Any]]:
    """Return the markers of a page."""
    found = re.search(r'<script id="markers" type="application/json">(.*?)</script>', text)
    assert found
    return list(json.loads(found[1]))


def listed(text: str) -> list[str]:
    """Return the listings in the list by place."""
    part = text.partition('id="places"')[2].partition("<nav")[0]
    return re.findall(r'<li><a href="([^"]+)">', part)


@pytest.fixture
def policy(client: Client) -> Any:
    """Return what reads the content policy of a page."""
    return lambda address: client.get(address).headers["Content-Security-Policy"]


def test_without_pictures_there_is_no_map_anywhere(client: Client, policy: Any) -> None:
    text = page(client, "?q=walk")
    assert "view=map" not in text
    as_map = page(client, "?q=walk&view=map")
    assert "view=map" not in as_map.partition("<main")[2]
    assert "wm-card__title" in as_map
    assert "leaflet" not in as_map
    assert "img-src 'self';" in policy("/en/directory/?q=walk&view=map") + ";"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("tiles")
def test_the_map_says_what_the_list_says(client: Client, language: str) -> None:
    text = page(client, "?q=walk&view=map", language)
    whole = listed(text)
    assert len(whole) == len(set(whole)) > 10
    at_points = sum(one["count"] for one in markers(text))
    nowhere = text.partition('id="place-none"')[2].partition("</ul>")[0].count("<li>")
    without_point = len(whole) - at_points - nowhere
    assert without_point >= 0
    ids = [place for one in markers(text) for place in one["ids"]]
    assert len(ids) == len(set(ids))
    assert all(text.count(f'id="{place}"') == 1 for place in ids)


@pytest.mark.usefixtures("tiles")
def test_the_map_finds_what_the_list_of_the_same_search_finds(client: Client) -> None:
    query = "?q=walk&near=LE4+5QD&within=5&day=tue&cost=free"
    first = re.findall(r'class="wm-card__title"><a href="([^"]+)"', page(client, query))
    assert first
    assert set(first) <= set(listed(page(client, f"{query}&view=map")))
    assert len(listed(page(client, f"{query}&view=map"))) < len(
        listed(page(client, "?q=walk&view=map"))
    )


@pytest.mark.usefixtures("tiles")
def test_both_ways_to_see_it_keep_the_search(client: Client) -> None:
    text = page(client, "?q=walk&day=tue&age=60-70&sort=soonest")
    link = "?q=walk&amp;day=tue&amp;age=60-70&amp;sort=soonest"
    assert f'<a href="{link}&amp;view=map">Map</a>' in text
    text = page(client, "?q=walk&day=tue&age=60-70&sort=soonest&view=map")
    assert f'<a href="{link}">List</a>' in text
    assert '<span aria-current="true">Map</span>' in text
    assert '<input type="hidden" name="view" value="map">' in text
    chips = re.findall(r'wm-chip--on" href="([^"]+)"', text)
    assert all("view=map" in chip for chip in chips)


@pytest.mark.usefixtures("tiles")
def test_places_at_one_point_share_a_marker_and_are_named(client: Client) -> None:
    found = markers(page(client, "?view=map"))
    points = [(one["lat"], one["lon"]) for one in found]
    assert len(points) == len(set(points))
    assert all(one["label"] and one["count"] >= 1 for one in found)
    assert any(one["count"] > 1 and f"{one['count']} things" in one["label"] for one in found)


@pytest.mark.usefixtures("tiles")
def test_a_long_list_has_pages_of_a_hundred(client: Client) -> None:
    first, second = page(client, "?view=map"), page(client, "?view=map&page=2")
    assert len(listed(first)) == 100
    assert not set(listed(first)) & set(listed(second))
    assert "101 to" in second
    assert "page=2" in first


@pytest.mark.usefixtures("tiles")
def test_nothing_of_a_person_stands_in_the_map(client: Client) -> None:
    text = page(client, "?q=walk&near=LE4+5QD&view=map")
    found = markers(text)
    assert set().union(*found) == {"lat", "lon", "count", "label", "ids"}
    assert "5QD" not in json.dumps(found)
    links = [html.unescape(one) for one in re.findall(r'<(?:a|link)[^>]* href="([^"]*)"', text)]
    assert not [one for one in links if "5QD" in one]


@pytest.mark.usefixtures("tiles")
def test_a_search_without_a_hit_leads_on_as_ever(client: Client) -> None:
    text = page(client, "?q=zzzzqqqq&view=map")
    assert "there is a way on" in text


@pytest.mark.usefixtures("tiles")
def test_only_pages_with_a_map_let_its_host_in(client: Client, policy: Any) -> None:
    offer = Service.objects.listed().filter(location__latitude__isnull=False).first()
    assert offer
    assert offer.location
    place = f"/en/directory/place/{offer.location.slug}-{offer.location.short_code}/"
    listing = f"/en/directory/{offer.slug}-{offer.short_code}/"
    for address in ("/en/directory/?view=map", listing, place):
        assert f"img-src 'self' {HOST};" in policy(address) + ";"
    for address in ("/en/directory/", "/en/"):
        assert HOST not in policy(address)
    for address in (listing, place):
        text = client.get(address).content.decode()
        assert f'<image href="{HOST}/16/' in text
        assert "Made-up maps &amp; sons" in text
        assert "Find the way there" in text


def test_a_listing_without_pictures_has_its_address_and_the_way(client: Client) -> None:
    offer = Service.objects.listed().filter(location__latitude__isnull=False).first()
    assert offer
    text = client.get(f"/en/directory/{offer.slug}-{offer.short_code}/").content.decode()
    assert "wm-still" not in text
    assert "Find the way there" in text


@pytest.mark.usefixtures("tiles")
def test_the_map_asks_the_database_as_little_as_the_list(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(client, "?view=map")
    with django_assert_max_num_queries(6):
        page(client, "?view=map")


@pytest.mark.usefixtures("tiles")
def test_a_file_of_a_search_does_not_depend_on_how_it_was_seen(client: Client) -> None:
    text = page(client, "?q=walk&view=map")
    assert "/en/directory/feed.xml?q=walk&amp;view" not in text
    assert "/en/directory/feed.xml?q=walk" in text


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"WAYMARK_MAP_TILES": "https://{s}.example.org/{z}/{x}/{y}.png"}, "directory.E001"),
        ({"WAYMARK_MAP_ATTRIBUTION": ""}, "directory.E002"),
        ({"WAYMARK_MAP_ATTRIBUTION_URL": "javascript:alert(1)"}, "directory.E003"),
    ],
)
@pytest.mark.usefixtures("tiles")
def test_a_map_that_cannot_be_shown_stops_the_start(wrong: dict[str, str], code: str) -> None:
    assert check_maps(None) == []
    with override_settings(**wrong):
        assert [fault.id for fault in check_maps(None)] == [code]


@pytest.mark.usefixtures("tiles")
def test_gatherings_of_places_have_their_names_in_the_page(client: Client) -> None:
    text = page(client, "?view=map")
    (written,) = re.findall(r'data-clusters="([^"]+)"', text)
    names = json.loads(html.unescape(written))
    assert names[12] == "12 places"
    assert len(names) == 1 + sum(len(one["ids"]) for one in markers(text))
