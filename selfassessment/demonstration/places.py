"""How are places split in a demonstration, so that there is something to see and to change?"""

from datetime import date, datetime

from selfassessment import overlay
from selfassessment.actions.places import Plan, keep, settle
from selfassessment.engine.places import DECILES, SUGGESTED
from selfassessment.models import PlacesPlan

MADE_BY = "demonstration"


def load_sample_places(*, now: datetime) -> int:
    """Split the made-up places of the chosen configuration over its providers, by need.

    They are for the financial year of today. Return how many plans were new.
    """
    start = date(now.year if now.month > 3 else now.year - 1, 4, 1)
    there = set(PlacesPlan.objects.values_list("title", flat=True))
    rows = overlay.samples(overlay.chosen()).get("places", ())
    new = [row for row in rows if row["title"] not in there]
    for row in new:
        plan = Plan(
            title=row["title"],
            total=row["total"],
            starts_on=start,
            ends_on=start.replace(year=start.year + 1, month=3, day=31),
            areas={provider: tuple(codes) for provider, codes in row["areas"].items()},
            weights=dict(zip(DECILES, SUGGESTED, strict=True)),
        )
        settle(keep(plan, by=MADE_BY, now=now), by=MADE_BY, now=now)
    return len(new)
