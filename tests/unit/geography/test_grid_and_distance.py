"""Do grid points land where Ordnance Survey says, and are miles miles?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geography.distance import miles
from geography.rules.grid import to_wgs84

DEGREES = st.tuples(st.floats(49, 61), st.floats(-8, 2))


def test_the_worked_example_of_ordnance_survey() -> None:
    # Caister water tower, E 651409.903 N 313177.270, in WGS84 by the same seven parameters.
    lat, lon = to_wgs84(651409.903, 313177.270)
    assert lat == pytest.approx(52.657979, abs=0.00002)
    assert lon == pytest.approx(1.716053, abs=0.00002)


def test_leicester_clock_tower() -> None:
    lat, lon = to_wgs84(458760, 304470)
    assert miles(lat, lon, 52.6362, -1.1331) < 0.1


def test_a_degree_of_latitude_is_69_miles() -> None:
    assert miles(52, -1, 53, -1) == pytest.approx(69.09, abs=0.01)


@given(DEGREES, DEGREES)
def test_there_and_back_is_the_same(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert miles(*a, *b) == pytest.approx(miles(*b, *a))
    assert miles(*a, *a) == 0


@given(DEGREES, DEGREES, DEGREES)
def test_a_detour_is_never_shorter(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert miles(*a, *c) <= miles(*a, *b) + miles(*b, *c) + 1e-9
