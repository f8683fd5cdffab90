"""Are words changed beside their English, and do they come back whole from translators?"""

import csv
import io
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from core.models import AuditEvent
from selfassessment.models import Wording
from tests.fixtures.workshop import URL, fields, opened, sent

KEY = "start.check.title"


def gujarati(key: str = KEY) -> Wording:
    """Return a Gujarati text."""
    return Wording.objects.get(locale="gu", key=key)


def test_a_translation_is_changed_in_place_and_becomes_a_draft(translator: Client) -> None:
    page = f"words/?language=gu&find={KEY}"
    typed = opened(translator, page, "key")
    assert sent(translator, page, typed, text__start__check__title="નવું").status_code == 302
    assert (gujarati().text, gujarati().state) == ("નવું", "draft")
    event = AuditEvent.objects.get(verb="wording.edited")
    assert event.detail == {"language": "gu", "key": KEY, "state": "draft"}


def test_a_tick_checks_it_in_the_name_of_who_ticked(translator: Client) -> None:
    page = f"words/?language=gu&find={KEY}"
    sent(translator, page, opened(translator, page, "key"), ok__start__check__title="on")
    assert gujarati().state == "checked"
    assert gujarati().checked_by == "translator@example.org"
    assert gujarati().edited_by == "shipped"
    sent(translator, page, opened(translator, page, "key"), ok__start__check__title=None)
    assert (gujarati().state, gujarati().checked_by) == ("draft", "")


def test_changed_english_makes_translations_out_of_date_until_they_are_changed(
    editor: Client,
) -> None:
    page = f"words/?language=en&find={KEY}"
    sent(editor, page, opened(editor, page, "key"), text__start__check__title="How are you?")
    stale = editor.get(f"{URL}words/?language=gu&state=stale").content.decode()
    assert KEY in stale
    page = f"words/?language=gu&find={KEY}"
    sent(editor, page, opened(editor, page, "key"), text__start__check__title="તમે કેમ છો?")
    assert KEY not in editor.get(f"{URL}words/?language=gu&state=stale").content.decode()


def test_a_lost_placeholder_is_refused_and_what_was_typed_stays(editor: Client) -> None:
    key = Wording.objects.filter(locale="en", text__contains="{").first()
    assert key is not None
    page = f"words/?language=gu&find={key.key}"
    typed = opened(editor, page, "key")
    before = gujarati(key.key).text
    answer = editor.post(f"{URL}{page}", {**typed, f"text.{key.key}": "કંઈ નહીં"})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "is missing: a number or name goes there." in html
    assert "કંઈ નહીં</textarea>" in html
    assert gujarati(key.key).text == before


def test_a_safety_text_is_checked_by_another_person_than_wrote_it(editor: Client) -> None:
    key = "emergency.call"
    page = f"words/?language=gu&find={key}"
    typed = opened(editor, page, "key")
    editor.post(f"{URL}{page}", {**typed, f"text.{key}": "હમણાં 999 પર જ ફોન કરો"})
    typed = opened(editor, page, "key")
    answer = editor.post(f"{URL}{page}", {**typed, f"ok.{key}": "on"})
    assert answer.status_code == 400
    assert "another person" in answer.content.decode()
    assert gujarati(key).state == "draft"


def test_a_scored_questionnaire_is_not_translated_freely(editor: Client) -> None:
    key = "q.ucla_companionship.label"
    html = editor.get(f"{URL}words/?language=gu&find={key}").content.decode()
    assert "only in a validated translation" in html
    editor.post(f"{URL}words/?language=gu", {"key": key, f"text.{key}": "ખોટું", f"was.{key}": ""})
    assert not Wording.objects.filter(locale="gu", key=key, text="ખોટું").exists()


def test_who_changes_what_somebody_else_changed_is_told(editor: Client) -> None:
    page = f"words/?language=gu&find={KEY}"
    typed = opened(editor, page, "key")
    Wording.objects.filter(locale="gu", key=KEY).update(text="તેમનું")
    answer = sent(editor, page, typed, text__start__check__title="મારું")
    assert answer.status_code == 400
    assert "Somebody changed this meanwhile to: “તેમનું”" in answer.content.decode()
    typed = fields(answer.content.decode(), "key")
    assert sent(editor, page, typed).status_code == 302
    assert gujarati().text == "મારું"


def taken(client: Client, kind: str) -> bytes:
    """Return the file of the texts about starting."""
    answer = client.get(f"{URL}words/take.{kind}?language=gu&find=start.")
    assert "attachment" in answer.headers["Content-Disposition"]
    return bytes(answer.content)


