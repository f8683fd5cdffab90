"""Can a volunteer list an offer with six answers, without scripts, in their own language?"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from core import clock
from directory.actions import proposals
from directory.actions.offers import forget_unsent
from directory.enums import ProposalState
from directory.models import Proposal
from directory.selectors import card_by_short_code
from geography.models import Outcode
from tests.factories.directory import locales, make_heading, make_listing, make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ANSWERS: dict[str, dict[str, Any]] = {
    "what": {"name": "ગૂંથણ મંડળ", "summary": "", "group_name": ""},
    "when": {"days": ["tue"], "start": "૧૦", "end": "12 noon", "every": "1"},
    "where": {
        "kind": "area",
        "postcode": "le4 5qx",
        "place_name": "",
        "address": "14 Made Up Road",
    },
    "cost": {"price": "fixed", "pounds": "2.50", "per": "session"},
    "public": {"message_form": "on"},
    "team": {"team_phone": "0116 496 0777", "then": "send"},
}


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    """Give the languages and the area, at noon on a Wednesday."""
    locales()
    Outcode.objects.create(code="LE4", lat=52.6, lon=-1.2, radius_km=2, districts="E06000016")
    with patch.object(clock, "now", return_value=NOW):
        yield


def begun(client: Client, language: str = "en", **answers: Any) -> str:
    """Begin an offer with its name; return its address."""
    told = {**ANSWERS["what"], "name": "Knitting", **answers}
    response = client.post(f"/{language}/groups/offer/new/", told)
    assert response.status_code == 302
    return str(response["Location"]).removesuffix("when/")


def answered(client: Client, language: str = "en") -> str:
    """Answer all six pages without sending."""
    address = begun(client, language)
    for name, told in list(ANSWERS.items())[1:]:
        post(client, address, name, {**told, "then": ""})
    return address


def post(client: Client, address: str, name: str, told: dict[str, Any]) -> Any:
    """Answer a page as the form of that page would send it."""
    page = client.get(f"{address}{name}/").content.decode()
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return client.post(f"{address}{name}/", {"version": found[1], **told})


def offer() -> Proposal:
    """Return the only offer."""
    return Proposal.objects.get()


def test_six_posts_in_gujarati_list_an_offer(client: Client) -> None:
    response = client.post("/gu/groups/offer/new/", ANSWERS["what"])
    posts = 1
    while posts < 6:
        address = response["Location"]
        name = address.rstrip("/").rsplit("/", 1)[1]
        response = post(client, address.removesuffix(f"{name}/"), name, ANSWERS[name])
        assert response.status_code == 302, response.content.decode()
        posts += 1
    assert response["Location"].endswith("/sent/")
    row = offer()
    assert (row.state, row.language, row.name) == ("waiting", "gu", "ગૂંથણ મંડળ")
    row = proposals.approve(row, by=None, now=NOW)
    assert row.service is not None
    card = card_by_short_code(row.service.short_code, "gu")
    assert card is not None
    assert (card.place and card.place.postcode, card.lowest_pence) == ("LE4", 250)
    assert (
        "14 Made Up Road"
        not in client.get(f"/gu/directory/{card.slug}-{card.short_code}/").content.decode()
    )


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_every_page_opens_in_every_language(client: Client, language: str) -> None:
    address = answered(client, language)
    assert client.get(f"/{language}/groups/offer/").status_code == 200
    for name in ("", *ANSWERS, "who", "headings", "send", "preview"):
        where = f"{address}{name}/" if name else address
        assert client.get(where).status_code == 200, name


def test_nothing_demands_an_organisation_a_website_or_a_charity_number(client: Client) -> None:
    address = answered(client)
    assert client.post(f"{address}send/").status_code == 302
    assert offer().state == ProposalState.WAITING
    assert "group_name" in offer().changes
    assert offer().changes["group_name"] == ""


def test_the_page_after_sending_gives_a_place_a_day_and_the_figures(client: Client) -> None:
    address = answered(client)
    client.post(f"{address}send/")
    said = client.get(f"{address}sent/").content.decode()
    assert "It is the next one we look at." in said
    assert "30 November 2026" in said
    assert "how often people open it" in said


def test_an_offer_that_is_not_complete_is_not_sent(client: Client) -> None:
    address = begun(client)
    assert client.post(f"{address}send/")["Location"] == address
    assert offer().state == ProposalState.DRAFT
    assert "5 answers are still missing" in client.get(address).content.decode()


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("what", {"name": "  "}, "Type what it is called"),
    ("what", {"name": "x" * 5000}, ""),
    ("when", {"days": ["tue"], "start": "soonish", "end": "12"}, "soonish"),
    ("when", {"days": ["tue"], "start": "10", "end": "10"}, "It must end after it starts."),
    ("when", {"days": ["nonsense"], "start": "10", "end": "11"}, ""),
    ("when", {}, "Tick the days, or say below that the times change"),
    ("when", {"days": ["tue"], "start": "10", "end": "11", "every": "n99"}, ""),
    ("where", {}, "Choose how people take part"),
    ("where", {"kind": "place"}, "Type the postcode"),
    ("where", {"kind": "place", "postcode": "XX99 9XX"}, "We do not know this postcode"),
    ("where", {"kind": "place", "postcode": "nowhere", "address": "Kept Street"}, "Kept Street"),
    ("cost", {}, "Choose what it costs"),
    ("cost", {"price": "fixed"}, "Type how much it costs"),
    ("cost", {"price": "fixed", "pounds": "lots"}, "lots"),
    ("public", {}, "Give one way at least"),
    ("public", {"website": "javascript:alert(1)"}, "Type the address of a page"),
    ("public", {"phone": "12", "email": "asha@example.org"}, "asha@example.org"),
    ("team", {}, "Type an email address or a mobile number"),
    ("who", {"minimum_age": "60", "maximum_age": "18"}, "wrong way round"),
    ("who", {"minimum_age": "999"}, "999"),
    ("headings", {"categories": ["no-such"]}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "told", "said"), BAD)
def test_bad_answers_are_said_and_nothing_typed_is_lost(
    client: Client, name: str, told: dict[str, Any], said: str
) -> None:
    address = begun(client)
    before = offer().changes
    response = post(client, address, name, told)
    assert response.status_code == 422
    text = response.content.decode()
    assert "govuk-error-summary" in text
    assert said in text
    assert offer().changes == before


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_version_that_is_nonsense_breaks_nothing(client: Client, version: str) -> None:
    address = begun(client)
    response = client.post(f"{address}cost/", {"price": "free", "version": version})
    assert response.status_code in (302, 422)


def test_the_second_of_two_people_is_told_and_loses_nothing(client: Client) -> None:
    address = begun(client)
    first = {"name": "Knitting at noon", "version": "1"}
    assert client.post(f"{address}what/", first).status_code == 302
    response = client.post(f"{address}what/", {"name": "Knitting club", "version": "1"})
    said = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else has changed this" in said
    assert "Knitting at noon" in said
    assert "Knitting club" in said
    assert offer().name == "Knitting at noon"
    again = re.search(r'name="version" value="(\d+)"', said)
    assert again
    client.post(f"{address}what/", {"name": "Knitting club", "version": again[1]})
    assert offer().name == "Knitting club"


def test_the_offer_of_somebody_else_does_not_exist(client: Client) -> None:
    address = begun(client)
    other = Client()
    for name in ("", "what/", "send/", "sent/", "preview/"):
        assert other.get(address + name).status_code == 404
        assert other.post(address + name, {"name": "Mine"}).status_code in (404, 405)
    assert offer().name == "Knitting"


def test_a_page_that_there_is_not_is_not_found(client: Client) -> None:
    assert client.get(f"{begun(client)}secrets/").status_code == 404


def test_a_known_hall_is_chosen_from_those_at_the_postcode(client: Client) -> None:
    hall = make_place(outcode="LE4")
    make_place(name="At home", area_only=True)
    address = begun(client)
    told = {"kind": "place", "postcode": "LE4 5QX"}
    asked = post(client, address, "where", told)
    assert asked.status_code == 422
    assert "Marigold Hall" in asked.content.decode()
    assert "At home" not in asked.content.decode()
    assert post(client, address, "where", {**told, "known": hall.short_code}).status_code == 302
    assert offer().changes["place"] == {"kind": "known", "place": hall.short_code}
    assert post(client, address, "where", {**told, "known": "none"}).status_code == 302
    assert offer().changes["place"]["kind"] == "new"


def test_a_hall_that_is_named_needs_no_postcode(client: Client) -> None:
    hall = make_place(outcode="LE4")
    told = {"kind": "place", "place_name": "marigold hall"}
    assert post(client, begun(client), "where", told).status_code == 302
    assert offer().changes["place"] == {"kind": "known", "place": hall.short_code}


def test_headings_are_suggested_from_the_words_and_can_be_changed(client: Client) -> None:
    parent = make_heading("social", "Social")
    knitting = make_heading("knitting", "Knitting")
    knitting.parent = parent
    knitting.save()
    address = begun(client, name="Knitting for all")
    assert offer().changes["categories"] == ["knitting"]
    post(client, address, "headings", {"categories": []})
    post(client, address, "what", {"name": "Knitting again"})
    assert offer().changes["categories"] == []


def test_what_may_be_listed_already_is_said_on_the_way(client: Client) -> None:
    make_listing(name="Belgrave knitting circle", location=make_place(outcode="LE4"))
    address = begun(client, name="Knitting circle Belgrave")
    hall = {"kind": "place", "place_name": "Marigold Hall"}
    post(client, address, "where", {**hall, "postcode": "LE4 5QX"})
    said = client.get(address).content.decode()
    assert "Is it on our site already?" in said
    assert "That’s us" in said


def test_times_are_said_back_with_the_next_dates(client: Client) -> None:
    address = begun(client)
    post(client, address, "when", ANSWERS["when"])
    said = client.get(address).content.decode()
    assert "10am to 12 noon" in said
    assert "Next dates:" in said


def test_the_preview_hides_what_the_page_will_hide(client: Client) -> None:
    address = answered(client)
    said = client.get(f"{address}preview/").content.decode()
    assert "Knitting" in said
    assert "Nobody else sees it yet" in said
    for secret in ("Made Up Road", "5QX", "0777"):
        assert secret not in said


def test_what_was_sent_can_be_taken_back_once(client: Client) -> None:
    address = answered(client)
    client.post(f"{address}send/")
    client.post(f"{address}sent/")
    client.post(f"{address}sent/")
    row = offer()
    assert (row.state, row.sealed_contact) == (ProposalState.WITHDRAWN, None)


def test_looking_writes_nothing(client: Client) -> None:
    for path in ("", "new/"):
        client.get(f"/en/groups/offer/{path}")
    assert not Proposal.objects.exists()


def test_an_offer_nobody_sends_is_forgotten(client: Client) -> None:
    begun(client)
    assert forget_unsent(now=NOW + timedelta(days=89)) == 0
    assert forget_unsent(now=NOW + timedelta(days=91)) == 1
