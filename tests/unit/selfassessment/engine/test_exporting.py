"""Does an export say everything, in the form that is published?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from selfassessment import journeys
from selfassessment.engine.definition import load
from selfassessment.engine.drawing import Labels
from selfassessment.engine.exporting import (
    HEADINGS,
    About,
    document,
    questionnaire,
    schema,
    sheet,
)
from selfassessment.engine.model import Condition, JourneyDefinition, Named
from selfassessment.engine.tables import load_tables
from tests.unit.selfassessment.engine.drafting import written
from tests.unit.selfassessment.engine.samples import JOURNEY, ROUTING, journey
from tests.unit.selfassessment.engine.test_tasks import TASKS

ROOT = Path(__file__).parents[4]
FOLDER = Path(journeys.__file__).parent
PUBLISHED = ROOT / "static" / "standards" / "journey.schema.json"
ABOUT = About("https://example.org/questionnaire/small", "Small", "3", "2026-11-27", "A council")


def say(condition: Condition) -> str:
    """Name a condition by its key."""
    return condition.key if isinstance(condition, Named) else "so it is"


LABELS = Labels(say=say, titles={"body": "Height and weight"})


def shipped(name: str) -> Any:
    """Return a shipped document or catalogue."""
    return json.loads((FOLDER / name).read_text("utf-8"))


def exported(content: Any, routing: Any = None, texts: Any = None) -> dict[str, Any]:
    """Return an export as it is read by another program."""
    found = document(
        "small",
        content,
        routing or ROUTING,
        texts or {"en": {"page.body.title": "Body"}},
        schema="https://example.org/journey.schema.json",
        version=3,
    )
    read: dict[str, Any] = json.loads(json.dumps(found))
    return read


def validator() -> Any:
    """Return what holds an export against the schema."""
    return pytest.importorskip("jsonschema").Draft202012Validator(schema())


def test_the_published_schema_is_the_one_the_code_makes() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


def test_the_schema_is_one() -> None:
    validator().check_schema(schema())


@pytest.mark.parametrize("name", ["check", "refer"])
def test_the_shipped_journeys_have_the_published_form(name: str) -> None:
    texts = {code: shipped(f"texts/{code}.json") for code in ("en", "gu", "pl", "ur")}
    found = exported(
        shipped(f"definitions/{name}.json"), shipped("definitions/routing.json"), texts
    )
    assert [error.message for error in validator().iter_errors(found)] == []


@settings(max_examples=60, deadline=None)
@given(written(forward=False))
def test_whatever_the_engine_reads_has_the_published_form(content: dict[str, Any]) -> None:
    load(content)
    assert [error.message for error in validator().iter_errors(exported(content))] == []


@pytest.mark.parametrize("content", [JOURNEY, TASKS])
def test_groups_scores_and_task_lists_have_the_published_form(content: dict[str, Any]) -> None:
    assert [error.message for error in validator().iter_errors(exported(content))] == []


@pytest.mark.parametrize(
    "change",
    [
        {"pages": []},
        {"kind": "quiz"},
        {"colour": "red"},
        {"pages": [{"key": "a", "kind": "question", "questions": [{"key": "q", "type": "guess"}]}]},
        {"pages": [{"key": "Not A Key", "kind": "results"}]},
        {"conditions": {"c": {"question": "q", "op": "sounds_like", "value": "x"}}},
    ],
)
def test_what_the_engine_refuses_the_schema_refuses_too(change: dict[str, Any]) -> None:
    assert not validator().is_valid(exported({**JOURNEY, **change}))


def test_an_export_is_read_back_as_the_same_journey() -> None:
    found = exported(JOURNEY)
    assert load(found["journey"]) == journey()
    assert load_tables(found["routing"]) == load_tables(ROUTING)
    assert found["texts"]["en"]["page.body.title"] == "Body"


def test_the_fingerprint_changes_with_the_journey_and_not_with_the_words() -> None:
    one = exported(JOURNEY)["sha256"]
    assert exported(JOURNEY, texts={"en": {"x": "y"}})["sha256"] == one
    assert exported({**JOURNEY, "slug": "other"})["sha256"] != one


def lines(definition: JourneyDefinition, words: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the sheet of a definition."""
    tables = load_tables(ROUTING)
    found = sheet(
        definition, tables, words=words, labels=LABELS, say_row=lambda row: f"row {row.order}"
    )
    return list(found)


def test_the_sheet_has_every_page_question_answer_way_and_row() -> None:
    found = lines(journey(), {"q.smoke.label": "Do you smoke?", "c.smoke.daily": "Every day"})
    keys = {(line[0], line[3]) for line in found}
    for page in journey().pages:
        assert ("Page", page.key) in keys
        for question in page.questions:
            assert ("Question", question.key) in keys
            assert {("Answer", key) for key in question.choice_keys} <= keys
    assert sum(line[0] == "Row" for line in found) == sum(map(len, ROUTING["tables"].values()))
    assert ("Way", "Page 3", "", "1", "If smokes, go to “Cigarettes”", "") in found
    assert ("Question", "Page 3", "single_choice", "smoke", "Do you smoke?", "") in found
    assert ("Answer", "Page 3", "", "daily", "Every day", "") in found
    assert ("Answer", "Page 3", "", "prefer_not", "Prefer not to say", "") in found
    assert all(len(line) == len(HEADINGS) for line in found)


