"""In which wards of the council do the made-up people of the board live?

In few, and those who went the same way near each other, so that what the board shows by area is
not all too small to show: one ward of each district of a county, eight of a city.
"""

from django.conf import settings

from core.remembering import remembered
from geography.selectors import wards_within

OF_A_CITY = 8
TOGETHER = 7  # people of one kind in one ward; fewer than 5 are never shown


def sample_ward(number: int) -> str:
    """Return the ward of the person of a number; "" where no postcodes are loaded."""
    found = _wards()
    return found[number % len(found)] if found else ""


@remembered(seconds=60)
def _wards() -> tuple[str, ...]:
    districts = [wards_within(code) for code in settings.WAYMARK_DISTRICTS]
    most = OF_A_CITY if len(districts) == 1 else 1
    return tuple(ward for wards in districts for ward in wards[:most])
