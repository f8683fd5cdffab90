"""Can an editor bring a file in page by page, see first what it does, and take it back?"""

import csv
import json
import re
from datetime import timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from directory.actions import staging
from directory.actions.import_jobs import apply_import, read_import, undo_import
from directory.actions.taxonomy import load_taxonomy
from directory.importers.fetching import CannotFetch, Fetched
from directory.models import ImportRow, ImportRun, Service
from directory.selectors.moderation import in_order, items
from directory.staff_enums import ImportState
from tests.factories.directory import locales

pytestmark = pytest.mark.django_db
IMPORTS = "/admin/imports/"
HEAD = "id,name,summary,category,group,postcode,email,day,start,end,colour\n"
WALK = "7,Made-up walk,A slow walk.,Walking,Made-up walkers,LE4 5QD,,Tuesday,10:00,11:00,red\n"
CHOIR = "8,Made-up choir,We sing.,Walking,Made-up singers,LE1 1AA,no-mail,,,,blue\n"
NAMELESS = "9,,,,,,,,,,\n"
SOURCE = {"source": "made", "name": "Made-up source", "licence": "none", "kind": "activity"}


@pytest.fixture(autouse=True)
def headings(db: None) -> None:
    locales()
    load_taxonomy()


def file(text: str = HEAD + WALK + CHOIR + NAMELESS, name: str = "list.csv") -> Any:
    return SimpleUploadedFile(name, text.encode())


def begun(editor: Client, text: str = HEAD + WALK + CHOIR + NAMELESS) -> ImportRun:
    answer = editor.post(IMPORTS, {**SOURCE, "file": file(text)})
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("pk")


def ready(editor: Client, text: str = HEAD + WALK + CHOIR + NAMELESS) -> ImportRun:
    run = begun(editor, text)
    read_import(run.pk)
    run.refresh_from_db()
    return run


def page(editor: Client, run: ImportRun, more: str = "") -> str:
    answer = editor.get(f"{IMPORTS}{run.pk}/{more}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def take_in(editor: Client, run: ImportRun, **more: str) -> Any:
    asked = page(editor, run, "take-in/")
    found = re.search(r'name="seen" value="([^"]+)"', asked)
    assert found
    return editor.post(f"{IMPORTS}{run.pk}/take-in/", {"seen": found[1], **more})


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
    with patch("directory.import_admin.starting.fetch_list") as fetch_list:
        fetch_list.side_effect = CannotFetch("Words for the person.")
        answer = editor.post(IMPORTS, {**SOURCE, "address": address})
        assert "Words for the person." in answer.content.decode()
        assert address in answer.content.decode()
        fetch_list.side_effect = None
        fetch_list.return_value = Fetched((HEAD + WALK).encode(), address)
        assert editor.post(IMPORTS, {**SOURCE, "address": address}).status_code == 302
    assert ImportRun.objects.get().came_from == address


def test_a_second_file_of_a_source_waits_for_the_first(editor: Client) -> None:
    run = ready(editor)
    answer = editor.post(IMPORTS, {**SOURCE, "file": file()})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Another import of this source is not decided yet." in text
    assert f"{IMPORTS}{run.pk}/" in text
    editor.post(f"{IMPORTS}{run.pk}/", {"do": "discard"})
    assert "Discarded" in page(editor, run)
    assert begun(editor).pk != run.pk


def test_who_is_second_is_told_and_nothing_is_done_twice(editor: Client) -> None:
    run = ready(editor)
    staging.discard(run=run, by=None, now=clock.now())
    row = {"do": "out", "row": "1"}
    for address, data in (("", row), ("", {"do": "discard"}), ("take-in/", {}), ("columns/", {})):
        answer = editor.post(f"{IMPORTS}{run.pk}/{address}", data, follow=True)
        assert "Perhaps a colleague was faster" in answer.content.decode()
    answer = editor.post(f"{IMPORTS}{run.pk}/take-back/", follow=True)
    assert "the import is discarded" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == ImportState.DISCARDED


def test_numbers_that_have_changed_since_are_shown_again(editor: Client) -> None:
    run = ready(editor)
    found = re.search(r'name="seen" value="([^"]+)"', page(editor, run, "take-in/"))
    assert found
    staging.leave_out(run=run, keys=[run.rows.all()[0].pk], out=True, now=clock.now())
    answer = editor.post(f"{IMPORTS}{run.pk}/take-in/", {"seen": found[1], "over_edits": "yes"})
    assert answer.status_code == 400
    assert "Nothing is taken in yet." in answer.content.decode()
    assert "<strong>1</strong> new listings are made" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == ImportState.READY


def test_what_was_edited_here_stays_unless_it_is_ticked(editor: Client) -> None:
    run = ready(editor)
    take_in(editor, run)
    apply_import(run.pk)
    Service.objects.filter(name="Made-up walk").update(summary="Edited here.")
    changed = (HEAD + WALK).replace("A slow walk.", "A fast walk.")
    again = ready(editor, changed)
    assert "In short <strong>(edited here)</strong>" in page(editor, again, "?only=edited")
    asked = page(editor, again, "take-in/")
    assert "<strong>1</strong> of the changed listings were edited here" in asked
    assert "<strong>1</strong> listings of this source are not in this file" in asked
    take_in(editor, again)
    apply_import(again.pk)
    assert Service.objects.get(name="Made-up walk").summary == "Edited here."
    third = ready(editor, changed.replace("fast", "brisk"))
    take_in(editor, third, over_edits="yes")
    apply_import(third.pk)
    assert Service.objects.get(name="Made-up walk").summary == "A brisk walk."


def test_likely_duplicates_are_shown_with_their_listing_and_in_the_file(editor: Client) -> None:
    first = ready(editor, HEAD + WALK)
    take_in(editor, first)
    apply_import(first.pk)
    listing = Service.objects.get()
    with patch.dict(SOURCE, source="other"):
        run = ready(editor, HEAD + WALK.replace("7,", "70,"))
    shown = page(editor, run, "?only=alike")
    assert f"/edit/{listing.pk}/" in shown
    assert "The same name" in shown
    assert "look like something that is there already" in page(editor, run, "take-in/")
    told = [row[5] for row in _csv(editor, run)]
    assert [text for text in told if text.startswith("It looks like Made-up walk (")]


def _csv(editor: Client, run: ImportRun) -> list[list[str]]:
    answer = editor.get(f"{IMPORTS}{run.pk}/findings.csv")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_the_file_of_findings_names_rows_and_holds_no_formula(editor: Client) -> None:
    run = ready(editor, HEAD + WALK.replace("Made-up walk", "=SUM(A1)") + CHOIR + NAMELESS)
    rows = _csv(editor, run)
    assert rows[0][0] == "Row"
    assert {row[0] for row in rows[1:]} >= {"2", "3", "4"}
    assert ["Email", "This is not an e-mail address, so it is left out.", "no-mail"] in [
        row[4:] for row in rows
    ]
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]
    assert "'=SUM(A1)" in cells


