"""Are the questions of a gated instrument asked once it is switched on, and only then?"""

from decimal import Decimal
from typing import Any

import pytest

from core import clock
from selfassessment.actions.switches import SignOff, switch
from selfassessment.engine import tables
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.path import Path
from selfassessment.engine.replay import replay
from selfassessment.journeys.facts import facts
from tests.factories.personas import journey, read_json

pytestmark = pytest.mark.django_db
WHO = SignOff("Sam Lee", "Clinical safety officer", "Minute 7, 2026-11-02")
PAGES = {"who5": "five_feelings", "leicester_diabetes": "diabetes_risk"}
BEFORE = {
    "who_for": "self",
    **dict.fromkeys(("signs", "safe", "home_danger"), ("none",)),
    "age_band": "50_64",
    "health": ("none",),
    "height": Decimal(170),
    "weight": Decimal(80),
    "waist": Decimal(104),
}
FIVE = ("cheerful", "calm", "active", "rested", "interest")
FELT_LOW = dict.fromkeys((f"who5_{one}" for one in FIVE), "less_than_half")
AT_RISK = {
    "risk_age": 60,
    "risk_sex": "female",
    "risk_background": "other",
    "risk_relative": "no",
    "risk_blood_pressure": "no",
    "risk_diabetes": "no",
}


ROUTING = tables.load_tables(read_json("definitions", "routing.json"))


def answered(answers: dict[str, Any]) -> dict[str, Answer]:
    """Return answers of the engine; None is one that was skipped."""
    return {
        key: Answer.skipped() if value is None else Answer.given(value)
        for key, value in answers.items()
    }


def walked(answers: dict[str, Any], language: str = "en") -> Path:
    """Return the walk of somebody who saw every page and skips what is not in `answers`."""
    check = journey("check")
    given = {key: Answer.skipped() for key in check.questions}
    given |= {seen_key(page.key): Answer.seen() for page in check.pages}
    return replay(check, {**given, **answered({**BEFORE, **answers})}, facts(language, None))


def pages(language: str = "en") -> set[str]:
    return {step.page.key for step in walked({}, language).steps}


def needs_and_offers(answers: dict[str, Any]) -> tuple[set[str], set[str]]:
    context = tables.context(ROUTING, walked(answers), facts("en", None))
    decision = tables.run(ROUTING, context)
    return {one.need for one in decision.needs}, {one.offer for one in decision.open_offers}


@pytest.mark.parametrize("instrument", PAGES)
def test_the_questions_are_asked_while_it_is_on_and_in_english_alone(instrument: str) -> None:
    assert PAGES[instrument] not in pages()
    switch(instrument, WHO, on=True, by="operator", now=clock.now())
    assert PAGES[instrument] in pages()
    assert PAGES[instrument] not in pages("gu")


def test_five_low_answers_lead_to_talking_and_count_only_while_it_is_on() -> None:
    assert "mood" not in needs_and_offers(FELT_LOW)[0]
    switch("who5", WHO, on=True, by="operator", now=clock.now())
    needs, offers = needs_and_offers(FELT_LOW)
    assert "mood" in needs
    assert "talking_therapies" in offers


def test_a_likely_risk_leads_to_the_doctor_and_else_to_the_owners_own_page() -> None:
    assert "know_your_risk" in needs_and_offers(AT_RISK)[1]
    switch("leicester_diabetes", WHO, on=True, by="operator", now=clock.now())
    offers = needs_and_offers(AT_RISK)[1]
    assert "gp_diabetes" in offers
    assert "know_your_risk" not in offers


def test_nobody_is_asked_of_diabetes_without_a_waist_or_when_pregnant() -> None:
    switch("leicester_diabetes", WHO, on=True, by="operator", now=clock.now())
    for other in ({"waist": None}, {"health": ("pregnant",)}, {"age_band": "under_18"}):
        assert "diabetes_risk" not in {step.page.key for step in walked(other).steps}


def test_the_owners_page_of_the_five_questions_stands_with_the_help_for_mood() -> None:
    assert "five_questions" in ROUTING.offers["talking_therapies"].extra["contacts"]
    contact = read_json("definitions", "contacts.json")["contacts"]["five_questions"]
    assert contact["link"].startswith("https://www.who.int/")
