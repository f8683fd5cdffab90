"""What do staff see and do about freshness?"""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from core.models import AuditEvent
from directory.actions.answering import say_closed
from directory.actions.asking import ask
from directory.actions.fresh_days import write_day
from directory.enums import CheckedBy, Opening, Origin, Status
from directory.models import (
    FreshnessDay,
    ListingTally,
    ServiceCheck,
    TeamContact,
)
from directory.selectors.calls import Call, calls
from tests.factories.asking import make_kept, round_of
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOON.date()
LATE = TODAY - timedelta(days=3)


@pytest.fixture(autouse=True)
def _still() -> object:
    with patch("core.clock.now", return_value=NOON):
        yield


def _opened(code: str, number: int) -> None:
    ListingTally.objects.create(day=TODAY, short_code=code, what=Opening.OPENED, count=number)


def test_the_call_list_begins_with_what_is_opened_most(editor: Client) -> None:
    few = make_kept(LATE, NOON, address="", origin=Origin.NOBODY, name="Few")
    many = make_kept(LATE, NOON, address="", origin=Origin.NOBODY, name="Many")
    make_kept(TODAY + timedelta(days=9), NOON, address="", origin=Origin.NOBODY, name="Not due")
    _opened(few.short_code, 2)
    _opened(many.short_code, 9)
    assert [one.name for one in calls(Call.NOBODY, TODAY)] == ["Many", "Few"]
    page = editor.get("/admin/freshness/").content.decode()
    assert page.index("Many") < page.index("Few")
    assert "Not due" not in page


def test_a_longer_call_list_costs_no_more_queries(editor: Client) -> None:
    make_kept(LATE, NOON, address="", origin=Origin.NOBODY)
    editor.get("/admin/freshness/")
    with CaptureQueriesContext(connection) as short:
        editor.get("/admin/freshness/")
    for _ in range(6):
        make_kept(LATE, NOON, address="", origin=Origin.NOBODY)
    with CaptureQueriesContext(connection) as longer:
        editor.get("/admin/freshness/")
    assert len(longer) <= len(short)


def test_told_by_phone_is_one_press(editor: Client) -> None:
    listing = make_kept(LATE, NOON, address="", origin=Origin.NOBODY)
    editor.post("/admin/freshness/?why=nobody", {"right": str(listing.pk)})
    check = ServiceCheck.objects.get(service=listing)
    assert (check.checked_on, check.checked_by) == (TODAY, CheckedBy.GROUP)
    assert check.checked_by_user is not None
    assert round_of(listing).answered_by == "phone"
    assert not calls(Call.NOBODY, TODAY).exists()


def test_rung_in_vain_goes_to_the_end_for_a_week(editor: Client) -> None:
    many = make_kept(LATE, NOON, address="", origin=Origin.NOBODY, name="Many")
    make_kept(LATE, NOON, address="", origin=Origin.NOBODY, name="Few")
    _opened(many.short_code, 9)
    editor.post("/admin/freshness/", {"vain": str(many.pk)})
    assert [one.name for one in calls(Call.NOBODY, TODAY)] == ["Few", "Many"]
    later = TODAY + timedelta(days=7)
    assert [one.name for one in calls(Call.NOBODY, later)] == ["Many", "Few"]


