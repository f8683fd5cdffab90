"""What do two people, an old page, edits and a lost worker do to an import?"""

import csv
import re
from datetime import timedelta
from io import StringIO
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from directory.actions import staging
from directory.actions.import_jobs import apply_import
from directory.actions.taxonomy import load_taxonomy
from directory.models import ImportRow, ImportRun, Service
from directory.selectors.moderation import in_order, items
from directory.staff_enums import ImportState
from tests.factories.directory import locales
from tests.factories.imports import (
    CHOIR,
    HEAD,
    IMPORTS,
    NAMELESS,
    SOURCE,
    WALK,
    begun,
    file,
    page,
    ready,
    take_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def headings(db: None) -> None:
    locales()
    load_taxonomy()


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
