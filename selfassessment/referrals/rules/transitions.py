"""Which moves may a referral line make, who may make them, and what must be done before?

One table: the desk's and the providers' buttons, the checks and the diagram in the documents
all come from it. A closed gate stops the moves it stands before, and says what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class MoveNotAllowed(ValueError):
    """The line is in a state from which this move does not start, or a gate is closed."""


class NoSuchMove(MoveNotAllowed):
    """The move does not start in this state."""


class Gate(StrEnum):
    """What must be done before some moves."""

    SAFETY = "safety"
    SAMENESS = "sameness"
    ATTEMPTS = "attempts"


@dataclass(frozen=True)
class Move:
    """One move: from a state to a state, the verb on its button, and what it asks for.

    `early_note`: a note is needed while follow-ups are still to come. `by_site`: the site makes
    the move when it is time, so it has no button.
    """

    start: str
    end: str
    verb: str
    note_needed: bool = False
    gates: tuple[Gate, ...] = ()
    provider_too: bool = False
    early_note: bool = False
    by_site: bool = False


_WORKING = (
    *("received", "triage", "allocated", "returned", "contacting"),
    *("accepted", "assessed", "in_programme"),
)
_BEFORE_ALLOCATION = (Gate.SAFETY, Gate.SAMENESS)

MOVES: tuple[Move, ...] = (
    Move("received", "triage", "Start triage"),
    Move("received", "safeguarding", "Pass to safeguarding", note_needed=True),
    Move("received", "declined", "Person declines", note_needed=True),
    Move("triage", "allocated", "Allocate", gates=_BEFORE_ALLOCATION),
    Move("triage", "redirected", "Pass to something else", note_needed=True),
    Move("triage", "safeguarding", "Pass to safeguarding", note_needed=True),
    Move("triage", "declined", "Person declines", note_needed=True),
    Move("safeguarding", "triage", "Return to triage", note_needed=True),
    Move("safeguarding", "discharged", "Close with other offers", note_needed=True),
    Move("allocated", "contacting", "Start contacting", provider_too=True),
    Move("allocated", "triage", "Return to triage", note_needed=True),
    Move("allocated", "returned", "Send back", note_needed=True, provider_too=True),
    Move("allocated", "declined", "Person declines", note_needed=True),
    Move("returned", "triage", "Return to triage"),
    Move("returned", "allocated", "Allocate again", gates=_BEFORE_ALLOCATION),
    Move("returned", "redirected", "Pass to something else", note_needed=True),
    Move("contacting", "accepted", "Person accepts", provider_too=True),
    Move("contacting", "declined", "Person declines", note_needed=True, provider_too=True),
    Move(
        "contacting",
        "unreached",
        "Could not be reached",
        note_needed=True,
        gates=(Gate.ATTEMPTS,),
        provider_too=True,
    ),
    Move("contacting", "redirected", "Pass to something else", note_needed=True),
    Move("contacting", "triage", "Return to triage", note_needed=True),
    Move("contacting", "returned", "Send back", note_needed=True, provider_too=True),
    Move("accepted", "assessed", "First talk is done", provider_too=True),
    Move("accepted", "redirected", "Pass to something else", note_needed=True),
    Move("accepted", "returned", "Send back", note_needed=True, provider_too=True),
    Move("accepted", "dropped_out", "Person dropped out", note_needed=True, provider_too=True),
    Move("accepted", "discharged", "Discharge", note_needed=True),
    Move("assessed", "in_programme", "Help starts", provider_too=True),
    Move("assessed", "redirected", "Pass to something else", note_needed=True),
    Move("assessed", "returned", "Send back", note_needed=True, provider_too=True),
    Move("assessed", "dropped_out", "Person dropped out", note_needed=True, provider_too=True),
    Move("assessed", "discharged", "Discharge", note_needed=True),
    Move("in_programme", "completed", "Help is completed", provider_too=True),
    Move("in_programme", "dropped_out", "Person dropped out", note_needed=True, provider_too=True),
    Move(
        "in_programme",
        "moved_service",
        "Moved to another service",
        note_needed=True,
        provider_too=True,
    ),
    Move("completed", "discharged", "Discharge"),
    Move("dropped_out", "discharged", "Close with other offers"),
    Move("dropped_out", "contacting", "Person came back"),
    Move("moved_service", "discharged", "Discharge"),
    Move("declined", "discharged", "Close with other offers"),
    Move("unreached", "discharged", "Close with other offers"),
    Move("unreached", "triage", "Person came back"),
    Move("redirected", "discharged", "Close with other offers"),
    Move("discharged", "follow_up", "Begin follow-ups", by_site=True),
    Move("discharged", "closed", "Close", early_note=True),
    Move("discharged", "triage", "Person came back", note_needed=True),
    Move("follow_up", "closed", "Close", early_note=True),
    Move("follow_up", "triage", "Person came back", note_needed=True),
    Move("closed", "triage", "Person came back", note_needed=True),
    *(
        Move(state, "withdrawn", "Person withdraws", note_needed=True, gates=(Gate.SAFETY,))
        for state in _WORKING
    ),
)

ENDED = ("closed", "withdrawn")


def moves_from(state: str, *, provider: bool = False) -> tuple[Move, ...]:
    """Return the moves that start in a state, the usual one first; a provider has fewer."""
    return tuple(
        move for move in MOVES if move.start == state and (move.provider_too or not provider)
    )


def buttons_from(state: str, *, provider: bool = False) -> tuple[Move, ...]:
    """Return the moves that have a button: all but those that the site makes by itself."""
    return tuple(move for move in moves_from(state, provider=provider) if not move.by_site)


def check_move(
    state: str,
    end: str,
    *,
    note: str,
    closed: Mapping[str, str] | None = None,
    provider: bool = False,
    still_to_come: int = 0,
) -> Move:
    """Return the move from one state to another, or raise MoveNotAllowed saying why not.

    `closed` holds the closed gates, each with what is missing; `still_to_come` is how many
    follow-ups of the line are not done.
    """
    missing = closed or {}
    for move in moves_from(state, provider=provider):
        if move.end != end:
            continue
        for gate in move.gates:
            if gate in missing:
                raise MoveNotAllowed(missing[gate])
        if move.note_needed and not note.strip():
            raise MoveNotAllowed("Write a note that says why.")
        if move.early_note and still_to_come and not note.strip():
            raise MoveNotAllowed(
                f"Follow-ups still to come: {still_to_come}. Write a note that says why this is "
                "closed before they are done."
            )
        return move
    raise NoSuchMove(f"A line cannot go from {state} to {end}.")


def diagram() -> str:
    """Return the table as a Mermaid state diagram, as the documents show it."""
    lines = ["stateDiagram-v2", "    [*] --> received"]
    lines += [f"    {move.start} --> {move.end}: {move.verb}" for move in MOVES]
    lines += [f"    {state} --> [*]" for state in ENDED]
    return "\n".join(lines)
