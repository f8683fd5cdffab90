"""Where do people look for more than there is?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.conf import settings

from directory.models import Service, ServiceCategory
from geography.distance import miles_to_many
from geography.selectors import wards
from geography.types import WardPoint
from search.models import SearchTally

# Counts under five could tell who asked: they are not shown by ward.
LEAST_BY_WARD = 5
NEARBY_MILES = 1.5


@dataclass(frozen=True, slots=True)
class Gap:
    """What was looked for in a ward, how often, and how much of it is nearby."""

    ward: str
    ward_name: str
    heading: str
    times: int
    nearby: int

    @property
    def for_each(self) -> float:
        """Return how often it was looked for, for each thing that there is."""
        return self.times / (self.nearby + 1)


def gaps(*, since: date) -> list[Gap]:
    """Return what was looked for in the council's wards since a day, the widest gaps first."""
    wanted = SearchTally.objects.wanted(since=since, least=LEAST_BY_WARD)
    known = {ward.code: ward for code in settings.WAYMARK_DISTRICTS for ward in wards(code)}
    asked = [one for one in wanted if one["ward"] in known]
    places = _places({one["heading"] for one in asked})
    found = [
        Gap(
            ward=one["ward"],
            ward_name=known[one["ward"]].name,
            heading=one["heading"],
            times=one["times"],
            nearby=_nearby(known[one["ward"]], places[one["heading"]]),
        )
        for one in asked
    ]
    return sorted(found, key=lambda gap: (-gap.for_each, gap.ward_name, gap.heading))


def _places(headings: Iterable[str]) -> defaultdict[str, list[tuple[float, float]]]:
    """Return where the listings of each heading stand, those of the headings below it too."""
    rows = ServiceCategory.objects.filter(
        service__in=Service.objects.listed(), service__location__latitude__isnull=False
    )
    codes = ("term__code", "term__parent__code", "term__parent__parent__code")
    wanted = set(headings)
    stand: defaultdict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
    for pk, lat, lon, *own in rows.values_list(
        "service_id", "service__location__latitude", "service__location__longitude", *codes
    ):
        for code in wanted.intersection(own):
            stand[code][pk] = (lat, lon)
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for code, points in stand.items():
        found[code] = list(points.values())
    return found


def _nearby(ward: WardPoint, points: list[tuple[float, float]]) -> int:
    if not points:
        return 0
    lats, lons = np.array(points, dtype=np.float64).T
    return int((miles_to_many(ward.lat, ward.lon, lats, lons) <= NEARBY_MILES).sum())
