"""Which numbers of a table must be hidden so that nobody can be made out, also not by sums?

Numbers from 1 to 4 are small. A small number is hidden, and with it so many others that no
hidden number can be worked out from the sums: each of them stands at a corner of a rectangle of
four hidden numbers, in which one more here and one fewer there leaves every sum as it is. The
sums of the columns stay: they stand in other tables too. So columns whose sum is small are put
together before (`merge_columns`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LEAST = 5
OTHER = "Other"
# A table of more rows takes long to hide in, and nobody reads it.
MOST_ROWS = 40
Cell = int | None
Groups = tuple[tuple[int, ...], ...]


def is_small(number: int) -> bool:
    """Return whether a number could point to somebody."""
    return 0 < number < LEAST


@dataclass(frozen=True)
class Counts:
    """A table of counts: names of columns, and a name with numbers for each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def sums(self) -> tuple[int, ...]:
        """Return the sum of each column."""
        numbers = [numbers for _name, numbers in self.rows]
        return tuple(sum(column) for column in zip(*numbers, strict=True)) if numbers else ()


@dataclass(frozen=True)
class Shown:
    """A table that may be shown: None stands for a hidden number; the last number is the sum."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    sums: tuple[int, ...]


def groups_of(sums: Sequence[int]) -> Groups | None:
    """Return which numbers are put together so that no sum is small; None when all are too few.

    A group that holds more than one is the last.
    """
    if sum(sums) < LEAST:
        return None
    small = [place for place, number in enumerate(sums) if is_small(number)]
    if not small:
        return tuple((place,) for place in range(len(sums)))
    rest = sorted(set(range(len(sums))) - set(small), key=lambda place: sums[place] or sum(sums))
    # One alone would be the difference of what is shown; too few together are small again, and
    # as many as there are names would say that each is one.
    while (
        len(small) < 2
        or (held := sum(sums[place] for place in small)) < LEAST
        or held <= len(small)
    ):
        if not rest:
            return None
        small.append(rest.pop(0))
    alone = [(place,) for place in range(len(sums)) if place not in small]
    return (*alone, tuple(sorted(small)))


def _name(names: Sequence[str], group: Sequence[int]) -> str:
    return names[group[0]] if len(group) == 1 else f"{OTHER}: {', '.join(names[p] for p in group)}"


def merge_columns(table: Counts, groups: Sequence[Sequence[int]]) -> Counts:
    """Return the table with columns put together."""
    return Counts(
        tuple(_name(table.columns, group) for group in groups),
        tuple(
            (name, tuple(sum(numbers[place] for place in group) for group in groups))
            for name, numbers in table.rows
        ),
    )


def _fewer(groups: Groups, sums: Sequence[int]) -> Groups:
    """Return at most so many groups: the smallest go to the last one, which holds the rest."""
    if len(groups) <= MOST_ROWS:
        return groups
    kept = sorted(groups, key=lambda group: -sum(sums[place] for place in group))[: MOST_ROWS - 1]
    # Those put together before for being small stay together, and with the rest.
    kept = [group for group in groups if group in kept and len(group) == 1]
    rest = [place for group in groups if group not in kept for place in group]
    return (*kept, tuple(sorted(rest)))


def merge_rows(table: Counts, other: str) -> Counts:
    """Return the table with the rows of few people put together in one."""
    groups = groups_of([sum(numbers) for _name, numbers in table.rows])
    if groups is None:
        return table
    groups = _fewer(groups, [sum(numbers) for _name, numbers in table.rows])
    rows = []
    for group in groups:
        held = [table.rows[place] for place in group]
        columns = zip(*(numbers for _name, numbers in held), strict=True)
        name = held[0][0] if len(held) == 1 else f"{other} ({len(held)})"
        rows.append((name, tuple(sum(column) for column in columns)))
    return Counts(table.columns, tuple(rows))


Place = tuple[int, int]


class _Hiding:
    """The table with the sums of its rows as last column, and what of it is hidden."""

    def __init__(self, numbers: Sequence[Sequence[int]]) -> None:
        self.numbers = [[*row, sum(row)] for row in numbers]
        self.height, self.width = len(numbers), len(self.numbers[0])
        self.hidden = {
            (row, column)
            for row in range(self.height)
            for column in range(self.width)
            if is_small(self.numbers[row][column])
        }

    def _gives(self, place: Place, way: int) -> bool:
        """Return whether a hidden number could be one more or fewer, and still not nothing."""
        row, column = place
        # A row's sum counts against its numbers.
        step = -way if column == self.width - 1 else way
        return self.numbers[row][column] + step >= 1

    def _corners(self, place: Place) -> Iterator[tuple[Place, ...]]:
        """Yield the rectangles that a place could stand in."""
        row, column = place
        for other_row in range(self.height):
            if other_row == row:
                continue
            for other_column in range(self.width):
                if other_column == column:
                    continue
                corners = (
                    *((row, column), (row, other_column)),
                    *((other_row, column), (other_row, other_column)),
                )
                if all(self.numbers[at][across] for at, across in corners) and any(
                    all(
                        self._gives(corner, way * sign)
                        for corner, sign in zip(corners, (1, -1, -1, 1), strict=True)
                    )
                    for way in (1, -1)
                ):
                    yield corners

    def complete(self) -> bool:
        """Hide what else must be hidden; return False when rectangles do not do."""
        waiting = sorted(self.hidden)
        while waiting:
            place = waiting.pop()
            found = list(self._corners(place))
            if any(self.hidden.issuperset(corners) for corners in found):
                continue
            if not found:
                return False
            # The four corners protect each other, so the new ones need no look of their own.
            self.hidden.update(min(found, key=self._cost))
        return True

    def _cost(self, corners: Iterable[Place]) -> tuple[int, int]:
        new = [corner for corner in corners if corner not in self.hidden]
        return sum(self.numbers[row][column] for row, column in new), len(new)


def hide(table: Counts) -> Shown:
    """Return the table as it may be shown; no sum of a column may be small (`merge_columns`).

    Where nothing else helps only the sums of the columns are left.
    """
    sums = table.sums
    if any(map(is_small, sums)):
        raise ValueError("Put columns with small sums together first.")
    if not table.rows:
        return Shown(table.columns, (), sums)
    hiding = _Hiding([numbers for _name, numbers in table.rows])
    if len(table.rows) > 1 and not hiding.complete():
        nothing: tuple[Cell, ...] = (None,) * hiding.width
        return Shown(table.columns, tuple((name, nothing) for name, _n in table.rows), sums)
    rows = tuple(
        (
            name,
            tuple(
                None if (row, column) in hiding.hidden else hiding.numbers[row][column]
                for column in range(hiding.width)
            ),
        )
        for row, (name, _numbers) in enumerate(table.rows)
    )
    return Shown(table.columns, rows, sums)
