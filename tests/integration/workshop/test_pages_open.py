"""Does every page of the workshop open, for those who may and nobody else?"""

from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from selfassessment.selectors.workshop import manuscript
from tests.fixtures.members import member_of

PAGES = [
    "journey/check/",
    "journey/refer/",
    "journey/check/page/signs/",
    "journey/check/page/signs/remove/",
    "journey/check/question/signs/",
    "journey/check/question/signs/remove/",
    "conditions/check/",
    "conditions/routing/",
    "conditions/routing/new/",
    "conditions/routing/of/group_weight/",
    "conditions/routing/of/is_adult/remove/",
    "tables/",
    *(
        f"tables/{table}/"
        for table in ("safety", "scope", "needs", "offers", "allocation", "priority")
    ),
    *(
        f"tables/{table}/row/10/"
        for table in ("safety", "scope", "needs", "offers", "allocation", "priority")
    ),
    "tables/needs/new/",
    "parts/check/",
    "parts/refer/",
    "scores/check/",
    "scores/refer/",
    "people/check/",
    "people/refer/",
    "people/check/of/chest_pain_now/",
    "try/check/?person=chest_pain_now",
    "instruments/",
    "instruments/phq2/",
    "instruments/who5/",
    "facts/",
    "facts/samaritans/",
    "history/check/",
    "words/?language=gu",
    "words/?language=ur&state=draft&part=careful&find=q.signs",
    "words/?language=en&p=2",
    "words/take.po?language=gu",
    "words/take.csv?language=pl",
    "words/take.xlsx?language=ur&part=results",
    "words/bring/",
]
FOR_TRANSLATORS = [page for page in PAGES if page.startswith(("words", "history"))]


def test_an_editor_opens_every_page(editor: Client) -> None:
    for page in PAGES:
        assert editor.get(f"/admin/journeys/{page}").status_code == 200, page


def test_a_translator_opens_words_and_looks_at_the_rest(translator: Client) -> None:
    for page in [*FOR_TRANSLATORS, "journey/check/", "tables/needs/", "conditions/check/"]:
        assert translator.get(f"/admin/journeys/{page}").status_code == 200, page
    for page in ("journey/check/page/signs/", "tables/needs/row/10/", "conditions/check/new/"):
        assert translator.get(f"/admin/journeys/{page}").status_code == 302, page


def test_a_translator_changes_no_journey(translator: Client) -> None:
    for page in ("journey/check/page/signs/move/", "tables/needs/row/10/move/"):
        assert translator.post(f"/admin/journeys/{page}", {"where": "down"}).status_code == 302
    assert manuscript("check").revision == manuscript("routing").revision == 1


def test_what_is_not_there_is_said_to_be_not_there(editor: Client) -> None:
    for page in (
        "journey/none/",
        "journey/check/page/none/",
        "journey/check/question/none/",
        "journey/check/question/none/remove/",
        "journey/routing/",
        "conditions/none/",
        "conditions/check/of/none/",
        "tables/none/",
        "tables/needs/row/99999/",
        "history/none/",
        "words/take.exe",
    ):
        assert editor.get(f"/admin/journeys/{page}", follow=True).status_code == 404, page


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_nobody_else_opens_any_of_them(role: Role, client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(role, django_user_model))
    for page in PAGES:
        answer = client.get(f"/admin/journeys/{page}")
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/"), page
