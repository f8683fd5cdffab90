"""What does core register when the site starts?"""

from datetime import datetime, timedelta

from core.actions import messages
from core.tasks import heartbeat, reaper, schedules


def _reap(*, now: datetime) -> None:
    reaper.reap(now=now)
    messages.reap_abandoned(now=now)


schedules.register("core.reap", every=timedelta(minutes=1), function=_reap)
schedules.register("core.prune_tasks", every=timedelta(hours=6), function=reaper.prune)
schedules.register(
    "core.forget_messages", every=timedelta(hours=6), function=messages.forget_contents
)
schedules.register(
    "core.forget_workers", every=timedelta(hours=6), function=heartbeat.forget_silent
)
