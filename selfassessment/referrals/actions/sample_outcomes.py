"""Which made-up outcomes stand on a demonstration? Nobody in them is real.

They are many enough that a return shows numbers although small ones are hidden.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from core.clock import day_of
from selfassessment.referrals.actions import outcomes
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.lines import step
from selfassessment.referrals.actions.sample_wards import TOGETHER, sample_ward
from selfassessment.referrals.models import Case, ReferralLine
from selfassessment.referrals.rules import periods
from selfassessment.referrals.types import Consent, NeedLine, PersonDetails, SubmittedReferral

_SPACE = uuid.UUID("0b7e6f0a-6a53-4cf0-8f43-0b5d2f1f7c55")
SMOKERS = 28
_NAMES = ("Alex", "Bina", "Chris", "Dawn", "Ewa", "Farid", "Gita")
_GROUPS = ("white_british", "asian_indian", "white_british", "black_african")
_WORK = ("routine", "routine", "intermediate", "retired")


def load_sample_outcomes(*, now: datetime) -> int:
    """Put made-up people who tried to stop smoking last quarter there, once; return how many."""
    today = day_of(now)
    quarter = [one for one in periods.choices(today) if not one.is_year][1]
    made = 0
    for number in range(SMOKERS):
        quit_date = quarter.first + timedelta(days=7 + 2 * number)
        asked = _received(number, quit_date, now)
        if asked is not None:
            made += 1
            _keep(asked, number, quit_date, now)
    return made


def _received(number: int, quit_date: date, now: datetime) -> ReferralLine | None:
    came = now - timedelta(days=(day_of(now) - quit_date).days + 14)
    received = receive(submission=_submission(number), now=came)
    if not received.is_new:
        return None
    return helped_and_closed(received.case_id, came, now)


def helped_and_closed(case_id: uuid.UUID, came: datetime, now: datetime) -> ReferralLine:
    """Bring the line of a made-up case to its end, so that nobody has to work it."""
    line = Case.objects.get(pk=case_id).lines.get()
    note = "A made-up case of the demonstration."
    step(line=line, to="in_programme", note=note, by=None, now=came + timedelta(days=3))
    ended = min(now, came + timedelta(days=60))
    step(line=line, to="completed", note=note, by=None, now=ended)
    step(line=line, to="closed", note=note, by=None, now=ended)
    return line


def _submission(number: int) -> SubmittedReferral:
    return SubmittedReferral(
        key=uuid.uuid5(_SPACE, f"smoker-{number}"),
        journey="refer",
        journey_version="sample",
        language="en",
        channel=("online", "telephone", "online", "professional")[number % 4],
        person=PersonDetails(
            f"{_NAMES[number % len(_NAMES)]} Sample",
            date_of_birth=date(1958 + 2 * number % 46, 1 + number % 12, 11),
            phone=f"0116 496 0{200 + number}",
        ),
        needs=(NeedLine("smoking", "stop_smoking", "lifestyle_team", 5, ("Asked for it",)),),
        consents=(Consent("share", "May we share this with the people who help?", True),),
        ward=sample_ward(number // TOGETHER),
        imd_decile=1 + number % 10,
        is_sample=True,
    )


def _keep(line: ReferralLine, number: int, quit_date: date, now: datetime) -> None:
    begun: dict[str, Any] = {
        "quit_date": quit_date.isoformat(),
        "gender": "female" if number % 2 else "male",
        "ethnic_group": _GROUPS[number % 4],
        "socio_economic": _WORK[number // 2 % 4],
        "pregnant": "no",
        "free_prescriptions": "yes" if number % 3 else "no",
        "intervention": "telephone" if number % 3 else "one_to_one",
        "setting": "community",
        "aid": ("nrt_more", "vape")[number // 3 % 2],
        "co_ppm": 14 + 5 * number % 17,
    }
    keeping = {"line": line, "code": "stop_smoking", "by": None, "now": now}
    outcomes.keep(stage="before", values=begun, **keeping)  # type: ignore[arg-type]
    if number % 4 == 3:
        return
    after: dict[str, Any] = {
        "smoked": "smoked" if number % 4 == 2 else "not_a_puff",
        "asked_on": (quit_date + timedelta(days=28)).isoformat(),
        "co_ppm": 3 if number % 4 == 0 else None,
    }
    outcomes.keep(stage="4", values=after, **keeping)  # type: ignore[arg-type]
