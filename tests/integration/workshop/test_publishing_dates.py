"""When does a version go live, end, stop, or give way to an older or a newer one?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from core import clock
from core.tasks import schedules
from selfassessment.actions.releasing import (
    NotReady,
    Wish,
    approve,
)
from selfassessment.actions.shipping import ship
from selfassessment.actions.withdrawing import follow_dates, resume, roll_back, stop
from selfassessment.models import GoldenJourney, Journey, PublishRequest, Wording
from selfassessment.models.workshop import SHIPPED
from tests.fixtures.journeys import begin, submit
from tests.fixtures.publishing import (
    NOW,
    asked,
    change,
    current,
    drop_priority,
    now_proposed,
    plain_words,
)

pytestmark = pytest.mark.usefixtures("few_outcomes")
FRONT = ({"who_for": "self"}, {"signs": "none"}, {"safe": "none"}, {"age_band": "18_39"})


def test_a_day_is_waited_for_and_an_end_stops_the_journey(asker: Any) -> None:
    plain_words()
    begin, end = NOW + timedelta(days=1), NOW + timedelta(days=9)
    request = asked(asker, Wish(go_live_at=begin, retire_at=end))
    assert (request.state, current()) == (PublishRequest.State.SCHEDULED, 1)
    assert follow_dates(now=NOW) == 0
    assert follow_dates(now=begin) == 1
    assert (current(), follow_dates(now=begin)) == (2, 0)
    assert follow_dates(now=end) == 1
    assert Journey.objects.get(slug="check").stopped


def test_a_beginning_in_the_past_is_refused_and_publishes_nothing(asker: Any) -> None:
    plain_words()
    with pytest.raises(NotReady, match="day to go live has passed"):
        asked(asker, Wish(go_live_at=NOW - timedelta(minutes=1)))
    assert (current(), PublishRequest.objects.count()) == (1, 0)


def test_what_is_approved_after_its_day_to_go_live_is_live_at_once(asker: Any, other: Any) -> None:
    change("routing", drop_priority)
    wish = Wish(golden_reason="x", diff_seen=True, go_live_at=NOW + timedelta(days=1))
    approve(asked(asker, wish), by=other, now=NOW + timedelta(days=2))
    assert current() == 2


def test_the_worker_lets_a_changed_route_go_live_on_its_day_and_ends_it_on_its_last(
    client: Client, asker: Any, other: Any
) -> None:
    def not_asked_to_stop(content: dict[str, Any]) -> None:
        page = next(page for page in content["pages"] if page["key"] == "tobacco")
        page["routes"] = [way for way in page["routes"] if way["when"] != "uses_something"]

    def follows_vaping() -> str:
        address = begin(client, "check")
        for answers in FRONT:
            address = str(submit(client, address, answers)["Location"])
        part = client.get(address).content.decode().partition("Smoking and vaping")[0]
        smoking = part.rpartition('href="')[2].partition('"')[0]
        return client.get(submit(client, smoking, {"tobacco": "vape"})["Location"]).content.decode()

    change("check", not_asked_to_stop)
    begins, ends = NOW + timedelta(days=3), NOW + timedelta(days=30)
    wish = Wish(golden_reason="x", diff_seen=True, go_live_at=begins, retire_at=ends)
    request = asked(asker, wish)
    assert request.state == PublishRequest.State.OPEN
    assert approve(request, by=other, now=NOW).state == PublishRequest.State.SCHEDULED
    for moment, live in ((NOW, 1), (begins - timedelta(minutes=1), 1), (begins, 2)):
        schedules.run_due(now=moment)
        assert current() == live, moment
        assert ('name="stop_wish"' in follows_vaping()) is (live == 1)
    schedules.run_due(now=ends)
    assert "Not available just now" in client.get("/en/check/").content.decode()


def test_an_end_before_the_beginning_is_refused(asker: Any) -> None:
    plain_words()
    wish = Wish(go_live_at=NOW + timedelta(days=2), retire_at=NOW + timedelta(days=1))
    with pytest.raises(NotReady, match="end must be after"):
        asked(asker, wish)


def test_going_back_publishes_the_older_content_as_a_new_version(asker: Any) -> None:
    plain_words()
    asked(asker, Wish())
    first = Journey.objects.get(slug="check").versions.get(number=1)
    again = roll_back(first, by=asker, now=NOW)
    assert (again.number, again.sha256, again.kind) == (3, first.sha256, "minor")
    assert current() == 3


def test_one_person_stops_and_gives_back_at_once(asker: Any) -> None:
    assert stop("check", by=asker, now=NOW, note="Wrong number").stopped
    assert stop("check", by=asker, now=clock.now()).stopped_at == NOW
    assert not resume("check", by=asker, now=NOW).stopped


def test_one_that_waits_for_its_day_is_void_when_something_newer_was_published(asker: Any) -> None:
    plain_words()
    waits = asked(asker, Wish(go_live_at=NOW + timedelta(days=1)))
    assert waits.version is not None
    with pytest.raises(NotReady, match="never live"):
        roll_back(waits.version, by=asker, now=NOW)
    plain_words("Something newer")
    asked(asker)
    follow_dates(now=NOW + timedelta(days=2))
    waits.refresh_from_db()
    assert (waits.state, current()) == (PublishRequest.State.VOID, 3)


def test_a_release_does_not_undo_going_back(asker: Any) -> None:
    plain_words()
    asked(asker)
    roll_back(Journey.objects.get(slug="check").versions.get(number=1), by=asker, now=NOW)
    Wording.objects.update(edited_by=SHIPPED)
    assert ship(now=NOW).kept
    assert current() == 3


def test_saved_people_expect_a_new_end_from_the_day_it_is_live(asker: Any, other: Any) -> None:
    def fewer(content: dict[str, Any]) -> None:
        content["tables"]["needs"] = [
            row for row in content["tables"]["needs"] if row["then"]["need"] != "drinking"
        ]

    def expected() -> list[dict[str, Any]]:
        return list(GoldenJourney.objects.values_list("expected", flat=True))

    change("routing", fewer)
    before, day = expected(), NOW + timedelta(days=1)
    request = asked(asker, Wish(golden_reason="Meant so", diff_seen=True, go_live_at=day))
    approve(request, by=other, now=NOW)
    assert expected() == before
    follow_dates(now=day)
    assert expected() != before
    assert not now_proposed().golden_differ


def test_a_journey_given_back_after_its_end_stays(asker: Any) -> None:
    plain_words()
    end = NOW + timedelta(days=1)
    asked(asker, Wish(retire_at=end))
    assert follow_dates(now=end) == 1
    resume("check", by=asker, now=end + timedelta(hours=1))
    assert follow_dates(now=end + timedelta(hours=2)) == 0
    assert not Journey.objects.get(slug="check").stopped


def test_nothing_is_approved_after_its_own_end(asker: Any, other: Any) -> None:
    change("routing", drop_priority)
    end = NOW + timedelta(days=1)
    request = asked(asker, Wish(golden_reason="x", diff_seen=True, retire_at=end))
    with pytest.raises(NotReady, match="last moment has passed"):
        approve(request, by=other, now=end)
    assert current() == 1
