"""Does each “no” and “not sure” about a home become something to look at?"""

from __future__ import annotations

from datetime import date

import pytest

from selfassessment.instruments import get
from selfassessment.instruments.cutoffs import cutoffs
from selfassessment.instruments.home import AIDS, HOME_ITEMS

ALL_WELL = {item.id: "yes" for item in HOME_ITEMS}


def test_a_home_where_all_is_as_it_should_be() -> None:
    score = get("home_safety").score(ALL_WELL)
    assert (score.band, score.total, score.notes) == ("all_well", None, ())


@pytest.mark.parametrize("answer", ["no", "unsure"])
@pytest.mark.parametrize("item", list(ALL_WELL))
def test_one_thing_is_named(item: str, answer: str) -> None:
    score = get("home_safety").score({**ALL_WELL, item: answer})
    assert (score.band, score.notes) == ("to_look_at", (item,))


@pytest.mark.parametrize("item", list(ALL_WELL))
def test_all_well_is_said_only_when_everything_was_answered(item: str) -> None:
    score = get("home_safety").score({**ALL_WELL, item: None})
    assert (score.complete, score.missing) == (False, (item,))


def test_one_no_decides_though_others_are_open() -> None:
    assert get("home_safety").score({"smoke_alarm": "no"}).band == "to_look_at"


@pytest.mark.parametrize(("hard", "aid"), list(AIDS.items()))
def test_each_hard_thing_has_its_aid(hard: str, aid: str) -> None:
    score = get("minor_aids").score({"hard": (hard,)})
    assert (score.band, score.notes) == ("minor_aids", (aid,))


def test_nothing_hard_needs_no_aid_and_a_bigger_change_needs_a_visit() -> None:
    aids = get("minor_aids")
    assert aids.score({"hard": ("none",)}).band == "none"
    assert aids.score({"hard": ("bath",), "bigger_change": "no"}).band == "minor_aids"
    assert aids.score({"hard": ("none",), "bigger_change": "yes"}).band == "assessment"


def test_what_is_free_and_what_is_a_grant_is_dated_data() -> None:
    money = cutoffs("minor_aids", date(2026, 11, 25))
    assert (money["free_up_to_pounds"], money["grant_up_to_pounds"]) == (1000, 30000)
