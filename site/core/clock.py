"""What time is it, and which day is it for the people who live here?"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """Return the day of an aware moment in the United Kingdom: not always the day in UTC."""
    return moment.astimezone(LONDON).date()


def today() -> date:
    """Return the day it is in the United Kingdom."""
    return day_of(now())
