"""Do saved people show when their pages or their outcome change?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.definition import load
from selfassessment.engine.golden import Golden, Outcome, difference, run
from selfassessment.engine.tables import load_tables
from tests.unit.selfassessment.engine.samples import JOURNEY, ROUTING, TODAY, journey

SMALL = journey()
TABLES = load_tables(ROUTING)
SMOKER = Golden(
    "smoker",
    {
        "signs": ["none"],
        "smoke": "daily",
        "per_day": "12",
        "has_children": "no",
        "share": "yes",
    },
)
WORDS = st.text("abcdefgh_", min_size=1, max_size=6)


def test_a_saved_person_walks_to_the_end_and_what_is_not_given_is_skipped() -> None:
    outcome = run(SMALL, TABLES, SMOKER, today=TODAY)
    assert outcome.pages[-1] == "done"
    assert "cigarettes" in outcome.pages
    assert "stop_smoking:eligible" in outcome.offers
    assert outcome.waits_at == ""


def test_a_page_that_cannot_be_passed_is_named() -> None:
    without = Golden("without", {"signs": ["none"], "smoke": "daily"})
    outcome = run(SMALL, TABLES, without, today=TODAY)
    assert outcome.waits_at == "cigarettes"
    assert outcome.offers == ()


def test_an_emergency_ends_the_walk_with_no_offer() -> None:
    outcome = run(SMALL, TABLES, Golden("pain", {"signs": ["chest_pain"]}), today=TODAY)
    assert outcome.pages == ("signs", "emergency_999")
    assert (outcome.stop, outcome.offers) == ("emergency_999", ())


def test_a_removed_row_is_told_as_an_offer_that_is_gone() -> None:
    fewer: dict[str, Any] = deepcopy(ROUTING)
    fewer["tables"]["needs"] = [
        row for row in fewer["tables"]["needs"] if row["then"]["need"] != "quitting"
    ]
    before = run(SMALL, TABLES, SMOKER, today=TODAY)
    after = run(SMALL, load_tables(fewer), SMOKER, today=TODAY)
    said = difference(before, after)
    assert "The offer “stop_smoking” was “eligible” and is now “not among the offers”." in said
    assert "The need “quitting” is no longer noted." in said


def test_a_removed_route_is_told_as_a_page_that_is_no_longer_shown() -> None:
    data: dict[str, Any] = deepcopy(JOURNEY)
    next(page for page in data["pages"] if page["key"] == "smoking")["routes"] = []
    before = run(SMALL, TABLES, SMOKER, today=TODAY)
    after = run(load(data), TABLES, SMOKER, today=TODAY)
    assert difference(before, after) == ("The page “cigarettes” is no longer shown.",)


def test_a_walk_that_now_gets_stuck_is_told_first() -> None:
    before = Outcome(pages=("a", "done"))
    after = Outcome(pages=("a",), waits_at="a")
    assert difference(before, after)[0].startswith("Now stops at the page “a”")


outcomes = st.builds(
    Outcome,
    pages=st.lists(WORDS, max_size=4, unique=True).map(tuple),
    waits_at=st.just("") | WORDS,
    stop=st.just("") | WORDS,
    exit=st.just("") | WORDS,
    flags=st.lists(WORDS, max_size=3, unique=True).map(sorted).map(tuple),
    needs=st.lists(WORDS, max_size=3, unique=True).map(sorted).map(tuple),
    offers=st.dictionaries(WORDS, st.sampled_from(["eligible", "not_now"]), max_size=3).map(
        lambda found: tuple(sorted(f"{key}:{value}" for key, value in found.items()))
    ),
    priority=st.just("") | WORDS,
)


@settings(max_examples=150, deadline=None)
@given(outcomes, outcomes)
def test_there_is_a_difference_exactly_when_the_outcomes_differ(
    one: Outcome, other: Outcome
) -> None:
    assert bool(difference(one, other)) == (one != other)


@settings(max_examples=100, deadline=None)
@given(outcomes)
def test_an_outcome_survives_being_kept_as_json(outcome: Outcome) -> None:
    assert Outcome.from_json(outcome.as_json()) == outcome
