"""What counts as losing weight, as completing, and as the last weight there is?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.referrals.rules.return_limits import weight_limits
from selfassessment.referrals.rules.weight_data_set import Weights, shown, summaries

LIMITS = weight_limits(date(2026, 8, 3))


def weights(
    start: str | None = "100",
    *later: str | None,
    offered: int | None = 12,
    attended: int | None = 12,
) -> Weights:
    """Return somebody's weights."""
    kilograms = [None if kg is None else Decimal(kg) for kg in (*later, None, None, None)][:3]
    begun = None if start is None else Decimal(start)
    return Weights(Decimal(170), begun, tuple(kilograms), offered, attended)


@pytest.mark.parametrize(
    ("kg", "three", "five"),
    [("97.1", False, False), ("97", True, False), ("95.1", True, False), ("95", True, True)],
)
def test_the_edges_of_three_and_five_percent(kg: str, three: bool, five: bool) -> None:
    one = weights("100", kg)
    assert (one.lost(Decimal(kg), 3), one.lost(Decimal(kg), 5)) == (three, five)


def test_gaining_is_losing_less_than_nothing() -> None:
    assert weights("100", "104").loss(Decimal(104)) == -4


@pytest.mark.parametrize(
    ("offered", "attended", "done"),
    [(12, 8, False), (12, 9, True), (None, 9, None), (12, None, None), (12, 0, False)],
)
def test_completing_is_three_quarters_of_the_sessions(
    offered: int | None, attended: int | None, done: bool | None
) -> None:
    assert weights(offered=offered, attended=attended).completed(LIMITS) is done


def test_the_last_weight_is_carried_forward() -> None:
    assert weights("100", "96", None, None).carried == 96
    assert weights("100", "96", None, "99").carried == 99
    assert weights("100").carried == 100
    assert weights(None, "96").loss(Decimal(96)) is None


def test_the_index_is_of_the_start_to_one_place() -> None:
    assert shown(weights("82.5").bmi) == "28.5"
    assert shown(weights(None).bmi) == ""


def test_completers_and_everybody_are_told_apart() -> None:
    people = [
        weights("100", "94"),
        weights("100", "96", attended=2),
        weights("100", attended=12),
        weights(None, "90"),
    ]
    completed, everybody = summaries(people, LIMITS)
    assert (completed.people, completed.lost) == (1, (1, 1))
    assert (everybody.people, everybody.lost) == (3, (2, 1))


KG = st.none() | st.decimals(25, 350, places=1)


@given(
    st.lists(
        st.builds(
            Weights,
            KG,
            KG,
            st.tuples(KG, KG, KG),
            st.none() | st.integers(1, 20),
            st.none() | st.integers(0, 20),
        )
    )
)
def test_who_lost_five_lost_three_and_is_among_the_people(people: list[Weights]) -> None:
    for one in summaries(people, LIMITS):
        assert one.lost[1] <= one.lost[0] <= one.people <= len(people)
