"""Is a definition that cannot be read refused with the exact place of the mistake?"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from selfassessment.engine import definition as definition_module
from selfassessment.engine.definition import LoadError, load
from selfassessment.engine.snapshot import snapshot
from selfassessment.engine.validate import validate
from tests.unit.selfassessment.engine.samples import JOURNEY, journey


def changed(place: list[str | int], value: object) -> dict[str, Any]:
    data = deepcopy(JOURNEY)
    target: Any = data
    for name in place[:-1]:
        target = target[name]
    target[place[-1]] = value
    return data


Q = ["pages", 2, "questions", 0]


@pytest.mark.parametrize(
    ("place", "value", "path"),
    [
        (["format"], 2, "$.format"),
        (["slug"], "Small Journey", "$.slug"),
        (["kind"], "quiz", "$.kind"),
        (["pages"], [], "$.pages"),
        (["pages"], {}, "$.pages"),
        (["pagse"], [], "$.pagse"),
        (["pages", 0, "kind"], "qestion", "$.pages[0].kind"),
        (["pages", 1, "questions"], [{"key": "q", "type": "odd"}], "$.pages[1].questions[0].type"),
        (["pages", 8, "questions"], [{"key": "q", "type": "text"}], "$.pages[8].questions"),
        ([*Q, "requird"], True, "$.pages[2].questions[0].requird"),
        ([*Q, "required"], "yes", "$.pages[2].questions[0].required"),
        ([*Q, "choices"], ["daily"], "$.pages[2].questions[0].choices"),
        ([*Q, "choices", 1], "Some Times", "$.pages[2].questions[0].choices[1]"),
        (
            [*Q, "choices", 1],
            {"key": "a", "red_flag": "x"},
            "$.pages[2].questions[0].choices[1].red_flag",
        ),
        ([*Q, "min"], "low", "$.pages[2].questions[0].min"),
        ([*Q, "earliest"], "yesterday", "$.pages[2].questions[0].earliest"),
        ([*Q, "quantity"], "height", "$.pages[2].questions[0].quantity"),
        ([*Q, "item"], "ucla3", "$.pages[2].questions[0].item"),
        (["pages", 0, "routes", 0, "when"], {}, "$.pages[0].routes[0].when"),
        (["pages", 0, "routes", 0, "to"], 3, "$.pages[0].routes[0].to"),
        (["conditions", "smokes", "test", "op"], "equal", "$.conditions.smokes.test.op"),
        (["conditions", "smokes", "test", "value"], "daily", "$.conditions.smokes.test.value"),
        (["conditions", "heavy", "value"], "many", "$.conditions.heavy.value"),
        (["conditions", "x"], {"all": []}, "$.conditions.x.all"),
        (["conditions", "x"], {"question": "a", "score": "b", "op": "is"}, "$.conditions.x"),
        (
            ["conditions", "x"],
            {"question": "a", "op": "between", "value": [3, 1]},
            "$.conditions.x.value",
        ),
        (
            ["conditions", "x"],
            {"question": "a", "op": "between", "value": [3]},
            "$.conditions.x.value",
        ),
        (
            ["conditions", "x"],
            {"question": "a", "op": "answered", "value": 1},
            "$.conditions.x.value",
        ),
        (["groups", "children", "at_most"], 0, "$.groups.children.at_most"),
        (["scores", "bmi", "inputs"], {}, "$.scores.bmi.inputs"),
        (["scores", "bmi", "inputs", "height"], {"as": "age"}, "$.scores.bmi.inputs.height"),
        (["facts"], {"x": "word"}, "$.facts.x"),
        (["retention"], {"unfinished_days": "7"}, "$.retention.unfinished_days"),
    ],
)
def test_the_place_of_a_mistake_is_named(place: list[str | int], value: object, path: str) -> None:
    with pytest.raises(LoadError) as caught:
        load(changed(place, value))
    found = caught.value.path
    assert found == path or found.startswith(f"{path}.type")
    assert found in str(caught.value)


def test_conditions_nest_three_deep_and_no_deeper() -> None:
    leaf = {"question": "smoke", "op": "answered"}
    three = {"all": [{"any": [leaf]}]}
    load(changed(["conditions", "x"], three))
    with pytest.raises(LoadError, match="too deep"):
        load(changed(["conditions", "x"], {"none": [three]}))


def test_notes_and_extras_are_carried_along() -> None:
    found = journey(note="for editors", extra={"icon": "walk"})
    assert found.extra == {"icon": "walk"}


@pytest.mark.parametrize("data", [None, [], "journey", 3])
def test_what_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(LoadError):
        load(data)


def test_the_example_in_the_format_description_is_sound() -> None:
    text = Path(definition_module.__file__).with_name("README.md").read_text("utf-8")
    example = text.split("## 7. Example")[1].split("```json")[1].split("```")[0]
    assert validate(load(json.loads(example))) == []


def test_a_snapshot_does_not_depend_on_the_order_of_writing() -> None:
    first = snapshot(JOURNEY)
    again = snapshot(dict(reversed(JOURNEY.items())))
    assert first == again
    assert first.intact
    assert load(first.data) == load(JOURNEY)


def test_a_snapshot_changes_with_any_change() -> None:
    assert snapshot(JOURNEY).sha256 != snapshot(changed(["locales"], ["en", "gu"])).sha256


def test_a_snapshot_keeps_every_script() -> None:
    assert "સ" in snapshot({"word": "સવાલ"}).text
