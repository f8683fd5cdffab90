"""Does the page of a case hold everything, and does it stop what was not done properly?"""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from selfassessment.referrals.actions import lines
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.enums import State
from selfassessment.referrals.models import Case, OwnWords, Sameness
from selfassessment.referrals.selectors.gates import attempts_missing
from selfassessment.referrals.selectors.own_lines import events_of_line
from selfassessment.referrals.types import AnswerShown, NeedLine
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db


def made(**changes: object) -> Case:
    """Return a case that came in two weeks ago."""
    now = clock.now() - timedelta(days=14)
    return Case.objects.get(pk=receive(submission=submission(**changes), now=now).case_id)


def shown(client: Client, case: Case) -> str:
    """Return the page of a case."""
    return client.get(reverse("referrals:case", args=[case.pk])).content.decode()


def move(client: Client, case: Case, to: str) -> int:
    """Move the only line of a case on and return the status."""
    address = reverse("referrals:move", args=[case.pk, case.lines.get().pk])
    return client.post(address, {"to": to, "note": "x"}).status_code


def test_the_safe_contact_rule_stands_before_everything_else(desk: Client) -> None:
    page = shown(desk, made())
    assert page.index("No message on voicemail") < page.index("What this person asks for")
    assert page.index("How to contact safely") < page.index("Asha Sample</h2>")


def test_could_not_be_reached_is_allowed_after_enough_attempts_only(desk: Client) -> None:
    case = made(person=person(contact_by=("phone", "email", "post"), email="asha@example.org"))
    sent = {**case.person.sealed_details, "address": "1 Sample Street"}
    case.person.sealed_details = sent
    case.person.save()
    for state in ("triage", "allocated", "contacting"):
        assert move(desk, case, state) == 302
    assert "3 more attempts" in shown(desk, case)
    assert move(desk, case, "unreached") == 422
    day = (clock.now() - timedelta(days=9)).date()
    for number, (hour, channel) in enumerate([(10, "phone"), (15, "phone"), (10, "email")]):
        when = f"{day + timedelta(days=number)}T{hour}:00"
        told = {"channel": channel, "outcome": "no_answer", "at": when}
        answer = desk.post(reverse("referrals:attempt", args=[case.pk]), told)
        assert answer.status_code == 302
    assert move(desk, case, "unreached") == 422
    told = {"channel": "post", "outcome": "message_left"}
    desk.post(reverse("referrals:attempt", args=[case.pk]), told)
    assert "Enough was tried" in shown(desk, case)
    assert move(desk, case, "unreached") == 302


def test_an_attempt_in_the_future_is_refused_and_kept_in_the_form(desk: Client) -> None:
    case = made()
    told = {"channel": "phone", "outcome": "spoke", "at": "2099-01-01T10:00", "note": "My note"}
    answer = desk.post(reverse("referrals:attempt", args=[case.pk]), told)
    assert answer.status_code == 422
    assert "has not come yet" in answer.content.decode()
    assert "My note" in answer.content.decode()


def test_two_cases_of_one_telephone_are_shown_side_by_side_and_decided_by_staff(
    desk: Client,
) -> None:
    case, other = made(), made(person=person(name="A. Sample"))
    assert move(desk, case, "triage") == 302
    page = shown(desk, case)
    assert "A. Sample" in page
    assert "May be the same person as" in page
    assert move(desk, case, "allocated") == 422
    address = reverse("referrals:sameness", args=[case.pk, other.pk])
    assert desk.post(address, {"same": "perhaps"}).status_code == 302
    assert not Sameness.objects.exists()
    desk.post(address, {"same": "yes"})
    desk.post(address, {"same": "no"})
    assert [row.same for row in Sameness.objects.order_by("at")] == [True, False]
    assert "Not the same person as" in shown(desk, other)
    assert move(desk, case, "allocated") == 302
    for one in (case, other):
        kept = one.events.filter(kind="sameness")
        assert [event.sealed_note.split(" as ")[0] for event in kept] == [
            "The same person",
            "Not the same person",
        ]
    assert Case.objects.filter(reference__in=[case.reference, other.reference]).count() == 2


