"""Which part of the referrals is taken out, and as what?"""

from datetime import date
from typing import Any

from django import forms

from selfassessment.referrals.form_fields import DayField
from selfassessment.referrals.rules import periods
from selfassessment.referrals.rules.periods import Period
from selfassessment.referrals.selectors.exporting import MOST, number_between

KINDS = ("csv", "xlsx")
CASE_KINDS = ("json", "csv", "xlsx", "fhir.json")


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


class CasesForm(forms.Form):
    """Which cases are taken out, and whether names and contacts go along, for who may see them."""

    first = DayField(label="Came in from")
    last = DayField(label="until")
    identity = forms.BooleanField(
        label="With names, contacts and what people wrote themselves", required=False
    )
    samples = forms.BooleanField(label="With sample cases, which are made up", required=False)
    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in CASE_KINDS],
        error_messages={"invalid_choice": "Choose one of the files."},
    )

    def __init__(self, *args: Any, may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["identity"]

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round, and more cases than one file holds."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last:
            if last < first:
                self.add_error("last", "This day is before the first one.")
            elif number_between(first, last, samples=bool(data.get("samples"))) > MOST:
                self.add_error("last", f"These are more than {MOST} cases. Choose fewer days.")
        return data
