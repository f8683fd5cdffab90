"""Does each answer about weight, the home and where children are decide something?"""

from __future__ import annotations

from typing import Any

import pytest

from config.settings.configurations import FIRST, FOLDER
from selfassessment import shipped
from selfassessment.actions.golden import DAY
from selfassessment.engine import tables
from selfassessment.engine.decision import Decision
from selfassessment.engine.definition import load
from selfassessment.engine.golden import Golden, walk
from selfassessment.engine.path import Path
from selfassessment.selectors.publishing import facts_of

EVERYBODY: dict[str, Any] = {
    "who_for": "self",
    "signs": ["none"],
    "safe": ["none"],
    "home_danger": ["none"],
    "age_band": "18_39",
    "postcode": "LE4 5QD",
    "your_name": "A Sample",
    "person_name": "B Sample",
    "person_agrees": "parent",
    "contact_by": ["phone"],
    "phone": "0116 496 0123",
    "voicemail_ok": "no",
    "text_ok": "no",
    "consent_share": "yes",
}
WEIGHT = {
    "topics": ["weight"],
    "health": ["none"],
    "height": {"cm": "165"},
    "weight": {"kg": "98"},
    "background": ["white"],
}
HOME = {"topics": ["home"], "home_with": ["alone"]}
CHILD = {"topics": ["family"], "who_for": "child", "age_band": "5_10", "family_topics": ["sleep"]}


def walked(given: dict[str, Any], name: str = FIRST, **known: Any) -> tuple[Path, Decision]:
    """Return the pages a person of Leicester or another council walks, and what comes of it."""
    documents = shipped.documents(FOLDER / name)
    routing = tables.load_tables(documents["routing"])
    told = {"language": "en", "in_council_area": True, "full_providers": [], **known}
    person = Golden("somebody", {**EVERYBODY, **given}, facts_of(told))
    path = walk(load(documents["refer"]), person, today=DAY)
    assert path.ids[-1] == "confirmation", path.ids[-1]
    context = tables.context(routing, path, {"today": DAY, **person.facts})
    return path, tables.run(routing, context)


def decided(given: dict[str, Any], name: str = FIRST, **known: Any) -> dict[str, Any]:
    """Return which offer is open and with whom, and how soon."""
    _, decision = walked(given, name, **known)
    priority = decision.priority.priority.value if decision.priority else ""
    return {
        "priority": priority,
        **{one.offer: (one.provider, one.outcome.value) for one in decision.offers},
    }


@pytest.mark.parametrize("choice", ["operation", "hospital", "injections"])
def test_each_care_for_weight_changes_what_is_offered_or_by_whom(choice: str) -> None:
    assert decided({**WEIGHT, "weight_care": [choice]}) != decided(WEIGHT)


def test_with_injections_the_desk_looks_first_and_nobody_is_refused() -> None:
    found = decided({**WEIGHT, "weight_care": ["injections"]})
    assert found["adult_weight"] == found["eat_well"] == ("desk", "eligible")
    assert decided(WEIGHT)["adult_weight"] == ("lifestyle_team", "eligible")


@pytest.mark.parametrize(
    "choice", ["oxygen", "creams", "smoke_inside", "full_rooms", "no_heating", "key"]
)
def test_each_risk_at_home_changes_what_is_offered_or_how_soon(choice: str) -> None:
    assert decided({**HOME, "home_risks": [choice]}) != decided({**HOME, "home_risks": ["none"]})


def test_rooms_that_are_too_full_open_help_of_their_own() -> None:
    found = decided({**HOME, "home_risks": ["full_rooms"]})
    assert found["full_rooms_help"] == ("desk", "eligible")
    assert found["priority"] == "soon"
    assert "full_rooms_help" not in decided({**HOME, "home_risks": ["creams"]})


def what_and_why(given: dict[str, Any]) -> dict[str, Any]:
    """Return what is offered with whom, how soon, and what whoever comes is told."""
    _, decision = walked(given)
    return {**decided(given), "why": {one.offer: one.why for one in decision.offers}}


@pytest.mark.parametrize(
    "choice", ["stairs", "bath", "toilet", "chair", "door", "alarm", "cold", "damp"]
)
def test_each_trouble_at_home_changes_what_is_offered_how_soon_or_what_is_told(
    choice: str,
) -> None:
    given = {**HOME, "home_kind": "council", "home_trouble": [choice]}
    assert what_and_why(given) != what_and_why({**given, "home_trouble": ["other"]})


