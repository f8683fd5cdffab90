"""What do staff type to keep how the team reaches a group?"""

from django import forms
from django.conf import settings
from django.core.validators import validate_email

from core.enums import Channel
from directory.rules.contacts import is_phone


class AddressForm(forms.Form):
    """An e-mail address or a number, and the language to write in."""

    value = forms.CharField(label="Email address or mobile number", max_length=200)
    language = forms.ChoiceField(label="Language to write in", choices=settings.LANGUAGES)

    def clean_value(self) -> str:
        """See that it is an address or a number."""
        value = str(self.cleaned_data["value"]).strip()
        if "@" in value:
            validate_email(value)
        elif not is_phone(value):
            raise forms.ValidationError("Type an email address or a telephone number.")
        return value

    @property
    def channel(self) -> Channel:
        """By which way it is written to."""
        return Channel.EMAIL if "@" in self.cleaned_data["value"] else Channel.SMS
