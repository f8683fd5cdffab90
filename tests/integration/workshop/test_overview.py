"""Who comes into the workshop, and what do they see first?"""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from core import clock
from selfassessment.actions.workshop import save
from selfassessment.models import Manuscript
from selfassessment.selectors.workshop import manuscript
from tests.fixtures.members import member_of

URL = "/admin/journeys/"


def test_an_editor_sees_each_journey_with_its_state(editor: Client) -> None:
    page = editor.get(URL).content.decode()
    assert "Health check" in page
    assert "Version 1 is published" in page
    assert "As published" in page
    assert "Unpublished changes" not in page


def test_a_saved_change_shows_as_unpublished(editor: Client) -> None:
    mine = manuscript("check")
    content = json.loads(mine.content) | {"note": "new"}
    save(mine, content, revision=1, by="test", now=clock.now(), summary="A note")
    assert editor.get(URL).content.decode().count("Unpublished changes") == 1


def test_a_translator_may_look(translator: Client) -> None:
    assert translator.get(URL).status_code == 200


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_nobody_else_sees_it(role: Role, django_user_model: Any, client: Client) -> None:
    client.force_login(member_of(role, django_user_model))
    assert client.get(URL).status_code == 302
    assert b"/admin/journeys/" not in client.get("/admin/", follow=True).content


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert "login" in client.get(URL).headers["Location"]


def test_before_anything_is_laid_out_the_page_says_what_to_do(editor: Client) -> None:
    Manuscript.objects.all().delete()
    assert "publish_journeys" in editor.get(URL).content.decode()


@pytest.mark.parametrize(
    "address",
    ["journey/check/", "journey/check/page/who/", "tables/safety/", "words/", "history/check/"],
)
def test_nothing_is_found_before_anything_was_laid_out(editor: Client, address: str) -> None:
    Manuscript.objects.all().delete()
    assert editor.get(f"{URL}{address}", follow=True).status_code == 404