@pytest.mark.parametrize(
    ("kind", "trouble", "theirs"),
    [
        *((kind, "damp", True) for kind in ("council", "association", "private")),
        *(
            (kind, trouble, True)
            for kind in ("council", "private")
            for trouble in ("cold", "alarm")
        ),
        ("own", "damp", False),
        ("other", "damp", False),
        ("council", "stairs", False),
        (None, "damp", False),
    ],
)
def test_who_owns_the_home_decides_who_must_mend_it(
    kind: str | None, trouble: str, theirs: bool
) -> None:
    owner = {"home_kind": kind} if kind else {}
    found = decided({**HOME, **owner, "home_trouble": [trouble]})
    assert found.get("landlord_repairs") == (("desk", "eligible") if theirs else None)


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("council", "its housing team must agree"),
        ("association", "who must agree first"),
        ("private", "who must agree first"),
        ("own", ""),
    ],
)
def test_who_owns_the_home_decides_who_must_agree_to_a_bigger_change(kind: str, who: str) -> None:
    why = what_and_why({**HOME, "home_kind": kind, "home_bigger": "yes"})["why"]
    told = [one for one in why["home_adaptations"] if "must agree" in one]
    assert [who in one for one in told] == [True] * bool(who)


def test_an_alarm_that_is_silent_and_cold_with_a_child_are_looked_at_sooner() -> None:
    assert decided({**HOME, "home_trouble": ["alarm"]})["priority"] == "soon"
    for lives_with, priority in (("child", "soon"), ("older", "soon"), ("grown_up", "routine")):
        given = {**HOME, "home_with": [lives_with], "home_trouble": ["damp"]}
        assert decided(given)["priority"] == priority


@pytest.mark.parametrize(("lives_with", "priority"), [("alone", "soon"), ("grown_up", "routine")])
def test_a_key_safe_is_sooner_for_somebody_alone_and_said_to_who_comes(
    lives_with: str, priority: str
) -> None:
    given = {**HOME, "home_with": [lives_with], "home_risks": ["key"]}
    assert decided(given)["priority"] == priority
    _, decision = walked(given)
    (home,) = (one for one in decision.offers if one.offer == "home_safety")
    assert any("key safe" in why for why in home.why)


@pytest.mark.parametrize(
    ("setting", "age_band", "priority"),
    [
        (["at_home"], "5_10", "soon"),
        (["at_home"], "11_15", "soon"),
        (["at_home", "school"], "5_10", "routine"),
        (["school"], "5_10", "routine"),
        (["at_home"], "0_4", "routine"),
        ([], "5_10", "routine"),
    ],
)
def test_a_child_of_school_age_who_is_at_home_all_day_is_looked_at_sooner(
    setting: list[str], age_band: str, priority: str
) -> None:
    given = {**CHILD, "age_band": age_band, "child_setting": setting}
    assert decided(given)["priority"] == priority


def test_whoever_asks_for_a_child_says_where_it_spends_the_day_and_not_when_it_is_born() -> None:
    path, _ = walked(CHILD)
    assert "child_more" in path.ids
    assert not {"child_ages", "baby_due"} & set(path.ids)


@pytest.mark.parametrize(("ages", "asked"), [(["expecting", "0_4"], True), (["0_4"], False)])
def test_only_whoever_expects_a_baby_is_asked_when(ages: list[str], asked: bool) -> None:
    path, _ = walked({"topics": ["family"], "child_ages": ages})
    assert ("baby_due" in path.ids) is asked


@pytest.mark.parametrize(
    ("setting", "asked"), [(["school"], True), (["at_home"], False), ([], False)]
)
def test_all_ask_which_school_or_centre_and_portsmouth_where_it_is(
    setting: list[str], asked: bool
) -> None:
    given = {**CHILD, "child_setting": setting}
    assert ("child_area" in walked(given, "portsmouth")[0].ids) is asked
    assert "child_area" not in walked(given)[0].ids
    assert ("child_place" in walked(given)[0].ids) is asked


@pytest.mark.parametrize(
    ("age_band", "setting", "area", "provider"),
    [
        ("5_10", "school", "north", "family_north"),
        ("11_15", "school", "central", "family_central"),
        ("16_17", "college", "north", "family_north"),
        ("0_4", "centre", "north", "family_north"),
        ("0_4", "nursery", "central", "family_central"),
        ("0_4", "school", "north", "family_south"),
        ("5_10", "centre", "north", "family_south"),
        ("5_10", "school", "elsewhere", "family_south"),
        ("5_10", "at_home", "north", "family_south"),
    ],
)
def test_in_portsmouth_age_and_place_decide_before_the_home(
    age_band: str, setting: str, area: str, provider: str
) -> None:
    given = {**CHILD, "age_band": age_band, "child_setting": [setting], "child_area": [area]}
    found = decided(given, "portsmouth", ward="E05002442", district="E06000044")
    assert found["family_help"] == (provider, "eligible")
