"""Are conditions built from rows and rows of tables changed, each said back as a sentence?"""

import json
from typing import Any

from django.test import Client

from selfassessment.selectors.workshop import manuscript
from selfassessment.workshop.documents import parts
from tests.fixtures.workshop import URL, fields, opened, sent


def routing() -> dict[str, Any]:
    """Return the routing tables as they are kept."""
    found: dict[str, Any] = json.loads(manuscript("routing").content)
    return found


def again(answer: Any) -> dict[str, Any]:
    """Return the fields of a page that came back."""
    return fields(answer.content.decode(), "revision")


def test_every_condition_sent_unchanged_changes_nothing(editor: Client) -> None:
    for key in ("group_weight", "is_adult", "lonely", "no_link", "moves_little_65"):
        page = f"conditions/routing/of/{key}/"
        assert sent(editor, page, opened(editor, page)).status_code == 302, key
    assert manuscript("routing").revision == 1


def test_a_condition_is_built_from_rows_and_read_as_a_sentence(editor: Client) -> None:
    page = "conditions/routing/new/"
    typed = opened(editor, page)
    typed |= {"key": "smokes_and_young", "title": "smokes and is young", "how": "all"}
    typed = again(sent(editor, page, typed, do="rows:add", **{"new-operand": "question:age_band"}))
    typed |= {"rows-0-op": "is_any_of", "rows-0-ticks": ["18_39", "50_64"]}
    typed = again(sent(editor, page, typed, do="rows:add", **{"new-operand": "score:bmi"}))
    typed |= {"rows-1-op": "between", "rows-1-number": "18.5", "rows-1-high": "24.9"}
    looked = sent(editor, page, typed, do="rows:look").content.decode()
    assert "is from 18.5 to 24.9" in looked
    assert "18.5 થી 24.9 સુધી છે" in looked
    assert manuscript("routing").revision == 1
    assert sent(editor, page, typed, do="save").status_code == 302
    assert routing()["conditions"]["smokes_and_young"] == {
        "name": "smokes and is young",
        "test": {
            "all": [
                {"question": "age_band", "op": "is_any_of", "value": ["18_39", "50_64"]},
                {"score": "bmi", "op": "between", "value": [18.5, 24.9]},
            ]
        },
    }
    assert "smokes and is young" in editor.get(f"{URL}conditions/routing/").content.decode()


def test_rows_that_lack_something_are_refused_beside_the_field(editor: Client) -> None:
    page = "conditions/routing/new/"
    typed = opened(editor, page) | {"key": "half", "title": "is half", "how": "all"}
    assert "Add at least one row" in sent(editor, page, typed, do="save").content.decode()
    typed = again(sent(editor, page, typed, do="rows:add", **{"new-operand": "question:age_band"}))
    typed["rows-0-op"] = "is"
    assert "Choose at least one." in sent(editor, page, typed, do="save").content.decode()
    typed["rows-0-ticks"] = ["50_64", "18_39"]
    answer = sent(editor, page, typed, do="save")
    assert answer.status_code == 400
    assert "Choose one only" in answer.content.decode()
    typed = again(sent(editor, page, typed, do="rows:add", **{"new-operand": "score:bmi"}))
    typed |= {"rows-1-op": "between", "rows-1-number": "30", "rows-1-high": "20"}
    assert "has to be the higher number" in sent(editor, page, typed).content.decode()


def test_a_row_about_nothing_known_is_refused(editor: Client) -> None:
    page = "conditions/routing/new/"
    typed = opened(editor, page) | {"key": "odd", "title": "is odd", "how": "any"}
    answer = sent(editor, page, typed, do="rows:add", **{"new-operand": "question:none"})
    assert answer.status_code == 200
    assert again(answer)["rows-count"] == ["0"]
    typed |= {"rows-count": "1", "rows-0-operand": "kept:{broken"}
    assert sent(editor, page, typed, do="save").status_code == 400


def test_removing_a_condition_names_what_depends_on_it(editor: Client) -> None:
    page = "conditions/check/of/has_chest_pain/remove/"
    html = editor.get(f"{URL}{page}").content.decode()
    assert "A way on from “signs” depends on it." in html
    sent(editor, page, {"revision": "1"})
    assert "has_chest_pain" not in json.loads(manuscript("check").content)["conditions"]


def test_every_kind_of_row_sent_unchanged_changes_nothing(editor: Client) -> None:
    for table in ("safety", "scope", "needs", "offers", "allocation", "priority"):
        page = f"tables/{table}/row/10/"
        assert sent(editor, page, opened(editor, page)).status_code == 302, table
    assert manuscript("routing").revision == 1


def test_a_row_is_added_with_a_dated_cut_off_before_the_last(editor: Client) -> None:
    page = "tables/priority/new/"
    typed = opened(editor, page)
    typed = again(sent(editor, page, typed, do="when:add"))
    typed |= {"when-0-key": "lonely", "priority": "soon", "valid_from": "2026-04-01"}
    answer = sent(editor, page, typed, do="save")
    assert answer.status_code == 302
    order = int(answer.headers["Location"].rstrip("/").rpartition("/")[2])
    kept = parts.row(routing(), "priority", order)
    assert kept["valid_from"] == "2026-04-01"
    assert (kept["when"], kept["then"]["priority"]) == (["lonely"], "soon")
    rows = routing()["tables"]["priority"]
    assert order < max(row["order"] for row in rows)
    assert "from 1 April 2026" in editor.get(f"{URL}tables/priority/").content.decode()


def test_a_row_with_a_taken_place_or_reversed_days_is_refused(editor: Client) -> None:
    page = "tables/needs/row/20/"
    typed = opened(editor, page)
    answer = sent(editor, page, typed, order="10", valid_from="2026-05-01", valid_to="2026-04-01")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Row 10 is there already" in html
    assert "The last day is before the first." in html
    assert manuscript("routing").revision == 1


def test_a_row_is_moved_and_removed(editor: Client) -> None:
    first, second = routing()["tables"]["needs"][:2]
    sent(editor, "tables/needs/row/20/move/", {"do": "up", "revision": "1"})
    rows = routing()["tables"]["needs"]
    assert (rows[0]["then"], rows[0]["order"]) == (second["then"], first["order"])
    sent(editor, "tables/needs/row/10/move/", {"do": "remove", "revision": "2"})
    assert len(routing()["tables"]["needs"]) == len(rows) - 1


def test_removing_the_row_for_everyone_is_a_finding_on_the_table(editor: Client) -> None:
    last = routing()["tables"]["priority"][-1]["order"]
    sent(editor, f"tables/priority/row/{last}/move/", {"do": "remove", "revision": "1"})
    html = editor.get(f"{URL}tables/priority/").content.decode()
    assert "The last row must hold for everyone." in html