def test_answers_and_contact_rules_of_both_stand_side_by_side(desk: Client) -> None:
    smokes = AnswerShown("smoke", "Do you smoke?", "Yes", "yes")
    notes = AnswerShown("notes", "Anything else?", "Ring my sister", "x", free_text=True)
    case = made(answers=(smokes,))
    made(
        person=person(phone="0044 (0)116 496 0123", contact_by=("email",), voicemail_ok=True),
        answers=(AnswerShown("smoke", "Do you smoke?", "No", "no"), notes),
    )
    page = shown(desk, case)
    beside = page.partition("Side by side")[2].partition("</details>")[0]
    for words in ("Do you smoke?", "Yes", "No", "Anything else?", "Ring my sister", "the same"):
        assert words in beside, words
    assert "not the same" in beside
    assert "Keep to both" in beside
    assert "Contact by telephone. No message on voicemail" in beside
    assert "Contact by e-mail" in beside


def test_a_case_is_never_compared_with_itself(desk: Client) -> None:
    case = made()
    address = reverse("referrals:sameness", args=[case.pk, case.pk])
    assert desk.post(address, {"same": "yes"}).status_code == 302
    assert not Sameness.objects.exists()


def test_own_words_keep_their_language_until_somebody_has_read_them(desk: Client) -> None:
    answers = (
        AnswerShown("notes", "બીજું કંઈ?", "કેમ છો", "કેમ છો", True, "Anything else?", "કેમ છો"),
        AnswerShown("topics", "શું?", "ચાલવું", ["moving"], False, "What?", "Moving more"),
    )
    case = made(answers=answers)
    page = shown(desk, case)
    assert "Needs reading by a Gujarati reader" in page
    assert '<span lang="gu" dir="auto">કેમ છો</span>' in page
    assert "Moving more" in page
    assert "ચાલવું" not in page
    [text] = OwnWords.objects.filter(case=case)
    address = reverse("referrals:read", args=[case.pk, text.pk])
    name = f"read-{text.pk}-note"
    assert desk.post(address, {name: " "}).status_code == 422
    assert desk.post(address, {name: "How are you"}).status_code == 302
    page = shown(desk, case)
    assert "How are you" in page
    assert "કેમ છો" in page
    assert "Needs reading by" not in page


def test_each_text_waits_for_a_reader_of_its_own_language(desk: Client) -> None:
    answers = (
        AnswerShown("job", "Role", "નર્સ", "નર્સ", True, "Role"),
        AnswerShown("notes", "Anything?", "Proszę dzwonić", "", True, "Anything?", words_in="pl"),
        AnswerShown("more", "More?", "in English", "", True, "More?", words_in="en"),
    )
    case, other = made(answers=answers), made(answers=answers)
    queue = desk.get(reverse("referrals:queue")).content.decode()
    assert "Needs reading by a Gujarati and Polish reader" in queue
    page = shown(desk, case)
    assert "Needs reading by a Gujarati reader: Role" in page
    assert "Needs reading by a Polish reader: Anything?" in page
    first, second = OwnWords.objects.filter(case=case).order_by("asked")
    typed = {f"read-{first.pk}-note": "A nurse"}
    wrong = reverse("referrals:read", args=[other.pk, first.pk])
    assert desk.post(wrong, typed).status_code in (302, 404)
    assert OwnWords.objects.filter(case=case, read_at__isnull=True).count() == 2
    desk.post(reverse("referrals:read", args=[case.pk, first.pk]), typed)
    page = shown(desk, case)
    assert "Needs reading by a Gujarati reader" not in page
    assert "Needs reading by a Polish reader" in page
    assert "A nurse" in page
    assert Case.objects.get(pk=case.pk).needs_reading
    typed = {f"read-{second.pk}-note": "Please ring"}
    desk.post(reverse("referrals:read", args=[case.pk, second.pk]), typed)
    assert not Case.objects.get(pk=case.pk).needs_reading


def test_a_case_that_does_not_exist_is_not_there(desk: Client) -> None:
    for name, more in (("case", 0), ("note", 0), ("read", 1)):
        keys = [uuid4() for _ in range(1 + more)]
        answer = desk.post(reverse(f"referrals:{name}", args=keys))
        assert answer.status_code in (302, 404, 405)


def test_when_an_attempt_was_and_when_it_was_written_down_are_both_kept(
    desk: Client,
) -> None:
    case = made()
    Case.objects.filter(pk=case.pk).update(received_at=datetime.fromisoformat("2026-01-05T09Z"))
    told = {"channel": "phone", "outcome": "no_answer", "at": "2026-01-05T10:00"}
    desk.post(reverse("referrals:attempt", args=[case.pk]), told)
    event = case.events.get(kind="attempt")
    assert event.moment == datetime.fromisoformat("2026-01-05T10:00:00+00:00")
    assert event.at > event.moment


