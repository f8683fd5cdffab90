"""Where does a case stand, seen from its lines?"""

from dataclasses import replace
from datetime import date, time

import pytest

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules.clocks import Hours
from selfassessment.referrals.rules.standing import (
    NO_CLOCK,
    STAGES,
    Allowed,
    Clocks,
    LineFacts,
    Standing,
    priority_in_words,
    standing,
)

READ, CONTACT = date(2027, 3, 2), date(2027, 3, 4)


HOURS = Hours(frozenset(range(5)), time(9), time(17))
DAYS = Allowed(
    contact=2,
    safety=1,
    safeguarding=2,
    try_again=3,
    first_talk=10,
    start=20,
    programme=65,
    discharge=5,
)
CLOCKS = Clocks(READ, CONTACT, DAYS, HOURS)
MONDAY = date(2027, 3, 8)


def of(*lines: LineFacts, clocks: Clocks = CLOCKS) -> Standing:
    """Return the standing of a case with these lines."""
    return standing(lines, clocks)


def test_every_state_belongs_to_exactly_one_stage() -> None:
    named = [state for states in STAGES.values() for state in states]
    assert sorted(named) == sorted(State.values)


def test_a_case_stands_where_its_most_urgent_line_stands() -> None:
    found = of(LineFacts("closed", 5), LineFacts("triage", 3), LineFacts("in_programme", 1))
    assert (found.stage, found.priority, found.is_open) == ("triage", 1, True)


@pytest.mark.parametrize(
    ("line", "due"),
    [
        (LineFacts("received"), READ),
        (LineFacts("triage"), CONTACT),
        (LineFacts("allocated", 5, date(2027, 3, 3)), date(2027, 3, 3)),
        (LineFacts("allocated"), CONTACT),
        (LineFacts("contacting"), CONTACT),
        (LineFacts("contacting", since=MONDAY, tried_on=MONDAY), date(2027, 3, 11)),
        (LineFacts("triage", since=MONDAY, begun_again=MONDAY), date(2027, 3, 10)),
        (LineFacts("safeguarding", since=MONDAY), date(2027, 3, 10)),
        (LineFacts("accepted", since=MONDAY), date(2027, 3, 22)),
        (LineFacts("assessed", since=MONDAY), date(2027, 4, 5)),
        (LineFacts("in_programme", since=MONDAY), date(2027, 6, 7)),
        (LineFacts("in_programme", since=READ, worked_on=MONDAY), date(2027, 6, 7)),
        (LineFacts("completed", since=MONDAY), date(2027, 3, 15)),
        (LineFacts("closed"), NO_CLOCK),
    ],
)
def test_the_clock_that_runs_follows_from_the_state(line: LineFacts, due: date) -> None:
    assert of(line).due_on == due


@pytest.mark.parametrize("state", State.values)
def test_whoever_is_open_has_a_clock_and_is_never_forgotten(state: str) -> None:
    found = of(LineFacts(state, since=MONDAY, tried_on=MONDAY))
    assert found.is_open == (found.due_on != NO_CLOCK)


def test_a_safety_flag_has_a_clock_whatever_became_of_the_lines() -> None:
    assert of(LineFacts("closed"), clocks=replace(CLOCKS, flag_by=MONDAY)).due_on == MONDAY


def test_a_priority_is_said_in_words() -> None:
    assert [priority_in_words(number) for number in (1, 3, 5)] == ["Urgent", "Soon", "Routine"]


def test_a_case_is_no_longer_open_once_all_its_lines_are_discharged() -> None:
    assert not of(LineFacts("discharged"), LineFacts("withdrawn")).is_open


def test_a_line_that_nobody_acknowledged_keeps_the_case_waiting() -> None:
    assert of(LineFacts("allocated", 5, CONTACT)).waits_for_provider
    assert not of(LineFacts("allocated")).waits_for_provider
