"""Which terms of the index mean "within so many miles"?

Every listing has the term of its point and of the cells of nine grids around it, each twice as
fine as the one before. The points of the index are few enough to be measured at once; a circle
becomes the coarsest cells of which every known point is inside, and the single points that are
left. So the answer is exact.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tantivy import Query

from geography.distance import miles_to_many

POINT = "p:"
# Cells per degree, coarse to fine: from about 9 miles down to 60 yards high. Half steps mean
# fewer terms to a circle, and each costs.
_GRIDS = (8, 16, 32, 64, 128, 256, 512, 1024, 2048)
# Many ask around the same outcodes and areas; so many circles are kept for one commit.
_CIRCLES = 500
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def cells(lat: float, lon: float) -> list[str]:
    """Return the terms of a point: itself to a tenth of a metre, and its cells."""
    y, x = round(lat * 1e6), round(lon * 1e6)
    grid = [f"{n}:{y * n // 1_000_000}:{x * n // 1_000_000}" for n in _GRIDS]
    return [f"{POINT}{y}:{x}", *grid]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of one grid: which cell each point is in, how many points each cell has."""

    names: npt.NDArray[np.str_]
    cell_of_point: npt.NDArray[np.intp]
    points_in_cell: npt.NDArray[np.intp]


class Points:
    """Every point of an index."""

    def __init__(self, terms: Iterable[str]) -> None:
        """Take the point terms of an index."""
        pairs = [term[len(POINT) :].split(":") for term in terms]
        exact = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self._y, self._x = exact[:, 0], exact[:, 1]
        self.lats: Floats = self._y / 1e6
        self.lons: Floats = self._x / 1e6
        self._within: dict[tuple[float, float, float], Query] = {}
        self._measured: tuple[tuple[float, float], Floats] | None = None
        self._grids = [self._grid(cells_per_degree) for cells_per_degree in _GRIDS]

    def _grid(self, cells_per_degree: int) -> _Grid:
        rows = self._y * cells_per_degree // 1_000_000
        columns = self._x * cells_per_degree // 1_000_000
        both = rows * 1_000_000 + columns
        _, first, inverse = np.unique(both, return_index=True, return_inverse=True)
        names = np.array(
            [
                f"{cells_per_degree}:{row}:{column}"
                for row, column in zip(rows[first], columns[first], strict=True)
            ],
            dtype=np.str_,
        )
        return _Grid(names, inverse, np.bincount(inverse, minlength=len(first)))

    def miles_from(self, lat: float, lon: float) -> Floats:
        """Return the miles of every point; one question asks for the same several times."""
        measured = self._measured
        if measured is None or measured[0] != (lat, lon):
            measured = ((lat, lon), miles_to_many(lat, lon, self.lats, self.lons))
            self._measured = measured
        return measured[1]

    def within(
        self, lat: float, lon: float, miles: float, written: Callable[[list[str]], Query]
    ) -> Query:
        """Return the clause "at most so many miles from here"; asked again, remembered.

        `written` makes it of the terms that mean it.
        """
        asked = (lat, lon, miles)
        if asked not in self._within:
            if len(self._within) >= _CIRCLES:
                self._within.clear()
            self._within[asked] = written(self.terms(self.miles_from(lat, lon) <= miles))
        return self._within[asked]

    def terms(self, inside: Mask) -> list[str]:
        """Return the fewest terms found that mean exactly the points inside."""
        found: list[str] = []
        left = inside.copy()
        for grid in self._grids:
            if not left.any():
                return found
            hits = np.bincount(grid.cell_of_point, weights=inside, minlength=len(grid.names))
            full = (hits == grid.points_in_cell)[grid.cell_of_point] & left
            found += [str(grid.names[cell]) for cell in np.unique(grid.cell_of_point[full])]
            left &= ~full
        found += [f"{POINT}{y}:{x}" for y, x in zip(self._y[left], self._x[left], strict=True)]
        return found
