"""Does a council say in its own words what the desk, duty contact and providers are told?"""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core.models import OutboxMessage
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, DeskSettings, MessageSettings, NoticeTemplate
from selfassessment.referrals.rules.notice_words import (
    LABELS,
    SHIPPED,
    Notice,
    Words,
    notice_faults,
)
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("notice", list(Notice))
def test_what_ships_has_nothing_wrong(notice: Notice) -> None:
    assert notice in LABELS
    assert notice_faults(notice, SHIPPED[notice]) == {}


@pytest.mark.parametrize(
    ("notice", "words", "said"),
    [
        (Notice.NEW, Words("New", "Look: {link}"), "{reference} has to stand"),
        (Notice.NEW, Words("New {reference}", "Look."), "{link} has to stand in it"),
        (Notice.NEW, Words("{name} {reference}", "{link}"), "{name} is not known here"),
        (Notice.NEW, Words("{reference} {", "{link}"), "bracket"),
        (Notice.NEW, Words("{reference} smoking", "{link}"), "“smoking” says"),
        (Notice.NEW, Words("{reference}", "{link} {answer_by}"), "{answer_by} is not known"),
        (Notice.HANDED, Words("{reference}", "{reference} {link}"), "{answer_by} has to stand"),
        (Notice.DUTY, Words("{reference}", "{link} " + "call " * 70), "longer than 306"),
    ],
)
def test_words_that_do_not_serve_are_refused(notice: Notice, words: Words, said: str) -> None:
    told = NoticeTemplate(kind=notice, subject=words.subject, text=words.text)
    with pytest.raises(ValidationError) as refused:
        told.full_clean()
    assert said in " ".join(refused.value.messages)


def test_the_councils_own_words_reach_desk_and_duty_contact() -> None:
    DeskSettings.objects.update_or_create(defaults={"notify_email": "desk@example.org"})
    MessageSettings.objects.update_or_create(defaults={"duty_text": "07700 900123"})
    for kind in (Notice.FLAGGED, Notice.DUTY):
        NoticeTemplate.objects.create(kind=kind, subject="Ours {reference}", text="Now: {link}")
    received = receive(submission=submission(safety=("hurt",)), now=NIGHT)
    case = Case.objects.get(pk=received.case_id)
    by_way = {one.channel: one for one in OutboxMessage.objects.all()}
    assert by_way["email"].subject == f"Ours {case}"
    assert str(by_way["sms"].body).startswith("Now: http")
    assert str(case.pk) in str(by_way["sms"].body)


def test_the_desk_edits_a_notice_and_is_told_what_is_wrong(client: Client) -> None:
    ensure_roles()
    user = User.objects.create_user("desk@example.org", "x")
    user.groups.add(Group.objects.get(name="desk"))
    client.force_login(user)
    told = {"kind": "new", "subject": "{reference} ring Asha", "text": "Open it"}
    answer = client.post("/admin/notices-to-staff/add/", told)
    assert "{link} has to stand in it" in answer.content.decode()
    client.post("/admin/notices-to-staff/add/", told | {"text": "Open {link}"})
    assert NoticeTemplate.objects.get().text == "Open {link}"
