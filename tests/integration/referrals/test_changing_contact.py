"""Can a person change each thing about how they are reached, and is one safe way always left?"""

import dataclasses
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core import clock
from core.models import AuditEvent, OutboxMessage
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.person import withdraw
from selfassessment.referrals.models import Case, DeskSettings, OwnWords
from selfassessment.referrals.types import PersonDetails
from selfassessment.referrals.whereabouts import code_to_show
from tests.factories.referrals import person, submission
from tests.fixtures.published import publish_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    publish_once()
    desk = DeskSettings.load()
    desk.notify_email = "desk@example.org"
    desk.save()


def opened(client: Client, **changes: Any) -> Case:
    """Receive a referral and open its status page."""
    sent = submission(person=person(**changes))
    case = Case.objects.get(pk=receive(submission=sent, now=clock.now()).case_id)
    told = {"reference": str(case), "code": code_to_show(case)}
    client.post(reverse("refer:status"), told)
    return case


def part(name: str) -> str:
    return reverse("refer:status-contact-part", args=[name])


def removing(name: str) -> str:
    return reverse("refer:status-contact-remove", args=[name])


def details(case: Case) -> PersonDetails:
    return Case.objects.get(pk=case.pk).person.details


def notes(case: Case) -> list[str]:
    return [str(event.sealed_note) for event in case.events.filter(kind="contact_changed")]


