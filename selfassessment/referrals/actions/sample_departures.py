"""Which made-up people of a demonstration were better helped somewhere else, or said no?

They are just enough for each reason and place that the board may show them. Nobody in them is
real.
"""

import uuid
from datetime import date, datetime, timedelta

from selfassessment.referrals.actions import lines
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.lines import step
from selfassessment.referrals.actions.sample_wards import sample_ward
from selfassessment.referrals.models import Case, Departure
from selfassessment.referrals.types import (
    Consent,
    Departing,
    NeedLine,
    PersonDetails,
    SubmittedReferral,
)

_SPACE = uuid.UUID("4f6f5b0e-58a0-4a0e-9b57-6a2f7a3f0c11")
EACH = 6
_NAMES = ("Ana", "Bilal", "Cora", "Dev", "Elsie", "Femi")
_CAME = timedelta(days=75)
_WHY, _OFFER = Departure.Why, Departure.Where.OFFER
# A need, what was offered for it, where the line went, and why.
_GROUPS = (
    ("mood", "wellbeing", "redirected", Departing(_WHY.NEEDS_MORE, _OFFER, "talking_therapies")),
    ("weight", "adult_weight", "redirected", Departing(_WHY.NOT_ELIGIBLE, _OFFER, "gp_weight")),
    ("moving", "moving_more", "declined", Departing(_WHY.NOT_NOW)),
)


def load_sample_departures(*, now: datetime) -> int:
    """Put made-up people who were passed on or declined there, once; return how many."""
    rows = [(group, number) for group in range(len(_GROUPS)) for number in range(EACH)]
    return sum(_load(group, number, now) for group, number in rows)


def _load(group: int, number: int, now: datetime) -> bool:
    _need, _offer, end, departing = _GROUPS[group]
    came = now - _CAME - timedelta(days=number)
    received = receive(submission=_submission(group, number), now=came)
    if not received.is_new:
        return False
    line = Case.objects.get(pk=received.case_id).lines.get()
    line = lines.move(line=line, to="triage", note="", by=None, now=came + timedelta(hours=20))
    read = came + timedelta(days=2)
    line = lines.move(line=line, to=end, note="", by=None, now=read, departing=departing)
    step(line=line, to="closed", note="A made-up case.", by=None, now=read + timedelta(days=3))
    return True


def _submission(group: int, number: int) -> SubmittedReferral:
    need, offer, *_end = _GROUPS[group]
    return SubmittedReferral(
        key=uuid.uuid5(_SPACE, f"{group}-{number}"),
        journey="refer",
        journey_version="sample",
        language="en",
        channel=("online", "online", "telephone")[number % 3],
        person=PersonDetails(
            f"{_NAMES[number % len(_NAMES)]} Sample",
            date_of_birth=date(1950 + 8 * number, 1 + group, 17),
            phone=f"0116 496 0{400 + EACH * group + number}",
        ),
        needs=(NeedLine(need, offer, "desk", 5, ("Asked for it",)),),
        consents=(Consent("share", "May we share this with the people who help?", True),),
        ward=sample_ward(0),
        imd_decile=1 + (4 * number + group) % 10,
        is_sample=True,
    )
