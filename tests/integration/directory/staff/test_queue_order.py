"""In which order does the queue of staff hold what waits?"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.actions.listing_tallies import count_readers
from directory.enums import Answer, AnsweredBy, Opening, ProblemTopic
from directory.models import (
    CheckRound,
    DuplicatePair,
    ListingTally,
    ProblemReport,
    Service,
    ServiceCategory,
    ServiceCheck,
)
from directory.rules.moderation import Harm, Kind
from directory.selectors.moderation import counts, in_order, items
from tests.factories.asking import make_contact
from tests.factories.directory import make_heading, make_listing

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def report(listing: Service, topic: ProblemTopic = ProblemTopic.TIME, **fields: Any) -> Any:
    """Return a report of a visitor."""
    fields = {"created_at": NOON, "changed_at": NOON, "language": "en"} | fields
    return ProblemReport.objects.create(
        id=uuid4(), service=listing, listing_name=listing.name, topic=topic, **fields
    )


def opened(listing: Service, number: int) -> None:
    """Have a listing opened so often, and counted."""
    ServiceCheck.objects.get_or_create(service=listing)
    ListingTally.objects.create(
        day=NOON.date(), short_code=listing.short_code, what=Opening.OPENED, count=number
    )
    count_readers(now=NOON)


def order() -> list[str]:
    """Return the names in the queue."""
    return [one.title for one in items(in_order("", 0, 50))]


def test_harm_comes_before_readers_and_readers_before_the_day() -> None:
    few, many = make_listing(name="Few"), make_listing(name="Many")
    late, unsafe = make_listing(name="Late"), make_listing(name="Unsafe")
    opened(few, 2)
    opened(many, 9)
    report(few, created_at=NOON - timedelta(days=1))
    report(many)
    report(late, created_at=NOON - timedelta(days=3))
    report(unsafe, ProblemTopic.UNSAFE)
    DuplicatePair.objects.create(first=few, second=many, score=80, found_at=NOON)
    assert order() == ["Unsafe", "Many", "Few", "Late", "Few / Many"]


def test_something_wrong_under_a_heading_that_can_harm_comes_first() -> None:
    plain, risky = make_listing(name="Tea"), make_listing(name="Refuge")
    ServiceCategory.objects.create(service=risky, term=make_heading("abuse", "Abuse"))
    opened(plain, 500)
    report(plain)
    report(risky)
    first = items(in_order("", 0, 1))[0]
    assert (first.title, first.harm) == ("Refuge", Harm.DANGER)


def test_every_list_is_in_the_queue_and_counted_once() -> None:
    listing = make_listing(name="Tea")
    other = make_listing(name="Tea again")
    report(listing)
    contact = make_contact(listing, "us@example.org", NOON)
    contact.bounced_at = NOON
    contact.save()
    CheckRound.objects.create(
        service=listing,
        opened_on=NOON.date(),
        due_on=NOON.date(),
        ended_at=NOON,
        answer=Answer.CLOSED,
        answered_by=AnsweredBy.LINK,
    )
    DuplicatePair.objects.create(first=listing, second=other, score=70, found_at=NOON)
    wanted = {Kind.REPORT: 1, Kind.BOUNCE: 1, Kind.ANSWER: 1, Kind.DUPLICATE: 1}
    assert counts() == {str(kind): number for kind, number in wanted.items()}
    assert {one.kind for one in items(in_order("", 0, 9))} == {str(kind) for kind in wanted}
    assert [kind for kind, _ in in_order("bounce", 0, 9)] == ["bounce"]


def test_more_items_cost_no_more_queries() -> None:
    listing = make_listing()
    report(listing)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            items(in_order("", 0, 50))
            counts()
        return len(caught)

    few = queries()
    for _ in range(8):
        report(make_listing())
    assert queries() == few


def test_keys_that_are_none_find_nothing() -> None:
    wrong = [("report", "x"), ("duplicate", "9" * 40), ("answer", "-1"), ("none", "1")]
    assert items([*wrong, ("bounce", "' or 1"), ("report", "")]) == []
