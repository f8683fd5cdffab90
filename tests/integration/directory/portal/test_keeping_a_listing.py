"""What may a group change at once, what waits, and can it be taken back?

One file: every change is tried on the same listing, with the same few lines to send it.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from core import clock
from core.models import OutboxMessage
from directory.actions import edits, proposals
from directory.actions.cards import refresh
from directory.actions.proposed import values_of
from directory.enums import CostFor, CostKind, ProposalState, Status
from directory.indexing import documents_for
from directory.models import Contact, CostOption, Proposal, Service, ServiceCheck
from directory.portal import keeping
from directory.rules.edits import version_of
from directory.selectors import card_by_short_code
from tests.factories.directory import locales, make_listing

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/groups/sign-in/"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def listing(settings: Any) -> Any:
    """Return a listing that every visitor keeps, at noon on a Wednesday."""
    settings.WAYMARK_DIRECTORY_TEAM = ["desk@example.org"]
    locales()
    made = make_listing()
    refresh(public_ids=[made.public_id], now=NOW)
    keeping.register_keeper("test", lambda request, service: service.pk == made.pk)
    with patch.object(clock, "now", return_value=NOW):
        yield made
    keeping._keepers.pop("test")


def address(listing: Service, name: str = "") -> str:
    """Return the address of a page of the portal."""
    return f"/en/groups/offer/keep/{listing.short_code}/{f'{name}/' if name else ''}"


def post(client: Client, listing: Service, page_name: str, /, **told: Any) -> Any:
    """Send a page as its form would."""
    page = client.get(address(listing, page_name)).content.decode()
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return client.post(address(listing, page_name), {"version": found[1], **told})


def shown(listing: Service) -> Any:
    """Return what the public sees."""
    return card_by_short_code(listing.short_code, "en")


def page_of(listing: Service) -> str:
    """Return the address of the public page."""
    card = shown(listing)
    return f"/en/directory/{card.slug}-{card.short_code}/"


def test_a_cancelled_session_shows_everywhere_at_once(client: Client, listing: Service) -> None:
    assert "STATUS:CANCELLED" not in _text(client.get(page_of(listing) + "calendar.ics"))
    response = post(client, listing, "cancel", session="2026-12-01T10:00")
    assert response.status_code == 302
    assert date(2026, 12, 1) not in [one.on for one in shown(listing).dates]
    assert "Cancelled" in _text(client.get(page_of(listing)))
    assert "STATUS:CANCELLED" in _text(client.get(page_of(listing) + "calendar.ics"))
    (document,) = documents_for([listing.public_id])
    assert date(2026, 12, 1) not in document.dates
    group = listing.organisation
    assert group is not None
    calendar = f"/en/directory/group/{group.slug}-{group.short_code}/calendar.ics"
    assert "STATUS:CANCELLED" in _text(client.get(calendar))


def test_a_cancelled_session_can_be_put_back(client: Client, listing: Service) -> None:
    response = post(client, listing, "cancel", session="2026-12-01T10:00")
    assert "Take this back" in _text(client.get(response["Location"]))
    client.post(f"{response['Location']}back/")
    client.post(f"{response['Location']}back/")
    assert date(2026, 12, 1) in [one.on for one in shown(listing).dates]
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN


def test_times_and_prices_go_live_and_reach_a_waiting_draft(
    client: Client, listing: Service
) -> None:
    listing.summary = "A draft of staff"
    listing.save_revision()
    post(client, listing, "when", days=["thu"], start="2pm", end="4pm", every="1")
    post(client, listing, "cost", price="fixed", pounds="3")
    live = Service.objects.get(pk=listing.pk)
    assert shown(listing).lowest_pence == 300
    assert [one.rule.days for one in shown(listing).sessions] == [("thu",)]
    assert live.latest_revision is not None
    live.latest_revision.publish()
    live = Service.objects.get(pk=listing.pk)
    assert live.summary == "A draft of staff"
    assert shown(live).lowest_pence == 300
    assert [one.rule.days for one in shown(live).sessions] == [("thu",)]


def test_room_and_closing_go_live_and_back(client: Client, listing: Service) -> None:
    post(client, listing, "room", room="full")
    assert "Full at the moment" in _text(client.get(page_of(listing)))
    response = post(client, listing, "running", status="closed")
    assert shown(listing).status == Status.CLOSED
    client.post(f"{response['Location']}back/")
    assert shown(listing).status == Status.ACTIVE


@pytest.mark.parametrize(
    ("typed", "said"),
    [("3", "3 places left"), ("1", "1 place left"), ("0", "Full at the moment: ask to wait")],
)
def test_places_left_go_live_at_once_and_can_be_taken_back(
    client: Client, listing: Service, typed: str, said: str
) -> None:
    assert "left" not in _places(client, listing)
    response = post(client, listing, "room", places_left=typed)
    assert said in _places(client, listing)
    assert said in _text(client.get(address(listing)))
    live = Service.objects.get(pk=listing.pk)
    assert (live.places_left, live.room) == (int(typed), "full" if typed == "0" else "few")
    assert OutboxMessage.objects.count() == 1
    client.post(f"{response['Location']}back/")
    assert "left" not in _places(client, listing)
    assert Service.objects.get(pk=listing.pk).places_left is None


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"places_left": "many"}, "Use numbers only"),
        ({"places_left": "1000"}, "Enter a number from 0 to 999"),
        ({"places_left": "-1"}, "Enter a number from 0 to 999"),
        ({"places_left": "4", "room": "full"}, "Which is right?"),
    ],
)
def test_places_that_cannot_be_are_refused_and_stay_typed(
    client: Client, listing: Service, told: dict[str, str], said: str
) -> None:
    answer = post(client, listing, "room", **told)
    assert answer.status_code == 422
    assert said in _text(answer)
    assert f'value="{told["places_left"]}"' in _text(answer)
    assert Service.objects.get(pk=listing.pk).places_left is None


def test_words_without_a_number_forget_the_number(client: Client, listing: Service) -> None:
    post(client, listing, "room", places_left="3")
    post(client, listing, "room", room="free")
    assert "Room for new people" in _places(client, listing)


def test_to_press_full_is_enough_where_a_number_stood(client: Client, listing: Service) -> None:
    post(client, listing, "room", places_left="3")
    post(client, listing, "room", places_left="3", room="full")
    assert "Full at the moment: ask to wait" in _places(client, listing)
    assert Service.objects.get(pk=listing.pk).places_left is None


def test_a_number_said_long_ago_is_not_said_again(client: Client, listing: Service) -> None:
    post(client, listing, "room", places_left="3")
    ServiceCheck.objects.filter(service=listing).update(checked_on=NOW.date() - timedelta(days=61))
    refresh(public_ids=[listing.public_id], now=NOW)
    assert "A few places left" in _places(client, listing)


def _places(client: Client, listing: Service) -> str:
    """Return what the public page says of places."""
    found = re.search(r"<dt>Places</dt><dd>(.*?)</dd>", _text(client.get(page_of(listing))))
    return found[1] if found else ""


def test_staff_get_a_note_without_what_was_typed(client: Client, listing: Service) -> None:
    post(client, listing, "cost", price="free", cost_note="Ask for Asha on 0116 496 0001")
    (message,) = OutboxMessage.objects.all()
    assert message.to == "desk@example.org"
    assert "Tea and a chat" in (message.subject or "")
    assert "Asha" not in (message.body or "")


def test_a_change_counts_as_a_check_of_the_group(client: Client, listing: Service) -> None:
    post(client, listing, "cost", price="donation")
    assert ServiceCheck.objects.get(service=listing).checked_on == NOW.date()


WAITING: list[tuple[str, dict[str, Any]]] = [
    ("what", {"name": "Tea and cake"}),
    ("public", {"phone": "0116 496 0999"}),
    ("who", {"minimum_age": "16"}),
    ("headings", {"categories": []}),
    ("where", {"kind": "online"}),
]


@pytest.mark.parametrize(("name", "told"), WAITING)
def test_what_matters_waits_while_the_published_copy_stays(
    client: Client, listing: Service, name: str, told: dict[str, Any]
) -> None:
    before = shown(listing)
    response = post(client, listing, name, **told)
    assert shown(listing) == before
    row = Proposal.objects.get()
    assert row.state == ProposalState.WAITING
    assert "30 November 2026" in _text(client.get(response["Location"]))
    proposals.approve(row, by=None, now=NOW)
    assert shown(listing) != before


def test_two_changes_that_wait_are_one_for_staff(client: Client, listing: Service) -> None:
    post(client, listing, "what", name="Tea and cake")
    post(client, listing, "who", minimum_age="16")
    row = Proposal.objects.get()
    assert row.changes["name"] == "Tea and cake"
    assert row.changes["ages"] == [16, None]
    assert row.before["ages"] == [None, None]


def test_the_second_of_two_people_is_told_and_loses_nothing(
    client: Client, listing: Service
) -> None:
    page = client.get(address(listing, "cost")).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    post(client, listing, "cost", price="fixed", pounds="3")
    told = {"version": version[1], "price": "fixed", "pounds": "4.20"}
    response = client.post(address(listing, "cost"), told)
    assert response.status_code == 409
    said = _text(response)
    assert "£3" in said
    assert "4.20" in said
    assert shown(listing).lowest_pence == 300
    again = re.search(r'name="version" value="(\d+)"', said)
    assert again
    client.post(address(listing, "cost"), {**told, "version": again[1]})
    assert shown(listing).lowest_pence == 420


def test_what_somebody_changed_since_is_not_undone(client: Client, listing: Service) -> None:
    response = post(client, listing, "cost", price="fixed", pounds="3")
    post(client, listing, "cost", price="fixed", pounds="5")
    client.post(f"{response['Location']}back/")
    assert shown(listing).lowest_pence == 500


def test_saving_the_same_changes_nothing(client: Client, listing: Service) -> None:
    response = post(client, listing, "when", days=["tue"], start="10", end="12 noon", every="1")
    assert response["Location"] == address(listing)
    assert not Proposal.objects.exists()


def test_what_a_page_does_not_ask_stays(client: Client, listing: Service) -> None:
    CostOption.objects.create(
        service=listing, kind=CostKind.FIXED, pence=100, whom=CostFor.CONCESSION
    )
    Contact.objects.create(service=listing, kind="phone", value="0116 496 0222")
    post(client, listing, "cost", price="fixed", pounds="3")
    assert sorted(row.pence or 0 for row in listing.cost_options.all()) == [100, 300]
    post(client, listing, "public", phone="0116 496 0999")
    values = [row["value"] for row in Proposal.objects.get(kind="edit").changes["contacts"]]
    assert values == ["01164960999", "0116 496 0222"]


def test_a_second_time_is_added_and_taken_away(client: Client, listing: Service) -> None:
    post(client, listing, "again", days=["thu"], start="6pm", end="8pm", every="1")
    assert [one.rule.days for one in shown(listing).sessions] == [("tue",), ("thu",)]
    post(client, listing, "again", days=[], start="", end="")
    assert [one.rule.days for one in shown(listing).sessions] == [("tue",)]


def test_a_place_that_shows_its_area_stays_so_when_its_page_is_sent_again(
    client: Client, listing: Service
) -> None:
    place = listing.location
    assert place is not None
    place.area_only = True
    place.save()
    said = _text(client.get(address(listing, "where")))
    assert re.search(r'value="area"[^>]*checked', said)


def test_the_figures_stand_on_the_page_after_a_change(client: Client, listing: Service) -> None:
    response = post(client, listing, "room", room="few")
    assert "in the last 30 days" in _text(client.get(response["Location"]))


@pytest.mark.parametrize("name", ["", "cost", "cancel", "what"])
def test_what_others_keep_leads_to_signing_in(client: Client, listing: Service, name: str) -> None:
    other = make_listing(name="Of others")
    assert client.get(address(other, name))["Location"] == SIGN_IN
    if name:
        assert client.post(address(other, name), {"price": "free"})["Location"] == SIGN_IN


def test_a_change_of_another_listing_is_neither_shown_nor_taken_back(
    client: Client, listing: Service
) -> None:
    other = make_listing(name="Of others")
    there = values_of(other, ["room"])
    row = edits.change(
        service=other, changes={"room": "full"}, version=version_of(there), language="en", now=NOW
    )
    for end in ("", "back/"):
        where = f"{address(listing)}{row.pk}/{end}"
        for answer in (client.get(where), client.post(where)):
            assert answer.status_code == 405 or answer["Location"] == SIGN_IN
    assert shown(other).room == "full"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("cancel", {"session": "2026-12-02T03:00"}),
        ("cancel", {}),
        ("cost", {"price": "fixed", "pounds": "much"}),
        ("room", {"room": "huge"}),
        ("running", {"status": "archived"}),
        ("when", {"days": ["tue"], "start": "x", "end": "y"}),
    ],
)
def test_bad_answers_are_said(
    client: Client, listing: Service, name: str, told: dict[str, Any]
) -> None:
    assert post(client, listing, name, **told).status_code == 422
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_every_page_opens_in_every_language(
    client: Client, listing: Service, language: str
) -> None:
    for name in ("", "cancel", "when", "again", "cost", "room", "running", "what", "where"):
        where = address(listing, name).replace("/en/", f"/{language}/")
        assert client.get(where).status_code == 200
    for name in ("public", "who", "headings"):
        where = address(listing, name).replace("/en/", f"/{language}/")
        assert client.get(where).status_code == 200


def _text(response: Any) -> str:
    content = getattr(response, "content", None) or b"".join(response.streaming_content)
    return content.decode().replace("\r\n ", "")