def test_an_import_that_has_stopped_is_started_again(editor: Client) -> None:
    run = begun(editor)
    assert "Start it again" not in page(editor, run)
    editor.post(f"{IMPORTS}{run.pk}/", {"do": "again"})
    ImportRun.objects.update(moved_at=clock.now() - timedelta(minutes=11))
    assert "Start it again" in page(editor, run)
    answer = editor.post(f"{IMPORTS}{run.pk}/", {"do": "again"}, follow=True)
    assert "It goes on where it stood" in answer.content.decode()
    assert "Start it again" not in page(editor, run)


def test_a_button_of_an_old_page_never_takes_an_import_back(editor: Client) -> None:
    run = ready(editor)
    take_in(editor, run)
    apply_import(run.pk)
    answer = editor.post(f"{IMPORTS}{run.pk}/", {"do": "again"}, follow=True)
    assert "the import is taken in. Perhaps a colleague was faster" in answer.content.decode()
    assert Service.objects.count() == 2


def test_a_file_that_breaks_further_down_says_why(editor: Client) -> None:
    run = begun(editor)
    ImportRun.objects.filter(pk=run.pk).update(state="failed", message="Broken further down.")
    assert "Broken further down." in page(editor, run)
    assert "Discard this import" in page(editor, run)


def test_looking_writes_nothing(editor: Client) -> None:
    run = ready(editor)
    before = (ImportRun.objects.values().get(), list(ImportRow.objects.values()))
    for address in ("", "?do=discard", "columns/", "take-in/", "findings.csv"):
        editor.get(f"{IMPORTS}{run.pk}/{address}")
    assert before == (ImportRun.objects.values().get(), list(ImportRow.objects.values()))


def test_an_import_waits_in_the_queue_until_it_is_decided(editor: Client) -> None:
    run = ready(editor)
    (item,) = items(in_order("import", 0, 10))
    assert item.title == "Made-up source, 3 rows"
    assert item.url == f"{IMPORTS}{run.pk}/"
    assert "New listing: 2" in item.said[0]
    assert "Made-up source, 3 rows" in editor.get("/admin/moderation/").content.decode()
    editor.post(f"{IMPORTS}{run.pk}/", {"do": "discard"})
    assert in_order("import", 0, 10) == []


def test_the_number_of_queries_does_not_grow_with_the_rows(editor: Client) -> None:
    few = ready(editor)
    page(editor, few)
    with CaptureQueriesContext(connection) as small:
        page(editor, few)
    editor.post(f"{IMPORTS}{few.pk}/", {"do": "discard"})
    walks = [WALK.replace("7,", f"{100 + n},").replace("walk", f"walk {n}") for n in range(49)]
    many = ready(editor, HEAD + WALK + "".join(walks) + CHOIR)
    with CaptureQueriesContext(connection) as large:
        page(editor, many)
    assert len(large) <= len(small) + 1


def test_only_editors_bring_listings_in(editor: Client, translator: Client) -> None:
    run = ready(editor)
    for address in ("", "columns/", "take-in/", "take-back/", "findings.csv"):
        assert Client().get(f"{IMPORTS}{run.pk}/{address}").status_code == 302
        assert translator.get(f"{IMPORTS}{run.pk}/{address}").status_code in (302, 403)
        assert translator.post(f"{IMPORTS}{run.pk}/{address}").status_code in (302, 403, 405)
    assert translator.post(IMPORTS, {**SOURCE, "file": file()}).status_code in (302, 403)
    assert "Imports" not in translator.get("/admin/").content.decode()
    assert IMPORTS in editor.get("/admin/").content.decode()
    run.refresh_from_db()
    assert run.state == ImportState.READY
    assert editor.get(f"{IMPORTS}999/", follow=True).status_code == 404
