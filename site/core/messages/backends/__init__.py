"""Which way out do the settings choose?"""

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from core.messages.backends.base import Letter, MessageBackend, SendFailed

DEFAULT = "core.messages.backends.console.ConsoleBackend"

__all__ = ["DEFAULT", "Letter", "MessageBackend", "SendFailed", "chosen_backend"]


def chosen_backend() -> MessageBackend:
    """Return the backend of WAYMARK_MESSAGE_BACKEND (a dotted path; the console without it)."""
    path = getattr(settings, "WAYMARK_MESSAGE_BACKEND", DEFAULT)
    return cast(MessageBackend, import_string(path)())
