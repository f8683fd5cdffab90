"""Does a trace say of each rule how it came out, and why?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from selfassessment.engine.answer import Answer
from selfassessment.engine.model import Condition, Named
from selfassessment.engine.reasons import Names
from selfassessment.engine.replay import replay
from selfassessment.engine.routing import TableName
from selfassessment.engine.tables import context, load_tables, run
from selfassessment.engine.tracing import Mark, RowTrace, Trace, trace
from tests.unit.selfassessment.engine.samples import FACTS, ROUTING, TO_CHECK, journey
from tests.unit.selfassessment.engine.test_invariants import some_answers, some_facts

TABLES = load_tables(ROUTING)


def say(condition: Condition) -> str:
    """Name a condition by its key."""
    return condition.key.replace("_", " ") if isinstance(condition, Named) else "so it is"


NAMES = Names(say, {"question.smoke": "Do you smoke?", "fact.in_council_area": "the area"})


def traced(answers: dict[str, Answer], **facts: object) -> Trace:
    """Trace answers through the small journey."""
    return trace(journey(), TABLES, answers, {**FACTS, **facts}, names=NAMES)


def row(found: Trace, table: TableName, order: int) -> RowTrace:
    """Return one row of a trace."""
    return next(one for one in found.rows[table] if one.order == order)


def test_a_row_that_holds_is_ticked_and_counts() -> None:
    found = row(traced({**TO_CHECK, "smoke": Answer.given("daily")}), TableName.NEEDS, 10)
    assert (found.mark, found.counted) == (Mark.TICKED, True)
    assert found.reason == "It holds: “smokes daily”."
    assert found.sentence.startswith("If smokes daily, then note the need")


def test_a_row_that_fails_is_crossed_and_names_what_is_not_so() -> None:
    found = row(traced(TO_CHECK), TableName.NEEDS, 20)
    assert (found.mark, found.counted) == (Mark.CROSSED, False)
    assert found.reason == "It does not hold: “smokes” is not so."


def test_a_row_without_an_answer_is_undecided_and_names_the_question() -> None:
    found = row(traced({**TO_CHECK, "smoke": Answer.prefer_not()}), TableName.NEEDS, 10)
    assert (found.mark, found.counted) == (Mark.UNKNOWN, False)
    assert found.reason == (
        "It cannot be decided: “smokes daily”, because there is no answer to “Do you smoke?”."
    )


def test_an_undecided_fact_is_named() -> None:
    found = row(traced(TO_CHECK), TableName.SCOPE, 10)
    assert found.reason.endswith("because there is no answer to “the area”.")


def test_an_undecided_score_names_the_questions_it_lacks() -> None:
    known = {**TO_CHECK, "height": Answer.given(170)}
    found = row(traced(known), TableName.NEEDS, 30)
    assert found.reason.endswith("because there is no answer to “weight”.")


def test_a_row_for_everyone_says_so_and_names_the_row_that_came_first() -> None:
    found = traced({"signs": Answer.given(("cannot_cope",))})
    last = row(found, TableName.SAFETY, 90)
    assert (last.mark, last.counted) == (Mark.TICKED, False)
    assert last.reason == "It holds for everyone. Row 20 came first."


def test_after_an_emergency_every_other_table_says_it_was_not_looked_at() -> None:
    found = traced({"signs": Answer.given(("chest_pain",))})
    assert found.shown.page.key == "emergency_999"
    for table in TableName:
        if table is not TableName.SAFETY:
            assert all("the emergency page stops" in one.reason for one in found.rows[table])


def test_after_an_exit_the_tables_below_say_so() -> None:
    found = traced(TO_CHECK, in_council_area=False)
    assert row(found, TableName.SCOPE, 10).counted
    assert "leaves by an exit page" in row(found, TableName.PRIORITY, 90).reason
    assert not row(found, TableName.PRIORITY, 90).counted


def test_how_poor_an_area_is_stays_undecided_where_it_must_not_decide() -> None:
    routing = {**ROUTING, "tables": {**ROUTING["tables"]}}
    routing["tables"]["offers"] = [
        {
            "order": 10,
            "when": ["poor_area"],
            "then": {"offer": "weight_group", "outcome": "eligible"},
        }
    ]
    facts = {**FACTS, "imd_decile": 1}
    found = trace(journey(), load_tables(routing), TO_CHECK, facts, names=NAMES)
    assert row(found, TableName.OFFERS, 10).mark is Mark.UNKNOWN
    assert row(found, TableName.PRIORITY, 10).mark is Mark.TICKED


def test_the_path_shows_each_way_with_its_mark_and_the_one_taken() -> None:
    found = traced({**TO_CHECK, "smoke": Answer.given("daily"), "per_day": Answer.given(10)})
    smoking = next(one for one in found.steps if one.step.id == "smoking")
    assert [(one.to, one.mark, one.taken) for one in smoking.routes] == [
        ("cigarettes", Mark.TICKED, True),
        ("body", None, False),
    ]


def test_the_page_the_public_sees_is_the_first_without_an_answer() -> None:
    found = traced({"signs": Answer.given(("none",))})
    assert found.shown.page.key == "smoking"
    smoking = found.steps[-1]
    assert [(one.mark, one.taken) for one in smoking.routes] == [
        (Mark.UNKNOWN, False),
        (None, False),
    ]


def test_without_a_day_there_is_no_trace() -> None:
    with pytest.raises(ValueError, match="today"):
        trace(journey(), TABLES, TO_CHECK, {}, names=NAMES)


@settings(max_examples=50, deadline=None)
@given(some_answers, some_facts)
def test_a_trace_says_what_the_engine_decides_for_any_answers(
    answers: dict[str, Answer], facts: dict[str, object]
) -> None:
    definition = journey()
    path = replay(definition, answers, facts)
    decided = run(TABLES, context(TABLES, path, facts))
    found = trace(definition, TABLES, answers, facts, names=NAMES)
    assert found.decision == decided
    marks = {(t, one.order): one for t, rows in found.rows.items() for one in rows}
    assert len(marks) == sum(len(rows) for rows in TABLES.tables.values())
    for result in decided.rows:
        one = marks[result.table, result.row.order]
        assert one.counted == result.fired
        assert one.mark.value == {"true": "ticked", "false": "crossed"}.get(
            result.truth.value, "unknown"
        )
    assert {key for key, one in marks.items() if one.counted} == {
        (result.table, result.row.order) for result in decided.fired
    }
    assert all(one.reason.endswith(".") for one in marks.values())
    for step, (source, index, _to) in zip(found.steps, path.taken, strict=False):
        taken = [number for number, one in enumerate(step.routes) if one.taken]
        assert step.step.id == source
        assert taken == [len(step.routes) - 1 if index is None else index]
