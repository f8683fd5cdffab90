"""What does somebody tell us who wants to be called back, to come back, or to keep results?"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import fields
from selfassessment.return_codes import read_code


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


class ResultsForm(forms.Form):
    """Where one's own results go."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    email = fields.EmailField(
        label=_("Your email address"), missing=_("Write the email address we shall send them to")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4


class ComeBackForm(forms.Form):
    """The code under which answers were saved."""

    code = fields.TextField(
        label=_("Your code"),
        help_text=_("10 letters and numbers, like cdf-hjk-m347. Capital letters are fine too."),
        missing=_("Type your code"),
        look=fields.Look(
            width=20,
            spellcheck=False,
            autocapitalize="none",
            autocomplete="off",
            left_to_right=True,
        ),
    )

    def clean_code(self) -> str:
        """Return the code without spaces and hyphens."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("Check the code. It has 10 letters and numbers, and no vowels"))
        return code
