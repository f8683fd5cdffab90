"""What does somebody tell us who wants to be called back?"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import fields


class CallBackForm(forms.Form):
    """Name if they like, telephone, language, and how to call safely."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    phone = fields.PhoneField(
        label=_("Your phone number"), missing=_("Write a phone number that we can call")
    )
    name = fields.TextField(
        label=_("Your name (you can leave this empty)"),
        required=False,
        look=fields.Look(autocomplete="name"),
    )
    language = fields.SelectField(label=_("Which language shall we speak?"), choices=[])
    when = fields.ChoiceField(
        label=_("When is it safe to call?"),
        choices=[
            ("any", _("Any time")),
            ("morning", _("In the morning")),
            ("afternoon", _("In the afternoon")),
        ],
        initial="any",
    )
    message = fields.ChoiceField(
        label=_("May we leave a message?"),
        choices=[("yes", _("Yes")), ("no", _("No. Only speak to me"))],
        missing=_("Choose if we may leave a message"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shipped = [(code, name) for code, name in settings.LANGUAGES]
        self.fields["language"].choices = shipped  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()
        self.fields["key"].initial = uuid.uuid4
