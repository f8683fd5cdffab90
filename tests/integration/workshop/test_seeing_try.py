"""Does "try it" show the page, the path and every row for the answers that were chosen?"""

import json
import re
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from core import clock
from selfassessment.actions.workshop import save
from selfassessment.models import Draft, Manuscript
from selfassessment.selectors.workshop import manuscript
from tests.fixtures.members import member_of

URL = "/admin/journeys/try/check/"
SAFE = {"who_for": "self", "signs": "none", "safe": "none", "age_band": "18_39"}


def tried(client: Client, **answers: Any) -> str:
    """Try answers and return the page."""
    answer = client.post(URL, answers)
    assert answer.status_code == 200
    return answer.content.decode()


def public(page: str) -> str:
    """Return the part that shows what the public would see."""
    return page.partition('class="s-paper"')[2].partition("</section>")[0]


def test_every_question_is_on_the_form_once(editor: Client) -> None:
    page = editor.get(URL).content.decode()
    content = json.loads(manuscript("check").content)
    asked = {q["key"] for one in content["pages"] for q in one.get("questions", ())}
    assert asked <= set(re.findall(r'name="([a-z_0-9]+)"', page))
    assert "The first page the public sees" in page


def test_the_page_the_public_would_see_is_the_first_that_waits(editor: Client) -> None:
    assert "Is everyone safe?" in public(tried(editor, who_for="self", signs="none"))


def test_a_red_flag_leads_to_its_page_and_the_tables_say_why(editor: Client) -> None:
    page = tried(editor, who_for="self", signs="chest_pain")
    assert "Call 999 now" in public(page)
    assert "the emergency page stops everything after it" in page
    assert "Safety flags:" in page


def test_rows_are_ticked_crossed_or_not_known_with_a_reason(editor: Client) -> None:
    page = tried(editor, **SAFE, tobacco="cigarettes", smoke_daily="yes")
    assert '<li class="s-ticked s-counted">' in page
    assert '<li class="s-crossed">' in page
    assert '<li class="s-unknown">' in page
    assert "because there is no answer to “" in page
    assert "Stop smoking with us" in page


def test_facts_of_the_reader_can_be_chosen(editor: Client) -> None:
    outside = tried(editor, **SAFE, **{"fact--in_council_area": "no"})
    inside = tried(editor, **SAFE, **{"fact--in_council_area": "yes"})
    assert outside != inside
    assert "the first half" not in outside


def test_another_language_is_shown_in_its_own_words_and_direction(editor: Client) -> None:
    page = tried(editor, who_for="self", **{"fact--language": "ur"})
    assert 'lang="ur" dir="rtl"' in page


@pytest.mark.parametrize(
    "odd",
    [
        {"height": "very tall"},
        {"age_band": "no such band"},
        {"signs": ["none", "chest_pain"]},
        {"fact--language": "xx", "fact--imd_decile": "99", "fact--in_council_area": "\x00"},
        {"height": "1" * 5000},
        {"postcode": "<script>alert(1)</script>"},
        {"no_such_question": "x"},
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_breaks(
    editor: Client, odd: dict[str, Any]
) -> None:
    answer = editor.post(URL, {"who_for": "self", **odd})
    assert answer.status_code in (200, 400)
    assert "<script>alert(1)" not in answer.content.decode()


def test_an_answer_that_cannot_be_used_says_why_beside_its_question(editor: Client) -> None:
    page = tried(editor, **SAFE, height="very tall")
    assert "Some answers cannot be used" in page
    assert 'value="very tall"' in page


def test_what_is_being_written_is_tried_and_not_what_is_published(editor: Client) -> None:
    mine = manuscript("check")
    content = json.loads(mine.content)
    content["pages"][0]["default"] = "age"
    save(mine, content, revision=1, by="test", now=clock.now(), summary="Skip the safety")
    assert "Is any of this happening now?" not in public(tried(editor, who_for="self"))


def test_trying_keeps_nothing(editor: Client) -> None:
    before = list(Manuscript.objects.values_list("content", flat=True))
    tried(editor, **SAFE)
    assert not Draft.objects.exists()
    assert list(Manuscript.objects.values_list("content", flat=True)) == before


def test_a_form_without_its_token_is_refused(django_user_model: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member_of(Role.EDITOR, django_user_model))
    assert strict.post(URL, SAFE).status_code == 403


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_nobody_else_may_try(role: Role, client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(role, django_user_model))
    assert client.post(URL, SAFE).status_code == 302
