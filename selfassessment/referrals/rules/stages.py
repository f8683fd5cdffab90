"""What is a person told about where a line stands? Fewer and plainer words than the desk has."""

from collections.abc import Mapping
from datetime import date

from selfassessment.referrals.rules.standing import Clocks, LineFacts, promised, tried_again_by
from selfassessment.referrals.rules.transitions import ENDED

RECEIVED, LOOKING, PASSED, TRYING = "received", "looking", "passed", "trying"
WORKING, UNREACHED, FINISHED, WITHDRAWN = "working", "unreached", "finished", "withdrawn"

_STAGES: Mapping[str, str] = {
    "received": RECEIVED,
    "triage": LOOKING,
    "returned": LOOKING,
    "safeguarding": LOOKING,
    "allocated": PASSED,
    "contacting": TRYING,
    "accepted": WORKING,
    "unreached": UNREACHED,
    "declined": FINISHED,
    "redirected": FINISHED,
    "completed": FINISHED,
    "dropped_out": FINISHED,
    "moved_service": FINISHED,
    "discharged": FINISHED,
    "follow_up": FINISHED,
    "withdrawn": WITHDRAWN,
}


def stage(state: str) -> str:
    """Return the person's word for a state; a state added later counts by whether it ended."""
    return _STAGES.get(state, FINISHED if state in ENDED else WORKING)


def next_date(line: LineFacts, clocks: Clocks) -> date | None:
    """Return the day by which the next thing happens, as promised; None when nothing was.

    Whoever was passed on late is called within the same number of working days from then.
    """
    now = stage(line.state)
    read_by, contact_by = promised(line, clocks)
    if now == RECEIVED:
        return read_by
    if now == LOOKING:
        return contact_by
    if now == TRYING and (again := tried_again_by(line, clocks)):
        return again
    if now in (PASSED, TRYING):
        return max(contact_by, clocks.after(line.since, clocks.allowed.contact))
    return None
