"""Are means right, and is nobody made out by them?"""

import pytest

from selfassessment.referrals.rules.before_after import Pair, compare


def test_fewer_than_five_people_are_not_shown() -> None:
    assert compare([Pair(3, 8)] * 4, "higher") is None
    assert compare([Pair(3, 8)] * 5, "higher") is not None


def test_the_means_their_change_and_who_got_better() -> None:
    pairs = [Pair(3, 8)] * 6 + [Pair(5, 5)] * 6
    made = compare(pairs, "higher")
    assert made is not None
    assert (made.number, made.before, made.after, made.change) == (12, 4.0, 6.5, 2.5)
    assert made.improved == 6
    other = compare(pairs, "lower")
    assert other is not None
    assert other.improved == 0


def test_the_change_is_that_of_the_means_that_are_shown() -> None:
    made = compare([Pair(1, 2)] * 9 + [Pair(1.4, 2)], "higher")  # 1.04 and 2.0
    assert made is not None
    assert made.change == 1.0


@pytest.mark.parametrize(
    ("better", "worse", "shown"),
    [(6, 0, 6), (0, 6, 0), (4, 6, None), (6, 4, None), (1, 9, None), (5, 5, 5)],
)
def test_how_many_got_better_is_hidden_where_they_or_the_others_are_few(
    better: int, worse: int, shown: int | None
) -> None:
    made = compare([Pair(1, 2)] * better + [Pair(2, 1)] * worse, "higher")
    assert made is not None
    assert made.improved == shown