def test_the_sheet_says_which_answers_are_red_flags() -> None:
    found = lines(journey(), {})
    flag = next(line for line in found if line[3] == "chest_pain" and line[0] == "Answer")
    assert flag[5] == "leads to a page of safety (emergency)"


def fhir(definition: JourneyDefinition, words: dict[str, str] | None = None) -> dict[str, Any]:
    """Return a questionnaire that `fhir.resources` accepts."""
    found = questionnaire(definition, words=words or {}, labels=LABELS, about=ABOUT)
    module = pytest.importorskip("fhir.resources.R4B.questionnaire")
    module.Questionnaire.model_validate(found)
    return found


@pytest.mark.parametrize("name", ["check", "refer"])
def test_the_shipped_journeys_are_questionnaires(name: str) -> None:
    definition = load(shipped(f"definitions/{name}.json"))
    found = fhir(definition, shipped("texts/en.json"))
    assert [item["linkId"] for item in found["item"]] == [f"page.{p.key}" for p in definition.pages]
    asked = {inside["linkId"] for item in found["item"] for inside in item.get("item", ())}
    assert set(definition.questions) <= asked


@settings(max_examples=40, deadline=None)
@given(written())
def test_any_definition_is_a_questionnaire_in_which_each_link_stands_once(
    content: dict[str, Any],
) -> None:
    found = fhir(load(content))
    links = [item["linkId"] for item in found["item"]]
    links += [inside["linkId"] for item in found["item"] for inside in item.get("item", ())]
    assert len(set(links)) == len(links)
    for item in found["item"]:
        assert {when["question"] for when in item.get("enableWhen", ())} <= set(links)


def test_questions_keep_their_types_units_and_answers() -> None:
    found = {
        inside["linkId"]: inside
        for item in fhir(journey())["item"]
        for inside in item.get("item", ())
    }
    assert found["smoke"]["type"] == "choice"
    assert [o["valueCoding"]["code"] for o in found["smoke"]["answerOption"]] == [
        "daily",
        "sometimes",
        "used_to",
        "never",
        "prefer_not",
    ]
    assert found["signs"]["repeats"] is True
    assert found["height"]["type"] == "quantity"
    assert found["height"]["extension"][0]["valueCoding"]["code"] == "cm"
    assert found["weight"]["extension"][0]["valueCoding"]["code"] == "kg"
    assert found["height.state"]["answerOption"][0]["valueCoding"]["code"] == "not_sure"
    assert found["per_day"]["type"] == "integer"


def test_a_page_with_one_simple_way_in_is_enabled_by_its_condition() -> None:
    found = {item["linkId"]: item for item in fhir(journey())["item"]}
    coded = {"operator": "=", "question": "smoke"}
    assert found["page.cigarettes"]["enableWhen"] == [
        {**coded, "answerCoding": {"system": ABOUT.codes, "code": "daily"}},
        {**coded, "answerCoding": {"system": ABOUT.codes, "code": "sometimes"}},
    ]
    assert found["page.cigarettes"]["enableBehavior"] == "any"
    assert len(found["page.child"]["enableWhen"]) == 1


def test_a_page_fhir_cannot_enable_exactly_carries_its_ways_as_sentences() -> None:
    found = {item["linkId"]: item for item in fhir(journey())["item"]}
    assert "enableWhen" not in found["page.body"]
    assert found["page.smoking"]["extension"] == [
        {"url": ABOUT.ways, "valueString": "If smokes, go to “Cigarettes”"},
        {"url": ABOUT.ways, "valueString": "Otherwise go to “Height and weight”"},
    ]


def test_a_task_list_opens_its_sections_so_fhir_cannot_enable_their_first_pages() -> None:
    pages = [dict(page) for page in TASKS["pages"]]
    ill = next(page for page in pages if page["key"] == "ill")
    says_no = {"question": "ill", "op": "is", "value": "no"}
    ill |= {"routes": [{"when": says_no, "to": "sleep"}], "default": "tired"}
    tired = next(page for page in pages if page["key"] == "tired")
    tired |= {"routes": [], "default": "walks"}
    found = {item["linkId"]: item for item in fhir(load({**TASKS, "pages": pages}))["item"]}
    assert not [
        key for key in ("ill", "walks", "smokes", "gas") if "enableWhen" in found[f"page.{key}"]
    ]
    assert len(found["page.sleep"]["enableWhen"]) == 1


def test_a_route_behind_another_that_goes_on_is_not_enabled_by_its_condition_alone() -> None:
    pages = [dict(page) for page in JOURNEY["pages"]]
    smoking = next(page for page in pages if page["key"] == "smoking")
    never = {"question": "smoke", "op": "is", "value": "never"}
    smoking["routes"] = [{"when": never, "to": "body"}, *smoking["routes"]]
    found = {item["linkId"]: item for item in fhir(journey(pages=pages))["item"]}
    assert "enableWhen" not in found["page.cigarettes"]


def test_what_is_being_written_is_a_draft() -> None:
    draft = About(ABOUT.url, "Small", "draft-7")
    found = questionnaire(journey(), words={}, labels=LABELS, about=draft)
    assert (found["status"], found["version"], "date" in found) == ("draft", "draft-7", False)
