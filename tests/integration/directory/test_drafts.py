"""Does a low-risk edit survive the publishing of an older draft?"""

from datetime import date, time, timedelta

import pytest

from core import clock
from core.models import AuditEvent
from directory.actions import checks, listings, schedules
from directory.enums import CheckedBy, Status
from directory.models import Service
from directory.rules.recurrence import Rule, Session
from directory.selectors import cards
from search.models import OutboxEntry
from tests.factories.directory import make_listing

pytestmark = pytest.mark.django_db

THURSDAYS = Session(Rule(("thu",)), date(2026, 1, 1), time(14), time(15))
TUESDAY = date(2026, 12, 1)


@pytest.fixture
def with_draft() -> Service:
    """A live listing with a new name waiting."""
    service = make_listing()
    service.save_revision().publish()
    draft = Service.objects.get(pk=service.pk)
    draft.name = "A better name"
    draft.save_revision()
    return Service.objects.get(pk=service.pk)


def fresh(service: Service) -> Service:
    return Service.objects.get(pk=service.pk)


def test_a_cancelled_date_is_live_at_once_and_the_new_name_waits(with_draft: Service) -> None:
    schedules.cancel_date(service=with_draft, on=TUESDAY, by=None, now=clock.now())
    live = fresh(with_draft)
    assert live.name == "Tea and a chat"
    assert [row.on for row in live.exceptions.all()] == [TUESDAY]


def test_publishing_the_older_draft_keeps_the_cancelled_date(with_draft: Service) -> None:
    schedules.cancel_date(service=with_draft, on=TUESDAY, by=None, now=clock.now())
    listings.publish(service=with_draft, by=None, now=clock.now())
    live = fresh(with_draft)
    assert live.name == "A better name"
    assert [row.on for row in live.exceptions.all()] == [TUESDAY]


def test_publishing_the_older_draft_keeps_changed_times(with_draft: Service) -> None:
    schedules.change_schedule(service=with_draft, sessions=[THURSDAYS], by=None, now=clock.now())
    listings.publish(service=with_draft, by=None, now=clock.now())
    rows = fresh(with_draft).schedules.all()
    assert [row.session().rule.days for row in rows] == [("thu",)]


def test_a_draft_that_is_scheduled_keeps_the_edit_too(with_draft: Service) -> None:
    later = clock.now() + timedelta(days=2)
    draft = fresh(with_draft)
    draft.go_live_at = later
    scheduled = draft.save_revision()
    scheduled.publish()
    fresh(with_draft).save_revision()
    schedules.cancel_date(service=with_draft, on=TUESDAY, by=None, now=clock.now())
    scheduled.refresh_from_db()
    assert [row.on for row in scheduled.as_object().exceptions.all()] == [TUESDAY]


def test_closing_goes_live_and_into_the_draft(with_draft: Service) -> None:
    listings.set_status(service=with_draft, status=Status.CLOSED, by=None, now=clock.now())
    listings.publish(service=with_draft, by=None, now=clock.now())
    assert fresh(with_draft).status == Status.CLOSED
    assert not Service.objects.listed().filter(pk=with_draft.pk).exists()


def test_the_day_of_the_check_is_outside_revisions(with_draft: Service) -> None:
    checks.mark_checked(service=with_draft, by=None, whom=CheckedBy.COUNCIL, now=clock.now())
    listings.publish(service=with_draft, by=None, now=clock.now())
    row = fresh(with_draft).check_row
    assert row.checked_on == clock.today()
    assert row.next_check is not None
    assert row.next_check > clock.today()


def test_cancelling_twice_takes_the_date_off_once(with_draft: Service) -> None:
    for _ in range(2):
        schedules.cancel_date(service=with_draft, on=TUESDAY, by=None, now=clock.now())
    assert fresh(with_draft).exceptions.count() == 1


def test_a_restored_date_is_back(with_draft: Service) -> None:
    schedules.cancel_date(service=with_draft, on=TUESDAY, by=None, now=clock.now())
    schedules.restore_date(service=with_draft, on=TUESDAY, by=None, now=clock.now())
    assert fresh(with_draft).exceptions.count() == 0


def test_every_change_reaches_card_index_and_audit_trail(with_draft: Service) -> None:
    OutboxEntry.objects.all().delete()
    schedules.change_schedule(service=with_draft, sessions=[THURSDAYS], by=None, now=clock.now())
    card = cards([with_draft.public_id], "en")[with_draft.public_id]
    assert {one.on.weekday() for one in card.dates} == {3}
    assert OutboxEntry.objects.filter(public_id=with_draft.public_id).exists()
    assert AuditEvent.objects.filter(verb="listing.schedule_changed").exists()


def test_unpublishing_takes_the_card_away(with_draft: Service) -> None:
    listings.publish(service=with_draft, by=None, now=clock.now())
    fresh(with_draft).unpublish()
    assert cards([with_draft.public_id], "en") == {}
