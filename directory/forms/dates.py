"""How does an editor choose one date to take off, and type new times?"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.enums import ExceptionReason
from directory.forms.patterns import PatternForm
from directory.models import Schedule
from directory.rules.recurrence import Session


class CancelDateForm(forms.Form):
    """One of the next sessions, and why it is off."""

    reason = forms.ChoiceField(
        label=_("Why?"), choices=ExceptionReason.choices, initial=ExceptionReason.CANCELLED
    )

    def __init__(self, *args: Any, sessions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"] = forms.ChoiceField(
            label=_("Which date?"), choices=list(sessions), widget=forms.RadioSelect
        )

    def chosen(self) -> tuple[date, time]:
        """Return the date and the start of the session that was chosen."""
        moment = datetime.fromisoformat(self.cleaned_data["session"])
        return moment.date(), moment.time()


class TimesForm(PatternForm):
    """One pattern in the short way to change times; it can be taken away."""

    remove = forms.BooleanField(label=_("Take this time away"), required=False)

    class Meta(PatternForm.Meta):
        fields = [name for name in PatternForm.Meta.fields if name != "kind"]


class TimesForms:
    """The patterns of one listing, with an empty one for another time."""

    def __init__(self, rows: Sequence[Schedule], data: Any = None) -> None:
        self.forms = [
            TimesForm(data, instance=row, prefix=f"time-{number}")
            for number, row in enumerate(rows)
        ]
        self.blank = TimesForm(
            data,
            instance=Schedule(),
            prefix="time-new",
            empty_permitted=True,
            use_required_attribute=False,
        )
        del self.blank.fields["remove"]

    def __iter__(self) -> Any:
        return iter([*self.forms, self.blank])

    def is_valid(self) -> bool:
        """Whether each time that stays can be read."""
        kept = [form for form in self.forms if not form.data.get(form.add_prefix("remove"))]
        valid = [form.is_valid() for form in (*kept, self.blank)]
        return all(valid)

    def sessions(self) -> list[Session]:
        """Return the patterns that stay, and the new one if it was filled in."""
        kept = [form for form in self.forms if not form.data.get(form.add_prefix("remove"))]
        filled = [*kept, self.blank] if self.blank.has_changed() else kept
        return [form.instance.session() for form in filled]
