"""What is typed when a list is opened, sent or made for somebody?"""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.enums import Channel
from core.forms import fields
from directory.rules.list_codes import read_code

MOST_NOTE, MOST_MAKER, MOST_OWN_NOTE = 500, 80, 300
_UK = ("0", "+44")


class OpenForm(forms.Form):
    """The code of a list."""

    code = fields.TextField(
        label=_("The code of the list"),
        help_text=_("8 letters and numbers, like cdfh-j347. Capital letters are fine too."),
        missing=_("Type the code of the list"),
        look=fields.Look(
            width=10,
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
            raise ValidationError(_("Check the code. It has 8 letters and numbers, and no vowels"))
        return code


class SendForm(forms.Form):
    """Where a list is to be sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = fields.ChoiceField(
        label=_("How shall we send it?"),
        choices=[(Channel.SMS, _("By text message")), (Channel.EMAIL, _("By email"))],
        missing=_("Choose how we shall send it"),
    )
    phone = fields.PhoneField(label=_("Mobile number, for a text message"), required=False)
    email = fields.EmailField(label=_("Email address, for an email"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        """Ask for the address that the chosen way needs."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        way = told.get("channel")
        if way == Channel.EMAIL and not told.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter an email address, like name@example.org"))
        if way == Channel.SMS and "phone" not in self.errors:
            number = told.get("phone") or ""
            if not number:
                self.add_error("phone", _("Enter a phone number, like 0116 496 0123"))
            elif not number.startswith(_UK):
                self.add_error("phone", _("We can send texts to numbers in the UK only"))
        return told

    @property
    def to(self) -> str:
        """The address that was chosen."""
        told = self.cleaned_data
        return str(told["email"] if told["channel"] == Channel.EMAIL else told["phone"])


class GiveForm(forms.Form):
    """Who makes a list for somebody, and what they want to say with it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    maker = fields.TextField(
        label=_("Your name, and what you do"),
        help_text=_("It stands on the list: “Made for you by Asha, social prescriber”."),
        missing=_("Write your name, so that they know who made the list"),
        max_length=MOST_MAKER,
    )
    note = fields.LongTextField(
        label=_("A note for them (you can leave this empty)"),
        help_text=_(
            "Please do not write their name, or anything about their health. "
            "Everybody with the code can read it."
        ),
        required=False,
        look=fields.Look(most_characters=MOST_NOTE),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4


class OwnNoteForm(forms.Form):
    """A note of one's own beside a listing."""

    note = forms.CharField(
        required=False,
        max_length=MOST_OWN_NOTE,
        error_messages={"max_length": _("Use %(limit_value)d letters or fewer in a note")},
    )