def brought(client: Client, name: str, content: bytes) -> Any:
    """Send a file and return the page that says what it would change."""
    file = SimpleUploadedFile(name, content)
    return client.post(f"{URL}words/bring/", {"language": "gu", "file": file})


def changed(kind: str, content: bytes, text: str) -> bytes:
    """Return the file with one translation changed, as a translator's program writes it."""
    if kind == "po":
        catalogue = polib.pofile(content.decode())
        next(one for one in catalogue if one.msgctxt == KEY).msgstr = text
        return str(catalogue).encode()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        next(row for row in rows if row[0] == KEY)[2] = text
        file = io.StringIO()
        csv.writer(file, delimiter=";").writerows(rows)
        return file.getvalue().encode("utf-8-sig")
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    next(row for row in sheet.iter_rows() if row[0].value == KEY)[2].value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["po", "csv", "xlsx"])
def test_a_file_goes_out_and_comes_back(translator: Client, kind: str) -> None:
    content = taken(translator, kind)
    same = brought(translator, f"words.{kind}", content).content.decode()
    assert "Nothing in it is new." in same
    seen = brought(translator, f"words.{kind}", changed(kind, content, "નવું નામ"))
    html = seen.content.decode()
    assert "Changed texts: 1." in html
    assert gujarati().text != "નવું નામ", "looking keeps nothing"
    answer = translator.post(f"{URL}words/bring/", {"seen": fields(html, "seen")["seen"][0]})
    assert answer.status_code == 302
    assert (gujarati().text, gujarati().state) == ("નવું નામ", "draft")


def test_rows_that_cannot_be_kept_are_named(translator: Client) -> None:
    lines = [
        "key,english,translation",
        "no.such.key,Hello,નમસ્તે",
        f"{KEY},Old English,પહેલું",
        f"{KEY},Old English,બીજું",
        "q.ucla_companionship.label,How often,કેટલી વાર",
    ]
    html = brought(translator, "words.csv", "\n".join(lines).encode()).content.decode()
    assert "No text has this key." in html
    assert "more than once" in html
    assert "validated translation" in html
    assert "The English has changed since" in html
    translator.post(f"{URL}words/bring/", {"seen": fields(html, "seen")["seen"][0]})
    stale = translator.get(f"{URL}words/?language=gu&state=stale").content.decode()
    assert KEY in stale


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("words.exe", b"x"),
        ("words.po", b"nothing of the kind"),
        ("words.csv", b"\xff\xfe\x00"),
        ("words.csv", b"a,b\n1,2\n"),
        ("words.csv", b'key,english,translation\n"open,a,b\n'),
        ("words.xlsx", b"PK not really"),
        ("words.xlsx", b""),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_reason(
    translator: Client, name: str, content: bytes
) -> None:
    answer = brought(translator, name, content)
    assert answer.status_code == 400
    assert "w-error" in answer.content.decode()


def test_what_was_seen_cannot_be_made_up(translator: Client) -> None:
    before = gujarati().text
    answer = translator.post(f"{URL}words/bring/", {"seen": "made:up:here"})
    assert answer.status_code == 302
    assert gujarati().text == before


@pytest.mark.parametrize("kind", ["po", "csv", "xlsx"])
def test_a_file_does_not_write_over_what_was_written_after_it_was_made(
    translator: Client, kind: str
) -> None:
    content = taken(translator, kind)
    Wording.objects.filter(locale="gu", key=KEY).update(text="નવું અહીં")
    untouched = brought(translator, f"words.{kind}", content).content.decode()
    assert "Nothing in it is new." in untouched, "rows the translator left alone change nothing"
    seen = brought(translator, f"words.{kind}", changed(kind, content, "નવું ત્યાં"))
    html = seen.content.decode()
    assert "Changed here as well: 1." in html
    token = fields(html, "seen")["seen"][0]
    translator.post(f"{URL}words/bring/", {"seen": token})
    assert gujarati().text == "નવું અહીં"
    translator.post(f"{URL}words/bring/", {"seen": token, "use": KEY})
    assert gujarati().text == "નવું ત્યાં"


def test_what_is_written_while_somebody_looks_at_a_file_is_shown_beside_it(
    translator: Client,
) -> None:
    seen = brought(translator, "words.po", changed("po", taken(translator, "po"), "પહેલું"))
    token = fields(seen.content.decode(), "seen")["seen"][0]
    Wording.objects.filter(locale="gu", key=KEY).update(text="બીજું")
    again = translator.post(f"{URL}words/bring/", {"seen": token}).content.decode()
    assert "Changed here as well: 1." in again
    assert "બીજું" in again
    assert gujarati().text == "બીજું"
