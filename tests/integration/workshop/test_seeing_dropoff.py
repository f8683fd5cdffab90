"""Does the page of drop-off show counts as they may be shown, to those who may look?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from core import clock
from selfassessment.journeys.published import published
from selfassessment.journeys.texts import Words
from selfassessment.models import JourneyVersion, StepTally
from tests.fixtures.members import member_of

URL = "/admin/journeys/drop-off/check/"


def counted(page: str, event: str, number: int, **more: Any) -> None:
    """Put a count of the health check there."""
    StepTally.objects.create(
        version=JourneyVersion.objects.get(journey__slug="check"),
        page=page,
        event=event,
        count=number,
        **{"day": clock.today(), "locale": "en", "device": "other", "code": "", **more},
    )


def rows(client: Client, query: str = "") -> dict[str, list[str]]:
    """Return the cells of the table by the name of the page."""
    answer = client.get(f"{URL}{query}")
    assert answer.status_code == 200
    found = {}
    for row in re.findall(r"<tr[^>]*>(<th scope=\"row\">.*?)</tr>", answer.content.decode()):
        name, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        found[name] = cells
    return found


def test_before_anything_is_counted_the_page_says_so(editor: Client) -> None:
    assert "Nothing has been counted" in editor.get(URL).content.decode()


def test_each_page_is_measured_against_those_who_reached_it(editor: Client) -> None:
    counted("@start", "seen", 200)
    counted("@start", "went_on", 150)
    counted("who", "reached", 150)
    counted("who", "went_on", 140)
    counted("urgent_head", "reached", 20)
    counted("urgent_head", "went_on", 10)
    found = rows(editor)
    assert found["Start page"][:4] == ["200", "150", "50", "25 %"]
    assert found["Who is this for?"][:4] == ["150", "140", "10", "7 %"]
    assert found["Call 111 now"][:4] == ["20", "10", "10", "50 %"]


def test_fewer_than_five_is_nowhere_on_the_page(editor: Client) -> None:
    counted("who", "reached", 150)
    counted("who", "went_on", 147)
    counted("who", "error", 4, code="required")
    counted("results", "reached", 3)
    page = editor.get(URL).content.decode()
    found = rows(editor)
    assert found["Who is this for?"][:4] == ["150", "145", "fewer than 5", "–"]
    assert "fewer than 5" in found["Who is this for?"][6]
    assert found["Your results"][0] == "fewer than 5"
    chart = page.partition('"jb-title jb-desc"')[2].partition("</svg>")[0]
    assert not re.search(r">[^<]*147", chart)
    assert not re.search(r">[^<]*: [1-4]\b", chart)


def test_figures_can_be_asked_for_by_days_version_language_and_device(editor: Client) -> None:
    counted("who", "reached", 50)
    counted("who", "reached", 40, locale="ur", device="phone")
    counted("who", "reached", 30, day=clock.today() - timedelta(days=60))
    asked = {
        "": "90",
        "?days=365": "120",
        "?language=ur": "40",
        "?device=other": "50",
        "?version=1": "90",
        "?days=7&language=en&device=phone": None,
    }
    for query, said in asked.items():
        found = rows(editor, query)
        assert (found["Who is this for?"][0] if found else None) == said, query


@pytest.mark.parametrize(
    "query", ["?days=abc", "?version=99", "?language=xx", "?device=watch", "?days=-1&version=1e9"]
)
def test_what_cannot_be_asked_for_counts_as_not_chosen(editor: Client, query: str) -> None:
    counted("who", "reached", 50)
    assert rows(editor, query)["Who is this for?"][0] == "50"


def test_the_chart_has_a_name_and_the_table_says_the_same(editor: Client) -> None:
    counted("who", "reached", 50)
    page = editor.get(URL).content.decode()
    assert '<title id="jb-title">Where people stop in “Health check”</title>' in page
    chart = page.partition('"jb-title jb-desc"')[2].partition("</svg>")[0]
    table = page.partition("d-scroll s-table")[2].partition("</table>")[0]
    assert chart.count("<g>") == table.count('<th scope="row">') > 30
    assert " style=" not in chart


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_nobody_else_may_look(role: Role, client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(role, django_user_model))
    assert client.get(URL).status_code == 302


def parts(client: Client) -> dict[str, list[str]]:
    """Return the cells of the table of parts by the name of the part."""
    page = client.get(URL).content.decode()
    table = page.partition("s-parts")[2].partition("</table>")[0]
    found = {}
    for row in re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", table):
        name, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        found[name] = cells
    return found


def section(name: str) -> list[str]:
    """Return the pages of a section of the health check."""
    version = JourneyVersion.objects.get(journey__slug="check")
    return [page.key for page in published(version).definition.pages_of(name)]


def test_a_part_tells_where_inside_it_people_left(editor: Client) -> None:
    first, second, *_rest = section("alcohol")
    counted(first, "reached", 100)
    counted(first, "went_on", 100)
    counted(second, "reached", 60)  # the others took a way around it
    counted(second, "went_on", 40)
    name = Words("en")("section.alcohol")
    found = parts(editor)[name]
    assert found[:4] == ["100", "80", "20", "20 %"]
    assert found[4] in rows(editor)
    assert rows(editor)[found[4]][2] == "20"
    assert f'colspan="8">{name}<' in editor.get(URL).content.decode()


def test_fewer_than_five_is_hidden_of_parts_too(editor: Client) -> None:
    first, second, *_rest = section("alcohol")
    counted(first, "reached", 100)
    counted(first, "went_on", 100)
    counted(second, "reached", 63)
    counted(second, "went_on", 60)
    found = parts(editor)[Words("en")("section.alcohol")]
    assert found == ["100", "95", "fewer than 5", "–", "–"]


def test_a_journey_without_parts_has_no_table_of_them(editor: Client) -> None:
    assert "s-parts" not in editor.get("/admin/journeys/drop-off/refer/").content.decode()
