"""Does everybody get three activities that really fit?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from directory.actions.cards import refresh
from directory.cards import Card
from directory.enums import AGE_BANDS, Access
from directory.models import ServiceCheck
from directory.selectors import fitting
from directory.selectors.fitting import Fitting
from geography.selectors import wards
from geography.types import WardPoint
from search.query import Ages, Near

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]

LEICESTER = "E06000016"
WARD_COUNT = 21
AGES = sorted({AGE_BANDS[band] for band in AGE_BANDS if band != "16_17"})
NEEDS = [(), *((code,) for code in Access.values)]
OF_PLACES = {"step_free", "accessible_toilet", "parking"}


def asked(
    ward: WardPoint | None = None,
    ages: tuple[int, int] | None = (18, 49),
    access: tuple[str, ...] = (),
    **more: object,
) -> Fitting:
    """Ask for three free activities."""
    values: dict[str, object] = {
        "days": (),
        "free_only": True,
        "language": "en",
        "topics": (),
        "today": clock.today(),
    }
    return fitting(
        ages=Ages(*ages) if ages else None,
        near=Near(ward.lat, ward.lon, ward.name) if ward else None,
        access=access,
        **(values | more),  # type: ignore[arg-type]
    )


def faults(card: Card, ages: tuple[int, int], access: tuple[str, ...]) -> list[str]:
    """Return what is wrong with a card for somebody of this age with these needs."""
    today = clock.today()
    remote = "in_person" not in card.formats
    needed = set(access) - (OF_PLACES if remote else set())
    upcoming = card.upcoming(clock.now(), 1)
    checks = {
        "age": card.ages is not None and card.ages[0] <= ages[0] and card.ages[1] >= ages[1],
        "access": needed <= set(card.access),
        "kind": card.kind not in ("gp", "pharmacy", "library"),
        "date": bool(upcoming) and upcoming[0].on <= today + timedelta(days=14),
    }
    return [name for name, is_right in checks.items() if not is_right]


def test_each_card_says_what_was_widened_for_it() -> None:
    found = asked(wards(LEICESTER)[0], days=("sun",), access=("bsl",))
    assert len(found.why) == len(found.cards)
    told = {part for parts in found.why for part in parts}
    assert told == {*found.widened, *(["remote"] if found.remote else [])}
    assert told


def test_an_unanswered_listing_is_not_offered_while_checked_ones_fit() -> None:
    ward = wards(LEICESTER)[0]
    first = asked(ward).cards[0][0]
    check = ServiceCheck.objects.filter(service__translation_key=first.public_id)
    check.update(next_check=clock.today() - timedelta(days=22))
    refresh(public_ids=[first.public_id], now=clock.now())
    again = [card.public_id for card, _ in asked(ward).cards]
    assert len(again) == 3
    assert first.public_id not in again
    check.update(next_check=clock.today() - timedelta(days=21))
    refresh(public_ids=[first.public_id], now=clock.now())
    assert first.public_id in [card.public_id for card, _ in asked(ward).cards]


def test_nothing_is_given_under_a_heading_that_does_not_fit() -> None:
    ward = wards(LEICESTER)[0]
    asking: dict[str, Any] = {"topics": ("family",), "wanted": 12}
    found = {h.code for card, _ in asked(ward, (11, 15), **asking).cards for h in card.headings}
    assert "breastfeeding" in found
    left = asked(ward, (11, 15), **asking, without=("breastfeeding", "baby")).cards
    assert left
    assert not {"breastfeeding", "baby"} & {h.code for card, _ in left for h in card.headings}


def test_there_is_every_ward_of_leicester() -> None:
    assert len(wards(LEICESTER)) == WARD_COUNT


@pytest.mark.parametrize("ages", AGES, ids=str)
@pytest.mark.parametrize("access", NEEDS, ids=lambda needs: "-".join(needs) or "no need")
def test_every_ward_gives_three_free_ones(ages: tuple[int, int], access: tuple[str, ...]) -> None:
    for ward in wards(LEICESTER):
        found = asked(ward, ages, access)
        assert len(found.cards) == 3, ward.name
        assert len({card.public_id for card, _ in found.cards}) == 3
        for card, _ in found.cards:
            assert faults(card, ages, access) == [], (ward.name, card.name.text)
        if "cost" not in found.widened:
            assert all(card.free for card, _ in found.cards)


def test_without_a_place_and_an_age_there_are_three() -> None:
    assert len(asked(None, None).cards) == 3


def test_a_topic_comes_before_other_topics() -> None:
    found = asked(wards(LEICESTER)[0], topics=("quitting",), free_only=False)
    tops = [{heading.top for heading in card.headings} for card, _ in found.cards]
    assert "quitting" in tops[0]


def test_two_topics_take_turns() -> None:
    found = asked(wards(LEICESTER)[0], topics=("company", "moving"))
    tops = {heading.top for card, _ in found.cards for heading in card.headings}
    assert {"company", "moving"} <= tops


def test_a_day_that_is_rare_is_said_to_be_widened() -> None:
    found = asked(wards(LEICESTER)[0], (0, 4), ("bsl", "quiet"), days=("sun",))
    assert len(found.cards) == 3
    assert "day" in found.widened


def test_needs_that_only_a_place_can_meet_do_not_hide_what_is_at_home() -> None:
    found = asked(wards(LEICESTER)[0], (18, 49), ("parking", "bsl", "large_print", "quiet"))
    assert len(found.cards) == 3
    for card, _ in found.cards:
        assert faults(card, (18, 49), ("parking", "bsl", "large_print", "quiet")) == []


def test_who_lives_far_away_is_given_what_can_be_done_from_home() -> None:
    found = asked(replace(wards(LEICESTER)[0], lat=51.5, lon=-0.14))
    assert len(found.cards) == 3
    assert found.remote
    assert "distance" not in found.widened
    assert all(miles is None for _, miles in found.cards)


def test_those_checked_long_ago_give_way() -> None:
    found = asked(wards(LEICESTER)[0])
    half_a_year_ago = clock.today() - timedelta(days=182)
    assert all(
        card.checked_on is not None and card.checked_on >= half_a_year_ago
        for card, _ in found.cards
    )
