"""Do all who change a case lock its rows in one order, so that none of two waits for ever?

Where a server locks rows, two orders are a deadlock, and one of two people is told to try again.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from selfassessment.referrals.actions import cases, flagging, following, handing, own_words
from selfassessment.referrals.actions.lines import move
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.models import Case, FollowUp, HandOver, OwnWords, Provider
from selfassessment.referrals.types import AnswerShown
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db
PUT_ON = "put a flag on"
END, CASE = '"referrals_chainend"', '"referrals_case"'
WORDS = AnswerShown("contact_notes", "Anything?", "ફોન", "ફોન", free_text=True)


def made(*safety: str) -> Case:
    """Return a case with a text to read, and with a safety flag where something was said."""
    told = submission(safety=safety, answers=(WORDS,))
    return Case.objects.get(pk=cases.receive(submission=told, now=clock.now()).case_id)


def locks(sql: str, table: str) -> bool:
    """Return whether a statement locks rows of a table; SQLite does not say so of a SELECT."""
    return sql.startswith(f"UPDATE {table}") or (f"FROM {table}" in sql and "FOR UPDATE" in sql)


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
    PUT_ON: lambda case, by: flagging.raise_flag(
        case=case, note="He rang off.", by=by, now=clock.now()
    ),
}


@pytest.mark.parametrize("name", WORK)
def test_the_end_of_the_chain_is_locked_before_the_case(
    name: str, django_user_model: type[User]
) -> None:
    by = django_user_model.objects.create_user("desk@example.org", "secret")
    case = made() if name == PUT_ON else made("hurt")
    with CaptureQueriesContext(connection) as asked:
        WORK[name](case, by)
    said = [one["sql"] for one in asked.captured_queries]
    first_end = next(place for place, sql in enumerate(said) if END in sql)
    assert not [sql for sql in said[:first_end] if locks(sql, CASE)]
