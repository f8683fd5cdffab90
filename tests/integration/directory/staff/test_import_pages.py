"""Can an editor bring a file in page by page, see first what it does, and take it back?"""

import json
import re
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from directory.actions.import_jobs import apply_import, read_import, undo_import
from directory.actions.taxonomy import load_taxonomy
from directory.importers.fetching import CannotFetch, Fetched
from directory.models import ImportRow, ImportRun, Service
from directory.staff_enums import ImportState
from tests.factories.directory import locales
from tests.factories.imports import HEAD, IMPORTS, SOURCE, WALK, begun, file, page, ready, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def headings(db: None) -> None:
    locales()
    load_taxonomy()


def test_the_whole_way_from_a_file_to_listings_and_back(editor: Client) -> None:
    run = begun(editor)
    waiting = page(editor, run)
    assert "Being read" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert 'http-equiv="refresh"' not in page(editor, run, "?still=1")
    read_import(run.pk)
    shown = page(editor, run)
    assert "Ready to look at" in shown
    assert "New listing (2)" in shown
    assert "Cannot be taken (1)" in shown
    assert "This is not an e-mail address, so it is left out." in shown
    assert "“no-mail”" in shown
    assert "Tuesday 10:00 to 11:00" in shown
    assert not Service.objects.exists()
    asked = page(editor, run, "take-in/")
    assert "<strong>2</strong> new listings are made" in asked
    assert take_in(editor, run).status_code == 302
    assert "Being taken in" in page(editor, run)
    apply_import(run.pk)
    done = page(editor, run)
    assert "<strong>2</strong> new listings" in done
    assert Service.objects.count() == 2
    assert "Take the whole import back" in page(editor, run, "take-back/")
    assert Service.objects.count() == 2
    assert editor.post(f"{IMPORTS}{run.pk}/take-back/").status_code == 302
    undo_import(run.pk)
    assert not Service.objects.exists()
    assert "Taken back" in page(editor, run)
    assert "<strong>2</strong> taken away again" in page(editor, run)


def test_rows_that_are_ticked_off_are_not_taken(editor: Client) -> None:
    run = ready(editor)
    choir = run.rows.get(name="Made-up choir")
    editor.post(f"{IMPORTS}{run.pk}/?fate=new", {"do": "out", "row": [str(choir.pk), "x", "-1"]})
    assert "Left out (1)" in page(editor, run)
    assert "Made-up walk" not in page(editor, run, "?only=out")
    editor.post(f"{IMPORTS}{run.pk}/", {"do": "in", "row": str(choir.pk)})
    assert "Left out" not in page(editor, run)
    editor.post(f"{IMPORTS}{run.pk}/?finding=bad_email", {"do": "all-out"})
    assert "<strong>1</strong> new listings are made" in page(editor, run, "take-in/")
    take_in(editor, run)
    apply_import(run.pk)
    assert [row.name for row in Service.objects.all()] == ["Made-up walk"]


def test_rows_of_another_import_are_out_of_reach(editor: Client) -> None:
    run = ready(editor)
    with patch.dict(SOURCE, source="other"):
        other = ready(editor)
    editor.post(f"{IMPORTS}{run.pk}/", {"do": "out", "row": str(other.rows.get(number=2).pk)})
    assert not ImportRow.objects.filter(left_out=True).exists()


def test_rows_are_narrowed_by_what_becomes_of_them_and_what_was_found(editor: Client) -> None:
    run = ready(editor)
    assert "Made-up choir" not in page(editor, run, "?fate=stopped")
    only = page(editor, run, "?finding=bad_email")
    assert "Made-up choir" in only
    assert "Made-up walk" not in only
    assert "Made-up walk" in page(editor, run, "?fate=nonsense&finding=x&only=y&p=999")
    assert "No row fits" in page(editor, run, "?only=edited")


def test_a_column_is_put_right_and_remembered_for_the_next_file(editor: Client) -> None:
    run = ready(editor)
    shown = page(editor, run, "columns/")
    assert "<li>red</li>" in shown
    seen = re.search(r'name="seen" value="([^"]+)"', shown)
    assert seen
    codes = dict(run.columns) | {"colour": "who_for"}
    data = {f"column-{number}": codes[name] for number, name in enumerate(run.columns)}
    data |= {"seen": seen[1], "kind": "service"}
    assert editor.post(f"{IMPORTS}{run.pk}/columns/", data).status_code == 302
    read_import(run.pk)
    assert ["Who it is for", "red"] in run.rows.get(number=2).said
    take_in(editor, run)
    apply_import(run.pk)
    assert Service.objects.get(name="Made-up walk").who_for == "red"
    assert 'value="Made-up source"' in editor.get(f"{IMPORTS}?source=made").content.decode()
    assert ready(editor).columns["colour"] == "who_for"


