"""Make a hundred thousand made-up cases, spread over all states, to measure the desk with."""

import uuid
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Model

from accounts.models import User
from selfassessment.referrals.enums import State
from selfassessment.referrals.models import (
    Case,
    DeskSettings,
    Family,
    FamilyCase,
    Person,
    PersonMatch,
    ReferralLine,
)
from selfassessment.referrals.rules.references import ALPHABET, PREFIX
from selfassessment.referrals.rules.standing import ENDINGS, Clocks, LineFacts, standing

AT_ONCE = 2000
NEEDS = ("smoking", "weight", "moving", "alcohol", "talk", "home")
PROVIDERS = ("lifestyle_team", "desk", "recovery", "home_team")
HOURS = DeskSettings(opens=time(9), closes=time(17)).hours(frozenset())
LANGUAGES = ("en", "en", "en", "gu", "ur", "pl")


def make_cases(count: int, *, now: datetime) -> int:
    """Make so many cases with one line each; return how many there are."""
    for start in range(0, count, AT_ONCE):
        rows = list(_numbered(start, min(start + AT_ONCE, count), now))
        for place, kind in enumerate((Person, PersonMatch, Case, ReferralLine)):
            manager: Any = kind._default_manager
            manager.bulk_create([made[place] for made in rows])
    return Case.objects.count()


def make_families(each: int, *, lead: User, now: datetime) -> int:
    """Make a family of every so many-th case, a third of them past their date; return how many."""
    today = now.date()
    cases = list(Case.objects.order_by("received_at").only("pk"))[::each]
    families = [
        Family(
            lead=lead,
            agreed_on=today,
            review_by=today + timedelta(days=-1 if number % 3 == 0 else 30),
            created_at=now,
        )
        for number in range(len(cases))
    ]
    Family.objects.bulk_create(families, batch_size=AT_ONCE)
    FamilyCase.objects.bulk_create(
        (
            FamilyCase(case=case, family=family, joined_at=now)
            for case, family in zip(cases, families, strict=True)
        ),
        batch_size=AT_ONCE,
    )
    return len(families)


def _reference(number: int) -> str:
    signs = ""
    for _ in range(8):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return PREFIX + signs


def _numbered(first: int, end: int, now: datetime) -> Iterator[tuple[Model, ...]]:
    for number in range(first, end):
        received = now - timedelta(minutes=7 * number)
        person = Person(
            sealed_details={
                "name": f"Made-up {number}",
                "age_band": "65_plus",
                "postcode": "LE4 5QD",
                "phone": f"0116 496 {number % 1000:04}",
                "contact_by": ["phone"],
                "voicemail_ok": bool(number % 2),
            },
            created_at=received,
        )
        match = PersonMatch(person=person, digest=uuid.uuid5(uuid.NAMESPACE_OID, str(number)).hex)
        case = _case(number, person, received)
        state = list(State.values)[number % len(State.values)]
        tried = case.tried_on if number % 2 else None
        found = standing(
            [LineFacts(state, case.priority, since=received.date(), tried_on=tried)],
            Clocks(case.read_by_date, case.contact_by_date, DeskSettings().allowed(), HOURS),
        )
        case.stage, case.due_on, case.is_open = found.stage, found.due_on, found.is_open
        yield person, match, case, _line(number, case, state)


def _case(number: int, person: Person, received: datetime) -> Case:
    return Case(
        reference=_reference(number),
        submission_key=uuid.uuid4(),
        person=person,
        journey="refer",
        journey_version="1",
        language=LANGUAGES[number % len(LANGUAGES)],
        channel="online" if number % 3 else "telephone",
        about="self",
        sealed_answers=[{"question": "q", "question_text": "Made up?", "answer_text": "Yes"}],
        sealed_consents=[],
        safety_hold=number % 997 == 0,
        ward=f"E0501{number % 21:04}",
        received_at=received,
        started_on=received.date(),
        triaged_on=(received + timedelta(days=number % 4)).date() if number % 5 else None,
        tried_on=(received + timedelta(days=number % 9)).date() if number % 4 else None,
        imd_decile=1 + number % 10 if number % 17 else None,
        read_by_date=(received + timedelta(days=1)).date(),
        contact_by_date=(received + timedelta(days=3)).date(),
        priority=(1, 3, 5)[number % 3],
        needs_reading=number % 501 == 0,
    )


def _line(number: int, case: Case, state: str) -> ReferralLine:
    return ReferralLine(
        case=case,
        need=NEEDS[number % len(NEEDS)],
        offer=f"offer_{number % 9}",
        provider=PROVIDERS[number % len(PROVIDERS)],
        priority=case.priority,
        state=state,
        ended_as=state if state in ENDINGS else "",
        state_since=case.received_at,
    )
