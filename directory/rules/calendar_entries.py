"""What does a calendar file say of one offer? (`calendar_files.py` writes it.)"""

from dataclasses import dataclass
from datetime import datetime

from directory.rules.recurrence import DateOff, Session


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer as a calendar shows it, with its texts in the language of the file."""

    public_id: str
    sessions: tuple[Session, ...]
    dates_off: tuple[DateOff, ...]
    changed_at: datetime
    title: str
    cancelled_title: str
    about: str
    where: str
    url: str
    language: str
    point: tuple[float, float] | None = None
    is_cancelled: bool = False
