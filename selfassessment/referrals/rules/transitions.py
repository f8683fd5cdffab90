"""Which moves may a referral line make, and who may see it as open?

One table: the desk's buttons, the checks and the diagram in the documents all come from it.
After `journeys`: received → triage → allocated → contacting → accepted → discharged, with
the three ways out that each lead to an alternative.
"""

from dataclasses import dataclass


class MoveNotAllowed(ValueError):
    """The line is in a state from which this move does not start."""


@dataclass(frozen=True)
class Move:
    """One move: from a state to a state, the verb on its button, whether a note is needed."""

    start: str
    end: str
    verb: str
    note_needed: bool = False
    blocked_by_safety: bool = False


MOVES: tuple[Move, ...] = (
    Move("received", "triage", "Start triage"),
    Move("triage", "allocated", "Allocate", blocked_by_safety=True),
    Move("triage", "redirected", "Pass to something else", note_needed=True),
    Move("allocated", "contacting", "Start contacting"),
    Move("allocated", "triage", "Return to triage", note_needed=True),
    Move("contacting", "accepted", "Person accepts"),
    Move("contacting", "declined", "Person declines", note_needed=True),
    Move("contacting", "unreached", "Could not be reached", note_needed=True),
    Move("contacting", "triage", "Return to triage", note_needed=True),
    Move("accepted", "discharged", "Discharge", note_needed=True),
    Move("declined", "discharged", "Close with other offers"),
    Move("unreached", "triage", "Person came back"),
    Move("unreached", "discharged", "Close with other offers"),
    Move("redirected", "discharged", "Close with other offers"),
    *(
        Move(state, "withdrawn", "Person withdraws", note_needed=True, blocked_by_safety=True)
        for state in ("received", "triage", "allocated", "contacting", "accepted")
    ),
)

OPEN = ("received", "triage", "allocated", "contacting", "accepted")
ENDED = ("discharged", "withdrawn")


def moves_from(state: str) -> tuple[Move, ...]:
    """Return the moves that start in a state, the usual one first."""
    return tuple(move for move in MOVES if move.start == state)


def check_move(state: str, end: str, *, note: str, safety_hold: bool) -> Move:
    """Return the move from one state to another, or raise MoveNotAllowed saying why not."""
    for move in moves_from(state):
        if move.end != end:
            continue
        if move.blocked_by_safety and safety_hold:
            raise MoveNotAllowed("Deal with the safety flag first.")
        if move.note_needed and not note.strip():
            raise MoveNotAllowed("Write a note that says why.")
        return move
    raise MoveNotAllowed(f"A line cannot go from {state} to {end}.")


def diagram() -> str:
    """Return the table as a Mermaid state diagram, as the documents show it."""
    lines = ["stateDiagram-v2", "    [*] --> received"]
    lines += [f"    {move.start} --> {move.end}: {move.verb}" for move in MOVES]
    lines += [f"    {state} --> [*]" for state in ENDED]
    return "\n".join(lines)
