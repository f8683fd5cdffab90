"""Does anybody learn the address of a group that shows its area or a form only?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from core.enums import Channel
from core.models import OutboxMessage
from directory.actions.cards import refresh
from directory.actions.public_messages import pass_on
from directory.actions.team_contacts import add_contact
from directory.cards.build import build_cards
from directory.cards.stored import from_document, to_document
from directory.enums import ContactKind
from directory.indexing import documents_for
from directory.listing_admin.exporting import row_of
from directory.models import Contact, ListingCard, Service
from directory.presenters.calendars import feed_text
from directory.presenters.cards import listing_address
from directory.presenters.map_pages import by_place
from directory.selectors import card_by_short_code
from geography.models import Outcode
from tests.factories.directory import make_listing, make_place, make_translation

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECRETS = ("Orchard", "5QX", "52.65", "-1.12", "Marigold", "round the back")
MIDDLE = (52.6, -1.2)


@pytest.fixture
def hidden() -> Service:
    """Return a listing at somebody's house: its area alone is public."""
    Outcode.objects.create(
        code="LE4", lat=MIDDLE[0], lon=MIDDLE[1], radius_km=2, districts="E06000016"
    )
    place = make_place(
        outcode="LE4", area_only=True, directions="Come round the back", ward="E05010458"
    )
    listing = make_listing(location=place)
    refresh(public_ids=[listing.public_id], now=NOW)
    return listing


def test_the_stored_card_knows_the_area_alone(hidden: Service) -> None:
    stored = " ".join(str(row.document) for row in _rows(hidden))
    assert not [one for one in SECRETS if one in stored]
    assert "LE4" in stored


def test_the_index_learns_the_middle_of_the_area_alone(hidden: Service) -> None:
    (document,) = documents_for([hidden.public_id])
    assert (document.lat, document.lon) == MIDDLE
    assert not [one for one in SECRETS if one in str(document)]


@pytest.mark.parametrize("path", ["", "calendar.ics"])
def test_page_data_and_calendar_name_the_area_alone(
    hidden: Service, path: str, client: Client
) -> None:
    address = listing_address(_card(hidden)) + path
    said = _text(client.get(address))
    assert "LE4" in said
    assert not [one for one in SECRETS if one in said]
    assert "GEO:" not in said


def test_the_page_says_that_the_address_is_given_on_asking(hidden: Service, client: Client) -> None:
    said = _text(client.get(listing_address(_card(hidden))))
    assert "They give you the address when you get in touch." in said


def test_there_is_no_page_of_an_area_only_place(hidden: Service, client: Client) -> None:
    place = hidden.location
    assert place is not None
    address = f"/en/directory/place/{place.slug}-{place.short_code}/"
    assert client.get(address).status_code == 404
    assert client.get(f"{address}calendar.ics").status_code == 404


def test_the_page_of_its_group_names_the_area_alone(hidden: Service, client: Client) -> None:
    group = hidden.organisation
    assert group is not None
    said = _text(client.get(f"/en/directory/group/{group.slug}-{group.short_code}/"))
    assert "LE4" in said
    assert not [one for one in SECRETS if one in said]


def test_a_web_feed_names_the_area_alone(hidden: Service) -> None:
    said = feed_text(_card(hidden), NOW)
    assert "LE4" in said
    assert not [one for one in SECRETS if one in said]


def test_a_map_gets_no_point_of_it(hidden: Service) -> None:
    card = _card(hidden)
    (group,) = by_place([(card, None)])  # type: ignore[list-item]  # no view is looked at
    assert group.point is None


def test_files_for_staff_name_the_area_alone(hidden: Service) -> None:
    assert not [one for one in SECRETS if one in str(row_of(hidden))]


def test_a_translated_name_of_the_place_stays_back_too() -> None:
    place = make_place(outcode="LE4", area_only=True)
    words = place.copy_for_translation(make_translation(make_listing(), "gu", name="ચા").locale)
    words.name = "મેરીગોલ્ડ"
    words.save()
    listing = make_listing(location=place)
    cards = [to_document(card) for _, card in build_cards([listing], ["en", "gu"], NOW.date())]
    assert "મેરીગોલ્ડ" not in str(cards)


def test_an_area_only_place_comes_back_from_its_stored_card(hidden: Service) -> None:
    card = _card(hidden)
    assert from_document(to_document(card)).place == card.place
    assert card.place is not None
    assert card.place.area_only


@pytest.fixture
def written_to() -> Service:
    """Return a listing that is written to by a form, with an address that must stay hidden."""
    listing = make_listing(message_form=True)
    Contact.objects.create(service=listing, kind=ContactKind.EMAIL, value="me@example.org")
    add_contact(
        owner=listing, channel=Channel.EMAIL, value="team@example.org", language="en", by=None,
        now=NOW,
    )  # fmt: skip
    refresh(public_ids=[listing.public_id], now=NOW)
    return listing


@pytest.mark.parametrize("path", ["", "calendar.ics", "message/"])
def test_no_page_and_no_file_shows_an_address_behind_a_form(
    written_to: Service, path: str, client: Client
) -> None:
    said = _text(client.get(listing_address(_card(written_to)) + path))
    stored = " ".join(str(row.document) for row in _rows(written_to))
    everywhere = said + stored + str(row_of(written_to))
    assert "me@example.org" not in everywhere
    assert "team@example.org" not in everywhere


def test_what_somebody_writes_goes_to_the_contact_for_the_team(
    written_to: Service, client: Client
) -> None:
    address = listing_address(_card(written_to))
    assert f"{address}message/" in _text(client.get(address))
    told = {"key": "0" * 32, "words": "May I come?", "contact": "0116 496 0777"}
    assert client.post(f"{address}message/", told).status_code == 302
    client.post(f"{address}message/", told)
    (message,) = OutboxMessage.objects.all()
    assert message.to == "team@example.org"
    assert "May I come?" in (message.body or "")
    assert "0116 496 0777" in (message.body or "")


@pytest.mark.parametrize(
    "told", [{}, {"key": "x", "words": "", "contact": "\0"}, {"words": "é" * 9999}]
)
def test_a_bad_message_is_said_and_nothing_is_sent(
    written_to: Service, told: dict[str, str], client: Client
) -> None:
    address = listing_address(_card(written_to)) + "message/"
    assert client.post(address, told).status_code in (400, 422)
    assert not OutboxMessage.objects.exists()


def test_there_is_no_form_where_nobody_asked_for_one(client: Client) -> None:
    listing = make_listing()
    assert client.get(listing_address(_card(listing)) + "message/").status_code == 404


def test_without_a_contact_the_team_gets_the_message(settings: Any) -> None:
    settings.WAYMARK_DIRECTORY_TEAM = ["desk@example.org"]
    listing = make_listing(message_form=True)
    key = listing.translation_key
    assert pass_on(listing=listing, words="Hello", contact="me", key=key, now=NOW) == 1
    assert OutboxMessage.objects.get().to == "desk@example.org"


def _card(listing: Service) -> Any:
    return card_by_short_code(listing.short_code, "en")


def _rows(listing: Service) -> list[ListingCard]:
    return list(ListingCard.objects.filter(service=listing))


def _text(response: Any) -> str:
    content = getattr(response, "content", None) or b"".join(response.streaming_content)
    return content.decode().replace("\r\n ", "")
