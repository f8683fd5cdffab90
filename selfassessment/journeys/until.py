"""Until when are the answers of a draft kept?"""

from core.clock import day_of
from directory.when import full_date
from selfassessment.models import Draft


def kept_until(draft: Draft) -> str:
    """Return the day on which a draft is deleted, for the reader: the one that every page says."""
    return full_date(day_of(draft.expires_at))
