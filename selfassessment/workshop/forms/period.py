"""Of which days, version, language and kind of device are the figures?"""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict

from selfassessment.models import JourneyVersion
from selfassessment.models.tallies import Device

DAYS = (("7", "Last 7 days"), ("28", "Last 28 days"), ("91", "Last 13 weeks"), ("365", "Last year"))
USUAL = "28"
LOCALES = (("", "All"), ("en", "English"), ("gu", "Gujarati"), ("pl", "Polish"), ("ur", "Urdu"))


class PeriodForm(forms.Form):
    """All four are optional; what cannot be understood counts as not chosen."""

    default_renderer = DjangoTemplates()

    def __init__(self, data: QueryDict, *, versions: Iterable[JourneyVersion]) -> None:
        """Offer the versions of the journey, the newest first."""
        super().__init__({"days": USUAL, **data.dict()}, auto_id="period-%s")
        numbers = [(str(one.number), f"Version {one.number}") for one in versions]
        choices = {
            "days": ("Days", DAYS),
            "version": ("Version", [("", "All"), *numbers]),
            "language": ("Language", LOCALES),
            "device": ("Read on", [("", "All"), *Device.choices]),
        }
        for name, (label, offered) in choices.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=offered, required=False)
        self.is_valid()

    def chosen(self, name: str) -> str:
        """Return what was chosen, or an empty string."""
        return str(self.cleaned_data.get(name, ""))

    def since(self, today: date) -> date:
        """Return the first day that counts."""
        return today - timedelta(days=int(self.chosen("days") or USUAL) - 1)
