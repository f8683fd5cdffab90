"""What does the worker do for the index, and how often?"""

from datetime import timedelta

from django.core.signals import request_finished

from core.tasks import schedules, sweeps
from search.actions import tally
from search.actions.outbox import sweep
from search.actions.rebuild import EVERY, rebuild_if_needed, rebuild_on_schedule
from search.meaning import keeping


def register() -> None:
    """Tell the worker."""
    sweeps.register("search.outbox", sweep)
    schedules.register("search.check", every=timedelta(minutes=5), function=rebuild_if_needed)
    schedules.register("search.counts", every=timedelta(days=1), function=tally.tidy)
    request_finished.connect(tally.write_when_due, dispatch_uid="search.counts")
    schedules.register("search.rebuild", every=EVERY, function=rebuild_on_schedule)
    schedules.register("search.meaning", every=EVERY, function=keeping.refresh)
    schedules.register(
        "search.meaning.first", every=timedelta(minutes=5), function=keeping.refresh_if_missing
    )
