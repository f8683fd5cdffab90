"""Are the pages of a journey counted, without a person, and never at a reader's cost?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as all_settings
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from core import clock
from selfassessment.actions import tallies
from selfassessment.models import Draft, JourneyVersion, StepTally
from tests.fixtures.filling import ready
from tests.fixtures.journeys import begin, submit, walk
from tests.integration.journeys.test_check import SAFE

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def counting(settings: Settings) -> Iterator[None]:
    """Switch counting on, and drop what waits."""
    settings.WAYMARK_COUNT_STEPS = True
    tallies.forget_waiting()
    yield
    tallies.forget_waiting()


def counts(**filters: str) -> dict[tuple[str, str, str], int]:
    """Write what waits and return the counts by page, event and code."""
    tallies.write()
    rows = StepTally.objects.filter(**filters).order_by("pk")
    return {(row.page, row.event, row.code): row.count for row in rows}


def test_the_start_page_is_counted_before_anything_is_begun(client: Client) -> None:
    client.get("/en/check/")
    client.get("/en/check/", headers={"sec-purpose": "prefetch"})
    assert counts() == {("@start", "seen", ""): 1}
    assert not Draft.objects.exists()


def test_each_answer_counts_where_it_leaves_and_where_it_arrives(client: Client) -> None:
    submit(client, begin(client, "check"), {"who_for": "self"})
    assert counts() == {
        ("@start", "reached", ""): 1,
        ("@start", "went_on", ""): 1,
        ("who", "reached", ""): 1,
        ("who", "went_on", ""): 1,
        ("signs", "reached", ""): 1,
    }


def test_reading_a_page_again_and_sending_it_again_counts_once(client: Client) -> None:
    address = begin(client, "check")
    for _ in range(3):
        client.get(address)
        submit(client, address, {"who_for": "self"})
    assert counts()["who", "went_on", ""] == 1
    assert counts()["signs", "reached", ""] == 1


def test_what_was_wrong_is_counted_by_its_code(client: Client) -> None:
    address = begin(client, "check")
    for answers in ({}, {"who_for": "nobody"}):
        assert submit(client, address, answers).status_code == 422
    found = counts()
    assert found["who", "error", "required"] == 1
    assert found["who", "error", "unknown_choice"] == 1


def test_an_emergency_page_is_counted_and_put_right_when_it_was_a_mistake(client: Client) -> None:
    walk(client, begin(client, "check"), {"who_for": "self", "signs": "chest_pain"})
    page = client.get("/en/emergency/").content.decode()
    back = page.partition('wm-btn--quiet" href="')[2].partition('"')[0]
    submit(client, back, {"signs": "none"})
    found = counts()
    assert found["emergency_chest_pain", "reached", ""] == 1
    assert found["emergency_chest_pain", "led_elsewhere", ""] == 1
    assert found["safe", "reached", ""] == 1


def test_language_and_kind_of_device_are_all_that_is_known_of_a_reader(client: Client) -> None:
    client.get("/ur/check/", headers={"user-agent": PHONE})
    client.get("/en/check/", headers={"user-agent": "Mozilla/5.0 (X11; Linux)"})
    assert counts(locale="ur", device="phone") == {("@start", "seen", ""): 1}
    assert counts(locale="en", device="other") == {("@start", "seen", ""): 1}
    fields = {field.name for field in StepTally._meta.fields}
    assert fields == {"id", "day", "version", "page", "locale", "device", "event", "code", "count"}


def test_no_answer_stands_in_a_count(client: Client) -> None:
    address = begin(client, "check")
    submit(client, address, {"who_for": "somebody very private"})
    walk(client, address, {**SAFE, "postcode": "LE1 1AA"})
    assert counts()
    text = " ".join(f"{row.page} {row.event} {row.code}" for row in StepTally.objects.all())
    assert not [word for word in ("private", "LE1", "18_39", "chest") if word in text]


def test_a_referral_is_counted_as_sent_once(client: Client) -> None:
    address = ready(client)
    for _ in range(2):
        client.post(address)
    found = counts()
    assert found["check_answers", "went_on", ""] == 1
    assert found["confirmation", "reached", ""] == 1


def test_a_step_asks_the_database_no_more_because_it_is_counted(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies._tally, "_written_at", float("inf"))
    asked = {}
    for on in (False, True, False, True):
        settings.WAYMARK_COUNT_STEPS = on
        address = begin(client, "check")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(address, {"steps-current_step": "x", "who_for": "self"})
        asked[on] = len(queries)
    assert asked[True] == asked[False]


@pytest.mark.parametrize("broken", ["note", "moved"])
def test_a_step_goes_on_when_counting_fails(
    client: Client, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    address = begin(client, "check")

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no counting today")

    monkeypatch.setattr(f"selfassessment.views.counting.{broken}", fail)
    assert submit(client, address, {"who_for": "self"}).status_code == 302


def test_a_busy_database_keeps_the_counts_for_later(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/en/check/")
    tallies.forget_waiting()
    client.get("/en/check/")

    def busy(counts: object) -> None:
        raise DatabaseError("locked")

    add = tallies._tally._add
    monkeypatch.setattr(tallies._tally, "_add", busy)
    assert tallies.write() == 0
    monkeypatch.setattr(tallies._tally, "_add", add)
    assert tallies.write() == 1


def test_counts_of_a_day_add_up_over_writes(client: Client) -> None:
    for _ in range(3):
        client.get("/en/check/")
        tallies.write()
    assert StepTally.objects.get().count == 3


def test_nothing_is_counted_when_counting_is_off(client: Client, settings: Settings) -> None:
    settings.WAYMARK_COUNT_STEPS = False
    client.get("/en/check/")
    assert counts() == {}
    assert all_settings.WAYMARK_COUNT_STEPS is False


def test_counts_are_forgotten_after_a_year_and_a_month() -> None:
    version = JourneyVersion.objects.get(journey__slug="check")
    for days in (10, 500):
        StepTally.objects.create(
            day=clock.today() - timedelta(days=days),
            version=version,
            page="who",
            locale="en",
            device="other",
            event="reached",
            count=1,
        )
    assert tallies.tidy(now=clock.now()) == 1
    assert StepTally.objects.count() == 1
