"""When are schools open, and on which more days does nothing take place?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.enums import CalendarKind

LONGEST_DAYS = {CalendarKind.TERM: 120, CalendarKind.CLOSED: 31}


class CalendarPeriod(models.Model):
    """A half term of school days, or days on which what rests on bank holidays rests as well."""

    kind = models.CharField(_("what it is"), max_length=6, choices=CalendarKind)
    name = models.CharField(
        _("name"), max_length=80, help_text=_("For staff, such as: spring 2027, first half.")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), help_text=_("Both days count."))

    class Meta:
        verbose_name = _("school term or closed day")
        verbose_name_plural = _("school terms and closed days")
        ordering = ["-first_day", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="directory_calendar_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """See that the days are in order, not too many, and in no other half term."""
        super().clean()
        if self.first_day is None or self.last_day is None or not self.kind:
            return
        errors: dict[str, Any] = {}
        days = (self.last_day - self.first_day).days + 1
        most = LONGEST_DAYS[CalendarKind(self.kind)]
        if days < 1:
            errors["last_day"] = _("The last day must not be before the first day.")
        elif days > most:
            errors["last_day"] = _(
                "This is longer than %(most)d days. Type each part by itself."
            ) % {"most": most}
        elif self._overlaps():
            errors["first_day"] = _("Some of these days are in another half term already.")
        if errors:
            raise ValidationError(errors)

    def _overlaps(self) -> bool:
        others = CalendarPeriod.objects.filter(kind=CalendarKind.TERM).exclude(pk=self.pk)
        return self.kind == CalendarKind.TERM and bool(
            others.filter(first_day__lte=self.last_day, last_day__gte=self.first_day).exists()
        )
