"""A council's own words for what the desk, the duty contact and providers are told."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel

from selfassessment.referrals.rules.notice_words import LABELS, Words, notice_faults

_HELP = (
    "<p>Instead of the words that ship. <code>{reference}</code> and <code>{link}</code> stand "
    "for the referral and its page; <code>{answer_by}</code>, to a provider, for the day by "
    "which to acknowledge it. Never say who it is or what the help is for. The duty contact gets "
    "the text by telephone too, without the subject.</p>"
)


class NoticeTemplate(models.Model):
    """A council's own words for one notice; else those that ship."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("notice", max_length=20, choices=list(LABELS.items()), unique=True)
    subject = models.CharField(max_length=120)
    text = models.TextField()

    panels = [
        HelpPanel(content=_HELP),
        FieldPanel("kind"),
        FieldPanel("subject"),
        FieldPanel("text"),
    ]

    class Meta:
        verbose_name = "notice to staff"
        verbose_name_plural = "notices to staff"
        ordering: ClassVar[list[str]] = ["kind"]

    def __str__(self) -> str:
        return LABELS.get(self.kind, self.kind)

    def clean(self) -> None:
        """Refuse unknown and missing placeholders, and words that say what the help is for."""
        super().clean()
        found = notice_faults(self.kind, self.words) if self.kind in LABELS else {}
        if found:
            raise ValidationError(found)

    @property
    def words(self) -> Words:
        """Return what it says, with placeholders."""
        return Words(self.subject, self.text)
