"""Is every kind of mistake in tables, safety, words and instruments found, at its place?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from selfassessment.engine import validate as validating
from selfassessment.engine.reading import LoadError, from_text
from tests.unit.selfassessment.engine.planting import (
    Mistakes,
    around,
    asked,
    assert_found,
    both,
    offers,
    on_page,
    row,
    rows,
    words,
)
from tests.unit.selfassessment.engine.samples import JOURNEY, offer
from tests.unit.selfassessment.engine.test_planted_in_journeys import MISTAKES as IN_JOURNEYS
from tests.unit.selfassessment.engine.test_tasks import MISTAKES as IN_TASK_LISTS

LAST = {"order": 90, "when": [], "then": {"continue": True}}
UCLA = [
    {
        "key": item,
        "type": "single_choice",
        "item": f"ucla3.{item}",
        "choices": ["hardly_ever", "some_of_the_time", "often"],
    }
    for item in ("companionship", "left_out", "isolated")
]
PHQ = [
    {
        "key": item,
        "type": "single_choice",
        "item": f"phq2.{item}",
        "choices": ["not_at_all", "several_days", "more_than_half", "nearly_every_day"],
    }
    for item in ("interest", "down")
]
TIMES = "at_no_time some_of_the_time less_than_half more_than_half most_of_the_time all_of_the_time"
WHO5 = [
    {"key": item, "type": "single_choice", "item": f"who5.{item}", "choices": TIMES.split()}
    for item in ("cheerful", "calm", "active", "rested", "interest")
]
BMI = JOURNEY["scores"]["bmi"]
HARD = "Cardiovascular multidisciplinary interventions necessitate considerable preparation."

MISTAKES: Mistakes = {
    # Tables
    "a table that catches nobody": (
        rows("priority"), "no_catch_all", "error", "tables.priority"),
    "a row that can never fire": (
        rows("needs", row({"need": "weight", "strength": "some"}, "inside", "outside")),
        "row_never", "error", "tables.needs.10"),
    "a row behind one that holds for everyone": (
        rows("scope", row({"continue": True}), LAST), "row_shadowed", "error", "tables.scope.90"),
    "a row behind one that always holds first": (
        rows(
            "priority",
            row({"priority": "soon"}, "smokes"),
            {"order": 20, "when": ["smokes_daily"], "then": {"priority": "urgent"}},
            {"order": 90, "when": [], "then": {"priority": "routine"}},
        ),
        "row_shadowed", "error", "tables.priority.20"),
    "a row that ends before it begins": (
        rows(
            "needs",
            row(
                {"need": "weight", "strength": "some"},
                valid_from="2027-01-01",
                valid_to="2026-01-01",
            ),
        ),
        "dates_reversed", "error", "tables.needs.10"),
    "a need nobody named": (
        rows("needs", row({"need": "fun", "strength": "some"})),
        "unknown_need", "error", "tables.needs.10"),
    "a strength nobody named": (
        rows("needs", row({"need": "weight", "strength": "huge"})),
        "unknown_strength", "error", "tables.needs.10"),
    "an offer nobody makes": (
        rows("offers", row({"offer": "gold", "outcome": "eligible"})),
        "unknown_offer", "error", "tables.offers.10"),
    "a provider nobody is": (
        rows("allocation", row({"provider": "nobody"})),
        "unknown_provider", "error", "tables.allocation.10"),
    "an offer by referral without a provider": (
        both(lambda d: d.routing.update(providers={}), rows("allocation")),
        "no_provider", "error", "providers"),
    "a gap: the last provider takes nobody without a clinician": (
        lambda d: d.routing["providers"]["team"].update(clinician_required=True),
        "provider_gap", "error", "tables.allocation.90"),
    "nothing for everyone": (
        lambda d: d.routing["offers"].update(activities=offer("quitting", universal=False)),
        "no_universal_offer", "error", "offers"),
    "a need without an offer": (
        lambda d: d.routing["needs"].update(fun={}), "need_without_offer", "error", "needs.fun"),
    "a need no row finds": (
        lambda d: d.routing["needs"].update(fun={}), "need_never", "warning", "needs.fun"),
    "an offer nothing leads to": (
        offers(idle=offer(None)), "offer_never", "warning", "offers.idle"),
    "an offer by referral that nobody can ask for": (
        lambda d: d.routing["offers"].update(
            first=offer(None, extra={"asked_by": ["smoking"]}), idle=offer(None)),
        "offer_unasked", "warning", "offers.idle"),
    "a provider nothing is passed to": (
        lambda d: d.routing["providers"].update(idle={}),
        "provider_never", "warning", "providers.idle"),
    "a refusal without another way": (
        lambda d: d.routing["offers"]["stop_smoking"]["outcomes"].update(
            not_eligible={"action": "phone"}
        ),
        "no_redirect", "error", "offers.stop_smoking.outcomes.not_eligible"),
    "a refusal that leads back to itself": (
        lambda d: d.routing["offers"]["stop_smoking"]["outcomes"].update(
            not_eligible={"action": "phone", "redirect": "stop_smoking"}
        ),
        "redirect_to_itself", "error", "offers.stop_smoking.outcomes.not_eligible"),
    "refusals that lead in a circle": (
        lambda d: [
            d.routing["offers"][key]["outcomes"].update(
                not_now={"action": "phone", "redirect": other}
            )
            for key, other in (("stop_smoking", "weight_group"), ("weight_group", "stop_smoking"))
        ],
        "redirect_circle", "warning", "offers.stop_smoking.outcomes.not_now"),
    "a refusal because of how poor an area is": (
        rows("offers", row({"offer": "stop_smoking", "outcome": "not_eligible"}, "rich_area")),
        "deprivation_misused", "error", "tables.offers.10"),
    "a page of the wrong kind": (
        rows(
            "safety", row({"stop": "emergency", "page": "urgent", "flag": "x"}, "smokes"), LAST
        ),
        "page_kind", "error", "tables.safety.10"),
    # Safety
    "a red flag nobody heeds": (
        on_page("signs", routes=[]),
        "red_flag_unheeded", "error", "pages.signs.signs.chest_pain"),
    "red flags asked late": (
        around(safety_within=0), "safety_late", "warning", "pages.signs"),
    "an exit without another way": (
        on_page("not_shared", alternative=""),
        "exit_without_alternative", "error", "pages.not_shared"),
    "safety words changed after they were signed off": (
        around(signed_off={"en": {"page.emergency_999.body": "Call now."}}),
        "safety_changed", "error", "texts.en.page.emergency_999.body"),
    "a telephone number changed after it was signed off": (
        both(
            around(signed_off={"en": {"page.emergency_999.body": "Call 999."}}),
            words("page.emergency_999.body", "Call 0116 496 0000."),
        ),
        "number_changed", "error", "texts.en.page.emergency_999.body"),
    # Words
    "a stale safety text": (
        around(stale={"en": {"page.emergency_999.body"}}),
        "text_stale", "error", "texts.en.page.emergency_999.body"),
    "a stale plain text": (
        around(stale={"en": {"q.smoke.label"}}),
        "text_stale", "warning", "texts.en.q.smoke.label"),
    "other placeholders than in English": (
        both(
            lambda d: d.journey.update(locales=["en", "gu"]),
            lambda d: d.texts.update(gu=dict(d.texts["en"])),
            words("q.smoke.label", "Hello {name}"),
        ),
        "placeholder_mismatch", "error", "texts.gu.q.smoke.label"),
    "words that are hard to read": (
        words("q.smoke.label", HARD), "hard_to_read", "warning", "texts.en.q.smoke.label"),
    "a word nobody should read about themself": (
        both(around(banned={"en": ["inactiv*"]}), words("q.smoke.label", "Are you inactive?")),
        "banned_word", "error", "texts.en.q.smoke.label"),
    "a telephone number typed into a text": (
        words("q.smoke.label", "Ring 0300 123 1044 about smoking?"),
        "number_typed", "error", "texts.en.q.smoke.label"),
    "a link typed into a text": (
        words("q.smoke.label", "See www.example.org about smoking?"),
        "link_typed", "error", "texts.en.q.smoke.label"),
    "a link that did not answer last night": (
        both(
            around(dead_links={"risk_test"}),
            on_page("cigarettes", extra={"contacts": ["risk_test"]}),
            words("contact.risk_test.name", "A test of the risk"),
        ),
        "link_dead", "warning", "pages.cigarettes.extra.contacts"),
    "a contact that has no name": (
        on_page("cigarettes", extra={"contacts": ["nobody"]}),
        "unknown_contact", "error", "pages.cigarettes.extra.contacts"),
    # Instruments
    "an instrument page without an instrument": (
        on_page("cigarettes", kind="instrument"), "no_instrument", "error", "pages.cigarettes"),
    "an instrument nobody ships": (
        on_page("cigarettes", kind="instrument", instrument="phq9"),
        "unknown_instrument", "error", "pages.cigarettes"),
    "a question of an instrument that is not locked": (
        on_page("cigarettes", kind="instrument", instrument="hsi"),
        "unlocked_item", "error", "pages.cigarettes.per_day"),
    "an item the instrument does not have": (
        asked("cigarettes", {**UCLA[0], "item": "ucla3.sad"}),
        "unknown_item", "error", "pages.cigarettes.companionship"),
    "an item with other answers": (
        asked("cigarettes", {**UCLA[0], "choices": ["often", "hardly_ever"]}),
        "item_changed", "error", "pages.cigarettes.companionship"),
    "other bands than the instrument's": (
        lambda d: d.journey["scores"].update(bmi={**BMI, "bands": ["thin", "fat"]}),
        "bands_changed", "error", "scores.bmi.bands"),
    "a score without one of its items": (
        lambda d: d.journey["scores"].update(bmi={**BMI, "inputs": {"height": "height"}}),
        "item_missing", "error", "scores.bmi.inputs"),
    "an instrument in a language without a validated translation": (
        both(
            asked("cigarettes", *UCLA, kind="instrument", instrument="ucla3"),
            lambda d: d.journey.update(locales=["en", "ur"]),
        ),
        "instrument_not_validated", "error", "pages.cigarettes"),
    "an instrument without its clinical sign-off": (
        asked("cigarettes", *PHQ, kind="instrument", instrument="phq2"),
        "sign_off_missing", "error", "pages.cigarettes"),
    "an instrument whose licence was not accepted": (
        asked("cigarettes", *WHO5, kind="instrument", instrument="who5"),
        "licence_not_accepted", "error", "pages.cigarettes"),
    "an instrument of another version than last published": (
        around(published_versions={"bmi": "0.9"}), "instrument_version", "error", "scores.bmi"),
    "an instrument of another version than the score names": (
        lambda d: d.journey["scores"].update(bmi={**BMI, "version": "0.9"}),
        "instrument_version", "error", "scores.bmi"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_found(name: str) -> None:
    assert_found(MISTAKES[name])


def test_every_finding_the_validator_can_make_is_planted_here() -> None:
    planted = {code for _, code, _, _ in (*MISTAKES.values(), *IN_JOURNEYS.values())}
    planted |= {code for _, code in IN_TASK_LISTS} | {"two_task_lists"}
    assert len(planted) >= 40
    folder = Path(validating.__file__).parent
    made = {
        code
        for file in folder.glob("validate*.py")
        for code in re.findall(
            r"\b(?:error|warning|make|_twice)\(\s*(?:\w+, )?\"(\w+)\"",
            file.read_text(encoding="utf-8"),
        )
    }
    assert made - planted == set()


UNREADABLE: Mapping[str, str] = {
    "two defaults on one page": '{"pages": [{"default": "a", "default": "b"}]}',
    "no JSON at all": "{",
    "a list instead of an object": "[]",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_text_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(LoadError):
        from_text(UNREADABLE[name])


def test_a_journey_is_the_same_when_it_is_read_from_its_text() -> None:
    assert from_text('{"a": [{"b": 1}]}') == {"a": [{"b": 1}]}
