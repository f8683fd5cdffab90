"""Does the one gate let through what each contact rule allows, by each way, and nothing else?"""

import dataclasses
import itertools
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.referrals.rules.safe_contact import (
    CHANNELS,
    EMAIL,
    TEXT,
    Situation,
    Window,
    decide,
    safe_windows,
)
from tests.factories.contact_rules import OPEN, RULES, TO, by, typed_ways

NOON = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
QUIET = Window(time(20), time(8))


@pytest.mark.parametrize(("channel", "rule"), list(itertools.product(CHANNELS, RULES)))
def test_what_a_contact_rule_forbids_never_leaves(channel: str, rule: str) -> None:
    situation, open_ways = RULES[rule]
    answer = decide(situation(), channel=channel, to=str(TO[channel]), now=NOON, quiet=QUIET)
    assert answer.goes is (channel in open_ways), answer
    assert answer.goes or answer.reason


@pytest.mark.parametrize(("channel", "rule"), list(itertools.product(CHANNELS, RULES)))
def test_what_was_just_typed_leaves_by_its_own_rule_for_an_hour(channel: str, rule: str) -> None:
    for hour, minutes in ((12, 0), (23, 59), (3, 60)):  # nobody is woken: they wait for it
        now = NOON.replace(hour=hour)
        typed = dataclasses.replace(RULES[rule][0](), typed_at=now - timedelta(minutes=minutes))
        answer = decide(typed, channel=channel, to=str(TO[channel]), now=now, quiet=QUIET)
        assert answer.goes is (channel in typed_ways(rule)), answer
        late = now + timedelta(hours=1, seconds=1)
        assert not decide(typed, channel=channel, to=str(TO[channel]), now=late, quiet=None).goes


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("channel", [EMAIL, TEXT])
def test_nothing_leaves_in_quiet_hours_and_all_of_it_at_their_end(channel: str, hour: int) -> None:
    now = NOON.replace(hour=hour)
    answer = decide(Situation(OPEN), channel=channel, to=str(TO[channel]), now=now, quiet=QUIET)
    assert answer.goes is (8 <= hour < 20)
    if not answer.goes:
        assert answer.until is not None
        assert answer.until.hour == 8
        assert timedelta(0) < answer.until - now <= timedelta(hours=12)


def test_a_message_waits_for_the_hours_that_are_safe() -> None:
    situation = by(safe_times="9am to 11am")()
    answer = decide(situation, channel=TEXT, to=str(OPEN.phone), now=NOON, quiet=QUIET)
    assert answer.until == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert answer.reason == "not_a_safe_time"


def test_hours_are_those_of_the_clock_on_the_wall_in_summer_too() -> None:
    summer = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    assert decide(Situation(OPEN), channel=TEXT, to=str(OPEN.phone), now=summer, quiet=QUIET).goes


def test_safe_hours_that_lie_in_quiet_hours_stop_a_message() -> None:
    situation = by(safe_times="after 9pm")()
    answer = decide(situation, channel=TEXT, to=str(OPEN.phone), now=NOON, quiet=QUIET)
    assert (answer.goes, answer.until, answer.reason) == (False, None, "no_safe_time")


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("Mornings, Early evenings", ["08:30", "18:00"], ["13:00", "19:30"]),
        ("9am to 11am", ["09:00", "10:59"], ["11:00", "21:00"]),
        ("between 10 and 2pm", [], []),
        ("after 5pm", ["17:00", "22:00"], ["16:59"]),
        ("before 10am", ["09:00"], ["10:00"]),
        ("14:00-16:30", ["14:00", "16:29"], ["16:30"]),
        ("9 to 11am", ["09:30"], ["12:00"]),
    ],
)
def test_the_words_of_forms_and_desk_are_understood(
    words: str, inside: list[str], outside: list[str]
) -> None:
    windows = safe_windows(words)
    if not inside:
        assert windows is None
        return
    assert windows is not None
    for moments, expected in ((inside, True), (outside, False)):
        for moment in moments:
            assert any(w.holds(time.fromisoformat(moment)) for w in windows) is expected, moment


@given(
    st.text(max_size=60),
    st.datetimes(timezones=st.just(UTC)).filter(lambda d: 1980 < d.year < 9000),
)
def test_no_words_and_no_moment_break_the_gate(words: str, now: datetime) -> None:
    situation = by(safe_times=words)()
    answer = decide(situation, channel=TEXT, to=str(OPEN.phone), now=now, quiet=QUIET)
    assert answer.goes or answer.until is not None or answer.reason
    if answer.until is not None:
        again = decide(situation, channel=TEXT, to=str(OPEN.phone), now=answer.until, quiet=QUIET)
        assert again.goes
