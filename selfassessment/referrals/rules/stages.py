"""What is a person told about where a line stands? Fewer and plainer words than the desk has."""

from collections.abc import Mapping
from datetime import date

from selfassessment.referrals.rules import clocks
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


def next_date(
    stage_now: str, *, since: date, read_by: date, contact_by: date, hours: clocks.Hours, days: int
) -> date | None:
    """Return the day by which the next thing happens, as promised; None when nothing was.

    Whoever was passed on late is called within the same number of working days from then.
    """
    if stage_now == RECEIVED:
        return read_by
    if stage_now == LOOKING:
        return contact_by
    if stage_now in (PASSED, TRYING):
        return max(contact_by, clocks.working_day_after(hours, since, days))
    return None
