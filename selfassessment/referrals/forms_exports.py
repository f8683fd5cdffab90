"""Which part of the referrals is taken out, and as what?"""

from datetime import date
from typing import Any

from django import forms

from selfassessment.referrals.rules import periods
from selfassessment.referrals.rules.periods import Period

KINDS = ("csv", "xlsx")


class QuarterForm(forms.Form):
    """A quarter of a financial year, and whether made-up sample cases count."""

    quarter = forms.ChoiceField(
        label="Quarter", error_messages={"invalid_choice": "Choose a quarter from the list."}
    )
    samples = forms.BooleanField(label="Count sample cases, which are made up", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in periods.choices(today) if not one.is_year]
        self._quarters = {one.code: one for one in offered}
        named = [(one.code, one.name) for one in offered]
        self.fields["quarter"].choices = named  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Period:
        """Return the quarter that was chosen."""
        return self._quarters[self.cleaned_data["quarter"]]


class FileForm(QuarterForm):
    """The same as a file."""

    kind = forms.ChoiceField(
        choices=[(kind, kind.upper()) for kind in KINDS],
        error_messages={"invalid_choice": "Choose CSV or XLSX."},
    )
    exact = forms.BooleanField(required=False)
