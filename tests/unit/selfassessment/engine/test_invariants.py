"""Do the promises of the engine hold for any answers in any order?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answer import Answer, from_json, to_json
from selfassessment.engine.replay import replay
from selfassessment.engine.tables import context, load_tables, run
from selfassessment.engine.truth import Truth
from tests.unit.selfassessment.engine.samples import FACTS, ROUTING, journey

SMALL = journey()
TABLES = load_tables(ROUTING)
POSITION = {page.key: index for index, page in enumerate(SMALL.pages)}
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "signs": st.sampled_from([("none",), ("cannot_cope",), ("chest_pain",)]),
    "smoke": st.sampled_from(["daily", "sometimes", "used_to", "never"]),
    "per_day": st.integers(0, 100),
    "height": st.decimals(100, 250, places=1),
    "weight": st.decimals(25, 350, places=1),
    "has_children": st.sampled_from(["yes", "no"]),
    "child_age": st.integers(0, 19),
    "another": st.sampled_from(["yes", "no"]),
    "child_age#2": st.integers(0, 19),
    "another#2": st.sampled_from(["yes", "no"]),
    "share": st.sampled_from(["yes", "no"]),
}
one_answer = st.sampled_from(sorted(ANSWERS)).flatmap(
    lambda key: st.tuples(
        st.just(key),
        st.one_of(
            ANSWERS[key].map(Answer.given),
            st.sampled_from([Answer.not_sure(), Answer.prefer_not(), Answer.skipped()]),
        ),
    )
)
seen = st.sampled_from(["@urgent", "@check"]).map(lambda key: (key, Answer.seen()))
some_answers = st.lists(st.one_of(one_answer, one_answer, seen), max_size=24).map(dict)
some_facts = st.fixed_dictionaries(
    {},
    optional={
        "in_council_area": st.booleans(),
        "imd_decile": st.integers(1, 10),
    },
).map(lambda facts: {**FACTS, **facts})


@settings(max_examples=50, deadline=None)
@given(some_answers, some_facts)
def test_the_path_goes_forward_only(answers: dict[str, Answer], facts: dict[str, object]) -> None:
    path = replay(SMALL, answers, facts)
    places = [(POSITION[step.page.key], step.round) for step in path.steps]
    assert places == sorted(set(places))
    assert (path.first_unanswered is None) == path.finished


@settings(max_examples=50, deadline=None)
@given(some_answers, some_facts)
def test_replay_is_the_same_each_time(answers: dict[str, Answer], facts: dict[str, object]) -> None:
    again = from_json(to_json(dict(reversed(answers.items()))))
    assert replay(SMALL, answers, facts) == replay(SMALL, again, facts)


@settings(max_examples=50, deadline=None)
@given(some_answers, some_facts)
def test_answers_off_the_path_never_change_the_outcome(
    answers: dict[str, Answer], facts: dict[str, object]
) -> None:
    path = replay(SMALL, answers, facts)
    marks = {key: answer for key, answer in answers.items() if key.startswith("@")}
    only_live = replay(SMALL, {**path.live, **marks}, facts)
    assert only_live == path
    decided = run(TABLES, context(TABLES, path, facts))
    assert run(TABLES, context(TABLES, only_live, facts)) == decided


@settings(max_examples=50, deadline=None)
@given(some_answers, one_answer)
def test_changing_an_answer_and_changing_it_back_restores_everything(
    answers: dict[str, Answer], change: tuple[str, Answer]
) -> None:
    before = replay(SMALL, answers, FACTS)
    key, value = change
    replay(SMALL, {**answers, key: value}, FACTS)
    restored = {**answers, key: value}
    if key in answers:
        restored[key] = answers[key]
    else:
        del restored[key]
    assert replay(SMALL, restored, FACTS) == before


@settings(max_examples=50, deadline=None)
@given(some_facts)
def test_without_answers_nothing_fires(facts: dict[str, object]) -> None:
    path = replay(SMALL, {}, facts)
    assert set(path.conditions.values()) == {Truth.UNKNOWN}
    decision = run(TABLES, context(TABLES, path, facts))
    assert decision.stop is None
    assert decision.needs == ()
    assert decision.universal == ("activities",)


@settings(max_examples=50, deadline=None)
@given(some_answers, some_facts)
def test_nobody_leaves_empty_handed(answers: dict[str, Answer], facts: dict[str, object]) -> None:
    path = replay(SMALL, answers, facts)
    decision = run(TABLES, context(TABLES, path, facts))
    assert not decision.empty_handed
    for offer in decision.offers:
        assert offer.outcome == "eligible" or offer.redirect == "activities"


@settings(max_examples=50, deadline=None)
@given(some_answers, some_facts, st.integers(1, 10))
def test_how_poor_an_area_is_never_changes_what_is_offered(
    answers: dict[str, Answer], facts: dict[str, object], decile: int
) -> None:
    def offered(deprivation: dict[str, object]) -> list[tuple[str, str, bool]]:
        own = {key: value for key, value in facts.items() if key != "imd_decile"} | deprivation
        decision = run(TABLES, context(TABLES, replay(SMALL, answers, own), own))
        return [(o.offer, o.outcome.value, decision.exit is None) for o in decision.offers]

    assert offered({}) == offered({"imd_decile": decile})


@settings(max_examples=50, deadline=None)
@given(st.decimals(100, 250, places=2))
def test_kept_answers_come_back_exactly(height: Decimal) -> None:
    answers = {"height": Answer.given(height, {"ft": "5", "in": "0"})}
    assert from_json(to_json(answers)) == answers
