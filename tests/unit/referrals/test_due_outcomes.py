"""Is what is set side by side later asked in time, once, and not for ever?"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import pytest

from selfassessment.referrals.rules.due_outcomes import LineAsked, LookBack, due_outcomes

TODAY = date(2026, 11, 28)
BEFORE = {("stop_smoking", "before"), ("wellbeing", "before")}


def asked(*lines: LineAsked[str]) -> list[str]:
    """Return what is to be asked, as line, set and stage."""
    return [f"{one.key} {one.known.code} {one.stage}" for one in due_outcomes(lines, TODAY)]


def line(
    need: str = "smoking",
    state: str = "accepted",
    key: str = "a",
    kept: Collection[tuple[str, str]] = (),
    looks: Sequence[LookBack] = (),
) -> LineAsked[str]:
    """Return a line."""
    return LineAsked(key, need, state, frozenset(kept), tuple(looks))


def look(weeks: int, days_ago: int, **more: bool) -> LookBack:
    """Return a look back that was due so many days ago."""
    return LookBack(weeks, TODAY - timedelta(days=days_ago), **more)


@pytest.mark.parametrize("state", ["accepted", "assessed", "in_programme"])
def test_before_is_asked_when_the_help_starts(state: str) -> None:
    assert asked(line(state=state)) == ["a stop_smoking before", "a wellbeing before"]


@pytest.mark.parametrize(
    "state", ["received", "triage", "allocated", "contacting", "declined", "withdrawn", "closed"]
)
def test_nothing_is_asked_before_or_without_help(state: str) -> None:
    assert asked(line(state=state)) == []


def test_what_is_written_down_is_asked_no_more() -> None:
    assert asked(line(kept={("wellbeing", "before")})) == ["a stop_smoking before"]
    assert asked(line(kept=BEFORE)) == []


def test_how_somebody_is_is_asked_once_for_all_their_lines() -> None:
    two = (line(), line("weight", key="b"))
    assert asked(*two) == ["a stop_smoking before", "a wellbeing before", "b weight before"]
    other = line("weight", key="b", kept={("wellbeing", "before")})
    assert asked(line(), other) == ["a stop_smoking before", "b weight before"]


@pytest.mark.parametrize(
    ("need", "names"),
    [
        ("company", ("ONS4", "UCLA-3 loneliness", "Direct measure of loneliness")),
        ("moving", ("ONS4",)),
        ("english", ("UCLA-3 loneliness", "Direct measure of loneliness")),
    ],
)
def test_the_questionnaires_go_by_the_need(need: str, names: tuple[str, ...]) -> None:
    found = due_outcomes([line(need)], TODAY)
    assert [one.names for one in found if one.known.code == "wellbeing"] == [names]


def test_who_asks_about_teeth_or_abuse_is_asked_no_scores() -> None:
    assert asked(line("teeth"), line("abuse", key="b")) == []


def test_after_is_asked_when_a_look_back_is_due_and_before_was_asked() -> None:
    looks = [look(4, 0), look(12, -56)]
    due = due_outcomes([line(kept=BEFORE, state="follow_up", looks=looks)], TODAY)
    assert [(one.known.code, one.stage, one.due_on) for one in due] == [
        ("stop_smoking", "4", TODAY),
        ("wellbeing", "4", TODAY),
    ]
    assert asked(line(state="follow_up", looks=[look(4, 0)])) == ["a stop_smoking 4"]
    assert asked(line(kept=BEFORE, state="follow_up", looks=[look(4, -1)])) == []


@pytest.mark.parametrize(
    ("weeks", "is_asked"),
    [
        (look(4, 3, is_done=True, answered=True), True),
        (look(4, 42, is_done=True, answered=True), True),
        (look(4, 43, is_done=True, answered=True), False),
        (look(4, 3, is_done=True), False),
    ],
)
def test_a_look_back_that_is_over_is_asked_for_a_while_if_they_spoke(
    weeks: LookBack, is_asked: bool
) -> None:
    found = asked(line(kept=BEFORE, state="follow_up", looks=[weeks]))
    assert bool(found) is is_asked


def test_two_that_are_due_are_asked_once_at_the_later() -> None:
    looks = [look(4, 60), look(12, 4)]
    found = asked(
        line(
            "moving",
            kept={("exercise", "before"), ("wellbeing", "before")},
            state="follow_up",
            looks=looks,
        )
    )
    assert found == ["a exercise 12", "a wellbeing 12"]


def test_the_end_is_asked_when_the_help_has_ended() -> None:
    ended = line("weight", state="completed", kept={("weight", "before"), ("wellbeing", "before")})
    assert asked(ended) == ["a weight end", "a wellbeing end"]
    assert asked(line("weight", state="completed")) == ["a weight end"]


def test_a_child_is_asked_no_questionnaire_for_grown_ups() -> None:
    found = due_outcomes([line("family")], TODAY, is_child=True)
    assert [one.known.code for one in found] == ["early_help"]
