"""Is everybody seen who ends elsewhere in a new version, and nobody else?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answer import Answer
from selfassessment.engine.definition import load
from selfassessment.engine.outcome_sentences import Speaker, how_far
from selfassessment.engine.outcomes import Limits, Moved, OutcomeDiff, Version, compare
from selfassessment.engine.path import Path
from selfassessment.engine.replay import replay
from selfassessment.engine.tables import context, load_tables, run
from tests.unit.selfassessment.engine.samples import JOURNEY, ROUTING, TODAY
from tests.unit.selfassessment.engine.test_invariants import some_answers, some_facts
from tests.unit.selfassessment.engine.test_tasks import TASKS

SMALL = Version(load(JOURNEY), load_tables(ROUTING))
TEXTS = {
    "q.smoke.label": "Do you smoke?",
    "c.smoke.daily": "Yes, every day",
    "c.smoke.sometimes": "Now and then",
    "offer.stop_smoking.name": "Help to stop smoking",
    "page.done.title": "Sent",
    "page.emergency_999.title": "Call 999",
}


def version(journey: dict[str, Any] | None = None, tables: dict[str, Any] | None = None) -> Version:
    """Load a version of the small journey."""
    return Version(load(journey or JOURNEY), load_tables(tables or ROUTING))


def page(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a page of a definition."""
    found: dict[str, Any] = next(one for one in data["pages"] if one["key"] == key)
    return found


def moves(diff: OutcomeDiff) -> set[tuple[str, str, str]]:
    """Return what moved, without who."""
    return {(one.about, one.before, one.after) for one in diff.moved}


def test_the_same_version_moves_nobody_and_walks_nothing() -> None:
    diff = compare(SMALL, SMALL)
    assert diff.nothing
    assert diff.parts == ()
    assert how_far(diff) == "Nothing that decides where people end has changed."


def test_a_lost_route_to_an_emergency_page_says_who_no_longer_comes_there() -> None:
    data = deepcopy(JOURNEY)
    page(data, "signs")["routes"].pop(0)
    diff = compare(SMALL, version(data))
    assert not diff.sampled
    assert ("pages", "emergency_999", "done") in moves(diff)
    moved = next(one for one in diff.moved if one.after == "done")
    said = dict(moved.who)[("question", "signs")]
    assert all("chest_pain" in getattr(answer, "value", ()) for answer in said)
    assert moved.examples
    assert Speaker(TEXTS).sentence(moved) == (
        "They came to the page “Call 999” and now come to the page “Sent”."
    )


def test_a_stricter_row_says_who_loses_the_offer_in_plain_words() -> None:
    tables = deepcopy(ROUTING)
    tables["tables"]["needs"].pop(1)
    diff = compare(SMALL, version(tables=tables))
    assert {one.about for one in diff.moved} == {"stop_smoking"}
    moved = diff.moved[0]
    assert "Do you smoke? Now and then" in Speaker(TEXTS).who(moved)
    assert "“Help to stop smoking” was offered" in Speaker(TEXTS).sentence(moved)
    assert "now not among what is offered" in Speaker(TEXTS).sentence(moved)


def test_a_row_for_another_provider_and_another_priority_are_seen() -> None:
    tables = deepcopy(ROUTING)
    tables["tables"]["allocation"][0]["when"] = ["rich_area"]
    tables["tables"]["priority"].pop(0)
    about = {one.about for one in compare(SMALL, version(tables=tables)).moved}
    assert about == {"stop_smoking", "priority"}


def test_a_new_page_between_two_others_moves_nobody() -> None:
    data = deepcopy(JOURNEY)
    data["pages"].insert(3, {"key": "words", "kind": "content"})
    diff = compare(SMALL, version(data))
    assert diff.nothing
    assert not diff.sampled


def test_a_removed_choice_lets_people_choose_another_one() -> None:
    data = deepcopy(JOURNEY)
    page(data, "smoking")["questions"][0]["choices"].remove("sometimes")
    data["conditions"]["smokes"]["test"] = {"question": "smoke", "op": "is", "value": "daily"}
    after = {one.after for one in compare(SMALL, version(data)).moved}
    assert "" in after


def test_too_many_classes_are_sampled_and_that_is_said() -> None:
    data = deepcopy(JOURNEY)
    page(data, "signs")["routes"].pop(0)
    diff = compare(SMALL, version(data), limits=Limits(states=5, budget=10, walks=300))
    assert diff.sampled
    assert ("pages", "emergency_999", "done") in moves(diff)
    assert "not proven" in how_far(diff)


