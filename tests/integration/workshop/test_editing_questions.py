"""Can an editor change a question and its choices, without breaking a scored one?"""

import json
from typing import Any

from django.test import Client

from selfassessment.models import Wording
from selfassessment.selectors.workshop import manuscript, working_copy
from selfassessment.workshop.documents import parts
from tests.fixtures.workshop import URL, fields, opened, sent


def question(key: str) -> dict[str, Any]:
    """Return a question of the health check as it is kept."""
    return parts.question(json.loads(manuscript("check").content), key)


def test_settings_bounds_and_protocol_are_kept(editor: Client) -> None:
    page = "journey/check/question/height/"
    answer = sent(
        editor,
        page,
        opened(editor, page),
        min="90",
        soft_max="210.5",
        sensitivity="personal",
        used_by="The team",
        prefer_not="on",
    )
    assert answer.status_code == 302
    kept = question("height")
    assert (kept["min"], kept["soft_max"], kept["sensitivity"]) == (90, 210.5, "personal")
    assert kept["protocol"] == {"used_by": "The team"}
    assert kept["prefer_not"] is True


def test_a_choice_is_added_with_its_words_and_moved(editor: Client) -> None:
    page = "journey/check/question/age_band/"
    typed = opened(editor, page)
    count = int(typed["choices-count"][0])
    typed = fields(sent(editor, page, typed, do="choices:add").content.decode(), "revision")
    typed[f"choices-{count}-label"] = "Over a hundred"
    typed = fields(sent(editor, page, typed, do=f"choices:up:{count}").content.decode(), "revision")
    assert typed[f"choices-{count - 1}-label"] == ["Over a hundred"]
    assert sent(editor, page, typed, do="save").status_code == 302
    keys = [one["key"] if isinstance(one, dict) else one for one in question("age_band")["choices"]]
    assert keys[count - 1] == "over_a_hundred"
    words = Wording.objects.get(locale="en", key="c.age_band.over_a_hundred")
    assert words.text == "Over a hundred"


def test_what_a_form_does_not_show_of_a_choice_stays(editor: Client) -> None:
    page = "journey/check/question/signs/"
    typed = opened(editor, page)
    assert sent(editor, page, typed, note="looked at").status_code == 302
    first = question("signs")["choices"][0]
    assert first == {"key": "chest_pain", "red_flag": "emergency"}


def test_a_choice_taken_away_that_a_condition_reads_is_a_finding(editor: Client) -> None:
    page = "journey/check/question/signs/"
    typed = fields(
        sent(editor, page, opened(editor, page), do="choices:remove:0").content.decode(),
        "revision",
    )
    assert sent(editor, page, typed, do="save").status_code == 302
    places = [(one.code, one.place) for one in working_copy().findings("check")]
    assert ("unknown_choice", "conditions.has_chest_pain") in places
    html = editor.get(f"{URL}conditions/check/of/has_chest_pain/").content.decode()
    assert "has no choice or band “chest_pain”" in html


def test_what_the_engine_cannot_read_is_said_beside_the_field(editor: Client) -> None:
    page = "journey/check/question/height/"
    answer = sent(editor, page, opened(editor, page), quantity="", note="mine")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="id_quantity_error"' in html
    assert "mine</textarea>" in html
    answer = sent(editor, page, opened(editor, page), min="tall")
    assert answer.status_code == 400
    assert 'value="tall"' in answer.content.decode()
    assert manuscript("check").revision == 1


def test_two_choices_of_one_key_are_refused(editor: Client) -> None:
    page = "journey/check/question/age_band/"
    typed = opened(editor, page)
    typed["choices-1-key"] = typed["choices-0-key"]
    answer = sent(editor, page, typed)
    assert answer.status_code == 400
    assert "Two choices have the key" in answer.content.decode()


def test_an_item_of_a_scored_questionnaire_keeps_its_choices(editor: Client) -> None:
    page = "journey/check/question/ucla_companionship/"
    typed = opened(editor, page)
    before = question("ucla_companionship")
    answer = sent(editor, page, typed, type="yes_no", **{"choices-count": "0"}, why="on")
    assert answer.status_code == 302
    after = question("ucla_companionship")
    assert after["why"] is True
    assert (after["type"], after["choices"]) == (before["type"], before["choices"])


def test_a_question_is_added_moved_and_removed(editor: Client) -> None:
    answer = sent(
        editor,
        "journey/check/page/who/add/",
        {"key": "hours_of_sleep", "type": "whole_number", "label": "How long do you sleep?"},
    )
    assert answer.headers["Location"].endswith("/question/hours_of_sleep/")
    sent(editor, "journey/check/question/hours_of_sleep/move/", {"where": "up"})
    page = parts.page(json.loads(manuscript("check").content), "who")
    assert [one["key"] for one in page["questions"]] == ["hours_of_sleep", "who_for"]
    html = editor.get(f"{URL}journey/check/question/who_for/remove/").content.decode()
    assert "reads “who_for”" in html
    sent(editor, "journey/check/question/hours_of_sleep/remove/", {"revision": "3"})
    page = parts.page(json.loads(manuscript("check").content), "who")
    assert [one["key"] for one in page["questions"]] == ["who_for"]


def test_a_question_with_a_taken_key_is_refused_with_what_was_typed(editor: Client) -> None:
    typed = {"key": "signs", "type": "text", "label": "Mine"}
    answer = sent(editor, "journey/check/page/who/add/", typed)
    assert answer.status_code == 400
    assert 'value="Mine"' in answer.content.decode()
