"""Who has a safety flag, and for how long did it wait?"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timesince import timesince

from core.clock import LONDON, day_of
from selfassessment.referrals.models import Case


@dataclass(frozen=True)
class Flag:
    """A safety flag that stands: who took it on, in words, and whether that is late."""

    words: str
    is_taken: bool
    is_late: bool


def flag_of(case: Case, by: datetime | None, now: datetime) -> Flag | None:
    """Return the flag of a case; `by` is when somebody takes it on at the latest."""
    if not case.safety_hold:
        return None
    if case.hold_taken_at is None:
        when = f", to be taken on by {_moment(by, now)}" if by else ""
        waits = timesince(case.flag_since, now)
        return Flag(
            f"Nobody has taken it on. Waiting for {waits}{when}.",
            is_taken=False,
            is_late=by is not None and by < now,
        )
    who = str(case.hold_taken_by) if case.hold_taken_by else "Somebody who is no longer here"
    if case.flagged_at == case.hold_taken_at:
        return Flag(
            f"{who} has it. It was put on at {_moment(case.hold_taken_at, now)}.",
            is_taken=True,
            is_late=False,
        )
    after = timesince(case.flag_since, case.hold_taken_at)
    at = _moment(case.hold_taken_at, now)
    return Flag(f"{who} took it on {after} after it came in ({at}).", is_taken=True, is_late=False)


def _moment(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(LONDON), day_of(now)
    day = "" if local.date() == today else f"{local:%a} {local.day} {local:%b}, "
    return f"{day}{local:%H:%M}"
