"""Does the list of listings find, narrow, count its queries and make files?"""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from core import clock
from directory.actions.cards import refresh
from directory.enums import CheckedBy, Status
from directory.listing_admin import exporting
from directory.models import (
    Contact,
    Location,
    Organisation,
    Service,
    ServiceCategory,
    ServiceCheck,
    SourceRecord,
    TaxonomyTerm,
)
from tests.factories.directory import locales, make_listing, make_place, make_translation

pytestmark = pytest.mark.django_db


def list_address() -> str:
    return reverse(Service.snippet_viewset.get_url_name("list"))


def names(editor: Client, **asked: str) -> list[str]:
    """Return the names on the list."""
    answer = editor.get(list_address(), asked)
    assert answer.status_code == 200
    return [row.name for row in answer.context["object_list"]]


@pytest.fixture
def tea(db: None) -> Service:
    service = make_listing(name="Tea and a chat")
    refresh(public_ids=[service.public_id], now=clock.now())
    return service


@pytest.fixture
def chess(db: None) -> Service:
    place = make_place(name="Orchid House", postcode="LE2 1AB", area="Knighton", ward="E05010457")
    group = Organisation.objects.create(
        name="Rook and Pawn", charity_number="1234567", locale=locales()["en"]
    )
    service = make_listing(
        name="Chess for all", location=place, organisation=group, kind="club", summary=""
    )
    service.contacts.all().delete()
    Contact.objects.create(service=service, kind="phone", value="0116 496 0777")
    refresh(public_ids=[service.public_id], now=clock.now())
    return service


@pytest.mark.parametrize(
    "words",
    [
        *("chess", "CHESS all", "rook", "orchid", "LE2 1AB", "le2", "Knighton"),
        *("01164960777", "0116 496 0777", "+44 116 496 0777", "1234567"),
    ],
)
def test_words_of_name_group_and_place_and_numbers_find_a_listing(
    editor: Client, tea: Service, chess: Service, words: str
) -> None:
    assert names(editor, q=words) == ["Chess for all"]


def test_an_address_a_short_code_and_a_public_id_find_a_listing(
    editor: Client, tea: Service, chess: Service
) -> None:
    for words in (
        chess.short_code,
        f"https://example.org/en/directory/{chess.slug}-{chess.short_code}/",
        chess.public_id,
    ):
        assert names(editor, q=words) == ["Chess for all"]


def test_a_short_code_of_digits_alone_finds_its_listing(
    editor: Client, tea: Service, chess: Service
) -> None:
    Service.objects.filter(pk=chess.pk).update(short_code="2345678")
    assert names(editor, q="2345678") == ["Chess for all"]


@pytest.mark.parametrize(
    "words", ['"swim', '"', "%", "_", "\\", "'; --", "a\x00b", "('", "\u202e", "*"]
)
def test_odd_signs_in_the_search_find_nothing_and_break_nothing(
    editor: Client, tea: Service, words: str
) -> None:
    assert editor.get(list_address(), {"q": words}).status_code == 200


def test_a_quotation_mark_is_looked_for_as_it_is(editor: Client, tea: Service) -> None:
    make_listing(name='The "Singers"')
    assert names(editor, q='"singers') == ['The "Singers"']
    assert names(editor, q="%") == []


def test_each_listing_stands_once_and_translations_on_request(editor: Client, tea: Service) -> None:
    make_translation(tea, "ur", name="چائے")
    assert names(editor) == ["Tea and a chat"]
    assert names(editor, locale="ur") == ["چائے"]
    assert names(editor, locale="ur", q="tea") == ["چائے"]


def test_facts_narrow_translations_by_their_source(
    editor: Client, tea: Service, chess: Service
) -> None:
    make_translation(tea, "ur", name="چائے")
    make_translation(chess, "ur", name="شطرنج")
    assert names(editor, locale="ur", kind="club") == ["شطرنج"]


def test_filters_narrow(editor: Client, tea: Service, chess: Service) -> None:
    long_ago = clock.today() - timedelta(days=400)
    ServiceCheck.objects.create(
        service=tea, checked_on=long_ago, checked_by=CheckedBy.GROUP, origin="group"
    )
    SourceRecord.objects.create(
        service=chess,
        source="clubs",
        external_id="1",
        source_name="Clubs",
        licence="OGL",
        fingerprint="x",
        seen_at=clock.now(),
    )
    Service.objects.filter(pk=chess.pk).update(status=Status.PAUSED, is_sample=True)
    games = TaxonomyTerm.objects.create(code="games", name="Games", locale=locales()["en"])
    board = TaxonomyTerm.objects.create(
        code="board", name="Board games", parent=games, locale=locales()["en"]
    )
    ServiceCategory.objects.create(service=chess, term=board)
    for asked in (
        {"kind": "club"},
        {"status": "paused"},
        {"where": "orchid house"},
        {"where": "LE2"},
        {"where": "knighton"},
        {"checked": "never"},
        {"origin": "nobody", "kind": "club"},
        {"source": "clubs"},
        {"sample": "yes"},
        {"lacks": "summary"},
        {"heading": "games"},
        {"heading": "board"},
    ):
        if asked.get("origin"):
            ServiceCheck.objects.create(service=chess)
        assert names(editor, **asked) == ["Chess for all"], asked
    assert names(editor, where="zq " * 900) == [], "so many words are more than a database takes"
    for asked in ({"checked": "old"}, {"sample": "no"}, {"source": "none"}, {"origin": "group"}):
        assert names(editor, **asked) == ["Tea and a chat"], asked


