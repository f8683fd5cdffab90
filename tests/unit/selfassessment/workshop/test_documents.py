"""Are things found, moved and named in the documents of journeys?"""

import copy
from typing import Any

import pytest

from selfassessment.workshop.documents import parts
from selfassessment.workshop.documents.uses import (
    uses_of_condition,
    uses_of_page,
    uses_of_question,
)
from selfassessment.workshop.forms.conditions import joined, rows_of
from selfassessment.workshop.presenters.differences import differences

JOURNEY: dict[str, Any] = {
    "pages": [
        {
            "key": "smoking",
            "questions": [{"key": "smoke"}],
            "routes": [
                {"when": "smokes", "to": "more"},
                {"when": {"question": "smoke", "op": "answered"}, "to": "end"},
            ],
            "default": "end",
        },
        {"key": "more", "questions": [{"key": "when"}]},
        {"key": "end"},
    ],
    "groups": {"rounds": {"pages": ["more"]}},
    "conditions": {
        "smokes": {"name": "smokes", "test": {"question": "smoke", "op": "is", "value": "yes"}},
        "both": {"all": ["smokes", {"none": [{"named": "smokes"}]}]},
    },
    "scores": {"habit": {"inputs": {"first": "smoke", "age": {"question": "when"}}}},
}
TABLES: dict[str, Any] = {
    "conditions": {"again": {"question": "smoke", "op": "is", "value": "no"}},
    "tables": {
        "safety": [{"order": 10, "when": ["again"], "then": {"page": "end"}}],
        "needs": [
            {"order": 10, "then": {"need": "a"}},
            {"order": 30, "then": {"need": "b"}},
        ],
    },
    "extra": {"results": {"going_well": [{"when": ["again"], "text": "x"}]}},
}


def places(uses: list[Any]) -> set[str]:
    """Return the places of uses."""
    return {use.place for use in uses}


def test_all_that_leads_to_a_page_or_reads_it_is_named() -> None:
    assert places(uses_of_page(JOURNEY, TABLES, "end", "check")) == {
        "pages.smoking.routes[1]",
        "pages.smoking.default",
        "tables.safety.10",
    }
    assert places(uses_of_page(JOURNEY, TABLES, "more", "check")) == {
        "pages.smoking.routes[0]",
        "groups.rounds",
        "scores.habit",
    }


def test_all_that_reads_a_question_is_named() -> None:
    assert places(uses_of_question(JOURNEY, TABLES, "smoke", "check")) == {
        "conditions.smokes",
        "routing.conditions.again",
        "scores.habit",
        "pages.smoking.routes[1]",
    }


def test_all_that_names_a_condition_is_named() -> None:
    assert places(uses_of_condition(JOURNEY, "smokes")) == {
        "conditions.both",
        "pages.smoking.routes[0]",
    }
    assert places(uses_of_condition(TABLES, "again", "routing.")) == {
        "tables.safety.10",
        "routing.extra.results",
    }


def test_moving_stops_at_the_edges() -> None:
    pages = copy.deepcopy(JOURNEY["pages"])
    parts.move(pages, "smoking", -1)
    parts.move(pages, "end", 1)
    assert [page["key"] for page in pages] == ["smoking", "more", "end"]
    parts.move(pages, "end", -1)
    assert [page["key"] for page in pages] == ["smoking", "end", "more"]
    with pytest.raises(parts.Gone):
        parts.move(pages, "none", 1)


def test_rows_change_places_and_keep_the_numbers_in_order() -> None:
    rows = copy.deepcopy(TABLES["tables"]["needs"])
    parts.move_row(rows, 30, -1)
    assert [(row["order"], row["then"]["need"]) for row in rows] == [(10, "b"), (30, "a")]
    with pytest.raises(parts.Gone):
        parts.move_row(rows, 20, 1)


@pytest.mark.parametrize(
    "find", [parts.page, parts.question, parts.condition, lambda d, k: parts.row(d, k, 5)]
)
def test_what_is_not_there_is_gone(find: Any) -> None:
    with pytest.raises(parts.Gone):
        find({**JOURNEY, "tables": {}}, "none")


@pytest.mark.parametrize(
    "test",
    [
        {"question": "smoke", "op": "is", "value": "yes"},
        {"all": [{"named": "a"}, {"named": "b"}]},
        {"any": [{"named": "a"}, {"all": [{"named": "b"}, {"named": "c"}]}]},
        {"none": [{"named": "a"}]},
        {"named": "a"},
    ],
)
def test_a_condition_comes_apart_into_rows_and_together_again(test: Any) -> None:
    how, rows = rows_of(test)
    assert len(rows) == len(test.get(how, [1]))
    assert joined(how, test.get(how, [test])) == test


def test_differences_name_the_field_and_both_sides() -> None:
    found = differences(
        {"note": "mine", "routes": [{"to": "a"}], "quick_exit": True},
        {"note": "theirs", "routes": [{"to": "a"}, {"to": "b"}], "quick_exit": True},
    )
    assert [(one.field, one.yours, one.theirs) for one in found] == [
        ("note", "mine", "theirs"),
        ("routes 2 › to", "–", "b"),
    ]
