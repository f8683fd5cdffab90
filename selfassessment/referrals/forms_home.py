"""What may be typed about a visit at home, and what is a mistake in it?"""

from datetime import date
from typing import Any

from django import forms

from selfassessment.referrals.form_fields import DayField, WordsField
from selfassessment.referrals.rules import home_lists


class DayForm(forms.Form):
    """A day that has come: on which something was put right, fitted, done."""

    on = DayField(label="Day", missing="Say on which day.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day that has not come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day has not come yet.")
        return on


class VisitForm(DayForm):
    """A visit, or a look at a plan: the day, and a note."""

    note = WordsField(label="Note (optional)")


class _KindForm(VisitForm):
    """A day, a kind from a list, and a note."""

    kind = forms.ChoiceField(error_messages={"required": "Choose from the list."})
    field_order = ("kind", "on", "note")
    label = ""

    def choices(self) -> list[tuple[str, str]]:
        """Return what there is to choose from."""
        return []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = self.label
        self.fields["kind"].choices = [("", "Choose"), *self.choices()]  # type: ignore[attr-defined]


class HazardForm(_KindForm):
    """Something that is not safe."""

    label = "What is not safe"

    def choices(self) -> list[tuple[str, str]]:
        """Return the hazards."""
        return list(home_lists.hazards())


class AidForm(_KindForm):
    """An aid that was brought."""

    label = "What was supplied"

    def choices(self) -> list[tuple[str, str]]:
        """Return the aids."""
        return list(home_lists.aids())


class FurtherForm(_KindForm):
    """A need that was found."""

    label = "What else is needed"

    def choices(self) -> list[tuple[str, str]]:
        """Return the needs that may open a line."""
        return [(one.need, one.label) for one in home_lists.further_needs()]
