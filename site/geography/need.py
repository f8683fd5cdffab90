"""How many neighbourhoods of each decile of deprivation lie in districts and wards?"""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.conf import settings
from django.db.models import Count, Q

from geography.enums import LsoaBasis
from geography.models import Deprivation, Postcode


def neighbourhoods(areas: Collection[str]) -> dict[str, dict[int, int]]:
    """Return neighbourhoods (LSOAs) by area and decile, 1 the most deprived tenth of England.

    A neighbourhood belongs to the district, and to the ward, with most of its postcodes.
    """
    lsoa = "lsoa21" if settings.WAYMARK_IMD_EDITION == 2025 else "lsoa11"
    found: dict[str, Counter[int]] = {area: Counter() for area in areas}
    deciles = dict(
        Deprivation.objects.filter(edition=settings.WAYMARK_IMD_EDITION).values_list(
            "lsoa", "decile"
        )
    )
    for column in ("district_id", "ward_id"):
        for neighbourhood, area in _homes(lsoa, column, areas).items():
            if area in found and neighbourhood in deciles:
                found[area][deciles[neighbourhood]] += 1
    return {area: dict(sorted(counted.items())) for area, counted in found.items()}


def _homes(lsoa: str, column: str, areas: Collection[str]) -> dict[str, str]:
    """Return the area that each neighbourhood near these areas belongs to."""
    touched = Postcode.objects.filter(**{f"{column}__in": areas}).exclude(**{lsoa: ""})
    rows = (
        Postcode.objects.filter(Q(**{f"{lsoa}__in": touched.values(lsoa)}))
        .exclude(lsoa21_basis=LsoaBasis.GUESS)
        .order_by()
        .values_list(lsoa, column)
        .annotate(many=Count("code"))
    )
    best: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for neighbourhood, area, many in rows:
        if area and (many, area) > best[neighbourhood]:
            best[neighbourhood] = (many, area)
    return {neighbourhood: area for neighbourhood, (_many, area) in best.items()}
