"""What does a visitor write to a group whose address is not shown?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import fields

MOST_CHARACTERS = 1000
TRAP = "website"


class MessageForm(forms.Form):
    """The words, and how the group can answer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = fields.LongTextField(
        label=_("Your message"),
        help_text=_("Such as: can I come next week? Please do not write about anybody’s health."),
        missing=_("Write your message"),
        look=fields.Look(most_characters=MOST_CHARACTERS),
    )
    contact = fields.TextField(
        label=_("How can they answer you?"),
        help_text=_("A phone number or an email address. Only the group sees it."),
        missing=_("Type a phone number or an email address, so that they can answer"),
        look=fields.Look(most_characters=120),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4

    @property
    def is_trapped(self) -> bool:
        """Whether the field that people do not see was filled in: a program did that."""
        return bool(self.data.get(TRAP))
