"""Where does a whole case stand, seen from its lines, and which clock runs out next?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Stands for "no clock runs": a date, so that an index keeps the order on every database.
NO_CLOCK = date(9999, 12, 31)

# The most urgent first: a case stands where its most urgent line stands.
STAGES: dict[str, tuple[str, ...]] = {
    "new": ("received",),
    "triage": ("triage", "returned", "safeguarding"),
    "provider": ("allocated",),
    "contacting": ("contacting",),
    "helping": ("accepted", "assessed", "in_programme"),
    "closing": (
        *("declined", "unreached", "redirected"),
        *("completed", "dropped_out", "moved_service"),
    ),
    "follow_up": ("discharged", "follow_up"),
    "closed": ("closed", "withdrawn"),
}
_STAGE_OF = {state: stage for stage, states in STAGES.items() for state in states}
_ORDER = {stage: place for place, stage in enumerate(STAGES)}
NOT_OPEN = ("follow_up", "closed")
# What came of a line: these states say it, and `ended_as` keeps the last of them.
ENDINGS = (*STAGES["closing"], "withdrawn")


@dataclass(frozen=True)
class LineFacts:
    """What the standing of a case needs to know of a line; one added later has own promises."""

    state: str
    priority: int = 5
    acknowledge_by: date | None = None
    read_by: date | None = None
    contact_by: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where a case stands."""

    stage: str
    due_on: date
    priority: int
    is_open: bool
    waits_for_provider: bool


def is_worked_on(state: str) -> bool:
    """Return whether somebody still works on a line in this state."""
    return stage_of(state) not in (*NOT_OPEN, "closing")


def stage_of(state: str) -> str:
    """Return the stage that a state belongs to."""
    return _STAGE_OF[state]


def _deadline(line: LineFacts, read_by: date, contact_by: date, tried: bool) -> date:
    read_by, contact_by = line.read_by or read_by, line.contact_by or contact_by
    if line.state == "received":
        return read_by
    if line.state in ("triage", "returned"):
        return contact_by
    if line.state == "allocated":
        return min(contact_by, line.acknowledge_by or contact_by)
    if line.state == "contacting" and not tried:
        return contact_by
    return NO_CLOCK


def standing(
    lines: Iterable[LineFacts],
    *,
    read_by: date,
    contact_by: date,
    tried: bool,
    plan_by: date | None = None,
) -> Standing:
    """Return where a case with these lines stands; a case without lines is new.

    `plan_by` is the day by which the plan of its family is looked at, a clock while it is open.
    """
    known = list(lines) or [LineFacts("received")]
    stage = min((stage_of(line.state) for line in known), key=_ORDER.__getitem__)
    is_open = stage not in NOT_OPEN
    due = min(_deadline(line, read_by, contact_by, tried) for line in known)
    return Standing(
        stage=stage,
        due_on=min(due, plan_by) if is_open and plan_by else due,
        priority=min(line.priority for line in known),
        is_open=is_open,
        waits_for_provider=any(line.acknowledge_by is not None for line in known),
    )
