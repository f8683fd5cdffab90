"""Does every engine read ages alike: one, a range, and a range left open?"""

import pytest

from search.query import Ages, Near
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import document as listing

YOUNGEST, OLDEST = 0, 120


@pytest.fixture
def ages(index: Index) -> Index:
    """Give listings whose ages touch, overlap or are not known."""
    index.fill(
        listing("toddlers", lowest_age=0, highest_age=4),
        listing("adults", "Walk", lowest_age=18, highest_age=64, lat=52.6346, lon=-1.1295),
        listing("sixty", lowest_age=60, highest_age=60),
        listing("older", "Walk", lowest_age=65, lat=52.7346, lon=-1.1295),
        listing("everyone", "Swim"),
        listing("unsaid", ages_known=False, lowest_age=5, highest_age=6),
    )
    return index


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Ages(4, 4), {"toddlers"}),
        (Ages(5, 17), set()),
        (Ages(60, 60), {"adults", "sixty"}),
        (Ages(64, 64), {"adults"}),
        (Ages(64, 65), {"adults", "older"}),
        (Ages(65, 65), {"older"}),
        (Ages(61, 70), {"adults", "older"}),
        (Ages(60, 70), {"adults", "sixty", "older"}),
        (Ages(60, OLDEST), {"adults", "sixty", "older"}),
        (Ages(66, OLDEST), {"older"}),
        (Ages(OLDEST, OLDEST), {"older"}),
        (Ages(YOUNGEST, 12), {"toddlers"}),
        (Ages(YOUNGEST, OLDEST), {"toddlers", "adults", "sixty", "older"}),
    ],
)
def test_a_span_finds_what_it_touches_and_what_does_not_say(
    ages: Index, asked: Ages, found: set[str]
) -> None:
    assert set(ages.ids(ages=asked)) == found | {"everyone", "unsaid"}


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (Ages(70, 61), Ages(61, 70)),
        (Ages(-10, 4), Ages(0, 4)),
        (Ages(66, 10**9), Ages(66, OLDEST)),
        (Ages(10**9, 10**10), Ages(OLDEST, OLDEST)),
    ],
)
def test_absurd_ages_are_brought_in_range(ages: Index, asked: Ages, same: Ages) -> None:
    assert set(ages.ids(ages=asked)) == set(ages.ids(ages=same))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Ages(65, 70), {"older", "everyone"}),
        (Ages(60, 70), {"everyone"}),
        (Ages(60, 60), {"adults", "sixty", "everyone"}),
        (Ages(18, 64), {"adults", "everyone"}),
    ],
)
def test_a_span_to_be_covered_leaves_out_what_holds_part_of_it(
    ages: Index, asked: Ages, found: set[str]
) -> None:
    covered = Ages(asked.lowest, asked.highest, covered=True)
    assert set(ages.ids(ages=covered)) == found


def test_a_span_holds_beside_words_and_distance(ages: Index) -> None:
    near = Near(52.6346, -1.1295, "LE1", within_miles=2.0)
    assert set(ages.ids("walk", ages=Ages(60, 70))) == {"adults", "older"}
    assert ages.ids("walk", ages=Ages(60, 70), near=near) == ["adults"]
    assert ages.ids("walk", ages=Ages(65, 70), near=near) == []


def test_a_span_narrows_the_counts_of_other_filters_and_not_its_own(ages: Index) -> None:
    counts = ages.ask(ages=Ages(65, 70), facets=("age", "kind")).facets
    assert counts["kind"] == {"activity": 3}
    assert counts["age"] == ages.ask(facets=("age",)).facets["age"]