def test_what_is_not_a_choice_of_a_filter_is_answered_with_a_page(
    editor: Client, tea: Service
) -> None:
    for asked in ({"kind": "nonsense"}, {"words": "xx"}, {"ward": "'"}, {"p": "99999"}):
        assert editor.get(list_address(), asked).status_code == 200


def test_the_state_of_translations_is_shown_and_narrows(editor: Client, tea: Service) -> None:
    make_translation(tea, "ur", name="چائے", summary="گرم")
    refresh(public_ids=[tea.public_id], now=clock.now())
    page = editor.get(list_address()).content.decode()
    assert "Drafted, not yet checked: Urdu" in page
    assert "Not translated: Gujarati, Polish" in page
    assert names(editor, words="ur.drafted") == ["Tea and a chat"]
    Service.objects.filter(pk=tea.pk).update(summary="Now with cake.")
    refresh(public_ids=[tea.public_id], now=clock.now())
    assert names(editor, words="ur.out_of_date") == ["Tea and a chat"]
    assert names(editor, words="ur.drafted") == []


def test_the_number_of_a_place_finds_what_goes_on_there(editor: Client, tea: Service) -> None:
    assert tea.location_id is not None
    Location.objects.filter(pk=tea.location_id).update(phone="(0116) 496-0611")
    assert names(editor, q="0044 116 4960611") == ["Tea and a chat"]
    assert names(editor, q="0116 496 0612") == []


def test_the_number_of_queries_does_not_grow_with_the_rows(editor: Client, tea: Service) -> None:
    editor.get(list_address())

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(list_address()).status_code == 200
        return len(queries)

    few = count()
    for number in range(12):
        service = make_listing(name=f"Tea number {number}", live=number % 2 == 0)
        make_translation(service, "ur", name="چائے")
        service.save_revision()
        refresh(public_ids=[service.public_id], now=clock.now())
    assert count() == few
    assert few <= 26


def read_csv(answer: Any) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_file_holds_what_the_list_shows_and_no_formula(
    editor: Client, tea: Service, chess: Service
) -> None:
    Service.objects.filter(pk=chess.pk).update(name='=HYPERLINK("http://example.org")')
    Contact.objects.filter(service=chess).update(value="+44 116 496 0777", person="Hansa")
    answer = editor.get(list_address(), {"kind": "club", "export": "csv"})
    (row,) = read_csv(answer)
    assert row["Name"] == '\'=HYPERLINK("http://example.org")'
    assert row["Telephone"] == "'+44 116 496 0777"
    assert row["Group"] == "Rook and Pawn"
    assert row["When"] == "Tuesdays, 10am to 12 noon"
    assert "Hansa" not in str(row)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_reads_the_listings_part_by_part(
    editor: Client, tea: Service, chess: Service, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    with CaptureQueriesContext(connection) as asked:
        answer: Any = editor.get(list_address(), {"export": kind})
        b"".join(answer.streaming_content)
    whole = [one["sql"] for one in asked if '"directory_service"."summary", ' in one["sql"]]
    keys = [re.findall(r'"directory_service"."id" IN \((\d+)\)', sql) for sql in whole]
    assert sorted(keys) == sorted([[str(tea.pk)], [str(chess.pk)]])


def test_the_workbook_holds_the_same(editor: Client, tea: Service, chess: Service) -> None:
    Service.objects.filter(pk=chess.pk).update(name="=1+1")
    answer: Any = editor.get(list_address(), {"q": "rook", "export": "xlsx"})
    book: Any = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][2] == "'=1+1"
    assert all(cell.data_type != "f" for line in book.active.iter_rows() for cell in line)


def test_the_workbook_is_sent_while_it_is_read(
    editor: Client, tea: Service, chess: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    row_of = exporting.row_of

    def noted(one: Service) -> Any:
        read.append(one.name)
        return row_of(one)

    monkeypatch.setattr(exporting, "row_of", noted)
    answer: Any = editor.get(list_address(), {"export": "xlsx"})
    parts = iter(answer.streaming_content)
    assert next(parts).startswith(b"PK")
    assert not read
    assert len(b"".join(parts)) > 0
    assert sorted(read) == sorted([tea.name, chess.name])


def test_only_staff_see_the_list_and_its_file(client: Client, tea: Service) -> None:
    assert client.get(list_address()).status_code == 302
    assert client.get(list_address(), {"export": "csv"}).status_code == 302


def test_each_row_has_a_menu_of_its_own(editor: Client, tea: Service, chess: Service) -> None:
    make_listing(name="<b>'Bold'</b> row-key")
    page = editor.get(list_address()).content.decode()
    for row in (tea, chess):
        for name in ("directory_cancel_date", "directory_preview", "directory_still_right"):
            assert reverse(name, args=[row.pk]) in page
        assert f"More options for &#x27;{row.name}&#x27;" in page
    assert "More options for &#x27;&lt;b&gt;&#x27;Bold&#x27;&lt;/b&gt; row-key&#x27;" in page
    assert "goes-here" not in page
