"""Do the counts of pages say where walks ended, whatever way each of them took?"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.definition import load
from selfassessment.engine.dropoff import (
    START,
    Count,
    Event,
    PageFigures,
    figures,
    moved,
    section_figures,
    shown,
    stands,
)
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.path import Path, Step
from selfassessment.engine.replay import replay
from tests.unit.selfassessment.engine.drafting import definitions
from tests.unit.selfassessment.engine.samples import FACTS, TO_CHECK, journey
from tests.unit.selfassessment.engine.test_tasks import TASKS


class Walker:
    """Walks drafts through a definition and counts as the site does."""

    def __init__(self, definition: JourneyDefinition) -> None:
        self.definition = definition
        self.counted: Counter[tuple[str, Event]] = Counter()
        self.standing: Counter[str] = Counter()

    def begin(self) -> tuple[dict[str, Answer], Path]:
        """Begin a draft."""
        path = replay(self.definition, {}, FACTS)
        self.counted[START, Event.REACHED] += 1
        self.counted[START, Event.WENT_ON] += 1
        for page in stands(path).values():
            self.counted[page, Event.REACHED] += 1
            self.standing[page] += 1
        return {}, path

    def answer(
        self, draft: tuple[dict[str, Answer], Path], step: Step, value: str
    ) -> tuple[dict[str, Answer], Path]:
        """Answer one step of a draft, any on its path."""
        answers, before = draft
        given_here = {step.answer_key(q.key): Answer.given(value) for q in step.page.questions}
        new = {**answers, **(given_here or {seen_key(step.id): Answer.seen()})}
        after = replay(self.definition, new, FACTS)
        for event, page in moved(before, step.id, after):
            self.counted[page, event] += 1
        self.standing.subtract(stands(before).values())
        self.standing.update(stands(after).values())
        return new, after

    def figures(self) -> dict[str, PageFigures]:
        """Return the figures by page."""
        counts = [Count(page, event, "", n) for (page, event), n in self.counted.items()]
        return {one.page: one for one in figures(self.definition, counts)}


@settings(max_examples=80, deadline=None)
@given(definitions(), st.data())
def test_those_who_stopped_are_those_who_stand_there_whatever_was_changed(
    definition: JourneyDefinition, data: st.DataObject
) -> None:
    walker = Walker(definition)
    for _ in range(data.draw(st.integers(1, 4))):
        draft = walker.begin()
        for _ in range(data.draw(st.integers(0, 8))):
            asked = [step for step in draft[1].steps if not step.page.is_end]
            step = data.draw(st.sampled_from(asked))
            draft = walker.answer(draft, step, data.draw(st.sampled_from(["yes", "no"])))
    found = walker.figures()
    for page in definition.pages:
        row = found[page.key]
        here = walker.standing[page.key]
        assert (row.reached if row.is_end else row.stopped) == here
        assert row.went_on <= row.reached
    begun = found[START].went_on
    ended = sum(row.reached for row in found.values() if row.is_end)
    assert begun == ended + sum(row.stopped for row in found.values())


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_sections_answered_in_any_order_add_up_as_well(data: st.DataObject) -> None:
    walker = Walker(load(TASKS))
    for _ in range(data.draw(st.integers(1, 3))):
        draft = walker.begin()
        for _ in range(data.draw(st.integers(0, 14))):
            asked = [step for step in draft[1].steps if not step.page.is_end]
            step = data.draw(st.sampled_from(asked))
            draft = walker.answer(draft, step, data.draw(st.sampled_from(["yes", "no"])))
    found = walker.figures()
    for page in walker.definition.pages:
        row = found[page.key]
        here = walker.standing[page.key]
        assert (row.reached if row.is_end else row.stopped) == here, page.key


def test_the_first_answer_of_a_section_counts_its_first_page() -> None:
    begun = {"adult": Answer.given("yes")}
    before, after = (
        replay(load(TASKS), answers, FACTS)
        for answers in (begun, {**begun, "ill": Answer.given("no")})
    )
    assert moved(before, "ill", after) == (
        (Event.REACHED, "ill"),
        (Event.WENT_ON, "ill"),
        (Event.REACHED, "tired"),
    )


def walked(*values: dict[str, Answer]) -> list[Path]:
    """Return the path after each set of answers."""
    return [replay(journey(), answers, FACTS) for answers in values]


def test_the_denominator_is_who_reached_the_page_not_the_row_before() -> None:
    counts = [
        Count("smoking", Event.REACHED, "", 100),
        Count("smoking", Event.WENT_ON, "", 100),
        Count("cigarettes", Event.REACHED, "", 20),
        Count("cigarettes", Event.WENT_ON, "", 15),
        Count("body", Event.REACHED, "", 95),
        Count("body", Event.WENT_ON, "", 95),
    ]
    found = {one.page: one for one in figures(journey(), counts)}
    assert found["cigarettes"].stopped == 5
    assert found["cigarettes"].share_stopped == 25
    assert found["body"].stopped == 0


def test_an_answer_moves_the_draft_from_page_to_page() -> None:
    before, after = walked({}, {"signs": Answer.given(("none",))})
    assert moved(before, "signs", after) == (
        (Event.WENT_ON, "signs"),
        (Event.REACHED, "smoking"),
    )


def test_a_changed_answer_leads_the_draft_elsewhere() -> None:
    known = {"signs": Answer.given(("none",)), "smoke": Answer.given("daily")}
    before, after = walked(known, {**known, "smoke": Answer.given("never")})
    assert moved(before, "smoking", after) == (
        (Event.LED_ELSEWHERE, "cigarettes"),
        (Event.REACHED, "body"),
    )


def test_an_answer_changed_to_no_effect_counts_nothing() -> None:
    before, after = walked(TO_CHECK, {**TO_CHECK, "smoke": Answer.given("used_to")})
    assert moved(before, "smoking", after) == ()


def test_later_rounds_of_a_group_count_apart_from_the_first() -> None:
    counts = [
        Count("child", Event.REACHED, "", 9),
        Count("child#2", Event.REACHED, "", 3),
        Count("child#3", Event.REACHED, "", 2),
    ]
    found = {one.page: one.reached for one in figures(journey(), counts)}
    assert (found["child"], found["child#2"]) == (9, 5)


def test_a_page_that_is_gone_from_the_definition_is_left_out() -> None:
    found = figures(journey(), [Count("long_gone", Event.REACHED, "", 9)])
    assert "long_gone" not in {one.page for one in found}


def test_errors_are_summed_by_code() -> None:
    counts = [
        Count("smoking", Event.ERROR, "required", 6),
        Count("smoking", Event.ERROR, "required", 2),
        Count("smoking", Event.ERROR, "unknown_choice", 1),
    ]
    found = {one.page: one for one in figures(journey(), counts)}
    assert found["smoking"].errors == {"required": 8, "unknown_choice": 1}


@pytest.mark.parametrize(
    ("count", "said"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (102, 100)]
)
def test_fewer_than_five_is_never_shown_and_more_to_the_nearest_five(
    count: int, said: int | None
) -> None:
    assert shown(count) == said


def test_no_share_is_given_of_figures_that_are_hidden() -> None:
    assert PageFigures("p", reached=50, went_on=47).share_stopped is None
    assert PageFigures("p", reached=4, went_on=4).share_stopped is None
    assert PageFigures("p", reached=50, went_on=40).share_stopped == 20
    assert PageFigures("p").share_stopped is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_who_left_a_section_are_those_who_stand_in_it(data: st.DataObject) -> None:
    definition = load(TASKS)
    walker = Walker(definition)
    walks = []
    for _ in range(data.draw(st.integers(1, 5))):
        draft = walker.begin()
        for _ in range(data.draw(st.integers(0, 8))):
            asked = [step for step in draft[1].steps if not step.page.is_end]
            step = data.draw(st.sampled_from(asked))
            draft = walker.answer(draft, step, data.draw(st.sampled_from(["yes", "no"])))
        walks.append(draft[1])
    for row in section_figures(definition, walker.figures().values()):
        standing = [path for path in walks if row.section in stands(path)]
        assert row.left == len(standing)
        assert row.left <= row.begun
        assert (row.worst is None) == (not standing)