def tries(desk: Client, case: Case, **told: str) -> None:
    """Write three attempts down that are enough, for the line `told` or for all."""
    day = (clock.now() - timedelta(days=9)).date()
    for number, (hour, channel) in enumerate([(10, "phone"), (15, "phone"), (10, "email")]):
        when = f"{day + timedelta(days=number)}T{hour}:00"
        form = {"channel": channel, "outcome": "no_answer", "at": when, **told}
        answer = desk.post(reverse("referrals:attempt", args=[case.pk]), form)
        assert answer.status_code == 302


def reached(case: Case) -> list[str]:
    """Return the needs of the lines for which enough was tried."""
    missing = attempts_missing(Case.objects.get(pk=case.pk))
    return [line.need for line in case.lines.order_by("need") if missing[line.pk] == []]


def test_attempts_count_for_their_own_line_alone(desk: Client) -> None:
    needs = tuple(NeedLine(need, need, "desk") for need in ("moving", "smoking"))
    case = made(needs=needs, person=person(email="asha@example.org", contact_by=()))
    case.lines.update(state="contacting")
    tries(desk, case, line=str(case.lines.get(need="smoking").pk))
    assert reached(case) == ["smoking"]
    assert "For Smoking alone" in shown(desk, case)
    tries(desk, case, line="")
    assert reached(case) == ["moving", "smoking"]


def test_attempts_count_anew_when_the_person_came_back(desk: Client) -> None:
    case = made(person=person(email="asha@example.org", contact_by=()))
    case.lines.update(state="contacting")
    tries(desk, case)
    assert [move(desk, case, to) for to in ("unreached", "triage", "allocated")] == [302] * 3
    assert move(desk, case, "contacting") == 302
    assert reached(case) == []
    assert "3 more attempts" in shown(desk, case)
    assert move(desk, case, "unreached") == 422


def test_a_double_press_keeps_one_attempt(desk: Client) -> None:
    case = made()
    told = {"channel": "phone", "outcome": "no_answer", "note": "Rang twice."}
    for _ in range(2):
        desk.post(reverse("referrals:attempt", args=[case.pk]), told)
    assert case.events.filter(kind="attempt").count() == 1
    desk.post(reverse("referrals:attempt", args=[case.pk]), {**told, "channel": "text"})
    assert case.events.filter(kind="attempt").count() == 2


def test_an_attempt_before_the_request_came_in_is_refused(desk: Client) -> None:
    case = made()
    told = {"channel": "phone", "outcome": "no_answer", "at": "2020-01-01T10:00"}
    answer = desk.post(reverse("referrals:attempt", args=[case.pk]), told)
    assert answer.status_code == 422
    assert "before this request came in" in answer.content.decode()


def test_what_happened_in_one_moment_stands_in_its_order_and_in_words(desk: Client) -> None:
    case, now = made(), clock.now()
    states = ("triage", "allocated", "contacting", "accepted", "assessed", "in_programme")
    for state in states:
        lines.move(line=case.lines.get(), to=state, note="", by=None, now=now)
    page = shown(desk, case)
    said = [f"{State(one).label}</b>" for one in reversed(states)]
    assert sorted(said, key=page.index) == said
    assert "Moved on: First talk done → Being helped" in page
    assert [str(one.to_state) for one in events_of_line(case.lines.get())] == [*reversed(states)]


def test_own_words_name_their_language_and_what_was_left_empty_stands_apart(desk: Client) -> None:
    told = (
        AnswerShown("note", "اور؟", "صبح", "صبح", free_text=True, staff_question="More?"),
        AnswerShown("way", "?", "ના", "x", free_text=True, staff_question="Way?", words_in="gu"),
        AnswerShown("days", "?", "—", "None", staff_question="Which days?", staff_answer="Left"),
    )
    page = shown(desk, made(language="ur", answers=told))
    assert "Needs reading by an Urdu reader: More?" in page
    assert "Their own words, in Urdu" in page
    assert "Their own words, in Gujarati" in page
    assert (
        page.partition("<h3>Not answered</h3>")[2]
        .lstrip()
        .startswith('<p class="d-sub">Which days?</p>')
    )


def test_why_something_is_offered_says_what_of_the_person_and_each_thing_once(
    desk: Client,
) -> None:
    rules = (
        "If smokes every day, then note the need “smoking” (strong).",
        "If smokes every day, then offer stop smoking.",
        "Asked for it",
    )
    page = shown(desk, made(needs=(NeedLine("smoking", "stop_smoking", "desk", 5, rules),)))
    assert page.count("Smokes every day.") == 1
    assert "then note" not in page
    assert "Asked for it" in page
