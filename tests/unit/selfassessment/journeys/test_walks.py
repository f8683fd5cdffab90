"""Do the shipped journeys load, warn in time and always lead somewhere?"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from selfassessment.engine.kinds import PageKind
from tests.factories.personas import Persona, facts, journey, personas, walk

SLUGS = ("check", "refer")
LANGUAGES = ("en", "gu", "pl", "ur")
AGES = ("0_4", "5_10", "11_15", "16_17", "18_39", "40_49", "50_64", "65_plus")
WHO = ("self", "cared_for", "child", "professional")
SAFE = {"signs": ["none"], "safe": ["none"], "home_danger": ["none"]}
TOPICS = [choice.key for choice in journey("refer").questions["topics"].choices]
MUST = {
    **SAFE,
    "who_for": "self",
    "age_band": "18_39",
    "topics": ["not_sure_yet"],
    "your_name": "Sample Person",
    "person_name": "Sample Other",
    "person_agrees": "yes",
    "job_role": "Nurse, Sample Surgery",
    "contact_by": ["phone"],
    "phone": "0116 496 0123",
    "voicemail_ok": "no",
    "text_ok": "no",
    "email": "person@example.org",
    "post_address": "1 Sample Street, LE1 1AA",
    "through_name": "Sample Friend",
    "through_contact": "0116 496 0124",
    "consent_share": "yes",
}


@pytest.mark.parametrize("persona", personas(), ids=lambda persona: persona.name)
def test_each_persona_ends_where_the_table_says(persona: Persona) -> None:
    gone = walk("check", persona.answers, persona.facts)
    safety = persona.expect["safety"]
    assert gone.path.finished
    if safety == "emergency":
        assert gone.path.emergency is not None
        assert gone.path.emergency.reason == persona.expect["flags"][0]
    elif persona.expect["exit"]:
        assert gone.path.exit is not None
        assert gone.path.exit.key == f"exit_{persona.expect['exit'].replace('ask_a_', '')}"
    else:
        assert gone.path.ids[-1] == "results"
    if safety in {"urgent", "safety"}:
        assert any(page.startswith(f"{safety}_") for page in gone.warned)
    if safety is None:
        assert not gone.warned


def red_flags(slug: str) -> list[tuple[str, str, str, str]]:
    """Return journey, question, choice and flag of every red flag."""
    return [
        (slug, question.key, choice.key, choice.red_flag)
        for question in journey(slug).questions.values()
        for choice in question.choices
        if choice.red_flag
    ]


@pytest.mark.parametrize(
    ("slug", "question", "choice", "flag"), [flag for slug in SLUGS for flag in red_flags(slug)]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_red_flag_always_stops_the_walk(
    slug: str, question: str, choice: str, flag: str, language: str
) -> None:
    given: dict[str, Any] = {**MUST, "topics": ["home", "moving", "weight"], question: [choice]}
    gone = walk(slug, given, facts(language))
    if flag == "emergency":
        assert gone.path.emergency is not None
    else:
        assert any(page.startswith(f"{flag}_") for page in gone.warned)


def test_an_emergency_wins_over_everything_ticked_with_it() -> None:
    given = {**MUST, "safe": ["end_life", "hurt", "child_danger", "not_coping", "drink_shakes"]}
    gone = walk("check", given, facts())
    assert gone.path.emergency is not None
    assert not gone.warned


def test_several_warnings_are_shown_one_after_another() -> None:
    given = {
        **MUST,
        "signs": ["head_injury", "pregnancy_signs"],
        "safe": ["hurt", "child_danger", "not_coping", "drink_shakes"],
    }
    assert walk("check", given, facts()).warned == (
        "urgent_head",
        "urgent_pregnancy",
        "safety_hurt",
        "safety_child",
        "urgent_not_coping",
        "urgent_drink",
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_red_flags_of_the_moment_are_asked_within_the_first_four_questions(slug: str) -> None:
    asked = [page.key for page in journey(slug).pages if page.questions]
    assert set(asked[:4]) >= {"signs", "safe"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skips", [True, False], ids=["left_empty", "not_known"])
def test_a_check_with_nothing_answered_ends_at_results_or_a_way_on(
    language: str, *, skips: bool
) -> None:
    for who, age in product(WHO, AGES):
        given = {**SAFE, "who_for": who, "age_band": age}
        path = walk("check", given, facts(language), skips=skips).path
        assert path.ids[-1] == "results" or path.exit is not None
        assert "body" not in path.ids or age in {"18_39", "40_49", "50_64", "65_plus"}


@pytest.mark.parametrize("who", WHO)
def test_a_request_about_each_topic_reaches_the_confirmation(who: str) -> None:
    for topic in TOPICS:
        gone = walk("refer", {**MUST, "topics": [topic], "who_for": who}, facts())
        assert gone.path.ids[-1] == "confirmation", topic


@pytest.mark.parametrize("way", ["phone", "email", "post", "through_person"])
def test_one_safe_way_to_be_reached_is_enough(way: str) -> None:
    path = walk("refer", {**MUST, "contact_by": [way]}, facts()).path
    asked = [page for page in path.ids if page.startswith("contact_")]
    assert asked == ["contact_by", f"contact_{way.removesuffix('_person')}"]
    assert path.ids[-1] == "confirmation"


def test_all_topics_at_once_ask_each_page_once() -> None:
    path = walk("refer", {**MUST, "topics": TOPICS}, facts()).path
    assert path.ids[-1] == "confirmation"
    assert {"tobacco", "health", "drinks", "home_kind", "money_today", "family"} <= set(path.ids)


def test_nothing_answered_in_a_check_is_asked_again_in_a_request() -> None:
    answered = {
        **MUST,
        "topics": ["smoking", "weight", "falls", "family"],
        "tobacco": ["cigarettes"],
        "smoke_daily": "yes",
        "health": ["new_baby"],
        "height": {"cm": "170"},
        "weight": {"kg": "80"},
        "background": ["white"],
        "family_topics": ["feeding"],
        **{"stop_wish": "now", "waist": {"cm": "90"}, "child_ages": ["0_4"]},
        "talk_language": "gu",
        "access": ["seated"],
    }
    checked = walk("check", answered, facts())
    requested = walk("refer", answered, facts(), carried=checked.answers)
    assert requested.path.ids[-1] == "confirmation"
    assert set(requested.stopped) == {
        "topics",
        *("quitting", "weight_care", "child_more"),  # asked in a request alone
        "help_style",
        "needs",
        "formats",
        "you",
        "birth",
        "contact_by",
        "contact_phone",
        "safe_times",
        "helped",
        "consent",
        "check_answers",
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_an_emergency_page_leads_nowhere_and_every_exit_offers_something(slug: str) -> None:
    for page in journey(slug).pages:
        if page.kind is PageKind.EMERGENCY:
            assert not page.routes
            assert page.reason
        if page.kind is PageKind.EXIT:
            assert page.alternative


@pytest.mark.parametrize("language", ["gu", "pl", "ur"])
def test_no_scored_questions_in_a_language_without_a_validated_translation(language: str) -> None:
    given = {**MUST, "tobacco": ["cigarettes"], "smoke_daily": "yes"}
    path = walk("check", given, facts(language)).path
    assert {"minutes", "more_company"} <= set(path.ids)
    assert not {"hsi", "moving", "company"} & set(path.ids)


def test_scored_questions_are_asked_in_english() -> None:
    given = {**MUST, "tobacco": ["cigarettes"], "smoke_daily": "yes"}
    path = walk("check", given, facts("en")).path
    assert {"hsi", "moving", "company"} <= set(path.ids)
    assert not {"minutes", "more_company"} & set(path.ids)


@pytest.mark.parametrize("health", ["pregnant", "eating"])
def test_nobody_pregnant_or_with_an_eating_disorder_is_asked_for_their_weight(health: str) -> None:
    path = walk("check", {**MUST, "health": [health]}, facts()).path
    assert "body" not in path.ids


def test_outside_the_city_with_no_link_a_request_is_handed_to_the_own_council() -> None:
    given = {**MUST, "postcode": "LE67 1FY", "area_link": ["none"]}
    path = walk("refer", given, facts(in_council_area=False)).path
    assert path.exit is not None
    assert path.exit.alternative == "own_council"


@pytest.mark.parametrize("link", [["gp"], ["work"], {"state": "not_sure"}])
def test_a_link_with_the_city_or_an_unsure_one_goes_on(link: Any) -> None:
    given = {**MUST, "postcode": "LE67 1FY", "area_link": link}
    assert walk("refer", given, facts(in_council_area=False)).path.ids[-1] == "confirmation"
