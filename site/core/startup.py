"""What does core register when the site starts?"""

from datetime import datetime, timedelta

from django.db.backends.signals import connection_created

from core import checks, database_guard, logs, readiness
from core.actions import deliveries, messages, publishing
from core.tasks import heartbeat, reaper, schedules
from core.views import health


def _reap(*, now: datetime) -> None:
    reaper.reap(now=now)
    messages.reap_abandoned(now=now)


logs.configure()
checks.register_all()
connection_created.connect(database_guard.refuse_unsafe, dispatch_uid="core.database_guard")
readiness.register("database", health.database)
readiness.register("migrations", health.migrations)
schedules.register("core.reap", every=timedelta(minutes=1), function=_reap)
schedules.register("core.prune_tasks", every=timedelta(hours=6), function=reaper.prune)
schedules.register(
    "core.forget_messages", every=timedelta(hours=6), function=messages.forget_contents
)
schedules.register(
    "core.forget_workers", every=timedelta(hours=6), function=heartbeat.forget_silent
)
schedules.register("core.deliveries", every=timedelta(minutes=5), function=deliveries.look_after)
schedules.register("core.publish_due", every=timedelta(minutes=1), function=publishing.publish_due)
