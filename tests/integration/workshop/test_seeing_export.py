"""Can a journey be taken out of the house, by those who may, as a draft and as published?"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from accounts.roles import Role
from core import clock
from selfassessment.actions.workshop import save
from selfassessment.engine.exporting import schema
from selfassessment.selectors.workshop import manuscript
from tests.fixtures.members import member_of

URL = "/admin/journeys/export/check"


def changed(name: str = "has pain now") -> None:
    """Change the name of a condition in what is being written."""
    mine = manuscript("check")
    content = json.loads(mine.content)
    content["conditions"]["has_chest_pain"]["name"] = name
    save(mine, content, revision=1, by="test", now=clock.now(), summary="Another name")


def cells(client: Client, query: str = "") -> list[list[str]]:
    """Return the cells of the sheet."""
    answer = client.get(f"{URL}.csv{query}")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_page_leads_to_every_file(editor: Client) -> None:
    page = editor.get(f"{URL}/").content.decode()
    for form in ("csv", "json", "fhir.json"):
        assert f'href="{URL}.{form}"' in page
        assert f'href="{URL}.{form}?version=1"' in page
    assert "standards/journey.schema" in page


def test_the_schema_is_served(editor: Client) -> None:
    found = finders.find("standards/journey.schema.json")
    assert isinstance(found, str)
    assert json.loads(Path(found).read_text("utf-8")) == schema()


def test_json_holds_what_is_being_written_or_a_published_version(editor: Client) -> None:
    changed()
    draft, first = (editor.get(f"{URL}.json{query}").json() for query in ("", "?version=1"))
    assert (draft["version"], first["version"]) == (None, 1)
    names = [one["journey"]["conditions"]["has_chest_pain"]["name"] for one in (draft, first)]
    assert names[0] == "has pain now" != names[1]
    assert "Is everyone safe?" in first["texts"]["en"].values()
    assert draft["$schema"].endswith(".json")


def test_the_sheet_opens_in_a_spreadsheet_and_runs_no_formula(editor: Client) -> None:
    changed('=HYPERLINK("https://example.org")')
    found = cells(editor)
    assert found[0] == ["Part", "Where", "Kind", "Key", "Words", "Details"]
    assert editor.get(f"{URL}.csv").content.startswith(b"\xef\xbb\xbf")
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert any(row[4].startswith("'=HYPERLINK") for row in found)


def test_fhir_is_a_questionnaire(editor: Client) -> None:
    answer = editor.get(f"{URL}.fhir.json?version=1")
    assert answer["Content-Type"] == "application/fhir+json"
    assert answer["Content-Disposition"] == 'attachment; filename="check-version-1.fhir.json"'
    found = json.loads(answer.content)
    assert (found["resourceType"], found["status"], found["version"]) == (
        "Questionnaire",
        "active",
        "1",
    )
    module = pytest.importorskip("fhir.resources.R4B.questionnaire")
    module.Questionnaire.model_validate(found)


@pytest.mark.parametrize(
    "address", [f"{URL}.xml", f"{URL}.json?version=99", f"{URL}.json?version=x", f"{URL}s.json"]
)
def test_what_is_not_there_is_not_found(editor: Client, address: str) -> None:
    assert editor.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_nobody_else_takes_anything(role: Role, client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(role, django_user_model))
    for form in ("/", ".csv", ".json", ".fhir.json"):
        assert client.get(f"{URL}{form}").status_code == 302
