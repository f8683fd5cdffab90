"""What does the link in a message open, and what do its buttons do?"""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from core.models import AuditEvent, OutboxMessage
from directory.actions import listing_tallies
from directory.actions.asking import ask
from directory.actions.asking_words import token_of
from directory.actions.cards import refresh
from directory.actions.checks import mark_checked
from directory.enums import CheckedBy, CostKind, Opening, ProblemTopic, Status
from directory.models import (
    CheckRound,
    ListingTally,
    ProblemReport,
    Service,
    ServiceCheck,
)
from directory.presenters.cards import listing_address
from directory.rules.answer_links import LINKS_LAST
from directory.selectors import card_by_short_code
from tests.factories.asking import last_message, make_kept, round_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _still() -> object:
    with patch("core.clock.now", return_value=NOON):
        yield


@pytest.fixture
def listing() -> Service:
    """Return a listing that its group has just been asked about."""
    made = make_kept(TODAY + timedelta(days=3), NOON)
    refresh(public_ids=[made.public_id], now=NOON)
    ask(now=NOON)
    return made


def _address(page: str = "") -> str:
    return f"/en/answer/{token_of(last_message().pk)}/{page}"


def _press(client: Client, listing: Service, answer: str) -> str:
    told = {"answer": answer, "round": str(round_of(listing).pk)}
    response = client.post(_address(), told, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_message_holds_the_link_and_opening_it_writes_nothing(
    client: Client, listing: Service, django_assert_max_num_queries: object
) -> None:
    body = OutboxMessage.objects.get().body or ""
    path = next(word for word in body.split() if "/answer/" in word).split("8000")[1]
    before = AuditEvent.objects.count()
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page = client.get(path)
    assert page.status_code == 200
    assert (
        page.headers["Cache-Control"].startswith("no-store")
        or "no-store" in page.headers["Cache-Control"]
    )
    assert "Tea and a chat" in page.content.decode()
    for _ in range(3):  # a scanner of links, and its copy
        assert client.head(path).status_code == 200
    assert CheckRound.objects.get().ended_at is None
    assert AuditEvent.objects.count() == before


def test_still_right_says_thank_you_and_how_often_the_page_was_opened(
    client: Client, listing: Service
) -> None:
    for what, number in ((Opening.OPENED, 14), (Opening.CONTACTED, 3)):
        ListingTally.objects.create(
            day=TODAY, short_code=listing.short_code, what=what, count=number
        )
    ListingTally.objects.create(
        day=TODAY - timedelta(days=31), short_code=listing.short_code, what="opened", count=500
    )
    said = _press(client, listing, "right")
    assert "Thank you" in said
    assert "opened 14 times in the last 30 days" in said
    assert "3 times somebody went on to ring" in said
    check = ServiceCheck.objects.get(service=listing)
    assert (check.checked_on, check.checked_by) == (TODAY, CheckedBy.GROUP)
    assert round_of(listing).answer == "right"


def test_a_link_used_twice_changes_nothing_the_second_time(
    client: Client, listing: Service
) -> None:
    _press(client, listing, "right")
    events = AuditEvent.objects.count()
    assert "Still right" in _press(client, listing, "closed")
    listing.refresh_from_db()
    assert listing.status == Status.ACTIVE
    assert AuditEvent.objects.count() == events
    assert client.get(_address(), follow=True).redirect_chain[-1][0].endswith("/done/")


def test_an_answer_that_staff_gave_first_stands(client: Client, listing: Service) -> None:
    mark_checked(service=listing, by=None, whom=CheckedBy.COUNCIL, now=NOON)
    assert "Somebody has told us already" in _press(client, listing, "closed")
    listing.refresh_from_db()
    assert listing.status == Status.ACTIVE


def test_closed_goes_live_at_once_the_team_is_told_and_it_can_be_taken_back(
    client: Client, listing: Service, settings: object
) -> None:
    settings.WAYMARK_DIRECTORY_TEAM = ["team@example.org"]  # type: ignore[attr-defined]
    assert "has closed" in _press(client, listing, "closed")
    listing.refresh_from_db()
    assert listing.status == Status.CLOSED
    told = OutboxMessage.objects.latest("created_at")
    assert {row.to for row in OutboxMessage.objects.all()} == {"us@example.org", "team@example.org"}
    assert told is not None
    said = _press(client, listing, "back")
    listing.refresh_from_db()
    assert listing.status == Status.ACTIVE
    assert "Is this still right?" in said
    assert CheckRound.objects.get().ended_at is None


def test_a_new_price_and_a_break_go_live_at_once_and_count_as_a_check(
    client: Client, listing: Service
) -> None:
    back = TODAY + timedelta(days=14)
    told = {
        "price": "fixed",
        "pounds": "£2.50",
        "back_on_day": str(back.day),
        "back_on_month": str(back.month),
        "back_on_year": str(back.year),
        "words": "",
    }
    answer = client.post(_address(f"changed/{round_of(listing).pk}/"), told, follow=True)
    assert "is on your page now" in answer.content.decode()
    assert [(one.kind, one.pence) for one in listing.cost_options.all()] == [("fixed", 250)]
    off = list(listing.exceptions.values_list("on", flat=True))
    assert off
    assert all(TODAY <= day < back for day in off)
    assert ServiceCheck.objects.get(service=listing).checked_on == TODAY
    _press(client, listing, "back")
    fresh = Service.objects.get(pk=listing.pk)
    assert [one.kind for one in fresh.cost_options.all()] == [CostKind.FREE]
    assert not fresh.exceptions.exists()


def test_words_wait_for_the_team_and_the_listing_does_not_count_as_checked(
    client: Client, listing: Service
) -> None:
    told = {"price": "same", "words": "We meet on Thursdays now"}
    client.post(_address(f"changed/{round_of(listing).pk}/"), told)
    report = ProblemReport.objects.get()
    assert (report.topic, report.sealed_words) == (ProblemTopic.OTHER, "We meet on Thursdays now")
    check = ServiceCheck.objects.get(service=listing)
    assert check.checked_on is None
    assert ask(now=NOON + timedelta(days=2)).messages == 0
    assert ask(now=NOON + timedelta(days=14)).messages == 1


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"price": "same", "words": "  "},
        {"price": "fixed", "pounds": ""},
        {"price": "fixed", "pounds": "=1+1"},
        {"price": "fixed", "pounds": "99999"},
        {"price": "nonsense", "words": "x"},
        {"price": "same", "back_on_day": "1", "back_on_month": "1", "back_on_year": "2020"},
        {"price": "same", "back_on_day": "1", "back_on_month": "1", "back_on_year": "2028"},
        {"price": "same", "words": "x" * 1001},
    ],
)
def test_what_cannot_be_so_is_said_and_kept(
    client: Client, listing: Service, told: dict[str, str]
) -> None:
    page = client.post(_address(f"changed/{round_of(listing).pk}/"), told)
    assert page.status_code == 422
    assert "govuk-error-summary" in page.content.decode()
    assert CheckRound.objects.get().ended_at is None


