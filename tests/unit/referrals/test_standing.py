"""Where does a case stand, seen from its lines?"""

from datetime import date

import pytest

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules.standing import (
    NO_CLOCK,
    STAGES,
    LineFacts,
    Standing,
    standing,
)

READ, CONTACT = date(2027, 3, 2), date(2027, 3, 4)


def of(*lines: LineFacts, tried: bool = False) -> Standing:
    """Return the standing of a case with these lines."""
    return standing(lines, read_by=READ, contact_by=CONTACT, tried=tried)


def test_every_state_belongs_to_exactly_one_stage() -> None:
    named = [state for states in STAGES.values() for state in states]
    assert sorted(named) == sorted(State.values)


def test_a_case_stands_where_its_most_urgent_line_stands() -> None:
    found = of(LineFacts("closed", 5), LineFacts("triage", 3), LineFacts("in_programme", 1))
    assert (found.stage, found.priority, found.is_open) == ("triage", 1, True)


@pytest.mark.parametrize(
    ("line", "tried", "due"),
    [
        (LineFacts("received"), False, READ),
        (LineFacts("triage"), False, CONTACT),
        (LineFacts("allocated", 5, date(2027, 3, 3)), False, date(2027, 3, 3)),
        (LineFacts("allocated"), False, CONTACT),
        (LineFacts("contacting"), False, CONTACT),
        (LineFacts("contacting"), True, NO_CLOCK),
        (LineFacts("in_programme"), False, NO_CLOCK),
        (LineFacts("closed"), False, NO_CLOCK),
    ],
)
def test_the_clock_that_runs_follows_from_the_state(
    line: LineFacts, tried: bool, due: date
) -> None:
    assert of(line, tried=tried).due_on == due


def test_a_case_is_no_longer_open_once_all_its_lines_are_discharged() -> None:
    assert not of(LineFacts("discharged"), LineFacts("withdrawn")).is_open


def test_a_line_that_nobody_acknowledged_keeps_the_case_waiting() -> None:
    assert of(LineFacts("allocated", 5, CONTACT)).waits_for_provider
    assert not of(LineFacts("allocated")).waits_for_provider
