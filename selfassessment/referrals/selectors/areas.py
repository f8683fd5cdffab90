"""By which areas does the desk look at its cases: the wards of a city, the districts of a county?

A case keeps its ward. A county has hundreds of them: by ward every number would be too small to
show, so where a council serves several districts they are the areas.
"""

from collections.abc import Iterable

from django.conf import settings

from core.remembering import remembered
from geography.selectors import area_names, districts_of, wards_within

YEAR_ROUND = 3600  # seconds; wards hardly ever change


def by_district() -> bool:
    """Return whether the areas are districts, because the council serves more than one."""
    return len(settings.WAYMARK_DISTRICTS) > 1


def areas_of(wards: Iterable[str]) -> dict[str, str]:
    """Return the area of each ward; a ward whose district nobody knows stands for itself."""
    codes = set(wards)
    districts = districts_of(codes) if by_district() else {}
    return {ward: districts.get(ward, ward) for ward in codes}


def wards_of(area: str) -> tuple[str, ...]:
    """Return the wards of an area, and itself, as it may be a ward."""
    return (area, *wards_within(area))


@remembered(seconds=YEAR_ROUND)
def said(ward: str) -> str:
    """Return where somebody lives as the desk says it: "City Centre, Preston"; "" unknown.

    The district is named where a ward alone does not say it: in a county, and outside the area.
    """
    district = districts_of({ward}).get(ward, "")
    names = area_names({ward, district})
    is_clear = not by_district() and district in settings.WAYMARK_DISTRICTS
    shown = (ward,) if is_clear else (ward, district)
    return ", ".join(names[code] for code in shown if code in names)
