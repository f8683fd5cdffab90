"""Can an editor change the pages of a journey, and is nothing typed ever lost?"""

import json
from typing import Any

from django.test import Client

from core import clock
from core.models import AuditEvent
from selfassessment.actions.workshop import save
from selfassessment.models import Wording
from selfassessment.selectors.workshop import manuscript
from selfassessment.workshop.documents import parts
from tests.fixtures.workshop import URL, fields, opened, sent


def document(name: str = "check") -> dict[str, Any]:
    """Return a document as it is kept."""
    found: dict[str, Any] = json.loads(manuscript(name).content)
    return found


def keys() -> list[str]:
    """Return the keys of the pages in their order."""
    return [page["key"] for page in document()["pages"]]


def somebody_changes(change: Any, name: str = "check") -> None:
    """Let somebody else save a change meanwhile."""
    there = manuscript(name)
    content = json.loads(there.content)
    change(content)
    save(
        there, content, revision=there.revision, by="system", now=clock.now(), summary="Other hand"
    )


def test_a_form_sent_unchanged_changes_nothing(editor: Client) -> None:
    for page in ("page/signs/", "page/body/", "page/emergency_stroke/", "page/urgent_head/"):
        typed = opened(editor, f"journey/check/{page}")
        assert sent(editor, f"journey/check/{page}", typed).status_code == 302, page
    for question in ("signs", "height", "age_band", "postcode"):
        typed = opened(editor, f"journey/check/question/{question}/")
        answer = sent(editor, f"journey/check/question/{question}/", typed)
        assert answer.status_code == 302, question
    assert manuscript("check").revision == 1
    assert not AuditEvent.objects.filter(verb__in=["journey.edited", "wording.edited"]).exists()


def test_settings_words_and_the_trail_of_a_page(editor: Client) -> None:
    page = "journey/check/page/who/"
    typed = opened(editor, page)
    answer = sent(
        editor, page, typed, section="start", quick_exit="on", text__page__who__title="Who is it?"
    )
    assert answer.status_code == 302
    kept = parts.page(document(), "who")
    assert (kept["section"], kept["quick_exit"]) == ("start", True)
    assert kept["questions"], "what the form does not show stays"
    assert Wording.objects.get(locale="en", key="page.who.title").text == "Who is it?"
    assert AuditEvent.objects.filter(verb="journey.edited").count() == 1
    assert AuditEvent.objects.filter(verb="wording.edited").count() == 1


def test_a_way_on_is_added_moved_and_taken_out_before_anything_is_saved(editor: Client) -> None:
    page = "journey/check/page/signs/"
    typed = opened(editor, page)
    added = sent(editor, page, typed, do="routes:add", note="half a thought")
    typed = _again(added)
    assert typed["routes-count"] == ["7"]
    assert typed["note"] == ["half a thought"]
    typed |= {"routes-6-when": "has_chest_pain", "routes-6-to": "results"}
    typed = _again(sent(editor, page, typed, do="routes:up:6"))
    assert typed["routes-5-to"] == ["results"]
    typed = _again(sent(editor, page, typed, do="routes:remove:0"))
    assert manuscript("check").revision == 1
    assert sent(editor, page, typed, do="save").status_code == 302
    routes = parts.page(document(), "signs")["routes"]
    assert [route["to"] for route in routes][-2:] == ["results", "urgent_pregnancy"]
    assert len(routes) == 6


def _again(answer: Any) -> dict[str, Any]:
    return fields(answer.content.decode(), "revision")


def test_a_way_on_without_a_page_is_refused_beside_its_field(editor: Client) -> None:
    page = "journey/check/page/who/"
    typed = opened(editor, page)
    typed |= {"routes-count": "1", "routes-0-when": "has_chest_pain", "routes-0-to": ""}
    answer = sent(editor, page, typed, note="kept")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="id_routes-0-to_error"' in html
    assert "kept</textarea>" in html
    assert manuscript("check").revision == 1


def test_a_page_is_added_where_it_belongs_and_opened(editor: Client) -> None:
    answer = sent(
        editor,
        "journey/check/add/",
        {"key": "sleep", "kind": "content", "title": "How you sleep", "after": "who"},
    )
    assert answer.headers["Location"].endswith("/journey/check/page/sleep/")
    assert keys()[:3] == ["who", "sleep", "signs"]
    assert Wording.objects.get(locale="en", key="page.sleep.title").text == "How you sleep"


