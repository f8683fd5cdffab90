"""From when to when is a place closed, and what is said about it?"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from core import clock
from directory.enums import ClosureReason
from directory.rules.closures import Closure

LONGEST = timedelta(days=366)
FARTHEST = timedelta(days=5 * 366)
LONGEST_WORDS = 200


class ClosePlaceForm(forms.Form):
    """The first and the last closed day, or that the place is closed for good; and why."""

    first_day = forms.DateField(label=_("Closed from"), widget=AdminDateInput)
    last_day = forms.DateField(
        label=_("Up to and including"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last closed day. For one day, the same day again."),
    )
    for_good = forms.BooleanField(
        label=_("It is closed for good and does not open again"), required=False
    )
    reason = forms.ChoiceField(
        label=_("Why? The public reads this."), choices=ClosureReason.choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("In your own words, in %(language)s") % {"language": name},
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        """See that the days are in order, are not over and are not endless."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last, for_good = (cleaned.get(n) for n in ("first_day", "last_day", "for_good"))
        if for_good:
            cleaned["last_day"] = None
        elif last is None and "last_day" not in self.errors:
            self.add_error("last_day", _("Type the last day, or say that it is closed for good."))
        elif first and last:
            self._check_days(first, last)
        if first and first > clock.today() + FARTHEST:
            self.add_error("first_day", _("This is more than five years away. Check the year."))
        return cleaned

    def _check_days(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last_day", _("The last day must not be before the first day."))
        elif last < clock.today():
            self.add_error("last_day", _("These days are over. Nothing would change."))
        elif last - first > LONGEST:
            self.add_error("last_day", _("A place can be closed for a year at most, or for good."))

    def words(self) -> dict[str, str]:
        """Return what was typed, by language."""
        return {
            code: self.cleaned_data[f"words_{code}"].strip()
            for code, _name in settings.LANGUAGES
            if self.cleaned_data.get(f"words_{code}", "").strip()
        }

    def closure(self) -> Closure:
        """Return the closed days as the plain value the rules work on."""
        data = self.cleaned_data
        return Closure(
            data["first_day"], data["last_day"], data["reason"], tuple(self.words().items())
        )
