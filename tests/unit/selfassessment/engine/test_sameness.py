"""Is what a change cannot touch left unwalked, and nobody missed for it?"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from selfassessment import shipped
from selfassessment.engine import outcomes, pairing
from selfassessment.engine.changes import content
from selfassessment.engine.exploring import Explorer
from selfassessment.engine.findings import SOME_DAY
from selfassessment.engine.model import JourneyDefinition, NamedCondition
from selfassessment.engine.outcome_sentences import how_far
from selfassessment.engine.outcomes import Limits, OutcomeDiff, Version, compare
from selfassessment.engine.sameness import same_ahead
from tests.factories.random_journeys import pair

MANY = Limits(states=60_000, budget=400_000, walks=1)


def moves(diff: OutcomeDiff) -> set[tuple[str, str, str]]:
    """Return what moved, of what was seen whole."""
    whole = {part.about for part in diff.parts if not part.sampled}
    return {(one.about, one.before, one.after) for one in diff.moved if one.about in whole}


def changed(version: Version, seed: int) -> Version:
    """Change one thing of the journey: a way on, a condition, a choice, the order of pages."""
    random, definition = Random(seed), version.definition
    pages, conditions = list(definition.pages), dict(definition.conditions)
    at = random.randrange(len(pages))
    match seed % 4:
        case 0:
            pages[at] = replace(pages[at], routes=pages[at].routes[1:])
        case 1 if conditions:
            key, taken = (random.choice(sorted(conditions)) for _ in range(2))
            conditions[key] = NamedCondition(key, conditions[key].name, conditions[taken].test)
        case 2 if pages[at].questions:
            first, *others = pages[at].questions
            fewer = replace(first, choices=first.choices[1:] or first.choices)
            pages[at] = replace(pages[at], questions=(fewer, *others))
        case _:
            later = [one.key for one in pages[at + 1 :]]
            if later and not pages[at].is_end:
                pages[at] = replace(pages[at], default=random.choice(later))
    after = replace(definition, pages=tuple(pages), conditions=conditions)
    return Version(after, version.routing)


@pytest.mark.parametrize("seed", range(60))
def test_nobody_more_or_less_ends_elsewhere_when_what_is_the_same_is_not_walked(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pair(seed)
    before = Version(made.definition, made.routing)
    after = changed(before, seed)
    quick = compare(before, after, limits=MANY)
    monkeypatch.setattr(pairing, "same_ahead", lambda _one, _other: frozenset())
    monkeypatch.setattr(outcomes, "same_whole", lambda _one, _other: False)
    whole = compare(before, after, limits=MANY)
    seen = {part.about for part in whole.parts if not part.sampled}
    assert {one for one in moves(quick) if one[0] in seen} == moves(whole)
    assert {part.about for part in quick.parts if part.sampled} <= {
        part.about for part in whole.parts if part.sampled
    }


def shipped_check() -> Version:
    """Return the health check that ships."""
    documents = shipped.documents()
    check = content(documents["check"], documents["routing"])
    return Version(check.definition, check.routing)


def without_first_way(definition: JourneyDefinition, page: str) -> JourneyDefinition:
    """Take the first way on of a page away."""
    pages = (
        replace(one, routes=one.routes[1:]) if one.key == page else one for one in definition.pages
    )
    return replace(definition, pages=tuple(pages))


def test_from_behind_a_changed_page_on_both_versions_are_the_same() -> None:
    check = shipped_check()
    after = without_first_way(check.definition, "tobacco")
    sides = [Explorer(one, check.routing, SOME_DAY) for one in (check.definition, after)]
    found = same_ahead(*sides)
    assert {"smoke_daily", "drinks", "results"} <= found
    assert not {"who", "body", "tobacco"} & found


def test_a_row_or_a_condition_that_decides_at_the_end_leaves_nothing_the_same() -> None:
    check = shipped_check()
    one = Explorer(check.definition, check.routing, SOME_DAY)
    tables = dict(check.routing.tables)
    for table, rows in check.routing.tables.items():
        fewer = replace(check.routing, tables={**tables, table: rows[1:]})
        assert not same_ahead(one, Explorer(check.definition, fewer, SOME_DAY)), table


def test_numbers_and_notes_of_a_page_move_nobody_and_are_not_walked() -> None:
    check = shipped_check()
    pages = tuple(
        replace(one, extra={"contacts": ["nhs_111"]}, reason="other", quick_exit=not one.quick_exit)
        for one in check.definition.pages
    )
    after = Version(replace(check.definition, pages=pages), check.routing)
    assert compare(check, after).parts == ()


def test_the_page_of_a_question_that_may_be_left_out_now_is_not_the_same() -> None:
    check = shipped_check()
    first, *others = check.definition.pages
    question = replace(first.questions[0], required=False)
    pages = (replace(first, questions=(question,)), *others)
    after = replace(check.definition, pages=pages)
    sides = [Explorer(one, check.routing, SOME_DAY) for one in (check.definition, after)]
    found = same_ahead(*sides)
    assert first.key not in found
    assert "signs" in found


def test_a_changed_way_of_the_shipped_check_is_compared_for_all_kinds_of_people() -> None:
    check = shipped_check()
    after = Version(without_first_way(check.definition, "tobacco"), check.routing)
    diff = compare(check, after, limits=Limits(states=30_000, budget=200_000, walks=50))
    assert {part.about for part in diff.parts if part.sampled} <= {"priority"}
    untouched = [part for part in diff.parts if part.untouched]
    assert len(untouched) > 30
    assert f"{len(untouched)} of them the change cannot touch" in how_far(diff)
