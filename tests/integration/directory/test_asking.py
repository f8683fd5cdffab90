"""Who is asked about which listings, when, and what ends it?"""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import override_settings

from core.actions.messages import send_due
from core.enums import Channel, MessageStatus
from core.messages.backends import Letter, SendFailed
from core.models import OutboxMessage
from directory.actions.asking import ask, forget_old
from directory.actions.bounces import look_for_bounces
from directory.actions.checks import check_now, mark_checked
from directory.actions.problems import report_problem
from directory.actions.team_contacts import add_contact
from directory.enums import CheckedBy, Origin, ProblemTopic, Status
from directory.models import CheckMessage, CheckRound, ServiceCheck, TeamContact
from directory.selectors.calls import Call, calls
from tests.factories.asking import make_contact, make_kept, round_of
from tests.factories.directory import make_translation

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TODAY = NOON.date()


def _in(days: int) -> date:
    return TODAY + timedelta(days=days)


def _asked_on(first: int, last: int) -> list[int]:
    """Run the job each day; return the days on which a message was made."""
    made = []
    for day in range(first, last + 1):
        if ask(now=NOON + timedelta(days=day)).messages:
            made.append(day)
    return made


def test_an_unanswered_listing_is_asked_about_four_times_and_then_no_more() -> None:
    make_kept(_in(30), NOON)
    assert _asked_on(0, 70) == [0, 23, 30, 44]
    assert round_of_any().ended_at is None


def round_of_any() -> CheckRound:
    return CheckRound.objects.get()


def test_a_second_run_on_the_same_day_does_nothing() -> None:
    make_kept(_in(0), NOON)
    assert ask(now=NOON).messages == 1
    assert ask(now=NOON).messages == 0
    assert OutboxMessage.objects.count() == 1


def test_several_listings_of_one_address_come_in_one_message() -> None:
    one = make_kept(_in(5), NOON, name="Tea")
    make_kept(_in(20), NOON, name="Cards", organisation=one.organisation)
    make_kept(_in(20), NOON, address="US@example.org ", name="Of another group")
    assert ask(now=NOON).messages == 1
    body = OutboxMessage.objects.get().body
    assert body is not None
    assert all(name in body for name in ("Tea", "Cards", "Of another group"))


def test_every_contact_of_a_group_is_asked_and_the_first_answer_ends_it_for_all() -> None:
    listing = make_kept(_in(10), NOON)
    make_contact(listing.organisation, "0116 496 0001", NOON)
    assert ask(now=NOON).messages == 2
    mark_checked(service=listing, by=None, whom=CheckedBy.GROUP, now=NOON)
    assert round_of(listing).answer == "right"
    assert _asked_on(1, 40) == []


def test_a_contact_of_the_listing_itself_counts_before_those_of_the_group() -> None:
    listing = make_kept(_in(10), NOON)
    make_contact(listing, "own@example.org", NOON)
    ask(now=NOON)
    assert OutboxMessage.objects.get().to == "own@example.org"


def test_messages_are_in_the_language_of_the_contact() -> None:
    listing = make_kept(_in(10), NOON, contact_language="ur", name="Tea")
    make_translation(listing, "ur", name="چائے")
    ask(now=NOON)
    message = OutboxMessage.objects.get()
    assert message.language == "ur"
    assert "چائے" in (message.body or "")
    assert "/ur/answer/" in (message.body or "")


@pytest.mark.parametrize("origin", [Origin.NOBODY, Origin.SOURCE])
def test_only_groups_are_written_to(origin: Origin) -> None:
    make_kept(_in(-5), NOON, origin=origin)
    assert ask(now=NOON).messages == 0


def test_samples_are_asked_in_a_demonstration_only() -> None:
    make_kept(_in(0), NOON, is_sample=True)
    assert ask(now=NOON).messages == 0
    with override_settings(WAYMARK_DEMONSTRATION=True):
        assert ask(now=NOON).messages == 1


