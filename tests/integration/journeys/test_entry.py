"""Can staff fill in a referral for somebody on one page, with the questions of the public?"""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core.models import AuditEvent
from selfassessment.models import Draft, EqualityAnswers
from selfassessment.referrals.enums import Channel
from selfassessment.referrals.models import BoardSettings, Case
from selfassessment.referrals.rules.references import spaced
from selfassessment.referrals.whereabouts import code_to_show

pytestmark = pytest.mark.django_db
_NAME = re.compile(r'name="([0-9a-f]{10})-([a-z_]+)')
WHAT: dict[str, object] = {
    "who_for": "self",
    "topics": ["moving"],
    "signs": ["none"],
    "safe": ["none"],
    "age_band": "18_39",
    "postcode": "LE4 5QD",
    "your_name": "Tel Sample",
    "contact_by": ["phone"],
    "phone": "0116 496 0321",
    "voicemail_ok": "no",
    "text_ok": "no",
    "consent_share": "yes",
}


def somebody(role: str, name: str) -> Client:
    """Return the browser of a member of staff."""
    ensure_roles()
    user = User.objects.create_user(f"{name}@example.org", "secret", first_name=name)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk() -> Client:
    """Return the browser of a member of the desk."""
    return somebody("desk", "tom")


def begun(client: Client, channel: str = "telephone", language: str = "en") -> str:
    """Begin a referral and return the address of its page."""
    return str(
        client.post(reverse("entry"), {"channel": channel, "language": language})["Location"]
    )


def filled(page: str, answers: dict[str, object]) -> dict[str, object]:
    """Return what a browser posts: the fields on the page, filled in where an answer is known."""
    data: dict[str, object] = {}
    for prefix, name in _NAME.findall(page):
        if name == "shown":
            data[f"{prefix}-shown"] = "1"
        elif name in answers:
            data[f"{prefix}-{name}"] = answers[name]
    return data


def whole(client: Client, address: str, answers: dict[str, object]) -> str:
    """Fill the page in until nothing new opens, and return it."""
    page = client.get(address).content.decode()
    for _ in range(4):
        page = client.post(address, filled(page, answers), follow=True).content.decode()
    return page


def test_many_questions_stand_on_the_first_page_and_answers_open_more(desk: Client) -> None:
    address = begun(desk)
    page = desk.get(address).content.decode()
    names = {name for _, name in _NAME.findall(page)}
    assert {"who_for", "topics", "signs", "safe", "age_band", "contact_by"} <= names
    assert "phone" not in names
    page = whole(desk, address, {"contact_by": ["phone"], **WHAT})
    assert "phone" in {name for _, name in _NAME.findall(page)}
    assert "helped" not in {name for _, name in _NAME.findall(page)}


def test_a_telephone_referral_goes_the_way_of_an_online_one_and_says_who_filled_it_in(
    desk: Client,
) -> None:
    address = begun(desk)
    page = whole(desk, address, WHAT)
    assert "Send the referral" in page
    assert not Case.objects.exists()
    answer = desk.post(address, {**filled(page, WHAT), "send": "1"})
    case = Case.objects.get()
    assert answer["Location"] == f"{address}sent/"
    assert (case.channel, case.person.details.name) == ("telephone", "Tel Sample")
    assert case.person.details.voicemail_ok is False
    assert [line.need for line in case.lines.all()] == ["moving"]
    again = desk.post(address, {**filled(page, WHAT), "send": "1"})
    assert again["Location"] == answer["Location"]
    assert Case.objects.count() == 1
    tom = case.events.get(kind="received").actor
    assert tom == User.objects.get(email="tom@example.org")
    trail = AuditEvent.objects.about(case).get(verb="case.received")
    assert trail.actor == f"accounts.user:{tom.pk}"


