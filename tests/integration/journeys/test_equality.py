"""Are answers about equality asked after sending, optional, and kept apart from the case?"""

import json
from uuid import uuid4

import pytest
from django.test import Client

from core import clock
from selfassessment.actions.equality import keep, was_asked
from selfassessment.equality_forms import QUESTIONS, EqualityForm
from selfassessment.models import EqualityAnswers
from tests.fixtures.filling import ready

pytestmark = pytest.mark.django_db


def test_every_question_may_be_left_empty_or_declined() -> None:
    assert EqualityForm({}).is_valid()
    form = EqualityForm(dict.fromkeys(QUESTIONS, "prefer_not"))
    assert form.is_valid()
    assert set(form.given().values()) == {"prefer_not"}


def test_answers_are_kept_with_the_month_and_nothing_that_leads_to_a_person() -> None:
    draft = uuid4()
    assert keep(answers={"sex": "female"}, draft=draft, now=clock.now())
    kept = EqualityAnswers.objects.get()
    assert json.loads(kept.answers) == {"sex": "female"}
    assert kept.month.day == 1
    fields = {field.name for field in EqualityAnswers._meta.get_fields()}
    assert fields == {"id", "month", "answers"}
    assert str(draft) not in f"{kept.pk}{kept.answers}"


def test_the_same_page_sent_twice_counts_once_and_an_empty_one_never() -> None:
    draft = uuid4()
    assert not keep(answers={}, draft=draft, now=clock.now())
    assert not was_asked(draft)
    assert keep(answers={"sex": "male"}, draft=draft, now=clock.now())
    assert not keep(answers={"sex": "male"}, draft=draft, now=clock.now())
    assert was_asked(draft)
    assert EqualityAnswers.objects.count() == 1


def test_what_is_not_offered_is_refused() -> None:
    assert not EqualityForm({"sex": "robot"}).is_valid()


def test_after_sending_the_page_shows_the_reference_and_leads_to_the_confirmation(
    client: Client,
) -> None:
    sent = client.post(ready(client))
    assert sent["Location"].endswith("/sent/about-you/")
    page = client.get(sent["Location"]).content.decode()
    assert page.count("wm-ref") == 2
    assert "Prefer not to say" in page
    answered = client.post(sent["Location"], {"sex": "female", "religion": "prefer_not"})
    assert answered["Location"].endswith("/sent/")
    assert client.get(answered["Location"]).status_code == 200
    assert client.get(sent["Location"])["Location"].endswith("/sent/")
    kept = EqualityAnswers.objects.get()
    assert json.loads(kept.answers) == {"religion": "prefer_not", "sex": "female"}


def test_someone_who_is_not_safe_is_told_first_what_to_do(client: Client) -> None:
    sent = client.post(ready(client, safe="hurt"))
    assert sent["Location"].endswith("/sent/")


def test_a_wrong_answer_is_said_and_nothing_is_kept(client: Client) -> None:
    sent = client.post(ready(client))
    assert client.post(sent["Location"], {"sex": "robot"}).status_code == 422
    assert not EqualityAnswers.objects.exists()


def test_nobody_comes_to_the_page_without_a_request_of_their_own(client: Client) -> None:
    answer = client.get(f"/en/refer/{uuid4()}/sent/about-you/")
    assert answer.status_code in {404, 410}
    assert not EqualityAnswers.objects.exists()


def test_whoever_asks_for_somebody_else_answers_for_them_and_a_child_is_asked_less(
    client: Client,
) -> None:
    told = {"who_for": "child", "age_band": "5_10", "person_name": "Asha Sample"}
    sent = client.post(ready(client, **told, person_agrees="parent"))
    page = client.get(sent["Location"]).content.decode()
    assert "Answer for the person who needs help" in page
    assert 'name="sex"' in page
    assert 'name="orientation"' not in page
    assert 'name="gender"' not in page
