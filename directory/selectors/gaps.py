"""Where do people look for more than there is?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

import numpy as np
from django.conf import settings
from django.db.models import Q

from directory.enums import Status
from directory.models import Service, ServiceCategory
from geography.distance import miles, miles_to_many
from geography.selectors import locate, wards
from geography.types import Located, WardPoint
from search.models import SearchTally

# Counts under five could tell who asked: they are not shown by ward.
LEAST_BY_WARD = 5
NEARBY_MILES = 1.5
# How far around a group's own place it is asked what people look for.
AROUND_MILES = 2.0
MOST_POINTS, MOST_AREAS = 100, 5


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


@dataclass(frozen=True, slots=True)
class Wish:
    """What was looked for around a place, how often, and where nobody offers it."""

    heading: str
    times: int


Point = tuple[float, float]


def wishes(*, around: Sequence[Point], since: date) -> list[Wish]:
    """Return what was looked for near these points, and what nobody offers near any of them.

    Near are wards whose middle is within `AROUND_MILES`; their counts are added up, those under
    five left out before. Three queries, however many points or wards.
    """
    near = {one.code for one in _council_wards() if _nearest(one, around) <= AROUND_MILES}
    times: Counter[str] = Counter()
    for one in SearchTally.objects.wanted(since=since, least=LEAST_BY_WARD):
        if one["ward"] in near:
            times[one["heading"]] += one["times"]
    places = _places(times)
    found = [
        Wish(heading, number)
        for heading, number in times.items()
        if not any(_number_near(point, places[heading]) for point in around)
    ]
    return sorted(found, key=lambda wish: (-wish.times, wish.heading))


def points_of(groups: Sequence[int], digest: str) -> list[Point]:
    """Return where the listings of these groups, and those asked of an address, take place."""
    kept = Q(organisation__in=groups) | Q(team_contacts__digest=digest)
    rows = Service.objects.sources().filter(kept).exclude(status=Status.ARCHIVED).distinct()
    found: set[Point] = set()
    areas: set[str] = set()
    for lat, lon, outcode in rows.values_list(
        "location__latitude", "location__longitude", "outcode"
    )[:MOST_POINTS]:
        if lat is not None and lon is not None:
            found.add((lat, lon))
        elif outcode:
            areas.add(outcode)
    middles = (locate(area) for area in sorted(areas)[:MOST_AREAS])
    found |= {(one.lat, one.lon) for one in middles if isinstance(one, Located)}
    return sorted(found)


def gaps(*, since: date) -> list[Gap]:
    """Return what was looked for in the council's wards since a day, the widest gaps first."""
    wanted = SearchTally.objects.wanted(since=since, least=LEAST_BY_WARD)
    known = {ward.code: ward for ward in _council_wards()}
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
    return _number_near((ward.lat, ward.lon), points)


def _number_near(point: Point, points: list[Point]) -> int:
    if not points:
        return 0
    lats, lons = np.array(points, dtype=np.float64).T
    return int((miles_to_many(*point, lats, lons) <= NEARBY_MILES).sum())


def _nearest(ward: WardPoint, around: Sequence[Point]) -> float:
    return min((miles(ward.lat, ward.lon, *point) for point in around), default=inf)


def _council_wards() -> list[WardPoint]:
    return [ward for code in settings.WAYMARK_DISTRICTS for ward in wards(code)]
