"""Who did what to which record, and when?"""

from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnly(Exception):
    """An audit event was about to be changed or removed."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Reads of the audit trail. Nothing here changes or removes an event."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: the trail is append only."""
        raise AppendOnly("Audit events are never changed")

    def delete(self) -> NoReturn:
        """Refuse: the trail is append only."""
        raise AppendOnly("Audit events are never removed")

    def about(self, subject: models.Model) -> "AuditEventQuerySet":
        """Return the events of one record, oldest first."""
        return self.filter(
            subject_type=subject._meta.label_lower, subject_key=str(subject.pk)
        ).order_by("pk")


class AuditEvent(models.Model):
    """One line of the audit trail: names and codes only, never a value of a record.

    The actor is stored as text, so that the trail outlives the account and erasing a person
    leaves no name here.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_key = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_type", "subject_key"], name="audit_subject"),
            models.Index(fields=["actor", "at"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.subject_type}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new event; refuse to store one again."""
        if not self._state.adding:
            raise AppendOnly("Audit events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the trail is append only."""
        raise AppendOnly("Audit events are never removed")
