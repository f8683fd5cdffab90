"""Which channels and states does core know?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a message reaches a person."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")


class MessageStatus(TextChoices):
    """Where a message is on its way out."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    GIVEN_UP = "given_up", _("Could not be sent")
