"""When does an offer take place, and on which dates does it not?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.enums import ExceptionReason, ScheduleKind
from directory.rules.recurrence import Rule, Session

from .services import Service


class Schedule(models.Model):
    """A pattern of dates with a start and an end, in the time of London."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="schedules")
    kind = models.CharField(max_length=8, choices=ScheduleKind, default=ScheduleKind.SESSION)
    rrule = models.CharField(max_length=120)
    starts_on = models.DateField(
        _("first date"), help_text=_("The day from which it runs, such as the first meeting.")
    )
    ends_on = models.DateField(_("last date"), null=True, blank=True)
    start_time = models.TimeField(_("starts at"))
    end_time = models.TimeField(_("ends at"))
    term_time = models.BooleanField(_("only in school term time"), default=False)
    bank_holidays = models.BooleanField(_("also on bank holidays"), default=False)
    online = models.BooleanField(
        _("online, not at the place"),
        default=False,
        help_text=_("Goes on while the place is closed."),
    )
    as_of = models.DateField(
        null=True, blank=True, editable=False, help_text=_("When an outside source last said so.")
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(start_time=F("end_time")), name="directory_schedule_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="directory_schedule_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start_time:%H:%M}"

    def session(self) -> Session:
        """Return this row as the plain value the rules work on."""
        return Session(
            kind=self.kind,
            rule=Rule.parse(self.rrule),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            start=self.start_time,
            end=self.end_time,
            term_time=self.term_time,
            bank_holidays=self.bank_holidays,
            as_of=self.as_of,
            online=self.online,
        )


class ScheduleException(models.Model):
    """A date, or one session of a date, on which nothing takes place."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="exceptions")
    on = models.DateField(_("date"))
    starts_at = models.TimeField(
        _("only the session at"),
        null=True,
        blank=True,
        help_text=_("Leave empty when the whole day is off."),
    )
    reason = models.CharField(
        _("why"), max_length=12, choices=ExceptionReason, default=ExceptionReason.OFF
    )

    class Meta:
        ordering = ["on", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "on"],
                condition=Q(starts_at__isnull=True),
                name="directory_exception_day_once",
            ),
            models.UniqueConstraint(
                fields=["service", "on", "starts_at"], name="directory_exception_once"
            ),
        ]

    def __str__(self) -> str:
        return self.on.isoformat()
