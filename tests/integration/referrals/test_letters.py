"""Is a letter shown only where one may be sent, and in the person's language?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.models import AuditEvent
from selfassessment.referrals.actions import cases
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.erasing import BY_PERSON, erase
from selfassessment.referrals.actions.person import withdraw
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.letters import LETTERS
from selfassessment.referrals.models import Case
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
BY_POST = {"contact_by": ("phone", "post"), "address": "1 Sample Street\nLeicester LE1 1AA"}


def made(language: str = "gu", safety: tuple[str, ...] = (), **changes: Any) -> Case:
    facts = {**BY_POST, **changes}
    sent = submission(person=person(**facts), language=language, safety=safety)
    return Case.objects.get(pk=receive(submission=sent, now=clock.now()).case_id)


def address(case: Case, kind: str = "tried") -> str:
    return reverse("referrals:letter", args=[case.pk, kind])


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize(
    ("language", "written", "direction"),
    [("gu", "gu", "ltr"), ("ur", "ur", "rtl"), ("so", "en", "ltr")],
)
def test_a_letter_is_in_the_persons_language_and_says_nothing_about_health(
    desk: Client, kind: str, language: str, written: str, direction: str
) -> None:
    case = made(language)
    page = desk.get(address(case, kind)).content.decode()
    assert f'<article class="d-letter" lang="{written}" dir="{direction}">' in page
    assert '<address dir="ltr"><bdi>Asha Sample</bdi><br>1 Sample Street<br>Leicester' in page
    assert str(case) in page
    assert "Move more" not in page
    assert ("no words in Somali" in page) is (language == "so")
    assert case.events.filter(kind="opened").count() == 1


def withdrawn() -> Case:
    case = made()
    withdraw(case=case, now=clock.now())
    return case


def erased() -> Case:
    case = made()
    erase(case=case, by=None, now=clock.now(), reason=BY_PERSON)
    return case


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (withdrawn, "The person stopped this referral."),
        (erased, "is erased"),
        (lambda: made(contact_by=("phone",)), "did not choose letters"),
        (lambda: made(contact_by=("phone",), safety=("hurt",)), "did not choose letters"),
        (lambda: made(address=None), "gave no address"),
        (lambda: made(through_person="Mira Sample"), "through somebody they trust"),
    ],
)
def test_where_no_letter_may_go_the_page_says_why_and_nothing_else(
    desk: Client, case: Callable[[], Case], reason: str
) -> None:
    found = case()
    for answer in (desk.get(address(found)), desk.post(address(found), {"reason": "I know"})):
        page = answer.content.decode()
        assert reason in page
        assert "d-letter" not in page
        assert 'name="reason"' not in page
    assert not found.events.filter(kind="letter").exists()
    case_page = desk.get(reverse("referrals:case", args=[found.pk])).content.decode()
    assert reason in case_page
    assert address(found) not in case_page


def test_a_safety_flag_holds_a_letter_until_somebody_gives_a_reason(desk: Client) -> None:
    case = made(safety=("hurt",))
    page = desk.get(address(case)).content.decode()
    assert "There is a safety flag" in page
    assert "d-letter" not in page
    assert desk.post(address(case), {"reason": " "}).status_code == 422
    shown = desk.post(address(case), {"reason": "She asked for one on the phone."})
    assert 'class="d-letter"' in shown.content.decode()
    event = case.events.get(kind="letter")
    assert str(event.actor) == "Tom"
    assert event.sealed_note == "We tried to reach you: She asked for one on the phone."
    assert AuditEvent.objects.filter(verb="case.letter_despite_flag").count() == 1
    assert "d-letter" not in desk.get(address(case)).content.decode()


def test_there_is_no_other_letter(desk: Client) -> None:
    assert b"d-letter" not in desk.get(address(made(), "secret")).content


def test_the_last_letter_warns_until_three_attempts_were_made_in_two_ways(
    desk: Client, tom: User
) -> None:
    case, early = made("en"), "Not enough attempts were made yet."
    assert early in desk.get(address(case, "unreached")).content.decode()
    assert "no attempt is written down" in desk.get(address(case, "tried")).content.decode()
    assert "something is still open" in desk.get(address(case, "leaving")).content.decode()
    case.lines.update(state="contacting")
    days = [clock.now().replace(hour=hour) + timedelta(days=hour) for hour in (9, 10, 18)]
    for at, way in zip(days, ("phone", "phone", "text"), strict=True):
        assert early in desk.get(address(case, "unreached")).content.decode()
        facts: Any = {"case": case, "outcome": AttemptOutcome.NO_ANSWER, "note": "", "by": tom}
        cases.log_attempt(channel=way, now=at, **facts)
    page = desk.get(address(case, "unreached")).content.decode()
    assert early not in page
    assert "several days and at several times" in page
    assert "no attempt is written down" not in desk.get(address(case, "tried")).content.decode()
