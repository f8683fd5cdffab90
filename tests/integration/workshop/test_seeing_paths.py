"""Does the page with the paths show the journey as it is being written, to those who may look?"""

import json
import re
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from core import clock
from selfassessment.actions.workshop import save
from selfassessment.models import Manuscript
from selfassessment.selectors.workshop import manuscript
from tests.fixtures.members import member_of

URL = "/admin/journeys/drawing/check/"


def page_of(client: Client, url: str = URL) -> str:
    """Return a page that must be there."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_is_a_link_in_the_drawing_and_told_in_words(editor: Client) -> None:
    page = page_of(editor)
    keys = [one["key"] for one in json.loads(manuscript("check").content)["pages"]]
    assert re.findall(r'data-page="([a-z_0-9]+)"', page) == keys
    assert re.findall(r'<li id="page-([a-z_0-9]+)"', page) == keys
    assert set(re.findall(r'href="#page-([a-z_0-9]+)"', page)) == set(keys)
    assert "Is any of this happening now?" in page


def test_the_drawing_says_that_it_was_proven_and_carries_no_style(editor: Client) -> None:
    page = page_of(editor)
    assert "Proven." in page
    drawing = page.partition('class="jd"')[2].partition("</svg>")[0]
    assert " style=" not in drawing
    assert "<desc" in drawing


def test_a_change_that_is_not_published_is_drawn_and_its_mistake_marked(editor: Client) -> None:
    mine = manuscript("check")
    content = json.loads(mine.content)
    content["pages"][0]["routes"] = [
        {"when": {"question": "who_for", "op": "is", "value": "self"}, "to": "who"}
    ]
    save(mine, content, revision=1, by="test", now=clock.now(), summary="A way back")
    page = page_of(editor)
    assert "Leads back or nowhere:" in page
    assert "A page cannot lead to itself." in page
    assert re.search(r'jd-marked" href="[^"]*" data-page="who"', page)


def test_words_of_editors_cannot_break_out_of_the_drawing(editor: Client) -> None:
    mine = manuscript("check")
    content = json.loads(mine.content)
    content["conditions"]["has_chest_pain"]["name"] = "</title><script>alert(1)</script>"
    save(mine, content, revision=1, by="test", now=clock.now(), summary="Odd name")
    assert "<script>alert(1)" not in page_of(editor)


@pytest.mark.parametrize("name", ["routing", "nothing"])
def test_only_a_journey_can_be_drawn(editor: Client, name: str) -> None:
    assert editor.get(f"/admin/journeys/drawing/{name}/", follow=True).status_code == 404


def test_before_anything_is_laid_out_there_is_nothing_to_draw(editor: Client) -> None:
    Manuscript.objects.all().delete()
    assert editor.get(URL, follow=True).status_code == 404


def test_a_translator_may_look(translator: Client) -> None:
    assert "Paths of" in page_of(translator)


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_nobody_else_may(role: Role, client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(role, django_user_model))
    assert client.get(URL).status_code == 302


def test_looking_only_reads(editor: Client) -> None:
    assert editor.post(URL).status_code == 405