# By part: what is typed, what the person's details become, and what the desk reads.
CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "phone": (
        {"phone": "0116 496 0456", "voicemail_ok": "no", "text_ok": "yes"},
        {"phone": "01164960456", "text_ok": True},
        "telephone: 0116 496 0123 → 01164960456\ntext message: nothing → yes",
    ),
    "email": (
        {"email": "asha@example.org"},
        {"email": "asha@example.org", "contact_by": ("phone", "email")},
        "e-mail: nothing → asha@example.org\nhow: telephone → telephone, e-mail",
    ),
    "post": (
        {"address": "1 Sample Street\r\nLeicester LE1 1AA"},
        {"address": "1 Sample Street\r\nLeicester LE1 1AA", "contact_by": ("phone", "post")},
        "how: telephone → telephone, letter",
    ),
    "person": (
        {"name": "Mira Sample", "contact": "0116 496 0777"},
        {
            "through_person": "Mira Sample 0116 496 0777",
            "contact_by": ("phone", "through_person"),
        },
        "through: nothing → Mira Sample 0116 496 0777",
    ),
    "times": (
        {"safe_times": ["morning", "evening"]},
        {"safe_times": "Mornings, Early evenings"},
        "when: mornings → Mornings, Early evenings",
    ),
    "interpreter": ({"language": "ur"}, {"interpreter": "ur"}, "interpreter: nothing → Urdu"),
    "safety": (
        {"contact_notes": "Hang up if he answers."},
        {"contact_notes": "Hang up if he answers."},
        "to stay safe: nothing → Hang up if he answers.",
    ),
    "needs": (
        {"needs": ["quiet", "step_free"]},
        {"formats": ("quiet", "step_free")},
        "needs in a place: nothing → A quiet place, No steps",
    ),
    "formats": (
        {"told_in": ["large_print", "other"], "other": "Yellow paper"},
        {"told_in": ("large_print", "other"), "told_in_other": "Yellow paper"},
        "in this form: nothing → Large print, Something else\n"
        "in their words: nothing → Yellow paper",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_thing_is_changed_once_and_the_desk_sees_what(client: Client, name: str) -> None:
    told, after, words = CHANGES[name]
    case = opened(client)
    before = details(case)
    for _ in range(2):  # the same again changes nothing more
        page = client.post(part(name), told, follow=True)
        assert "We have your new contact details." in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert details(case) == dataclasses.replace(before, **after)
    [note] = notes(case)
    assert words in note
    audit = AuditEvent.objects.get(verb="case.contact_changed")
    assert set(audit.detail["fields"].split(",")) == set(after)
    [mail] = [m for m in OutboxMessage.objects.all() if "new contact" in (m.subject or "")]
    assert not [value for value in told.values() if str(value) in str(mail.body)]


def test_whoever_has_only_an_email_is_not_asked_about_a_telephone(client: Client) -> None:
    case = opened(client, phone=None, email="asha@example.org", contact_by=("email",))
    page = client.get(part("email")).content.decode()
    assert "voicemail_ok" not in page
    assert "asha@" not in page
    client.post(part("email"), {"email": "new@example.org"})
    assert details(case).email == "new@example.org"


def test_a_number_that_stays_need_not_be_typed_and_is_nowhere_to_read(client: Client) -> None:
    case = opened(client)
    for address in (reverse("refer:status-contact"), part("phone")):
        page = client.get(address).content.decode()
        assert "0123" not in page
        assert "\u2068123\u2069" in page
    client.post(part("phone"), {"voicemail_ok": "yes", "text_ok": "no"})
    assert (details(case).phone, details(case).voicemail_ok) == ("0116 496 0123", True)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(
    ("name", "told", "typed"),
    [
        ("phone", {"phone": "12", "text_ok": "yes"}, 'value="12"'),
        ("email", {"email": "asha at example"}, 'value="asha at example"'),
        ("post", {"address": "x" * 301}, "x" * 301),
        ("person", {"name": "Mira <b>", "contact": ""}, 'value="Mira &lt;b&gt;"'),
        ("times", {"safe_times": ["any", "morning"]}, 'value="morning" checked'),
        ("interpreter", {"language": "tlh"}, "govuk-radios"),
        ("needs", {"needs": ["none", "bsl"]}, 'value="bsl" checked'),
        ("formats", {"told_in": ["braille", "other"], "other": ""}, 'value="braille" checked'),
    ],
)
def test_what_does_not_fit_is_refused_in_ones_language_with_what_was_typed(
    client: Client, name: str, told: dict[str, Any], typed: str, language: str
) -> None:
    case = opened(client)
    with translation.override(language):
        answer = client.post(part(name), told)
        title = translation.gettext("There is a problem")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert title in page
    assert typed in page
    assert notes(case) == []


def test_a_number_is_removed_with_what_was_said_about_it(client: Client) -> None:
    case = opened(client, email="asha@example.org", contact_by=("phone", "email"), text_ok=True)
    assert "Shall we remove this?" in client.get(removing("phone")).content.decode()
    client.post(removing("phone"))
    after = details(case)
    assert (after.phone, after.text_ok, after.voicemail_ok) == (None, None, None)
    assert after.contact_by == ("email",)
    assert client.post(removing("phone"))["Location"] == reverse("refer:status-contact")
    assert len(notes(case)) == 1


def test_the_last_way_stays_and_the_page_says_what_to_do(client: Client) -> None:
    case = opened(client, email="asha@example.org", contact_by=("phone",))
    for answer, status in (
        (client.get(removing("phone")), 200),
        (client.post(removing("phone")), 422),
    ):
        page = answer.content.decode()
        assert answer.status_code == status
        assert "We need one safe way to reach you" in page
        assert part("email") in page
    assert details(case).phone == "0116 496 0123"
    client.post(part("email"), {"email": ""})  # what we had may be used now
    client.post(removing("phone"))
    assert details(case).contact_by == ("email",)


@pytest.mark.parametrize("name", ["times", "nothing-known", "contact_by"])
def test_what_cannot_be_removed_has_no_page(client: Client, name: str) -> None:
    opened(client)
    assert client.get(removing(name)).status_code == 404
    assert client.post(removing(name)).status_code == 404


def test_a_stopped_request_changes_no_more(client: Client) -> None:
    case = opened(client)
    withdraw(case=case, now=clock.now())
    for answer in (
        client.get(reverse("refer:status-contact")),
        client.post(part("email"), {"email": "asha@example.org"}),
        client.post(removing("phone")),
    ):
        assert answer["Location"] == reverse("refer:status-yours")
    assert notes(case) == []


def test_what_helps_somebody_in_their_own_words_waits_for_a_reader_too(client: Client) -> None:
    case = opened(client)
    with translation.override("pl"):
        address = part("formats")
    client.post(address, {"told_in": ["other"], "other": "Duże obrazki"})
    [text] = OwnWords.objects.filter(case=case)
    assert (text.asked, text.language, text.sealed_words) == ("told_in_other", "pl", "Duże obrazki")


def test_a_note_in_another_language_waits_for_a_reader_and_is_read_by_itself(
    client: Client,
) -> None:
    case = opened(client, contact_notes="In English")
    with translation.override("gu"):
        address = part("safety")
    page = client.get(address).content.decode()
    assert "In English" not in page
    client.post(address, {"contact_notes": "બીજું કોઈ ઉપાડે તો મૂકી દેજો"})
    [text] = OwnWords.objects.filter(case=case)
    assert (text.language, text.read_at) == ("gu", None)
    assert Case.objects.get(pk=case.pk).needs_reading
    client.force_login(User.objects.create_superuser("desk2@example.org", "secret"))
    at_desk = reverse("referrals:case", args=[case.pk])
    assert "nobody has read it yet" in client.get(at_desk).content.decode()
    english = {f"read-{text.pk}-note": "Hang up if somebody else answers"}
    client.post(reverse("referrals:read", args=[case.pk, text.pk]), english)
    head = client.get(at_desk).content.decode().split("d-cols")[0]
    assert "In English: Hang up if somebody else answers" in head
    assert not Case.objects.get(pk=case.pk).needs_reading
