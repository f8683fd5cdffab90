"""Where does a whole case stand, seen from its lines, and which clock runs out next?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from selfassessment.referrals.rules.clocks import Hours, working_day_after

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
    """What the standing of a case needs to know of a line; one added later has own promises.

    `since` is when it came into its state, `worked_on` when something was written down about it
    last, `tried_on` the last attempt and `begun_again` when the person came back.
    """

    state: str
    priority: int = 5
    acknowledge_by: date | None = None
    read_by: date | None = None
    contact_by: date | None = None
    since: date = date.min
    worked_on: date | None = None
    tried_on: date | None = None
    begun_again: date | None = None

    @property
    def touched_on(self) -> date:
        """Return when somebody last did something about it."""
        return max(self.since, self.worked_on or self.since)


@dataclass(frozen=True)
class Allowed:
    """How many working days each clock gives."""

    contact: int
    safety: int
    safeguarding: int
    try_again: int
    first_talk: int
    start: int
    programme: int
    discharge: int


@dataclass(frozen=True)
class Clocks:
    """The clocks of the desk: what was promised, the days of the settings, the hours.

    `plan_by` is the day by which the plan of a family is looked at, `flag_by` that of a safety
    flag: a flag has a clock while it stands, whatever became of the lines.
    """

    read_by: date
    contact_by: date
    allowed: Allowed
    hours: Hours
    plan_by: date | None = None
    flag_by: date | None = None

    def after(self, day: date, days: int) -> date:
        """Return the day so many working days later."""
        return working_day_after(self.hours, day, days)


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


def promised(line: LineFacts, clocks: Clocks) -> tuple[date, date]:
    """Return by when a line is read and its person contacted.

    A line that was added later has days of its own; whoever came back is contacted so many days
    after that.
    """
    read_by, contact_by = line.read_by or clocks.read_by, line.contact_by or clocks.contact_by
    if line.begun_again:
        contact_by = max(contact_by, clocks.after(line.begun_again, clocks.allowed.contact))
    return read_by, contact_by


def tried_again_by(line: LineFacts, clocks: Clocks) -> date | None:
    """Return by when somebody who was tried is tried again; None before the first attempt."""
    return clocks.after(line.tried_on, clocks.allowed.try_again) if line.tried_on else None


def _deadline(line: LineFacts, clocks: Clocks) -> date:
    """Return by when the next thing happens to a line; NO_CLOCK once it is over."""
    allowed, after = clocks.allowed, clocks.after
    read_by, contact_by = promised(line, clocks)
    if line.state == "received":
        return read_by
    if line.state in ("triage", "returned"):
        return contact_by
    if line.state == "allocated":
        return min(contact_by, line.acknowledge_by or contact_by)
    if line.state == "contacting":
        return tried_again_by(line, clocks) or contact_by
    if line.state == "safeguarding":
        return after(line.touched_on, allowed.safeguarding)
    if line.state == "in_programme":
        return after(line.touched_on, allowed.programme)
    stage = stage_of(line.state)
    if stage == "helping":
        days = allowed.first_talk if line.state == "accepted" else allowed.start
        return after(line.since, days)
    return after(line.since, allowed.discharge) if stage == "closing" else NO_CLOCK


def standing(lines: Iterable[LineFacts], clocks: Clocks) -> Standing:
    """Return where a case with these lines stands; a case without lines is new."""
    known = list(lines) or [LineFacts("received")]
    stage = min((stage_of(line.state) for line in known), key=_ORDER.__getitem__)
    is_open = stage not in NOT_OPEN
    due = [_deadline(line, clocks) for line in known]
    if is_open and clocks.plan_by:
        due.append(clocks.plan_by)
    if clocks.flag_by:
        due.append(clocks.flag_by)
    return Standing(
        stage=stage,
        due_on=min(due),
        priority=min(line.priority for line in known),
        is_open=is_open,
        waits_for_provider=any(line.acknowledge_by is not None for line in known),
    )


def priority_in_words(priority: int) -> str:
    """Return what a priority means: 1 is urgent, up to 3 soon, the rest routine."""
    return "Urgent" if priority <= 1 else "Soon" if priority <= 3 else "Routine"
