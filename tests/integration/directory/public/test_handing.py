"""Does the desk find activities of the directory that fit somebody at the end?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import clock
from directory.models import ListingCard, ServiceCategory
from selfassessment.journeys.handing import find_activities
from selfassessment.referrals.offering import Wish
from tests.factories.referrals import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]


@pytest.mark.parametrize("need", ["moving", "a_need_nobody_knows"])
def test_three_activities_are_found_with_when_and_where(need: str) -> None:
    found = find_activities(Wish(person(), need, "en"), 3)
    assert len({one.short_code for one in found}) == 3
    for one in found:
        assert ListingCard.objects.filter(service__short_code=one.short_code).exists()
        assert one.lines[-1].startswith("http")
        assert len(one.lines) >= 3


def test_the_age_of_a_child_comes_from_its_birthday() -> None:
    born = clock.today() - timedelta(days=7 * 366)
    child = person(date_of_birth=born, age_band=None)
    for one in find_activities(Wish(child, "moving", "en"), 3):
        card = ListingCard.objects.get(service__short_code=one.short_code, language="en")
        assert card.service.minimum_age is None or card.service.minimum_age <= 7


def test_nothing_known_about_somebody_still_finds_something() -> None:
    nobody = person(age_band=None, postcode=None, formats=())
    assert find_activities(Wish(nobody, "moving", "xx"), 3)


def test_nothing_is_given_under_a_heading_that_does_not_fit() -> None:
    young = person(age_band="11_15", date_of_birth=None)
    family = find_activities(Wish(young, "family", "en"), 30)
    unfit = ("pregnancy", "baby", "breastfeeding", "toddlers", "parenting")
    fits = find_activities(Wish(replace(young, not_fitting=unfit), "family", "en"), 30)
    assert {one.short_code for one in family} - {one.short_code for one in fits}
    kept = ServiceCategory.objects.filter(service__short_code__in=[o.short_code for o in fits])
    assert not {*unfit} & set(kept.values_list("term__code", flat=True))