def test_one_press_answers_for_all_listings_of_a_message(client: Client) -> None:
    one = make_kept(TODAY + timedelta(days=3), NOON, name="Tea")
    make_kept(TODAY + timedelta(days=9), NOON, name="Cards", organisation=one.organisation)
    ask(now=NOON)
    assert "All 2 are still right" in client.get(_address()).content.decode()
    client.post(_address(), {"answer": "right", "round": "every"})
    assert not CheckRound.objects.open().exists()


def test_forged_foreign_and_broken_links_get_a_clear_page(client: Client, listing: Service) -> None:
    real = token_of(last_message().pk)
    other_purpose = signing.TimestampSigner(salt="something.else").sign(last_message().pk.hex)
    for token in (real[:-1] + "x", real[3:], other_purpose, "x", "a" * 5000, "a:b:c", "%00"):
        page = client.get(f"/en/answer/{token}/")
        assert page.status_code in (400, 404), token
        assert page.status_code != 404 or "does not work" in page.content.decode()
    for key in ("0", "999999", "x", "9" * 30):
        assert client.post(_address(), {"answer": "closed", "round": key}).status_code == 302
        assert client.get(_address(f"changed/{key}/")).status_code == 302
    assert CheckRound.objects.get().ended_at is None


def test_an_old_link_says_that_it_is_too_old(client: Client, listing: Service) -> None:
    address = _address()
    late = NOON + LINKS_LAST + timedelta(days=1)
    with patch("django.core.signing.time.time", return_value=late.timestamp() + 10**7):
        page = client.get(address)
        pressed = client.post(address, {"answer": "right", "round": str(round_of(listing).pk)})
    assert page.status_code == pressed.status_code == 410
    assert "too old" in page.content.decode()
    assert CheckRound.objects.get().ended_at is None


def test_a_listing_that_is_gone_says_so(client: Client, listing: Service) -> None:
    address = _address()
    listing.unpublish()
    page = client.get(address, follow=True)
    assert page.status_code == 200
    assert "Not on our site any more" in page.content.decode()
    listing.delete()
    page = client.get(address)
    assert page.status_code == 410
    assert "taken off our site" in page.content.decode()


def test_a_link_of_one_group_does_not_answer_for_another(client: Client, listing: Service) -> None:
    mine = _address()
    other = make_kept(TODAY + timedelta(days=3), NOON, address="them@example.org")
    ask(now=NOON)
    client.post(mine, {"answer": "closed", "round": str(round_of(other).pk)})
    other.refresh_from_db()
    assert other.status == Status.ACTIVE
    assert client.get(mine + f"changed/{round_of(other).pk}/").status_code == 302


def test_answers_need_the_token_of_a_form(listing: Service) -> None:
    strict = Client(enforce_csrf_checks=True)
    told = {"answer": "right", "round": str(round_of(listing).pk)}
    assert strict.post(_address(), told).status_code == 403
    assert CheckRound.objects.get().ended_at is None


def test_opening_and_using_a_listing_is_counted_without_a_query_of_the_page(
    client: Client, listing: Service, settings: object
) -> None:
    settings.WAYMARK_COUNT_LISTINGS = True  # type: ignore[attr-defined]
    listing_tallies.forget_waiting()
    listing_tallies.write()
    with override("en"):
        card = card_by_short_code(listing.short_code, "en")
        assert card is not None
        address = listing_address(card)
    refresh(public_ids=[listing.public_id], now=NOON)
    client.get(address)
    listing_tallies.write()
    ListingTally.objects.all().delete()
    with CaptureQueriesContext(connection) as counting:
        client.get(address)
    settings.WAYMARK_COUNT_LISTINGS = False  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as not_counting:
        client.get(address)
    settings.WAYMARK_COUNT_LISTINGS = True  # type: ignore[attr-defined]
    assert len(counting) == len(not_counting)
    client.get(address, headers={"User-Agent": "Examplebot/1.0"})
    client.get(address, headers={"Sec-Purpose": "prefetch"})
    client.head(address)
    client.get(f"{address}calendar.ics")
    assert client.post(f"{address}used/").status_code == 204
    assert client.get(f"{address}used/").status_code == 405
    assert f'data-used="{address}used/"' in client.get(address).content.decode()
    listing_tallies.write()
    found = dict(ListingTally.objects.values_list("what", "count"))
    assert found == {"opened": 2, "contacted": 1, "calendar": 1}