def test_columns_that_cannot_be_are_said_and_what_was_chosen_stays(editor: Client) -> None:
    run = ready(editor)
    codes = dict(run.columns) | {"name": "", "colour": "summary"}
    data = {f"column-{number}": codes[name] for number, name in enumerate(run.columns)}
    data |= {"seen": run.moved_at.isoformat(), "kind": "activity"}
    answer = editor.post(f"{IMPORTS}{run.pk}/columns/", data)
    said = answer.content.decode()
    assert answer.status_code == 400
    assert "Choose which column holds the name." in said
    assert "is read as “In short” already" in said
    data |= {f"column-{number}": code for number, code in enumerate(run.columns.values())}
    answer = editor.post(f"{IMPORTS}{run.pk}/columns/", data | {"seen": "before"})
    assert "A colleague has changed how this file is read" in answer.content.decode()
    answer = editor.post(f"{IMPORTS}{run.pk}/columns/", data | {"column-1": "nonsense"})
    assert answer.status_code == 400
    run.refresh_from_db()
    assert run.state == ImportState.READY


def test_an_open_referral_file_says_itself_what_is_what(editor: Client) -> None:
    text = json.dumps([{"id": "1", "name": "Made-up", "status": "active", "fees": "Free"}])
    run = ready(editor, text)
    assert "says itself what is what" in page(editor, run, "columns/")
    data = {"seen": run.moved_at.isoformat(), "kind": "service"}
    assert editor.post(f"{IMPORTS}{run.pk}/columns/", data).status_code == 302
    read_import(run.pk)
    assert run.rows.get().name == "Made-up"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"file": None}, "Choose a file."),
        ({"file": file("", "empty.csv")}, "There is nothing in this file."),
        ({"file": file("<html></html>")}, "This is a web page, not a list."),
        ({"file": file("a\0b,c\n", "x.csv")}, "signs in this file that no text has"),
        ({"source": "two words"}, "Letters, digits, - and _ only"),
        ({"source": "x" * 41}, "at most 40 characters"),
        ({"name": ""}, "This field is required."),
        ({"url": "no page"}, "valid URL"),
        ({"kind": "nonsense"}, "Select a valid choice."),
        ({"heading": "nonsense"}, "Select a valid choice."),
    ],
)
def test_what_cannot_begin_is_said_beside_its_field_and_what_was_typed_stays(
    editor: Client, changed: dict[str, Any], said: str
) -> None:
    typed = {**SOURCE, "licence": "A licence of its own", "file": file(), **changed}
    answer = editor.post(IMPORTS, {key: one for key, one in typed.items() if one is not None})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert said in text
    assert "A licence of its own" in text
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_not_read(editor: Client) -> None:
    with patch("directory.import_admin.forms.LARGEST", 20):
        answer = editor.post(IMPORTS, {**SOURCE, "file": file()})
    assert "larger than 25 MB" in answer.content.decode()


def test_an_address_is_offered_only_where_a_host_may_be_fetched_from(
    editor: Client, settings: Any
) -> None:
    assert "Or an address" not in editor.get(IMPORTS).content.decode()
    settings.WAYMARK_FETCH_HOSTS = ["data.example.org"]
    assert "We fetch from: data.example.org." in editor.get(IMPORTS).content.decode()
    address = "https://data.example.org/list.csv"
    both = editor.post(IMPORTS, {**SOURCE, "address": address, "file": file()})
    assert "a file or an address, not both" in both.content.decode()
    with patch("directory.import_admin.starting.begin") as begin:
        begin.side_effect = CannotFetch("Words for the person.")
        answer = editor.post(IMPORTS, {**SOURCE, "address": address})
        assert "Words for the person." in answer.content.decode()
        assert address in answer.content.decode()
        begin.side_effect = None
        begin.return_value = Fetched((HEAD + WALK).encode(), address)
        assert editor.post(IMPORTS, {**SOURCE, "address": address}).status_code == 302
    assert ImportRun.objects.get().came_from == address
