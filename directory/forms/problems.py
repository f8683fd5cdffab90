"""What does a visitor tell us who has found a mistake?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import fields
from directory.enums import ProblemTopic

MOST_CHARACTERS = 1000
TRAP = "website"


class ProblemForm(forms.Form):
    """What is wrong, in their words if they like, and how to answer if they like."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    topic = fields.ChoiceField(
        label=_("What is not right?"),
        choices=ProblemTopic.choices,
        missing=_("Choose what is not right"),
    )
    words = fields.LongTextField(
        label=_("Tell us more (you can leave this empty)"),
        help_text=_("Please do not write about anybody’s health, or other people’s names."),
        required=False,
        look=fields.Look(most_characters=MOST_CHARACTERS),
    )
    contact = fields.TextField(
        label=_("Your phone number or email (you can leave this empty)"),
        help_text=_("Only if we may ask you back. Nobody else sees it."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        """Ask for words where the topic alone says nothing."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("topic") == ProblemTopic.OTHER and not told.get("words"):
            self.add_error("words", _("Tell us in a few words what is not right"))
        return told

    @property
    def is_trapped(self) -> bool:
        """Whether the field that people do not see was filled in: a program did that."""
        return bool(self.data.get(TRAP))
