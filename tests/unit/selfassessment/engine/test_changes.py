"""Is every change seen, and is it told what may be published by one person?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.changes import Area, Changes, compare, content
from tests.unit.selfassessment.engine.samples import JOURNEY, ROUTING

TEXTS = {
    "en": {
        "page.smoking.title": "Do you smoke?",
        "page.emergency_999.body": "Call 999.",
        "q.share.label": "May we share this?",
        "q.signs.hint": "Tick all that apply",
        "page.safety_home.title": "You can get help",
    }
}


def changed(
    journey: dict[str, Any] | None = None,
    tables: dict[str, Any] | None = None,
    texts: dict[str, dict[str, str]] | None = None,
) -> Changes:
    """Return what changed against the small journey."""
    return compare(
        content(JOURNEY, ROUTING, TEXTS),
        content(journey or JOURNEY, tables or ROUTING, texts or TEXTS),
        safety_prefixes=("page.safety_",),
    )


def page(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a page of a definition."""
    found: dict[str, Any] = next(one for one in data["pages"] if one["key"] == key)
    return found


def with_words(key: str, words: str) -> dict[str, dict[str, str]]:
    """Return the texts with one changed."""
    return {"en": {**TEXTS["en"], key: words}}


def test_the_same_content_has_no_change_and_notes_do_not_count() -> None:
    noted = deepcopy(JOURNEY)
    noted["note"] = "for editors"
    page(noted, "smoking")["note"] = "asked since 2026"
    assert changed(noted).kind == "none"


def test_a_first_version_needs_two_people_and_clinical_safety() -> None:
    first = compare(None, content(JOURNEY, ROUTING, TEXTS))
    assert first.needs_two_people
    assert first.touches_safety


def test_plain_words_make_a_minor_version_that_one_person_may_publish() -> None:
    found = changed(texts=with_words("page.smoking.title", "Do you smoke at all?"))
    assert found.kind == "minor"
    assert not found.needs_two_people
    (change,) = found.items
    assert (change.before, change.after) == ("Do you smoke?", "Do you smoke at all?")


@pytest.mark.parametrize(
    ("key", "area"),
    [
        ("page.emergency_999.body", Area.SAFETY_WORDS),
        ("q.signs.hint", Area.SAFETY_WORDS),
        ("page.safety_home.title", Area.SAFETY_WORDS),
    ],
)
def test_safety_words_stay_minor_but_need_two_people(key: str, area: Area) -> None:
    found = changed(texts=with_words(key, "Other words"))
    assert [one.area for one in found.items] == [area]
    assert found.kind == "minor"
    assert found.needs_two_people
    assert found.touches_safety


def test_words_of_consent_are_told_apart() -> None:
    found = changed(texts=with_words("q.share.label", "Is sharing fine?"))
    assert [one.area for one in found.items] == [Area.CONSENT_WORDS]


def test_a_changed_route_is_said_with_its_condition() -> None:
    data = deepcopy(JOURNEY)
    page(data, "smoking")["routes"] = []
    found = changed(data)
    assert found.kind == "major"
    assert not found.touches_safety
    (change,) = found.of(Area.ROUTES)
    assert change.sentence == (
        "After the page “smoking”: no longer “if “smokes”, go to cigarettes”."
    )


def test_a_route_to_an_emergency_page_is_of_safety() -> None:
    data = deepcopy(JOURNEY)
    page(data, "signs")["routes"].pop(0)
    assert changed(data).touches_safety


def test_a_condition_of_the_safety_table_is_of_safety_and_says_what_it_means() -> None:
    tables = deepcopy(ROUTING)
    key = tables["tables"]["safety"][0]["when"][0]
    tables["conditions"].setdefault(key, {"name": "pain", "test": JOURNEY["conditions"][key]})
    before = content(JOURNEY, tables, TEXTS)
    other = deepcopy(tables)
    other["conditions"][key] = {
        "name": "pain",
        "test": {"question": "signs", "op": "includes", "value": "cannot_cope"},
    }
    found = compare(before, content(JOURNEY, other, TEXTS))
    (change,) = found.of(Area.CONDITIONS)
    assert change.safety
    assert "signs includes cannot cope" in change.sentence


def test_a_changed_row_is_said_as_it_was_and_as_it_is() -> None:
    tables = deepcopy(ROUTING)
    row = tables["tables"]["needs"][0]
    row["valid_from"] = "2027-04-01"
    (change,) = changed(tables=tables).items
    assert change.area is Area.TABLES
    assert "from 1 April 2027 until further notice" in change.sentence
    assert "Before:" in change.sentence


def test_a_changed_cut_off_of_a_score_is_seen() -> None:
    data = deepcopy(JOURNEY)
    data["scores"]["bmi"]["inputs"]["height"] = {"value": "170"}
    assert changed(data).of(Area.SCORES)


def test_a_lost_choice_is_seen_and_named() -> None:
    data = deepcopy(JOURNEY)
    page(data, "smoking")["questions"][0]["choices"].remove("used_to")
    sentences = [one.sentence for one in changed(data).of(Area.QUESTIONS)]
    assert "The question “smoke” has lost its choice “used_to”." in sentences


def test_the_rules_of_the_results_page_count_as_tables() -> None:
    tables = deepcopy(ROUTING)
    tables["extra"] = {"results": {"first_at_most": 2}}
    assert [one.area for one in changed(tables=tables).items] == [Area.TABLES]


def _paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [path for key, one in value.items() for path in _paths(one, (*at, key))]
    if isinstance(value, list) and value:
        return [path for i, one in enumerate(value) for path in _paths(one, (*at, i))]
    return [at]


KEPT = {"format", "key", "kind", "type", "slug", "op", "item", "question"}
LEAVES = [
    (name, path)
    for name, data in (("journey", JOURNEY), ("routing", ROUTING))
    for path in _paths(data)
    if isinstance(path[-1], str) and path[-1] not in KEPT
]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(LEAVES))
def test_no_field_can_be_changed_without_being_seen(leaf: tuple[str, tuple[Any, ...]]) -> None:
    name, path = leaf
    data = {"journey": deepcopy(JOURNEY), "routing": deepcopy(ROUTING)}
    before = content(data["journey"], data["routing"])
    place: Any = data[name]
    for step in path[:-1]:
        place = place[step]
    value = place[path[-1]]
    if isinstance(value, bool):
        place[path[-1]] = not value
    elif isinstance(value, int):
        place[path[-1]] = value + 1
    else:
        del place[path[-1]]
    try:
        after = content(data["journey"], data["routing"])
    except ValueError:
        return
    if (before.definition, before.routing) != (after.definition, after.routing):
        assert compare(before, after).kind == "major"