def test_a_contact_for_the_team_is_kept_apart_and_makes_the_group_keep_its_listings(
    editor: Client,
) -> None:
    listing = make_kept(LATE, NOON, address="", origin=Origin.NOBODY)
    address = f"/admin/freshness/{listing.pk}/"
    wrong = editor.post(address, {"add": "1", "value": "who", "language": "en", "whose": "group"})
    assert "Type an email address or a telephone number" in wrong.content.decode()
    told = {"add": "1", "value": "us@example.org", "language": "ur", "whose": "group"}
    editor.post(address, told)
    editor.post(address, told)
    contact = TeamContact.objects.get()
    assert (contact.organisation, contact.language) == (listing.organisation, "ur")
    assert ServiceCheck.objects.get(service=listing).origin == Origin.GROUP
    public = Client().get(f"/en/directory/x-{listing.short_code}/", follow=True).content.decode()
    assert "us@example.org" not in public
    hidden = editor.get(address).content.decode()
    assert "us@example.org" not in hidden
    assert "u…@e….org" in hidden
    reads = AuditEvent.objects.filter(verb="team_contact.read")
    assert not reads.exists()
    assert "us@example.org" in editor.post(address, {"show": "1"}).content.decode()
    assert reads.get().subject_key == str(listing.pk)
    editor.post(address, {"remove": str(contact.pk)})
    assert not TeamContact.objects.exists()


def test_staff_take_back_what_a_group_closed(editor: Client) -> None:
    listing = make_kept(TODAY, NOON)
    ask(now=NOON)
    say_closed(round_=round_of(listing), now=NOON)
    assert listing.name in editor.get("/admin/freshness/answers/").content.decode()
    editor.post(f"/admin/freshness/{listing.pk}/", {"back": str(round_of(listing).pk)})
    listing.refresh_from_db()
    assert listing.status == Status.ACTIVE


def test_only_a_reason_of_a_person_takes_a_listing_out_of_search(editor: Client) -> None:
    listing = make_kept(LATE, NOON)
    address = f"/admin/freshness/{listing.pk}/"
    for reason in ("", "age"):
        editor.post(address, {"out": "1", "reason": reason})
        listing.refresh_from_db()
        assert listing.live
    editor.post(address, {"out": "1", "reason": "bounce"})
    listing.refresh_from_db()
    assert not listing.live


def test_the_board_counts_by_heading_ward_and_source_and_gives_a_file(editor: Client) -> None:
    make_kept(TODAY + timedelta(days=90), NOON, checked_on=TODAY - timedelta(days=9))
    make_kept(TODAY - timedelta(days=40), NOON, checked_on=TODAY - timedelta(days=100))
    make_kept(TODAY, NOON, origin=Origin.NOBODY, name="=cmd()")
    write_day(now=NOON - timedelta(days=10))
    write_day(now=NOON)
    whole = FreshnessDay.objects.get(day=TODAY, by="all")
    assert (whole.total, whole.fresh, whole.unanswered, whole.never) == (3, 1, 1, 1)
    assert set(
        FreshnessDay.objects.filter(day=TODAY, by="source").values_list("code", "total")
    ) == {("group", 2), ("nobody", 1)}
    write_day(now=NOON)
    assert FreshnessDay.objects.filter(day=TODAY, by="all").count() == 1
    page = editor.get("/admin/freshness/board/?by=source&days=30").content.decode()
    assert "33 % of 3 listings are checked" in page
    assert "<polyline" in page
    chosen = editor.get("/admin/freshness/board/?by=source&code=nobody").content.decode()
    assert "<h3>Nobody yet</h3>" in chosen
    for odd in ("?by=x&days=y&code=%00", "?code=<script>", "?by=all&code=none"):
        assert editor.get(f"/admin/freshness/board/{odd}").status_code in (200, 400)
    file = editor.get("/admin/freshness/board/?by=heading&csv=1").content.decode("utf-8-sig")
    assert file.splitlines()[0].startswith("Day,By,Code,Name")
    assert "coffee" in file


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        (Role.ANALYST, "/admin/freshness/board/", 200),
        (Role.ANALYST, "/admin/freshness/", 302),
        (Role.TRANSLATOR, "/admin/freshness/", 302),
        (Role.DESK, "/admin/freshness/board/", 302),
    ],
)
def test_who_may_see_what(role: Role, page: str, status: int, django_user_model: Any) -> None:
    client = Client()
    client.force_login(member_of(role, django_user_model))
    assert client.get(page).status_code == status
