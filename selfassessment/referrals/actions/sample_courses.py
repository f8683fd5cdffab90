"""Which made-up people were asked before and after on a demonstration?

And which invented year is it compared with? The people are just enough for each kind of help
that a mean may be shown. Nobody in them is real.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from selfassessment.referrals.actions import outcomes
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.sample_outcomes import helped_and_closed
from selfassessment.referrals.actions.sample_wards import sample_ward
from selfassessment.referrals.models import BoardSettings
from selfassessment.referrals.rules.scored import scored
from selfassessment.referrals.types import Consent, NeedLine, PersonDetails, SubmittedReferral

_SPACE = uuid.UUID("8b1f0a52-2f5e-4c63-9c3a-0f6f6a1f8d0e")
EACH = 7
_NAMES = ("Hana", "Imran", "Jo", "Kiran", "Lea", "Moses", "Nadia")
_GROUPS = ("white_british", "asian_indian", "asian_pakistani", "white_british")
_HOW_OFTEN = ("hardly_ever", "some_of_the_time", "often")
_BEGAN = timedelta(days=110)
_AFTER = timedelta(weeks=12)
# Invented: so many came each way in the year before, when most had to ring.
_YEAR_BEFORE = {
    "baseline_online": 160,
    "baseline_online_helped": 40,
    "baseline_call_back": 60,
    "baseline_telephone": 600,
    "baseline_counter": 120,
    "baseline_paper": 130,
    "baseline_professional": 390,
    "baseline_pop_up": 50,
}


@dataclass(frozen=True)
class Course:
    """A kind of help, and what the person of a number answered at the start and after."""

    need: str
    offer: str
    code: str
    answers: Callable[[int, date], tuple[Mapping[str, Any], Mapping[str, Any]]]


def load_sample_courses(*, now: datetime) -> int:
    """Put made-up people who were asked before and after there, once; return how many."""
    found = [(course, number) for course in _COURSES for number in range(EACH)]
    return sum(_load(course, number, place, now) for place, (course, number) in enumerate(found))


def seed_year_before(*, now: datetime) -> bool:
    """Put invented numbers of a year to compare with into settings that hold none; say if so."""
    settings = BoardSettings.load()
    if any(settings.baseline().values()):
        return False
    for name, number in _YEAR_BEFORE.items():
        setattr(settings, name, number)
    settings.baseline_year = f"{now.year - 1} (made up)"
    settings.save()
    return True


def _load(course: Course, number: int, place: int, now: datetime) -> bool:
    came = now - _BEGAN - timedelta(days=number)
    received = receive(submission=_submission(course, number, place), now=came)
    if not received.is_new:
        return False
    line = helped_and_closed(received.case_id, came, now)
    began = came + timedelta(days=4)
    before, after = course.answers(number, began.date())
    wellbeing = (course.code, "wellbeing") if course.code != "wellbeing" else ("wellbeing",)
    for code in wellbeing:
        first, last = (before, after) if code == course.code else _how_they_are(number)
        keeping: dict[str, Any] = {"line": line, "code": code, "by": None}
        outcomes.keep(stage="before", values=first, now=began, **keeping)
        outcomes.keep(stage="12", values=last, now=min(now, began + _AFTER), **keeping)
    return True


def _submission(course: Course, number: int, place: int) -> SubmittedReferral:
    return SubmittedReferral(
        key=uuid.uuid5(_SPACE, f"{course.code}-{number}"),
        journey="refer",
        journey_version="sample",
        language="en",
        channel=("online", "online", "telephone", "online_helped")[number % 4],
        person=PersonDetails(
            f"{_NAMES[number]} Sample",
            date_of_birth=date(1941 + 7 * number + place % 5, 1 + place % 12, 8),
            phone=f"0116 496 0{300 + place}",
        ),
        needs=(NeedLine(course.need, course.offer, "desk", 5, ("Asked for it",)),),
        consents=(Consent("share", "May we share this with the people who help?", True),),
        ward=sample_ward(place // EACH),
        imd_decile=1 + (3 * number + place) % 10,
        is_sample=True,
    )


def _how_they_are(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return ONS4 before and after."""
    before = {"satisfied": 4 + number % 3, "worthwhile": 5, "happy": 4 + number % 2}
    after = {name: value + number % 4 for name, value in before.items()}
    first = _ons4({**before, "anxious": 6 + number % 2})
    return first, _ons4({**after, "anxious": 3 + number % 4})


def _ons4(given: Mapping[str, int]) -> dict[str, Any]:
    said = {f"ons4_{name}": str(value) for name, value in given.items()}
    answers = {name: scored(name, {"answer": value}) for name, value in said.items()}
    return {"asked_in": "en", **answers}


def _company(number: int, began: date) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    first, last = _how_they_are(number)
    often = ("often", "often", _HOW_OFTEN[number % 3])
    seldom = (_HOW_OFTEN[number % 2], "hardly_ever", _HOW_OFTEN[number % 2])
    return first | _lonely(often), last | _lonely(seldom)


def _lonely(how_often: tuple[str, ...]) -> dict[str, Any]:
    items = ("companionship", "left_out", "isolated")
    return {"ucla3": scored("ucla3", dict(zip(items, how_often, strict=True)))}


def _home(number: int, began: date) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    first = {"falls": 1 + number % 3, "feels_safe": 3 + number % 3}
    return first, {"falls": number % 2, "feels_safe": 7 + number % 3}


def _family(number: int, began: date) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    first = {"agreement_on": began.isoformat(), "worry": 2 + number % 4}
    return first, {"worry": 5 + number % 4}


def _weight(number: int, began: date) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    weight = 88.0 + 4 * number
    first = {
        "start_date": began.isoformat(),
        "referral_source": "self",
        "gender": "female" if number % 2 else "male",
        "ethnic_group": _GROUPS[number % len(_GROUPS)],
        "height_cm": 160.0 + 3 * number,
        "weight_kg": weight,
        "measured_on": began.isoformat(),
        "programme": "group",
        "mode": "face_to_face",
    }
    last = {
        "weight_kg": round(weight * (0.93 + 0.01 * number), 1),
        "measured_on": (began + _AFTER).isoformat(),
    }
    return first, last


_COURSES = (
    Course("company", "befriending", "wellbeing", _company),
    Course("home", "home_safety", "home", _home),
    Course("family", "family_help", "early_help", _family),
    Course("weight", "adult_weight", "weight", _weight),
)
