"""What does the worker do for the index, and how often?"""

from datetime import timedelta

from core.tasks import schedules, sweeps
from search.actions.outbox import sweep
from search.actions.rebuild import EVERY, rebuild_if_needed, rebuild_on_schedule


def register() -> None:
    """Tell the worker."""
    sweeps.register("search.outbox", sweep)
    schedules.register("search.check", every=timedelta(minutes=5), function=rebuild_if_needed)
    schedules.register("search.rebuild", every=EVERY, function=rebuild_on_schedule)
