"""What does the confirmation say at night to somebody who said that they are not safe?"""

import re
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from core import clock
from selfassessment.referrals.models import Case, DeskSettings, MessageSettings
from selfassessment.referrals.whereabouts import code_to_show
from tests.fixtures.filling import ready

pytestmark = pytest.mark.django_db
# The Saturday before Christmas 2026, eleven at night; the desk opens on Monday.
NIGHT = datetime(2026, 12, 19, 23, 0, tzinfo=clock.LONDON)
DAY = datetime(2026, 12, 21, 11, 0, tzinfo=clock.LONDON)
WORDS = "Nobody is at our desk now."


def confirmed(client: Client, monkeypatch: pytest.MonkeyPatch, now: datetime, safe: str) -> str:
    """Send a referral at a moment and return the confirmation."""
    monkeypatch.setattr(clock, "now", lambda: now)
    sent = client.post(ready(client, safe=safe))
    return client.get(sent["Location"].removesuffix("about-you/")).content.decode()


def test_without_a_duty_contact_it_says_when_it_is_read_and_whom_to_call(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = confirmed(client, monkeypatch, NIGHT, "not_coping")
    assert Case.objects.get().safety_hold
    assert WORDS in page
    assert "Monday 21 December" in page
    assert "Monday 21 December at 9am." in page
    assert DeskSettings.load().duty_phone in page
    assert "Call 999 if you are in danger" in page


@pytest.mark.parametrize("stopped", [False, True])
def test_the_status_page_says_the_same_also_when_it_was_stopped(
    client: Client, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    sent = unescape(confirmed(client, monkeypatch, NIGHT, "not_coping"))
    [said] = re.findall(rf"{WORDS}[^<]*danger\.", sent)
    case = Case.objects.get()
    told = {"reference": str(case), "code": code_to_show(case)}
    page = client.post(reverse("refer:status"), told, follow=True)
    if stopped:
        page = client.post(reverse("refer:status-withdraw"), follow=True)
    shown = unescape(page.content.decode())
    assert said in shown
    assert "We answer again from Monday 21 December at 9am." in shown
    assert re.search(r"Ring us on <a [^>]*><bdi>0116 496 0100", shown)
    monkeypatch.setattr(clock, "now", lambda: DAY)
    # The cookie of the night has ended; at work nobody needs to be told.
    page = client.post(reverse("refer:status"), told, follow=True)
    assert WORDS not in page.content.decode()


def test_without_any_number_111_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = DeskSettings.load()
    settings.duty_phone = ""
    settings.save()
    assert "\u2068111\u2069" in confirmed(client, monkeypatch, NIGHT, "not_coping")


@pytest.mark.parametrize("why", ["duty", "day", "safe"])
def test_it_is_not_said_when_somebody_is_told_or_nothing_is_urgent(
    client: Client, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "duty":
        settings = MessageSettings.load()
        settings.duty_email = "duty@example.org"
        settings.save()
    now = DAY if why == "day" else NIGHT
    page = confirmed(client, monkeypatch, now, "none" if why == "safe" else "not_coping")
    assert WORDS not in page


def test_the_day_by_which_it_is_read_is_the_one_that_was_promised(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = DeskSettings.load()
    settings.read_within_days = 3
    settings.save()
    page = confirmed(client, monkeypatch, NIGHT, "none")
    promised = Case.objects.get()
    assert f"By {date_format(promised.read_by_date, 'l j F')}" in unescape(strip_tags(page))
    assert promised.read_by_date != promised.contact_by_date