def test_closed_and_hidden_listings_are_asked_about_no_more() -> None:
    closed, hidden = make_kept(_in(10), NOON), make_kept(_in(10), NOON, address="b@example.org")
    ask(now=NOON)
    closed.status = Status.CLOSED
    closed.save()
    hidden.live = False
    hidden.save()
    assert ask(now=NOON + timedelta(days=3)).ended == 2
    assert _asked_on(4, 40) == []


def test_who_has_just_answered_is_left_alone_unless_something_is_reported() -> None:
    listing = make_kept(_in(20), NOON, checked_on=_in(-5))
    assert ask(now=NOON).messages == 0
    check_now(keys=[listing.pk], now=NOON)
    assert ask(now=NOON).messages == 1


def test_a_report_of_a_visitor_raises_the_next_check_and_brings_the_round_forward() -> None:
    listing = make_kept(_in(29), NOON)
    ask(now=NOON)
    report_problem(
        key=uuid.uuid4(),
        listing=listing,
        topic=ProblemTopic.TIME,
        words="",
        contact="",
        language="en",
        now=NOON + timedelta(days=8),
    )
    assert ServiceCheck.objects.get(service=listing).next_check == _in(8)
    assert _asked_on(8, 30) == [8, 22]


class _Refuses:
    """A provider that knows that an address does not exist."""

    listed_within = timedelta(0)

    def __init__(self, *, permanent: bool) -> None:
        self.permanent = permanent

    def send(self, letter: Letter) -> None:
        raise SendFailed("no_such_address", permanent=self.permanent)

    def has_sent(self, reference: str) -> bool:
        return False


def test_mail_that_comes_back_raises_the_check_and_takes_nothing_out_of_search() -> None:
    listing = make_kept(_in(25), NOON)
    ask(now=NOON)
    send_due(now=NOON, backend=_Refuses(permanent=True))
    assert look_for_bounces(now=NOON) == 1
    assert look_for_bounces(now=NOON) == 0
    assert TeamContact.objects.get().bounced_at is not None
    assert ServiceCheck.objects.get(service=listing).next_check == TODAY
    listing.refresh_from_db()
    assert listing.live
    assert list(calls(Call.BOUNCED, TODAY)) == [listing]
    assert list(calls(Call.SILENT, TODAY)) == [listing]
    assert _asked_on(0, 30) == []
    assert listing.organisation is not None
    add_contact(
        owner=listing.organisation,
        channel=Channel.EMAIL,
        value="us@example.org",
        language="en",
        by=None,
        now=NOON,
    )
    assert ask(now=NOON + timedelta(days=31)).messages == 1


def test_mail_that_the_provider_says_later_did_not_arrive_is_a_bounce_too() -> None:
    make_kept(_in(25), NOON)
    ask(now=NOON)
    OutboxMessage.objects.update(status=MessageStatus.SENT, delivery="permanent-failure")
    assert look_for_bounces(now=NOON) == 1


def test_a_provider_that_is_away_is_no_bounce() -> None:
    make_kept(_in(25), NOON)
    ask(now=NOON)
    for hour in range(12):
        send_due(now=NOON + timedelta(hours=hour), backend=_Refuses(permanent=False))
    assert OutboxMessage.objects.get().status == MessageStatus.GIVEN_UP
    assert look_for_bounces(now=NOON + timedelta(hours=12)) == 0


def test_old_messages_and_rounds_are_forgotten() -> None:
    listing = make_kept(_in(5), NOON)
    ask(now=NOON)
    mark_checked(service=listing, by=None, whom=CheckedBy.GROUP, now=NOON)
    assert forget_old(now=NOON + timedelta(days=300)) == 0
    forget_old(now=NOON + timedelta(days=500))
    assert (CheckMessage.objects.count(), CheckRound.objects.count()) == (0, 1)
    forget_old(now=NOON + timedelta(days=1200))
    assert CheckRound.objects.count() == 0


def test_a_team_contact_is_sealed_and_found_by_a_keyed_hash_alone() -> None:
    make_kept(_in(25), NOON)
    row = TeamContact.objects.values().get()
    assert "example.org" not in repr(row)
    assert CheckMessage.objects.count() == 0
