"""When are these places closed?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from core import clock
from directory.models import PlaceClosure
from directory.rules.closures import Closure

REMEMBERED = timedelta(days=60)


def closures_of(locations: Iterable[int]) -> dict[int, list[Closure]]:
    """Return the closures of these places that are not long over, the earliest first."""
    young = Q(last_day__isnull=True) | Q(last_day__gte=clock.today() - REMEMBERED)
    rows = PlaceClosure.objects.standing().filter(young, location__in=list(locations))
    found: dict[int, list[Closure]] = defaultdict(list)
    for row in rows:
        found[row.location_id].append(row.closure())
    return dict(found)
