"""Does a self-referral arrive on the desk: once, whole, and with what was asked for?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from selfassessment.actions.withdrawing import stop
from selfassessment.models import Draft
from selfassessment.referrals.models import Case
from selfassessment.referrals.presenters import safe_contact, told_in
from tests.fixtures.filling import ANSWERS, ready
from tests.fixtures.journeys import begin, walk


def test_sending_twice_gives_the_same_reference_and_one_case(client: Client) -> None:
    address = ready(client)
    pages = []
    for _ in range(2):
        sent = client.post(address, follow=True)
        found = re.search(r'wm-ref"><bdi>([^<]+)<', sent.content.decode())
        assert found
        pages.append(found.group(1))
    assert pages[0] == pages[1]
    # Who presses twice in a hurry sees the page of the second press: the same as of the first.
    assert sent.redirect_chain[-1][0].endswith("/sent/about-you/")
    assert [str(case) for case in Case.objects.all()] == [pages[0]]


def test_the_case_holds_what_was_answered_and_how_to_reach_the_person(client: Client) -> None:
    client.post(ready(client))
    case = Case.objects.get()
    assert case.person.details.name == "Hansa Sample"
    assert case.person.details.voicemail_ok is False
    assert case.channel == "online"
    assert [line.offer for line in case.lines.all()] == ["moving_more"]
    assert any(answer["question"] == "topics" for answer in case.answers)
    assert [consent["given"] for consent in case.consents] == [True]


def test_who_refers_for_somebody_can_be_asked_at_work(client: Client) -> None:
    told = {
        "who_for": "professional",
        "person_name": "Asha Sample",
        "person_agrees": "yes",
        "job_role": "Nurse, Sample Surgery",
        "job_contact": "0116 496 0190",
    }
    sent = ready(client, **told)
    client.post(sent)
    case = Case.objects.get()
    page = client.get(sent.replace("/answers/", "/sent/")).content.decode()
    assert "We ring the person." in page
    assert "We ring you." not in page
    assert (case.channel, case.person.details.name) == ("professional", "Asha Sample")
    assert case.sealed_referrer["how to ask them"] == "0116 496 0190"
    assert case.person.details.phone != "0116 496 0190"


@pytest.mark.parametrize(
    ("helped", "channel"), [("yes", "online_helped"), ("no", "online"), ("", "online")]
)
def test_who_had_help_to_fill_it_in_is_counted_apart(
    client: Client, helped: str, channel: str
) -> None:
    client.post(ready(client, helped=helped))
    assert Case.objects.get().channel == channel


def test_a_form_to_be_told_in_reaches_the_desk_and_narrows_no_search(client: Client) -> None:
    told = {
        "access": ["step_free"],
        "formats": ["braille", "bsl_interpreter", "text", "other"],
        "formats_other": "Yellow paper",
    }
    client.post(ready(client, **told))
    details = Case.objects.get().person.details
    assert (details.formats, details.interpreter) == (("step_free",), "bsl")
    assert told_in(details)[0] == "Braille"
    assert told_in(details)[-2:] == ["Text, not voice", "Yellow paper"]
    assert any("Text instead of voice" in line for line in safe_contact(details))


def test_several_needs_become_several_lines_of_one_case(client: Client) -> None:
    client.post(ready(client, topics=["moving", "money"]))
    assert {line.need for line in Case.objects.get().lines.all()} == {"moving", "money"}


@pytest.mark.parametrize(
    "contact",
    [
        {"contact_by": ["email"], "email": "hansa@example.org"},
        {"contact_by": ["post"], "post_address": "1 Sample Street, Leicester"},
        {
            "contact_by": ["through_person"],
            "through_name": "Mira Sample",
            "through_contact": "0116 496 0457",
        },
    ],
    ids=["e-mail", "post", "through a person"],
)
def test_any_one_safe_way_of_contact_is_enough(client: Client, contact: dict[str, object]) -> None:
    client.post(ready(client, phone="", **contact))
    case = Case.objects.get()
    assert list(case.person.details.contact_by) == contact["contact_by"]


@pytest.mark.parametrize(("age", "unfit"), [("11_15", True), ("18_39", False)])
def test_what_fits_a_young_person_is_kept_for_the_desk_s_last_page(
    client: Client, age: str, unfit: bool
) -> None:
    client.post(walk(client, begin(client, "refer"), {**ANSWERS, "age_band": age}))
    assert ("baby" in Case.objects.get().person.details.not_fitting) is unfit


def test_without_consent_nothing_is_sent(client: Client) -> None:
    end = walk(client, begin(client, "refer"), {**ANSWERS, "consent_share": "no"})
    assert client.get(end).status_code == 200
    assert not Case.objects.exists()


def test_a_changed_answer_comes_back_to_check_answers(client: Client) -> None:
    address = ready(client)
    page = client.get(address).content.decode()
    change = re.search(r'href="([^"]+\?change=1)"', page)
    assert change
    step = client.get(change.group(1)).content.decode()
    current = re.search(r'name="steps-current_step" value="([^"]+)"', step)
    assert current
    name = re.search(r'name="(your_name|who_for|topics|age_band)"', step)
    assert name
    sent = client.post(
        change.group(1), {"steps-current_step": current.group(1), name.group(1): "Asha Sample"}
    )
    assert sent["Location"] == address


def test_the_answers_of_a_health_check_are_not_asked_again(client: Client) -> None:
    check = walk(
        client,
        begin(client, "check"),
        {
            "who_for": "self",
            "signs": "none",
            "safe": "none",
            "age_band": "18_39",
            "matters": ["moving"],
        },
    )
    draft = check.split("/")[3]
    first = begin(client, "refer", check=draft, topic="moving")
    carried = Draft.objects.get(pk=first.split("/")[3])
    assert {"who_for", "age_band", "signs", "safe", "topics"} <= set(carried.carried)
    assert walk(client, first, ANSWERS).endswith("/answers/")


def test_a_check_that_was_stopped_since_is_carried_over_all_the_same(client: Client) -> None:
    check = begin(client, "check")
    walk(client, check, ANSWERS)
    stop("check", by="test", now=clock.now())
    first = begin(client, "refer", check=check.split("/")[3], topic="moving")
    assert "age_band" in Draft.objects.get(pk=first.split("/")[3]).carried


def test_a_health_check_of_another_browser_is_not_carried_over(client: Client) -> None:
    check = begin(Client(), "check")
    first = begin(client, "refer", check=check.split("/")[3])
    assert Draft.objects.get(pk=first.split("/")[3]).carried == []


def test_what_was_sent_cannot_be_changed_afterwards(client: Client) -> None:
    address = ready(client)
    client.post(address)
    draft = address.split("/")[3]
    assert client.get(f"/en/refer/{draft}/0123456789/")["Location"].endswith("/sent/")


def test_who_has_no_food_today_is_told_where_there_is_some_before_anybody_calls(
    client: Client,
) -> None:
    for answer, told in (("no", True), ("yes", False)):
        sent = client.post(ready(client, topics=["food_money"], money_today=answer))
        page = client.get(sent["Location"].replace("about-you/", "")).content.decode()
        assert ("?category=food_bank" in page) is told


def test_a_call_back_gives_the_desk_one_case_in_the_language_asked_for(client: Client) -> None:
    page = client.get(reverse("callback")).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    told = {"key": key.group(1), "phone": "0116 496 0123", "language": "gu", "when": "any"}
    assert client.post(reverse("callback"), told).status_code == 422
    for _ in range(2):
        assert client.post(reverse("callback"), {**told, "message": "no"}).status_code == 200
    case = Case.objects.get()
    assert (case.channel, case.person.details.interpreter) == ("call_back", "gu")


def test_leaving_quickly_forgets_the_browser_and_goes_elsewhere(client: Client) -> None:
    begin(client, "refer")
    answer = client.get(reverse("quick-exit"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("https://")
    assert answer.cookies["wm_draft"].value == ""
