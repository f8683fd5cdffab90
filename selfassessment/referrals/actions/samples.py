"""Which made-up referrals stand on the desk of a demonstration? Nobody in them is real."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from accounts.models import User
from selfassessment.referrals import labels
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.handing import allocate
from selfassessment.referrals.actions.lines import step
from selfassessment.referrals.models import Provider, ReferralLine
from selfassessment.referrals.types import (
    AnswerShown,
    Consent,
    NeedLine,
    PersonDetails,
    SubmittedReferral,
)

_SPACE = uuid.UUID("6f1c53f2-6a0e-4d9a-9df1-2f3f3f9f6d10")
# What the sample account of a provider finds on its page.
_HANDED_OVER = {uuid.uuid5(_SPACE, name) for name in ("punjabi", "smoker")}


def _sample(name: str, ago: timedelta, **facts: object) -> tuple[timedelta, SubmittedReferral]:
    person = facts.pop("person")
    assert isinstance(person, PersonDetails)  # noqa: S101 - told to the type checker
    base: dict[str, object] = {
        "key": uuid.uuid5(_SPACE, name),
        "journey": "refer",
        "journey_version": "sample",
        "language": "en",
        "channel": "online",
        "answers": (AnswerShown("topics", "What would you like help with?", "See the line above"),),
        "consents": (Consent("share", "May we share this with the people who help?", True),),
        "is_sample": True,
    }
    return ago, SubmittedReferral(person=person, **{**base, **facts})  # type: ignore[arg-type]


def _samples() -> Iterator[tuple[timedelta, SubmittedReferral]]:
    yield _sample(
        "not-safe",
        timedelta(minutes=18),
        person=PersonDetails(
            "Rina Sample",
            age_band="18_49",
            postcode="LE2 0QD",
            phone="0116 496 0111",
            contact_by=("phone",),
            voicemail_ok=False,
            text_ok=False,
            safe_times="9am to 11am",
            contact_notes="Say that you ring from the library.",
        ),
        safety=("hurt",),
        needs=(NeedLine("abuse", "abuse_support", "desk", 1, ("Said that someone hurts them",)),),
    )
    yield _sample(
        "punjabi",
        timedelta(days=4, hours=3),
        person=PersonDetails(
            "Daljit Sample",
            age_band="50_64",
            postcode="LE5 4QN",
            phone="0116 496 0112",
            contact_by=("phone",),
            interpreter="pa",
        ),
        needs=(
            NeedLine("moving", "moving_more", "lifestyle_team", 3, ("Moves little",)),
            NeedLine("weight", "eat_well", "lifestyle_team", 5, ("Asked for it",)),
        ),
        imd_decile=2,
    )
    yield _sample(
        "gujarati",
        timedelta(minutes=40),
        person=PersonDetails(
            "Hansa Sample",
            date_of_birth=date(1955, 3, 14),
            age_band="65_plus",
            postcode="LE4 5QD",
            phone="0116 496 0456",
            contact_by=("phone",),
            voicemail_ok=False,
            safe_times="mornings",
            interpreter="gu",
            formats=("step_free",),
        ),
        language="gu",
        needs=(NeedLine("moving", "moving_more", "lifestyle_team", 3, ("Asked for it",)),),
        imd_decile=1,
    )
    yield _sample(
        "same-phone",
        timedelta(hours=1, minutes=5),
        person=PersonDetails(
            "H. Sample",
            age_band="65_plus",
            postcode="LE4 5QD",
            phone="01164960456",
            contact_by=("phone",),
        ),
        channel="call_back",
        needs=(NeedLine("talk", "call_back", "desk", 5),),
    )
    yield _sample(
        "falls",
        timedelta(hours=3),
        person=PersonDetails(
            "Jan Sample",
            age_band="65_plus",
            postcode="LE3 9QP",
            email="jan@example.org",
            contact_by=("email",),
        ),
        language="pl",
        needs=(NeedLine("home", "home_safety", "desk", 3, ("Fell in the last 12 months",)),),
    )
    yield _sample(
        "smoker",
        timedelta(days=1),
        person=PersonDetails(
            "Farah Sample",
            age_band="18_49",
            postcode="LE1 2WR",
            phone="0116 496 0115",
            contact_by=("phone",),
            text_ok=True,
        ),
        language="ur",
        needs=(NeedLine("smoking", "stop_smoking", "lifestyle_team", 1, ("Pregnant and smokes",)),),
    )


def load_sample_cases(*, now: datetime) -> int:
    """Put the sample referrals and a provider on the desk, once; return how many were new."""
    team = _sample_provider()
    new = 0
    for ago, submission in _samples():
        received = receive(submission=submission, now=now - ago)
        if received.is_new and submission.key in _HANDED_OVER:
            _hand_over(received.case_id, team, now)
        new += received.is_new
    return new


def _hand_over(case_id: uuid.UUID, team: Provider, now: datetime) -> None:
    """Give the first line of a sample to the provider; nobody is told."""
    line = ReferralLine.objects.select_related("case__person").order_by("priority")
    found = line.filter(case=case_id)[0]
    step(line=found, to="triage", note="", by=None, now=now)
    allocate(line=found, provider=team, note="", by=None, now=now)


def _sample_provider() -> Provider:
    """Let the sample account of a provider work for the lifestyle team."""
    team, made = Provider.objects.get_or_create(
        code="lifestyle_team",
        defaults={"name": labels.name("provider", "lifestyle_team"), "email": "team@example.org"},
    )
    if made:
        team.users.set(User.objects.filter(email="provider@example.org"))
    return team
