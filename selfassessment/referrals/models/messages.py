"""The words of messages to people, and when and to whom messages go."""

import uuid
from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin

from selfassessment.referrals.rules.message_words import ALLOWED, LABELS, faults, fill
from selfassessment.referrals.rules.safe_contact import EMAIL, TEXT, Window

_HELP = (
    "<p>A message may be read by anyone who sees the phone. It never says what the help is for.</p>"
    "<p>These stand for what differs: "
    + ", ".join(f"<code>{{{name}}}</code>" for name in ALLOWED)
    + ". The first name is filled in only for people who agreed to it.</p>"
)


def _languages() -> list[tuple[str, str]]:
    return [(str(code), str(name)) for code, name in settings.LANGUAGES]


class MessageTemplate(PreviewableMixin, models.Model):
    """A council's own words for a kind of message in a language; else those that ship."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("message", max_length=20, choices=list(LABELS.items()))
    language = models.CharField(max_length=12, choices=_languages)
    subject = models.CharField("subject of the e-mail", max_length=120)
    email = models.TextField("e-mail")
    sms = models.TextField("text message")

    panels = [
        HelpPanel(content=_HELP),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
        MultiFieldPanel([FieldPanel("subject"), FieldPanel("email")], heading="E-mail"),
        FieldPanel("sms"),
    ]

    class Meta:
        verbose_name = "message to people"
        verbose_name_plural = "messages to people"
        ordering: ClassVar[list[str]] = ["kind", "language"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "language"], name="referrals_one_template_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{LABELS.get(self.kind, self.kind)} ({self.language})"

    def clean(self) -> None:
        """Refuse unknown and missing placeholders, and words that say what the help is for."""
        super().clean()
        if not self.kind:
            return
        wrong = {"email": faults(self.kind, text=self.email, part=EMAIL, subject=self.subject)}
        wrong["sms"] = faults(self.kind, text=self.sms, part=TEXT)
        found = {name: said for name, said in wrong.items() if said}
        if found:
            raise ValidationError(found)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the preview beside the form."""
        return "referrals/desk/message_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> Mapping[str, Any]:
        """Return the message with made-up values."""
        return {
            "subject": fill(self.subject, ALLOWED),
            "email": fill(self.email, ALLOWED),
            "sms": fill(self.sms, ALLOWED),
            "language": self.language or "en",
            "faults": [
                *faults(self.kind, text=self.email, part=EMAIL, subject=self.subject),
                *faults(self.kind, text=self.sms, part=TEXT),
            ]
            if self.kind
            else [],
        }


@register_setting(icon="mail")
class MessageSettings(BaseGenericSetting):
    """When messages rest, and who is told of a safety flag while the desk is closed."""

    quiet_from = models.TimeField("no messages from", default=time(20, 0))
    quiet_to = models.TimeField("until", default=time(8, 0))
    duty_email = models.EmailField(
        "duty e-mail",
        blank=True,
        help_text="Told of a safety flag that comes in while the desk is closed.",
    )
    duty_text = models.CharField(
        "duty mobile number",
        max_length=40,
        blank=True,
        help_text="Gets a text for the same. Without either, the person is told on the page when "
        "somebody reads it and whom to call now.",
    )

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("quiet_from"), FieldPanel("quiet_to")])],
            heading="Quiet hours",
        ),
        MultiFieldPanel(
            [FieldPanel("duty_email"), FieldPanel("duty_text")], heading="Outside desk hours"
        ),
    ]

    class Meta:
        verbose_name = "messages"

    def __str__(self) -> str:
        return "Messages"

    @property
    def quiet(self) -> Window | None:
        """Return the quiet hours; None when both ends are the same."""
        if self.quiet_from == self.quiet_to:
            return None
        return Window(self.quiet_from, self.quiet_to)

    @property
    def has_duty(self) -> bool:
        """Return whether somebody is told outside desk hours."""
        return bool(self.duty_email or self.duty_text)
