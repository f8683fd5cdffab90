"""What do the pages of the people of a group ask?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.enums import Channel
from core.forms import fields
from directory.rules.sign_in import DIGITS, read_code

FIRST_HELP = gettext_lazy("A first name is enough.")


class AddressForm(forms.Form):
    """An e-mail address or a mobile number; one is enough."""

    email = fields.EmailField(label=gettext_lazy("Email address"), required=False)
    phone = fields.PhoneField(label=gettext_lazy("Or mobile number"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (told.get("email") or told.get("phone")):
            self.add_error("email", _("Type an email address or a mobile number"))
        return told

    def address(self) -> tuple[str, str]:
        """Return the channel and the address, the e-mail address first."""
        if self.cleaned_data["email"]:
            return Channel.EMAIL.value, str(self.cleaned_data["email"])
        return Channel.SMS.value, str(self.cleaned_data["phone"])


class CodeForm(forms.Form):
    """The code that was sent."""

    code = fields.TextField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Six digits."),
        max_length=40,
        look=fields.Look(
            inputmode="numeric", width=10, autocomplete="one-time-code", left_to_right=True
        ),
    )

    def clean_code(self) -> str:
        """Return the digits; spaces and signs between them do no harm."""
        digits = read_code(str(self.cleaned_data["code"]))
        if len(digits) != DIGITS:
            raise forms.ValidationError(_("The code has six digits. Look at the message again."))
        return digits


class ClaimForm(AddressForm):
    """Who says that a listing is theirs, where there is no address to send a code to."""

    why = fields.LongTextField(
        label=gettext_lazy("How do you belong to it?"),
        help_text=gettext_lazy("For example: I lead the group since 2019."),
        look=fields.Look(most_characters=500),
    )


class NeedForm(forms.Form):
    """What a group looks for."""

    text = fields.LongTextField(
        label=gettext_lazy("What do you need?"),
        help_text=gettext_lazy(
            "A room, a helper, a lift. It stands on your public page for 60 days."
        ),
        look=fields.Look(most_characters=300),
    )
