"""How does a person type in when something takes place?

Days are ticked, times are typed as people say them; the recurrence behind them is never shown.
"""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core import clock
from directory.enums import Day
from directory.models import Schedule
from directory.rules.clock_times import NotATimeError, as_typed, parse_time
from directory.rules.recurrence import LAST, Rule

EVERY = [
    ("1", _("every week")),
    ("2", _("every second week")),
    ("3", _("every third week")),
    ("4", _("every fourth week")),
    ("n1", _("the 1st of the month")),
    ("n2", _("the 2nd of the month")),
    ("n3", _("the 3rd of the month")),
    ("n4", _("the 4th of the month")),
    (f"n{LAST}", _("the last of the month")),
    ("n1,3", _("the 1st and 3rd of the month")),
    ("n2,4", _("the 2nd and 4th of the month")),
]


class ClockTimeField(forms.CharField):
    """A time of day as it is said: "10", "10am", "10:30", "half past ten"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "size": 12}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time as people say it; keep what was typed as it is."""
        return as_typed(value) if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        """Return the time, or say what can be typed."""
        said = super().clean(value)
        if not said:
            return None
        try:
            return parse_time(said)
        except NotATimeError as error:
            raise forms.ValidationError(
                _("Type a time, such as 10am, 10:30 or half past ten."), code="time"
            ) from error


def every_of(rule: Rule) -> str:
    """Return the choice of the form that stands for this rule."""
    if rule.nth:
        return "n" + ",".join(str(number) for number in rule.nth)
    return str(rule.every)


def rule_of(days: list[str], every: str) -> Rule:
    """Return the rule that a choice of the form stands for."""
    if every.startswith("n"):
        return Rule(tuple(days), nth=tuple(int(number) for number in every[1:].split(",")))
    return Rule(tuple(days), every=int(every))


class PatternForm(WagtailAdminModelForm):
    """One pattern of a listing: ticked days, how often, from when to when."""

    days = forms.MultipleChoiceField(
        label=_("Days"), choices=Day.choices, widget=forms.CheckboxSelectMultiple
    )
    every = forms.ChoiceField(label=_("How often"), choices=EVERY, initial="1")
    start = ClockTimeField(label=_("Starts at"), help_text=_("Such as 10am or half past ten"))
    end = ClockTimeField(label=_("Ends at"))

    class Meta:
        model = Schedule
        fields = [
            "kind",
            "days",
            "every",
            "start",
            "end",
            "starts_on",
            "ends_on",
            "term_time",
            "bank_holidays",
            "online",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.starts_on is None:
            self.initial["starts_on"] = clock.today()
        if self.instance.rrule:
            self._show(Rule.parse(self.instance.rrule))

    def _show(self, rule: Rule) -> None:
        every = every_of(rule)
        if every not in dict(EVERY):
            self.fields["every"].choices = [*EVERY, (every, _("as it is now"))]
        self.initial.update(
            days=list(rule.days),
            every=every,
            start=self.instance.start_time,
            end=self.instance.end_time,
        )

    def clean(self) -> dict[str, Any]:
        """Put the recurrence and the times on the row."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and start == end:
            self.add_error("end", _("It must end after it starts."))
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last date must not be before the first date."))
        if cleaned.get("days") and cleaned.get("every"):
            self.instance.rrule = rule_of(cleaned["days"], cleaned["every"]).as_rrule()
        if start:
            self.instance.start_time = start
        if end:
            self.instance.end_time = end
        return cleaned
