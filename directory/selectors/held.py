"""Which listings are the three best of their ward and heading?"""

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from directory.models import Service

BEST = 3


def best_of_each() -> set[int]:
    """Return the keys of the listings that age alone must not put back: three of each.

    Those checked last come first; listings without a ward have no neighbours and are left out.
    """
    place = Window(
        RowNumber(),
        partition_by=[F("location__ward"), F("categories__term")],
        order_by=[F("check_row__checked_on").desc(nulls_last=True), F("short_code").asc()],
    )
    found = (
        Service.objects.listed()
        .filter(~Q(location__ward=""), location__isnull=False, categories__isnull=False)
        .filter(check_row__checked_on__isnull=False)
        .annotate(place_in_ward=place)
        .filter(place_in_ward__lte=BEST)
        .values_list("pk", flat=True)
    )
    return set(found)