def test_a_section_that_is_offered_to_others_is_seen_through_its_door() -> None:
    needs = [{"order": 1, "when": ["poorly"], "then": {"need": "quitting", "strength": "some"}}]
    tables = deepcopy(ROUTING)
    tables["conditions"]["poorly"] = {"question": "smoker", "op": "is", "value": "yes"}
    tables["tables"]["needs"] = needs
    tables["tables"]["offers"] = []
    before = deepcopy(TASKS)
    asked = next(p for p in before["pages"] if p["kind"] == "question" and p["section"] == "smoke")
    asked["questions"][0]["key"] = "smoker"
    after = deepcopy(before)
    sections = page(after, "list")["sections"]
    sections[2] = {"key": "smoke", "when": {"question": "adult", "op": "is", "value": "no"}}
    diff = compare(version(before, tables), version(after, tables))
    found = [one for one in diff.moved if one.about == "stop_smoking"]
    assert {(bool(one.before), bool(one.after)) for one in found} >= {(True, False), (False, True)}


MUTATIONS: list[tuple[str, Any]] = [
    ("drop_route", key) for key in ("signs", "smoking", "children", "consent")
]
MUTATIONS += [
    ("drop_row", (table, index))
    for table in ("scope", "needs", "offers", "priority")
    for index in range(2)
]
MUTATIONS += [("condition", name) for name in ("smokes", "outside", "very_heavy", "poor_area")]


def mutated(kind: str, what: Any) -> Version:
    """Return the small journey with one thing changed."""
    data, tables = deepcopy(JOURNEY), deepcopy(ROUTING)
    if kind == "drop_route":
        page(data, what)["routes"].pop()
    elif kind == "drop_row":
        rows = tables["tables"][what[0]]
        rows.pop(min(what[1], len(rows) - 1))
        if not rows or (rows[-1].get("when") and what[0] in {"scope", "priority"}):
            return SMALL
    else:
        other = {"question": "smoke", "op": "is", "value": "used_to"}
        data["conditions"] |= {what: other} if what in data["conditions"] else {}
        tables["conditions"][what] = other
    return version(data, tables)


def ended(one: Version, answers: dict[str, Answer], facts: dict[str, object]) -> tuple[str, ...]:
    """Return where real answers lead: the page, and how each offer came out."""
    path: Path = replay(one.definition, answers, facts)
    if path.ending is None or path.rounds.get("children", 1) > 1:
        return ()
    decision = run(one.routing, context(one.routing, path, facts))
    offers = {offer.offer: offer.outcome.value for offer in decision.offers}
    return (
        path.ending.page.key,
        *(offers.get(key, "") for key in ("stop_smoking", "weight_group")),
    )


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MUTATIONS), some_answers, some_facts)
def test_whoever_ends_elsewhere_is_among_those_who_are_told(
    change: tuple[str, Any], answers: dict[str, Answer], facts: dict[str, object]
) -> None:
    after = mutated(*change)
    was, now = (ended(one, answers, facts) for one in (SMALL, after))
    if not was or not now or was == now:
        return
    diff = compare(SMALL, after, today=TODAY)
    told = moves(diff)
    if was[0] != now[0]:
        assert ("pages", was[0], now[0]) in told
    elif was[0] == "done":
        for about, before, later in zip(
            ("stop_smoking", "weight_group"), was[1:], now[1:], strict=True
        ):
            if before != later:
                assert any(
                    key == about and old.startswith(before) and new.startswith(later)
                    for key, old, new in told
                )


@pytest.mark.parametrize("change", MUTATIONS, ids=str)
def test_the_way_back_tells_the_same_people_the_other_way_round(change: tuple[str, Any]) -> None:
    after = mutated(*change)
    there, back = compare(SMALL, after), compare(after, SMALL)
    turned = {(about, new, old) for about, old, new in moves(back)}
    assert moves(there) == turned


def test_a_value_is_said_as_its_choice_and_a_missing_one_as_no_answer() -> None:
    smoke = ("question", "smoke")
    moved = Moved(
        "stop_smoking",
        "eligible;;team;",
        "not_now;activities;team;check",
        4,
        ((smoke, (Answer.given("daily"), None)), (("fact", "in_council_area"), (True,))),
    )
    speaker = Speaker(TEXTS)
    assert speaker.who(moved) == (
        "Do you smoke? Yes, every day / no answer",
        "in council area (known to the site): yes",
    )
    assert "now not offered now (instead: “activities”) by team, to be checked by staff" in (
        speaker.sentence(moved)
    )
