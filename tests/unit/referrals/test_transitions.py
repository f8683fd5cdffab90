"""Which moves may a referral line make?"""

from pathlib import Path

import pytest

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules.standing import NOT_OPEN, stage_of
from selfassessment.referrals.rules.transitions import (
    ENDED,
    MOVES,
    Gate,
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


def test_the_usual_way_leads_from_received_to_closed() -> None:
    way = ["received"]
    while way[-1] not in ENDED:
        way.append(moves_from(way[-1])[0].end)
    assert way == [
        *("received", "triage", "allocated", "contacting", "accepted", "assessed"),
        *("in_programme", "completed", "discharged", "follow_up", "closed"),
    ]


@pytest.mark.parametrize("gate", [Gate.SAFETY, Gate.SAMENESS])
def test_a_closed_gate_stops_allocation_and_nothing_before_it(gate: Gate) -> None:
    closed = {str(gate): "Do this first."}
    check_move("received", "triage", note="", closed=closed)
    with pytest.raises(MoveNotAllowed, match=r"Do this first\."):
        check_move("triage", "allocated", note="", closed=closed)
    check_move("triage", "allocated", note="")


def test_could_not_be_reached_waits_for_the_attempts() -> None:
    with pytest.raises(MoveNotAllowed, match="2 more"):
        check_move("contacting", "unreached", note="x", closed={"attempts": "2 more"})
    check_move("contacting", "unreached", note="x", closed={"safety": "x"})


def test_a_move_that_needs_a_note_is_refused_without_one() -> None:
    with pytest.raises(MoveNotAllowed, match="note"):
        check_move("contacting", "declined", note="  ")
    assert check_move("contacting", "declined", note="Busy").end == "declined"


def test_a_provider_makes_the_moves_of_a_provider_alone() -> None:
    assert check_move("contacting", "accepted", note="", provider=True)
    for start, end in (("received", "triage"), ("triage", "allocated"), ("accepted", "discharged")):
        check_move(start, end, note="x")
        with pytest.raises(MoveNotAllowed):
            check_move(start, end, note="x", provider=True)


def test_a_person_may_withdraw_from_every_state_in_which_somebody_works_for_them() -> None:
    for state in State.values:
        ends = {move.end for move in moves_from(state)}
        working = stage_of(state) not in (*NOT_OPEN, "closing") and state != "safeguarding"
        assert ("withdrawn" in ends) == working, state


def test_a_move_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(MoveNotAllowed):
        check_move("received", "discharged", note="x")


def test_the_diagram_in_the_documents_is_the_table() -> None:
    assert diagram() in DOCUMENT.read_text("utf-8")
