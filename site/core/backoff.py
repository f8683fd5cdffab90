"""How long is waited before something that failed is tried again?"""

from datetime import timedelta


def delay(
    attempt: int,
    *,
    first: timedelta = timedelta(seconds=30),
    most: timedelta = timedelta(hours=1),
) -> timedelta:
    """Return the wait after the attempt with this number (from 1): doubling, up to `most`."""
    if attempt < 1:
        raise ValueError("Attempts are counted from 1")
    doublings = min(attempt - 1, 40)
    return min(first * (1 << doublings), most)
