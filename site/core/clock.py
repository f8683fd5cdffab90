"""What time is it, and which day is it for the people who live here?"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in the United Kingdom, which is not always the day in UTC."""
    return now().astimezone(LONDON).date()
