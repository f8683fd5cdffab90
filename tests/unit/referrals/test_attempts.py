"""When may the desk say that somebody could not be reached?"""

from datetime import datetime

import pytest

from core.clock import LONDON
from selfassessment.referrals.rules.attempts import (
    Attempt,
    part_of_day,
    safe_channels,
    still_needed,
)


def tried(day: int, hour: int, channel: str = "phone") -> Attempt:
    """Return an attempt on a day in March 2027."""
    return Attempt(datetime(2027, 3, day, hour, tzinfo=LONDON), channel)


ENOUGH = [tried(1, 10), tried(2, 15), tried(3, 10, "text"), tried(4, 10, "post")]


def test_three_days_two_times_two_channels_and_a_letter_are_enough() -> None:
    assert still_needed(ENOUGH, letter_is_safe=True) == []


@pytest.mark.parametrize(
    ("attempts", "words"),
    [
        ([], "3 more attempts"),
        (ENOUGH[1:], "One more attempt"),
        ([tried(1, 10), tried(1, 15), tried(3, 10, "text"), ENOUGH[3]], "3 different days"),
        ([tried(1, 10), tried(2, 11), tried(3, 9, "text"), ENOUGH[3]], "another time"),
        ([tried(1, 10), tried(2, 15), tried(3, 10), ENOUGH[3]], "another way"),
        (ENOUGH[:3], "letter"),
    ],
)
def test_what_is_missing_is_said(attempts: list[Attempt], words: str) -> None:
    missing = still_needed(attempts, letter_is_safe=True)
    assert any(words in one for one in missing), missing


def test_a_letter_is_not_asked_for_where_it_is_not_safe() -> None:
    assert still_needed(ENOUGH[:3], letter_is_safe=False) == []


def test_a_letter_is_no_substitute_for_an_attempt() -> None:
    letters = [tried(1, 10), tried(2, 15, "text"), tried(3, 10, "post")]
    assert still_needed(letters, letter_is_safe=True)[0] == "One more attempt"


def test_the_letter_comes_after_the_attempts() -> None:
    early = [*ENOUGH[:2], tried(2, 17, "post"), ENOUGH[2]]
    assert still_needed(early, letter_is_safe=True) == ["Then a letter that says how to come back"]
    assert still_needed([*early, ENOUGH[3]], letter_is_safe=True) == []


def test_whoever_was_spoken_to_was_reached() -> None:
    talk = Attempt(datetime(2027, 3, 3, 12, tzinfo=LONDON), "phone", spoke=True)
    assert still_needed([*ENOUGH, talk], letter_is_safe=False)[0] == "3 more attempts"
    later = [talk, tried(5, 10), tried(6, 15)]
    assert still_needed([*ENOUGH, *later], letter_is_safe=False)[0] == "One more attempt"


def test_one_channel_is_enough_when_no_other_is_safe() -> None:
    only_phone = [tried(1, 10), tried(2, 15), tried(3, 10)]
    assert still_needed(only_phone, letter_is_safe=False, channels_possible=1) == []


def test_the_time_of_day_is_that_of_london() -> None:
    assert part_of_day(datetime.fromisoformat("2027-07-01T11:30:00+00:00")) == "afternoon"
    assert part_of_day(datetime.fromisoformat("2027-01-01T11:30:00+00:00")) == "morning"


def test_text_messages_that_were_refused_are_no_channel() -> None:
    safe = safe_channels(("phone",), has_phone=True, has_email=True, text_ok=False)
    assert safe == ("phone",)
    assert safe_channels((), has_phone=True, has_email=True, text_ok=None) == (
        "phone",
        "text",
        "email",
    )