def test_what_is_missing_is_said_on_sending_and_nothing_typed_is_lost(desk: Client) -> None:
    address = begun(desk)
    page = desk.get(address).content.decode()
    told = {**filled(page, {"your_name": "Tel Sample", "postcode": "not one"}), "send": "1"}
    answer = desk.post(address, told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Look at these again" in page
    assert re.search(r'href="#id_[0-9a-f]{10}-postcode"', page)
    assert re.search(r'id="id_[0-9a-f]{10}-postcode"', page)
    assert "Tel Sample" in page
    assert "not one" in page
    assert not Case.objects.exists()


def test_the_page_goes_on_where_an_answer_opened_a_question(desk: Client) -> None:
    address = begun(desk)
    page = desk.get(address).content.decode()
    prefix = {name: prefix for prefix, name in _NAME.findall(page)}
    told = filled(page, {"contact_by": ["phone"]})
    place = desk.post(address, told)["Location"].partition("#")[2]
    page = desk.get(address).content.decode()
    after = {name: prefix for prefix, name in _NAME.findall(page)}
    assert place == f"part-{after['phone']}"
    assert f'id="{place}"' in page
    again = desk.post(address, filled(page, {"contact_by": ["phone"]}))["Location"]
    assert again.endswith(f"#part-{prefix['who_for']}")


def test_an_unusual_weight_is_asked_again_once(desk: Client) -> None:
    tall = {"health": ["none"], "height_cm": "170", "weight_kg": "300"}
    answers = {**WHAT, "topics": ["weight"], **tall}
    address = begun(desk)
    page = whole(desk, address, answers)
    assert "Is this weight right?" in page
    prefix = next(prefix for prefix, name in _NAME.findall(page) if name == "height_cm")
    assert f'href="#{prefix}-confirm"' in page
    assert "weight" not in Draft.objects.get().sealed_answers
    told = {**filled(page, answers), f"{prefix}-confirm": "1"}
    page = desk.post(address, told, follow=True).content.decode()
    assert Draft.objects.get().sealed_answers["weight"]["value"] == "300"
    assert "confirm" not in whole(desk, address, answers)


def test_at_the_end_staff_read_out_reference_and_code_and_ask_about_equality(desk: Client) -> None:
    address = begun(desk)
    page = whole(desk, address, WHAT)
    page = desk.post(address, {**filled(page, WHAT), "send": "1"}, follow=True).content.decode()
    case = Case.objects.get()
    assert spaced(case.reference) in page
    assert code_to_show(case) in page
    kept = desk.post(f"{address}sent/", {"sex": "female"})
    assert kept["Location"] == reverse("referrals:case", args=[case.pk])
    assert "female" in EqualityAnswers.objects.get().answers
    assert "What is your sex" not in desk.get(f"{address}sent/").content.decode()
    assert somebody("desk", "ann").get(f"{address}sent/").status_code in (302, 404)


def test_a_warning_sign_is_read_out_and_stops_the_referral(desk: Client) -> None:
    address = begun(desk)
    page = whole(desk, address, {**WHAT, "signs": ["chest_pain"]})
    assert "999" in page
    assert "Send the referral" not in page
    assert "It goes no further" in page
    page = whole(desk, address, WHAT)
    assert "Send the referral" in page


def test_only_the_desk_may_and_nobody_opens_the_entry_of_a_colleague(desk: Client) -> None:
    address = begun(desk)
    for client in (somebody("desk", "ann"), somebody("editor", "ed"), Client()):
        assert client.get(address).status_code in (302, 403, 404)
        client.post(address, {"send": "1"})
    editor = somebody("editor", "eve")
    assert editor.post(reverse("entry"), {"channel": "paper"}).status_code in (302, 403)
    assert Draft.objects.count() == 1
    assert desk.get(f"/admin/referrals/new/{uuid4()}/").status_code in (302, 404)


def test_a_counter_and_a_pop_up_are_two_ways_with_a_cost_and_a_baseline_each(desk: Client) -> None:
    page = desk.get(reverse("entry")).content.decode()
    assert re.findall(r'value="(counter|pop_up)"', page) == ["counter", "pop_up"]
    settings = BoardSettings.load()
    assert set(settings.costs()) == set(settings.baseline()) == set(Channel.values)


def test_nobody_is_asked_to_read_out_what_came_on_paper(desk: Client) -> None:
    address = begun(desk, channel="paper")
    page = whole(desk, address, WHAT)
    page = desk.post(address, {**filled(page, WHAT), "send": "1"}, follow=True).content.decode()
    assert "Tell the person the reference when you answer" in page
    assert "Read the reference out" not in page
    assert "Say:" not in page


@pytest.mark.parametrize("channel", ["online", "call_back", "", "nonsense"])
def test_a_channel_that_is_not_for_staff_is_refused(desk: Client, channel: str) -> None:
    told = {"channel": channel, "language": "en"}
    assert desk.post(reverse("entry"), told).status_code == 422
    assert not Draft.objects.exists()


def test_the_language_of_the_person_is_asked_and_kept(desk: Client) -> None:
    told = {"channel": "telephone", "language": ""}
    assert desk.post(reverse("entry"), told).status_code == 422
    notes = "Say it is the library."
    address = begun(desk, language="gu")
    page = whole(desk, address, {**WHAT, "contact_notes": notes, "interpreter": "yes"})
    desk.post(
        address,
        {**filled(page, {**WHAT, "contact_notes": notes, "interpreter": "yes"}), "send": "1"},
    )
    case = Case.objects.get()
    assert case.language == "gu"
    assert case.person.details.interpreter == "gu"
    # What staff typed is English: nobody has to read it in Gujarati.
    assert case.needs_reading is False
    shown = desk.get(reverse("referrals:case", args=[case.pk])).content.decode()
    assert "Their own words, in Gujarati" not in shown
