"""Is what somebody typed on their own page still there when the page had closed meanwhile?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case
from selfassessment.referrals.whereabouts import code_to_show
from tests.factories.referrals import submission
from tests.fixtures.published import publish_once

pytestmark = pytest.mark.django_db
PHONE = {"phone": "0116 496 0777", "voicemail_ok": "no", "text_ok": "yes"}


@pytest.fixture
def case() -> Case:
    publish_once()
    return Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)


def pair(case: Case) -> dict[str, str]:
    return {"reference": str(case), "code": code_to_show(case)}


def kept(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]*)"', page)
    return found.group(1) if found else ""


def test_a_number_that_was_typed_too_late_stands_in_its_box_after_the_code(
    client: Client, case: Case
) -> None:
    phone = reverse("refer:status-contact-part", args=["phone"])
    asked = client.post(phone, PHONE)
    page = asked.content.decode()
    assert (asked.status_code, asked["Cache-Control"]) == (403, "no-store, private")
    assert "What you typed is kept" in page
    assert "0116 496 0777" not in page
    wrong = client.post(
        reverse("refer:status"), {**pair(case), "code": "0000 0000", "kept": kept(page)}
    ).content.decode()
    assert "We cannot find this reference" in wrong
    told = {**pair(case), "kept": kept(wrong)}
    shown = client.post(reverse("refer:status").replace("/en/", "/pl/"), told)
    page = shown.content.decode()
    assert shown.status_code == 200
    assert f'action="{phone.replace("/en/", "/pl/")}"' in page
    assert 'value="0116 496 0777"' in page
    assert case.person.details.phone != "0116 496 0777"
    client.post(phone, PHONE)
    assert Case.objects.get().person.details.phone in ("0116 496 0777", "01164960777")


def test_stopping_too_late_asks_once_more_and_stops_nothing_by_itself(
    client: Client, case: Case
) -> None:
    page = client.post(reverse("refer:status-withdraw")).content.decode()
    assert "Nothing has changed yet" in page
    told = {**pair(case), "kept": kept(page)}
    shown = client.post(reverse("refer:status"), told).content.decode()
    assert "Do you want to stop this request?" in shown
    assert Case.objects.filter(standing__withdrawn_at__isnull=True).exists()


@pytest.mark.parametrize("forged", ["x", "wm1:k:eA==", "wm1:test:" + "A" * 80])
def test_what_was_not_sealed_here_is_left_aside(client: Client, case: Case, forged: str) -> None:
    told = {**pair(case), "kept": forged}
    answer = client.post(reverse("refer:status"), told)
    assert answer["Location"] == reverse("refer:status-yours")


def test_the_page_closes_half_an_hour_after_it_was_last_used(client: Client, case: Case) -> None:
    client.post(reverse("refer:status"), pair(case))
    again = client.get(reverse("refer:status-yours"))
    assert again.cookies["wm_status"]["max-age"] == 1800
