"""Does the search box suggest headings, activities and places, in each language?"""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from geography.models import PlaceName
from search.models import SearchTally

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]


@pytest.fixture
def place(settings: Any) -> None:
    district = settings.WAYMARK_DISTRICTS[0]
    PlaceName.objects.create(
        name="Walkwell", key="walkwell", backwards="llewklaw", kind="s", lat=52.6, lon=-1.1,
        district_id=district,
    )  # fmt: skip


def asked(client: Client, q: str, language: str = "en") -> list[dict[str, str]]:
    answer = client.get(f"/{language}/directory/suggest/", {"q": q})
    assert answer.status_code == 200
    found: list[dict[str, str]] = answer.json()["suggestions"]
    return found


@pytest.mark.parametrize(
    ("language", "typed", "heading"),
    [
        ("en", "swim", "swimming"), ("en", "swmim", "swimming"), ("en", "ramb", "walking"),
        ("gu", "ચાલ", "walking"), ("gu", "chaal", "walking"), ("pl", "spac", "walking"),
        ("ur", "چہل", "walking"), ("ur", "chehal", "walking"), ("pl", "plywan", "swimming"),
    ],
)  # fmt: skip
def test_a_heading_is_named_in_the_readers_language(
    client: Client, language: str, typed: str, heading: str
) -> None:
    found = [one for one in asked(client, typed, language) if one["kind"] == "heading"]
    assert any(one["href"].endswith(f"?category={heading}") for one in found)
    assert all(one["href"].startswith(f"/{language}/directory/") for one in found)
    assert found[0]["lang"] == language


def test_activities_lead_to_their_pages(client: Client) -> None:
    found = [one for one in asked(client, "chair exer") if one["kind"] == "listing"]
    assert found
    assert client.get(found[0]["href"]).status_code == 200


def test_a_place_goes_into_the_second_box(client: Client, place: None) -> None:
    assert asked(client, "walkw")[-1] == {
        "kind": "place", "text": "Walkwell", "lang": "en", "dir": "ltr", "label": "Place",
        "near": "Walkwell",
    }  # fmt: skip


def test_there_are_at_most_eight(client: Client, place: None) -> None:
    kinds = [one["kind"] for one in asked(client, "walk")]
    assert len(kinds) == 8
    assert {"heading", "listing", "place"} == set(kinds)


@pytest.mark.parametrize(
    "typed", ["", "w", " ", "0116 496 0000", "ann@example.org", "LE4 5QD", "x" * 99]
)
def test_nothing_is_suggested_for_too_little_or_what_is_personal(
    client: Client, typed: str
) -> None:
    assert asked(client, typed) == []


def test_the_next_letter_costs_one_query_whatever_it_finds(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    asked(client, "wal")
    for typed in ("walk", "swim", "zzzz", "chair ex"):
        with django_assert_max_num_queries(1):
            asked(client, typed)


def test_nothing_is_kept(client: Client) -> None:
    answer = client.get("/en/directory/suggest/", {"q": "walk"})
    assert "no-store" in answer["Cache-Control"]
    assert not SearchTally.objects.exists()
