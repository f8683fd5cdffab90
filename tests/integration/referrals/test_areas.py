"""By which areas does the desk look at its cases: wards in a city, districts in a county?"""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from core import clock
from core.remembering import forget_all
from geography.models import Area
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.sample_wards import sample_ward
from selfassessment.referrals.forms import QueueFilter
from selfassessment.referrals.models import Case
from selfassessment.referrals.presenters.board import board
from selfassessment.referrals.rules import periods
from selfassessment.referrals.selectors import areas
from selfassessment.referrals.selectors.queue import Filters, queue
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
PRESTON, BURNLEY, BLACKPOOL = "E07000123", "E07000117", "E06000009"
WARDS = {"E05012196": "City Centre", "E05012197": "Deepdale", "E05005151": "Bank Hall"}


@pytest.fixture
def county() -> Iterator[None]:
    """Let the council be one of two districts, with wards of each."""
    for code, name in ((PRESTON, "Preston"), (BURNLEY, "Burnley"), (BLACKPOOL, "Blackpool")):
        Area.objects.update_or_create(code=code, defaults={"kind": "district", "name": name})
    for code, name in WARDS.items():
        parent = BURNLEY if name == "Bank Hall" else PRESTON
        known = {"kind": "ward", "name": name, "parent_id": parent}
        Area.objects.update_or_create(code=code, defaults=known)
    with override_settings(WAYMARK_DISTRICTS=[PRESTON, BURNLEY]):
        yield


def made(count: int, ward: str) -> Case:
    """Return the last of so many cases from a ward."""
    for number in range(count):
        who = person(phone=f"0116 496 {Case.objects.count():04}", name=f"Nameless {number}")
        received = receive(submission=submission(person=who, ward=ward), now=clock.now())
    forget_all()
    return Case.objects.get(pk=received.case_id)


def names_on_the_board() -> list[str]:
    """Return the rows of outcomes by area."""
    year = periods.choices(clock.today())[0]
    tables = [table for part in board(year, clock.now()) for table in part.tables]
    (found,) = [table for table in tables if table.code == "outcome-area"]
    return [name for name, _numbers in found.rows]


def test_in_a_county_wards_count_together_under_their_district(county: None) -> None:
    made(3, "E05012196")
    made(3, "E05012197")
    made(6, "E05005151")
    assert names_on_the_board() == ["Burnley", "Preston"]


def test_in_a_city_each_ward_counts_for_itself(county: None) -> None:
    made(6, "E05012196")
    made(6, "E05012197")
    with override_settings(WAYMARK_DISTRICTS=[PRESTON]):
        assert names_on_the_board() == ["City Centre", "Deepdale"]


def test_the_queue_is_narrowed_down_to_a_district_or_to_a_ward_of_it(county: None) -> None:
    centre, deepdale, other = made(1, "E05012196"), made(1, "E05012197"), made(1, "E05005151")

    def found(area: str) -> set[Case]:
        return set(queue("all", Filters(area=area), user_id=0, now=clock.now()))

    assert [name for _code, name in QueueFilter().fields["area"].choices] == [  # type: ignore[attr-defined]
        *("All areas", "Burnley", "Burnley: Bank Hall"),
        *("Preston", "Preston: City Centre", "Preston: Deepdale"),
    ]
    assert found(PRESTON) == {centre, deepdale}
    assert found("E05012197") == {deepdale}
    assert found(BURNLEY) == {other}


def test_the_district_is_said_where_the_ward_alone_does_not_say_it(county: None) -> None:
    assert areas.said("E05012196") == "City Centre, Preston"
    assert areas.said("") == areas.said("E05999999") == ""
    forget_all()
    with override_settings(WAYMARK_DISTRICTS=[PRESTON]):
        assert areas.said("E05012196") == "City Centre"
        assert areas.said("E05005151") == "Bank Hall, Burnley"


def test_made_up_people_live_in_each_district_of_a_county_and_in_some_wards_of_a_city(
    county: None,
) -> None:
    forget_all()
    assert {sample_ward(number) for number in range(9)} == {"E05012196", "E05005151"}
    forget_all()
    with override_settings(WAYMARK_DISTRICTS=[PRESTON]):
        assert {sample_ward(number) for number in range(9)} == {"E05012196", "E05012197"}
