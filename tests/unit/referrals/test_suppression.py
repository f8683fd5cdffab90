"""Can a hidden number of the board be worked out from what is shown? It is tried by trying all."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.referrals.rules.suppression import (
    LEAST,
    Counts,
    Shown,
    groups_of,
    hide,
    is_small,
    merge_columns,
    merge_rows,
)

Row = tuple[int | None, ...]
NUMBERS = st.one_of(st.integers(0, 4), st.integers(0, 9))


def table(numbers: Sequence[Sequence[int]]) -> Counts:
    """Return a table with names that do not matter."""
    columns = tuple(f"c{place}" for place in range(len(numbers[0])))
    return Counts(columns, tuple((f"r{place}", tuple(row)) for place, row in enumerate(numbers)))


def may_be(row: Row, sums: Sequence[int], least: int) -> Iterator[tuple[int, ...]]:
    """Yield all rows (without their sum) that a shown row could stand for."""
    *cells, whole = row
    spans = [
        range(least, high + 1) if cell is None else (cell,)
        for cell, high in zip(cells, sums, strict=True)
    ]
    for found in product(*spans):
        if (whole is None and sum(found) >= least) or sum(found) == whole:
            yield found


def worlds(shown: Shown, least: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield all tables that look the same when shown."""
    rows = [numbers for _name, numbers in shown.rows]

    def further(place: int, left: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
        if place == len(rows):
            if not any(left):
                yield ()
            return
        for row in may_be(rows[place], left, least):
            rest = tuple(a - b for a, b in zip(left, row, strict=True))
            if min(rest) >= 0:
                for more in further(place + 1, rest):
                    yield (row, *more)

    yield from further(0, shown.sums)


def worked_out(shown: Shown) -> list[tuple[int, int]]:
    """Return the hidden numbers that can be worked out by whoever knows that 0 is never hidden."""
    hidden = [
        (row, column)
        for row, (_name, numbers) in enumerate(shown.rows)
        for column, number in enumerate(numbers)
        if number is None
    ]
    all_hidden = bool(hidden) and len(hidden) == len(shown.rows) * (len(shown.columns) + 1)
    seen: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    for world in worlds(shown, 0 if all_hidden else 1):
        full = [(*row, sum(row)) for row in world]
        for row, column in hidden:
            seen[row, column].add(full[row][column])
        if all(len(values) > 1 for values in seen.values()):
            return []
    return [place for place, values in seen.items() if len(values) < 2]


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(
            st.lists(NUMBERS, min_size=width, max_size=width), min_size=1, max_size=4
        )
    ),
    st.booleans(),
)
def test_no_hidden_number_can_be_worked_out(numbers: list[list[int]], together: bool) -> None:
    full = table(numbers)
    groups = groups_of(full.sums)
    if groups is None:
        return
    merged = merge_columns(full, groups)
    if together:
        merged = merge_rows(merged, "Others")
    shown = hide(merged)
    for _name, row in shown.rows:
        assert not any(is_small(number) for number in row if number is not None)
    assert worked_out(shown) == []
    for (_name, row), (_same, true) in zip(shown.rows, merged.rows, strict=True):
        whole = (*true, sum(true))
        assert all(a in (None, b) for a, b in zip(row, whole, strict=True))


@given(st.lists(NUMBERS, min_size=1, max_size=7))
def test_numbers_put_together_are_not_small_and_cannot_be_taken_apart(numbers: list[int]) -> None:
    groups = groups_of(numbers)
    if groups is None:
        small = [number for number in numbers if number]
        assert sum(numbers) < LEAST or set(small) == {1}
        return
    assert sorted(place for group in groups for place in group) == list(range(len(numbers)))
    for group in groups:
        held = [numbers[place] for place in group]
        assert not is_small(sum(held))
        if any(map(is_small, held)):
            assert len(held) > 1
            assert sum(held) > sum(1 for number in held if number) or 0 in held


def test_hiding_one_number_hides_three_more() -> None:
    shown = hide(table([[9, 3], [20, 30], [40, 50]]))
    assert [row for _name, row in shown.rows].count((40, 50, 90)) == 1
    assert sum(number is None for _name, row in shown.rows for number in row) == 4


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    shown = hide(table([[9, 0], [20, 30]]))
    assert [row for _name, row in shown.rows] == [(9, 0, 9), (20, 30, 50)]
    assert shown.sums == (29, 30)


def test_a_small_sum_of_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="together"):
        hide(table([[9, 3]]))
