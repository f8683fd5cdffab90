"""How many walks reached each page, and where did they end?"""

from datetime import date

from selfassessment.engine.dropoff import Count
from selfassessment.models import StepTally


def counts_of(
    journey: str, *, since: date, number: str = "", locale: str = "", device: str = ""
) -> list[Count]:
    """Return the sums of a journey by page, event and code since a day."""
    rows = StepTally.objects.filter(version__journey__slug=journey, day__gte=since)
    if number:
        rows = rows.filter(version__number=int(number))
    if locale:
        rows = rows.filter(locale=locale)
    if device:
        rows = rows.filter(device=device)
    return rows.order_by().sums()
