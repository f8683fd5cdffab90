"""Do all who change a case lock its rows in one order, so that none of two waits for ever?

Where a server locks rows, two orders are a deadlock, and one of two people is told to try again.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from selfassessment.referrals.actions import (
    cases,
    comparing,
    erasing,
    families,
    flagging,
    following,
    handing,
    home,
    own_words,
    person,
)
from selfassessment.referrals.actions.lines import move
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.models import Case, Family, FollowUp, HandOver, OwnWords, Provider
from selfassessment.referrals.types import AnswerShown
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db
PUT_ON = "put a flag on"
END = '"referrals_chainend"'
FAMILIES = ('FROM "referrals_family"', 'UPDATE "referrals_family"')
WORDS = AnswerShown("contact_notes", "Anything?", "ફોન", "ફોન", free_text=True)


def made(*safety: str) -> Case:
    """Return a case with a text to read, and with a safety flag where something was said."""
    told = submission(safety=safety, answers=(WORDS,))
    return Case.objects.get(pk=cases.receive(submission=told, now=clock.now()).case_id)


def locks(sql: str) -> bool:
    """Return whether a statement locks rows of a case, or adds one, which locks the case.

    A family is locked before its cases. SQLite does not say of a SELECT that it locks.
    """
    writes = sql.startswith(("UPDATE", "INSERT", "DELETE")) or "FOR UPDATE" in sql
    return writes and '"referrals_' in sql and not any(name in sql for name in FAMILIES)


def _family(by: User) -> Family:
    day = clock.today()
    return Family.objects.create(
        lead=by, agreed_on=day, review_by=day, created_at=clock.now(), created_by=by
    )


def _handed(case: Case, by: User) -> HandOver:
    provider = Provider.objects.create(code="team", name="Team")
    line = case.lines.get()
    type(line).objects.filter(pk=line.pk).update(state="allocated")
    day = clock.today()
    return HandOver.objects.create(
        line=line, provider=provider, at=clock.now(), acknowledge_by=day, by=by
    )


def _looked_back(case: Case, by: User) -> None:
    row = FollowUp.objects.create(line=case.lines.get(), weeks=4, due_on=clock.today())
    following.write_down(follow_up=row, outcome="unreached", answers={}, by=by, now=clock.now())


def _acknowledged(case: Case, by: User) -> None:
    handing.acknowledge(hand_over=_handed(case, by), by=by, now=clock.now())


WORK: dict[str, Callable[[Case, User], object]] = {
    "assign": lambda case, by: cases.assign(case=case, to=by, by=by, now=clock.now()),
    "take a flag": lambda case, by: cases.take_safety(case=case, by=by, now=clock.now()),
    "lift a flag": lambda case, by: cases.clear_safety(
        case=case, note="Rang.", by=by, now=clock.now()
    ),
    "attempt": lambda case, by: cases.log_attempt(
        case=case,
        channel="phone",
        outcome=AttemptOutcome.NO_ANSWER,
        note="",
        by=by,
        now=clock.now(),
    ),
    "read": lambda case, by: own_words.read(
        words=OwnWords.objects.get(case=case), english="Ring.", by=by, now=clock.now()
    ),
    "move": lambda case, by: move(
        line=case.lines.get(), to="triage", note="", by=by, now=clock.now()
    ),
    "acknowledge": _acknowledged,
    "look back": _looked_back,
    "erase": lambda case, by: erasing.erase(case=case, by=by, now=clock.now()),
    "withdraw": lambda case, by: person.withdraw(case=case, now=clock.now()),
    "make a code": lambda case, by: person.new_code(case=case, by=by, now=clock.now()),
    "change a number": lambda case, by: person.change_contact(
        case=case, changes={"phone": "0116 496 0199"}, now=clock.now()
    ),
    "compare": lambda case, by: comparing.decide(
        case=case, other=Case.objects.exclude(pk=case.pk).get(), same=False, by=by, now=clock.now()
    ),
    "add to a family": lambda case, by: families.add_member(
        case=case, role="parent", name="", by=by, now=clock.now()
    ),
    "join a family": lambda case, by: families.join(
        case=case,
        family=_family(by),
        agreed_on=clock.today(),
        agreed_by="mother",
        by=by,
        now=clock.now(),
    ),
    "visit": lambda case, by: home.visit(
        line=case.lines.get(), on=clock.today(), note="", by=by, now=clock.now()
    ),
    "find a need": lambda case, by: home.further(
        line=case.lines.get(), need="smoking", on=clock.today(), note="", by=by, now=clock.now()
    ),
    PUT_ON: lambda case, by: flagging.raise_flag(
        case=case, note="He rang off.", by=by, now=clock.now()
    ),
}


@pytest.mark.parametrize("name", WORK)
def test_the_end_of_the_chain_is_locked_before_any_other_row_of_a_case(
    name: str, django_user_model: type[User]
) -> None:
    by = django_user_model.objects.create_user("desk@example.org", "secret")
    case = made() if name == PUT_ON else made("hurt")
    made()  # somebody to compare with
    with CaptureQueriesContext(connection) as asked:
        WORK[name](case, by)
    said = [one["sql"] for one in asked.captured_queries]
    said = said[next(place for place, sql in enumerate(said) if sql.startswith("SAVEPOINT")) :]
    first_end = next(place for place, sql in enumerate(said) if END in sql)
    assert not [sql for sql in said[:first_end] if locks(sql)]
