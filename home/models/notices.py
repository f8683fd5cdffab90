"""What must everybody see on the home page, and until when?"""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Notice(LockableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A notice on the home page. In a language without a translation it is not shown."""

    title = models.CharField(max_length=120, help_text="One short sentence.")
    text = models.TextField(max_length=400, blank=True, help_text="At most three sentences.")
    show_from = models.DateField("show from", null=True, blank=True)
    show_until = models.DateField(
        "show until",
        null=True,
        blank=True,
        help_text="The last day. Empty: until you take it down.",
    )

    panels: ClassVar[list[object]] = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("show_from"), FieldPanel("show_until")]),
    ]
    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("title"),
        TranslatableField("text"),
        SynchronizedField("show_from"),
        SynchronizedField("show_until"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a notice that ends before it begins."""
        super().clean()
        if self.show_from and self.show_until and self.show_until < self.show_from:
            raise ValidationError({"show_until": "The last day is before the first day."})

    def is_shown_on(self, day: date) -> bool:
        """Return whether the notice stands on the home page on a day."""
        return (
            self.live
            and (self.show_from is None or self.show_from <= day)
            and (self.show_until is None or day <= self.show_until)
        )
