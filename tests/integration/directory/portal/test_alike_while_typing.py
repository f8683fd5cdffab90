"""Is somebody told while typing that a listing may be there already?"""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.enums import Status
from directory.models import Proposal
from tests.factories.directory import locales, make_listing, make_place

pytestmark = pytest.mark.django_db
ALIKE = "/en/groups/offer/alike/"


def asked(client: Client, **said: str) -> str:
    """Return the part of the page for what was typed."""
    answer = client.get(ALIKE, said)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return str(answer.content.decode().strip())


@pytest.mark.parametrize(
    "typed", ["Thursday Knitting", "thursday knitting group", "The Thursday kniting club"]
)
def test_nearly_the_same_name_is_named_with_the_way_to_claim_it(client: Client, typed: str) -> None:
    listing = make_listing(name="Thursday knitting group")
    part = asked(client, name=typed)
    assert "Thursday knitting group" in part
    assert f"/en/groups/claim/{listing.short_code}/" in part
    assert "That’s us" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Kni",
        "Friday knitting",
        "Thursday football",
        "Ring me on 0116 496 0123",
        "knitting@example.org",
        "Knitting at LE4 5QX",
        "x" * 5_000,
        "%27 or 1=1 -- '",
    ],
)
def test_nothing_is_looked_up_for_too_little_something_else_or_what_is_personal(
    client: Client, typed: str
) -> None:
    make_listing(name="Thursday knitting group")
    assert asked(client, name=typed) == ""


def test_another_area_is_left_out_when_the_area_is_known(client: Client) -> None:
    make_listing(name="Thursday knitting", location=make_place(postcode="LE9 1AA", outcode="LE9"))
    assert "knitting" in asked(client, name="Thursday knitting", area="LE9")
    assert asked(client, name="Thursday knitting", area="LE4") == ""
    assert "knitting" in asked(client, name="Thursday knitting", area="nowhere at all")


def test_what_nobody_sees_is_not_told(client: Client) -> None:
    make_listing(name="Thursday knitting", live=False)
    make_listing(name="Thursday knitting", status=Status.CLOSED)
    assert asked(client, name="Thursday knitting") == ""


def test_an_area_only_place_stays_hidden(client: Client) -> None:
    place = make_place(name="12 Made-up Road", area_only=True, outcode="LE4")
    make_listing(name="Thursday knitting", location=place)
    part = asked(client, name="Thursday knitting")
    assert "LE4" in part
    assert "Made-up" not in part


def test_asking_writes_nothing_and_costs_the_same_however_many_there_are(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            asked(client, name="Thursday knitting")
        assert not any(one["sql"].startswith(("INSERT", "UPDATE")) for one in caught)
        return len(caught)

    make_listing(name="Thursday knitting")
    few = queries()
    for _ in range(5):
        make_listing(name="Thursday knitting")
    assert queries() == few
    assert not Proposal.objects.exists()


def test_only_a_get_is_answered_and_too_many_are_answered_with_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_listing(name="Thursday knitting")
    assert client.post(ALIKE).status_code == 405
    monkeypatch.setattr("directory.portal.alike_views.allow", lambda **_: False)
    assert asked(client, name="Thursday knitting") == ""


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_the_page_of_the_name_says_where_the_script_asks(client: Client, language: Any) -> None:
    locales()
    page = client.get(f"/{language}/groups/offer/new/").content.decode()
    assert f'data-alike="/{language}/groups/offer/alike/"' in page
    assert "js/alike" in page
