"""Do the activities that a person takes along fit what they said, in plain words?"""

from types import SimpleNamespace
from typing import Any

import pytest

from directory.selectors.fitting import NEAREST_MILES, Fitting
from selfassessment.journeys import handing
from selfassessment.journeys.handing import find_activities, plain
from selfassessment.journeys.referring import person_details
from selfassessment.referrals.offering import Offered, Wish
from selfassessment.referrals.types import PersonDetails


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ('<bdi lang="en" dir="ltr">Riverside Family Centre</bdi>', "Riverside Family Centre"),
        ("Tea &amp; talk", "Tea & talk"),
        ("Westcotes", "Westcotes"),
    ],
)
def test_a_name_marked_for_a_page_becomesplain(marked: str, words: str) -> None:
    assert plain(marked) == words


class Directory:
    """Stands for the directory: what it has by the needs it is asked for, and what was asked."""

    def __init__(self, **has: list[tuple[str, tuple[str, ...]]]) -> None:
        self.has = has
        self.asked: list[dict[str, Any]] = []

    def __call__(self, **wanted: Any) -> Fitting:
        self.asked.append(wanted)
        found = self.has["_".join(sorted(wanted["access"])) or "anything"]
        cards = tuple((SimpleNamespace(public_id=name), 1.0) for name, _why in found)
        return Fitting(cards, why=tuple(why for _name, why in found))  # type: ignore[arg-type]


def found(
    directory: Directory, monkeypatch: pytest.MonkeyPatch, wanted: int = 3, **said: Any
) -> list[tuple[str, tuple[str, ...]]]:
    """Return names of what somebody who said this is given, and why each is not quite it."""
    monkeypatch.setattr(handing, "fitting", directory)
    monkeypatch.setattr(handing, "card_view", lambda card, **_facts: card)
    monkeypatch.setattr(
        handing, "offered", lambda card, why: Offered(card.public_id, card.public_id, (), why)
    )
    wish = Wish(PersonDetails(name="Asha Sample", **said), "moving", "en")
    return [(one.name, one.widened) for one in find_activities(wish, wanted)]


def test_what_it_costs_and_the_days_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    directory = Directory(anything=[("Walk", ()), ("Swim", ("day", "cost"))])
    given = found(directory, monkeypatch, free_only=True, days=("tue",))
    assert given == [("Walk", ()), ("Swim", ("day", "cost"))]
    assert (directory.asked[0]["free_only"], directory.asked[0]["days"]) == (True, ("tue",))
    found(directory, monkeypatch)
    assert (directory.asked[-1]["free_only"], directory.asked[-1]["days"]) == (False, ())


def test_large_print_is_looked_for_near_by_and_keeps_nobody_at_home(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    directory = Directory(
        large_print_step_free=[("Choir", ()), ("Far away", ("distance",))],
        step_free=[("Choir", ()), ("Walk", ()), ("Swim", ("cost",)), ("Yoga", ())],
    )
    given = found(directory, monkeypatch, formats=("step_free", "large_print", "none"))
    assert given == [("Choir", ()), ("Walk", ("format",)), ("Swim", ("cost", "format"))]


def test_whoever_did_not_say_how_old_they_are_gets_what_is_open_to_adults_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    directory = Directory(anything=[("Walk", ()), ("Swim", ())])
    assert found(directory, monkeypatch, wanted=2) == [("Walk", ()), ("Swim", ())]
    assert [(one["ages"].lowest, one["ages"].highest) for one in directory.asked] == [(18, 64)]
    assert len(found(directory, monkeypatch, wanted=3)) == 2
    assert directory.asked.pop()["ages"] is None
    found(directory, monkeypatch, wanted=3, age_band="65_plus")
    assert directory.asked[-1]["ages"].lowest == 65


def test_the_sentence_about_two_miles_is_true() -> None:
    assert NEAREST_MILES == 2.0


@pytest.mark.parametrize(
    ("said", "free_only"),
    [
        ({}, None),
        ({"free_only": "yes"}, True),
        ({"free_only": "no"}, False),
        ({"free_only": "no", "barriers": ("cost", "time")}, True),
    ],
)
def test_what_was_answered_about_cost_and_days_goes_along(
    said: dict[str, Any], free_only: bool | None
) -> None:
    published = SimpleNamespace(definition=SimpleNamespace(questions={}), words=None, results=None)
    walk: Any = SimpleNamespace(
        value=({"days": ("mon", "sat")} | said).get,
        published=published,
        draft=SimpleNamespace(person_language="en"),
        context=None,
        language="en",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("selfassessment.journeys.referring.Words", lambda *_: None)
        patch.setattr("selfassessment.journeys.referring.activities_without", lambda *_: ())
        details = person_details(walk)
    assert (details.free_only, details.days) == (free_only, ("mon", "sat"))
    assert PersonDetails.from_json(details.as_json()) == details
