"""How old is somebody on a day?"""

from __future__ import annotations

from datetime import date


def age_on(born: date, today: date) -> int | None:
    """Return completed years; None for a birth in the future.

    Somebody born on 29 February has their birthday on 1 March in other years.
    """
    if born > today:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
