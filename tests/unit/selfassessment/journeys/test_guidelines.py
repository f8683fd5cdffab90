"""Does everybody read how much moving is good at their age, and nobody whom it could harm?"""

import re
from typing import Any

import pytest

from selfassessment.instruments.guidance import AGE_BANDS, CMO, GUIDELINES, Guideline
from tests.factories.personas import Persona, facts, texts
from tests.unit.selfassessment.journeys.test_persona_offers import (
    NOT_EMERGENCY,
    SAFE,
    decided,
    rules,
)


def shown(who_for: str = "self", **given: Any) -> tuple[str, ...]:
    """Return the guidelines on the results page."""
    _, composed = decided({**SAFE, "who_for": who_for, **given}, facts(in_council_area=True))
    return composed.guidelines


@pytest.mark.parametrize(
    ("who", "age", "guideline"),
    [
        ("child", "0_4", "under_5"),
        ("child", "5_10", "5_to_18"),
        ("self", "11_15", "5_to_18"),
        ("self", "16_17", "5_to_18"),
        ("self", "18_39", "19_to_64"),
        ("self", "50_64", "19_to_64"),
        ("self", "65_plus", "65_plus"),
        ("cared_for", "65_plus", "65_plus"),
    ],
)
def test_the_guideline_fits_the_age(who: str, age: str, guideline: str) -> None:
    assert shown(who, age_band=age) == (guideline,)


# Of earlier versions alone: no page asks it any more.
@pytest.mark.parametrize("age", sorted({*AGE_BANDS} - {"18_49"}))
def test_it_is_the_one_of_the_instrument(age: str) -> None:
    band = CMO.score({"age_band": age}).band
    assert shown("cared_for", age_band=age) == (band or "under_5",)


@pytest.mark.parametrize("health", ["pregnant", "new_baby"])
def test_pregnancy_and_a_new_baby_have_a_guideline_of_their_own(health: str) -> None:
    found = shown(age_band="18_39", health=[health])
    assert "pregnant" in found
    assert "19_to_64" not in found


def test_parents_read_about_each_age_of_their_children_and_about_themselves() -> None:
    found = shown(age_band="18_39", child_ages=["0_4", "11_15"])
    assert found == ("under_5", "5_to_18", "19_to_64")


@pytest.mark.parametrize(
    ("who", "age", "more"),
    [("self", "18_39", "disabled_adult"), ("child", "5_10", "disabled_child")],
)
def test_who_needs_a_seat_or_no_steps_reads_the_guideline_for_disabled_people_too(
    who: str, age: str, more: str
) -> None:
    assert more in shown(who, age_band=age, access=["seated"])
    assert more not in shown(who, age_band=age, access=["parking"])


@pytest.mark.parametrize("health", ["exertion", "eating"])
@pytest.mark.parametrize("age", ["18_39", "65_plus"])
def test_nobody_is_told_to_move_who_should_see_a_doctor_first(age: str, health: str) -> None:
    assert not shown(age_band=age, health=[health], access=["seated"])


@pytest.mark.parametrize("persona", NOT_EMERGENCY)
def test_each_guideline_on_the_page_has_its_words(persona: Persona) -> None:
    _, composed = decided(dict(persona.answers), dict(persona.facts))
    for code in composed.guidelines:
        assert texts()[f"result.guideline.{code}.title"]


def _numbers(guideline: Guideline) -> set[str]:
    minutes = (guideline.minutes_a_day, guideline.minutes_a_week)
    more = {"75"} if "or_75_vigorous" in guideline.plus else set()
    return {str(one) for one in minutes if one} | more


@pytest.mark.parametrize("code", sorted(set(GUIDELINES) - {"under_1", "1_to_4"}))
def test_the_words_say_the_minutes_of_the_guideline(code: str) -> None:
    said = set(re.findall(r"\d+", texts()[f"result.guideline.{code}.text"]))
    assert _numbers(GUIDELINES[code]) <= said


def test_the_words_for_the_smallest_hold_both_guidelines() -> None:
    assert GUIDELINES["under_1"].minutes_a_day == 30
    assert GUIDELINES["1_to_4"].minutes_a_day == 180
    text = texts()["result.guideline.under_5.text"]
    assert "30 minutes" in text
    assert "three hours" in text


def test_source_and_licence_are_named() -> None:
    source = texts()["result.guideline.cmo_source"]
    assert "Chief Medical Officers" in source
    assert "Open Government Licence" in source
    assert {row["text"] for row in rules()["guidelines"]} <= {"under_5", *GUIDELINES}
