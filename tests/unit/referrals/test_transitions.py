"""Which moves may a referral line make?"""

from pathlib import Path

import pytest

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules.transitions import (
    ENDED,
    MOVES,
    MoveNotAllowed,
    check_move,
    diagram,
    moves_from,
)

DOCUMENT = Path(__file__).resolve().parents[3] / "site/docs/referral-states.md"


def test_every_state_of_the_table_is_a_known_state_and_the_other_way_round() -> None:
    named = {move.start for move in MOVES} | {move.end for move in MOVES}
    assert named == set(State.values)


def test_from_every_state_a_line_can_reach_an_end() -> None:
    for state in State.values:
        reached, frontier = {state}, {state}
        while frontier:
            frontier = {move.end for one in frontier for move in moves_from(one)} - reached
            reached |= frontier
        assert reached & set(ENDED), state


def test_the_usual_way_leads_from_received_to_discharged() -> None:
    way = ["received"]
    while moves_from(way[-1]):
        way.append(moves_from(way[-1])[0].end)
    assert way == ["received", "triage", "allocated", "contacting", "accepted", "discharged"]


def test_a_safety_hold_stops_allocation_and_nothing_before_it() -> None:
    check_move("received", "triage", note="", safety_hold=True)
    with pytest.raises(MoveNotAllowed, match="safety flag"):
        check_move("triage", "allocated", note="", safety_hold=True)


def test_a_move_that_needs_a_note_is_refused_without_one() -> None:
    with pytest.raises(MoveNotAllowed, match="note"):
        check_move("contacting", "declined", note="  ", safety_hold=False)
    assert check_move("contacting", "declined", note="Busy", safety_hold=False).end == "declined"


def test_a_move_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(MoveNotAllowed):
        check_move("received", "discharged", note="x", safety_hold=False)


def test_the_diagram_in_the_documents_is_the_table() -> None:
    assert diagram() in DOCUMENT.read_text("utf-8")