def test_a_page_with_a_taken_or_strange_key_is_refused(editor: Client) -> None:
    for key, message in (("signs", "There is a “signs” already"), ("Two words", "lower-case")):
        typed = {"key": key, "kind": "content", "title": "Mine", "after": "who"}
        answer = sent(editor, "journey/check/add/", typed)
        assert answer.status_code == 400
        assert message in answer.content.decode()
        assert 'value="Mine"' in answer.content.decode()


def test_a_page_is_moved_and_the_edge_holds(editor: Client) -> None:
    before = keys()
    sent(editor, "journey/check/page/signs/move/", {"where": "up", "revision": "1"})
    assert keys()[:2] == [before[1], before[0]]
    sent(editor, "journey/check/page/signs/move/", {"where": "up", "revision": "2"})
    assert keys()[:2] == [before[1], before[0]]


def test_removing_a_page_names_what_depends_on_it_first(editor: Client) -> None:
    page = "journey/check/page/emergency_stroke/remove/"
    html = editor.get(f"{URL}{page}").content.decode()
    assert "A way on from “signs” leads here." in html
    assert "of the table “safety” shows it." in html
    assert "emergency_stroke" in keys()
    assert sent(editor, page, {"revision": "1"}).status_code == 302
    assert "emergency_stroke" not in keys()
    overview = editor.get(f"{URL}journey/check/").content.decode()
    assert "There is no page “emergency_stroke”" in overview


def test_two_who_change_different_pages_both_succeed(editor: Client) -> None:
    typed = opened(editor, "journey/check/page/who/")
    somebody_changes(lambda content: parts.page(content, "signs").update(note="theirs"))
    assert sent(editor, "journey/check/page/who/", typed, note="mine").status_code == 302
    assert parts.page(document(), "signs")["note"] == "theirs"
    assert parts.page(document(), "who")["note"] == "mine"


def test_two_who_change_the_same_page_are_told_and_see_both(editor: Client) -> None:
    page = "journey/check/page/who/"
    typed = opened(editor, page)
    somebody_changes(lambda content: parts.page(content, "who").update(note="theirs"))
    answer = sent(editor, page, typed, note="mine")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "changed this while you were writing" in html
    assert "<td>mine</td><td>theirs</td>" in html
    assert parts.page(document(), "who")["note"] == "theirs"
    assert sent(editor, page, _again(answer)).status_code == 302
    assert parts.page(document(), "who")["note"] == "mine"


def test_a_page_taken_out_meanwhile_leaves_what_was_typed_on_the_screen(editor: Client) -> None:
    typed = opened(editor, "journey/check/page/urgent_drink/")
    pages = document()["pages"]
    assert pages
    html = sent(
        editor, "journey/check/page/urgent_drink/", {**typed, "revision": "1"}, note="x" * 1001
    ).content.decode()
    assert "x" * 1001 in html


def test_words_changed_by_somebody_else_are_told(editor: Client) -> None:
    page = "journey/check/page/signs/"
    typed = opened(editor, page)
    Wording.objects.filter(locale="en", key="page.signs.title").update(text="Theirs")
    answer = sent(editor, page, typed, text__page__signs__title="Mine")
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile to: “Theirs”" in answer.content.decode()
    assert sent(editor, page, _again(answer)).status_code == 302
    assert Wording.objects.get(locale="en", key="page.signs.title").text == "Mine"


def test_undo_from_the_history_puts_a_page_back(editor: Client) -> None:
    sent(editor, "journey/check/page/urgent_drink/remove/", {"revision": "1"})
    history = editor.get(f"{URL}history/check/").content.decode()
    assert "Page “urgent_drink” removed" in history
    assert "Undo the last change" in history
    sent(editor, "history/check/put-back/", {"revision": "2", "to": "1"})
    assert "urgent_drink" in keys()
    sent(editor, "history/check/put-back/", {"revision": "2", "to": "1"})
    assert manuscript("check").revision == 3


def test_the_parts_of_a_task_list_are_moved_and_changed(editor: Client) -> None:
    page = "journey/check/page/tasks/"
    typed = opened(editor, page)
    before = parts.page(document(), "tasks")["sections"]
    assert sent(editor, page, typed).status_code == 302
    assert manuscript("check").revision == 1, "unchanged is unchanged"
    typed = _again(sent(editor, page, typed, do="sections:down:0"))
    typed["sections-0-needs"] = ["family"]
    assert sent(editor, page, typed, do="save").status_code == 302
    after = parts.page(document(), "tasks")["sections"]
    assert after[1] == before[0]
    assert after[0]["needs"] == ["family"]
    html = editor.get(f"{URL}journey/check/").content.decode()
    assert "Part “" in html
