"""What core stores."""

from core.models.audit import AppendOnly, AuditEvent
from core.models.messages import OutboxMessage
from core.models.tasks import FailedTask, Schedule, WorkerHeartbeat

__all__ = [
    "AppendOnly",
    "AuditEvent",
    "FailedTask",
    "OutboxMessage",
    "Schedule",
    "WorkerHeartbeat",
]
