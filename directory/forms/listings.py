"""What does the editor of a listing refuse, and how is it said?

What is wrong is refused always, beside its field. What is only missing is refused when somebody
publishes; a draft may be saved without it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.cards.calendars import school_calendar
from directory.enums import HIGHEST_AGE, CostKind, CostPer
from directory.forms.records import RecordForm
from directory.models import Service
from directory.rules.completeness import (
    FORMAT,
    WAY_IN,
    cost_mistakes,
    is_upside_down,
    lacking,
    never_happens,
)
from directory.rules.recurrence import DateOff
from geography.rules.postcodes import OutwardCode, UnitPostcode, parse

MESSAGES = {
    WAY_IN: gettext_lazy("Say where it is or how to get in touch: a place, online, or a contact."),
    FORMAT: gettext_lazy("Tick how people take part: in person, online or by telephone."),
}
COSTS = {
    "twice": gettext_lazy("There is a price for these people already. Delete one of the two."),
    "free_and_not": gettext_lazy("It cannot be free and cost something for the same people."),
    "dearer": gettext_lazy(
        "This is more than everyone pays. Are the two prices the wrong way round?"
    ),
}


class ListingForm(RecordForm):
    """The editor of a listing."""

    outcode = forms.CharField(
        label=gettext_lazy("Area"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("First half of a postcode, when only the area is known."),
    )
    instance: Service

    def clean_outcode(self) -> str:
        """Return the first half of a postcode, also of a whole one."""
        typed = str(self.cleaned_data.get("outcode") or "").strip()
        found = parse(typed) if typed else None
        if found is None:
            return ""
        if isinstance(found, UnitPostcode):
            return found.outcode
        if isinstance(found, OutwardCode) and len(found.code) <= 4:
            return found.code
        raise forms.ValidationError(_("Type the first half of a postcode, such as LE4."))

    def clean(self) -> dict[str, Any]:
        """Look at what belongs together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.is_source:
            self._check_ages(cleaned)
            self._check_prices()
            self._check_patterns()
            if not self.is_deferred_validation:
                self._check_complete(cleaned)
        return cleaned

    def _check_ages(self, cleaned: dict[str, Any]) -> None:
        lowest, highest = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        for name in ("minimum_age", "maximum_age"):
            if (cleaned.get(name) or 0) > HIGHEST_AGE:
                said = _("Type an age up to %(age)s, or leave it empty.") % {"age": HIGHEST_AGE}
                self.add_error(name, said)
        if lowest is not None and highest is not None and lowest > highest:
            said = _("The oldest age is below the youngest. Are they the wrong way round?")
            self.add_error("maximum_age", said)

    def _check_prices(self) -> None:
        rows = [row for row in self._rows("cost_options") if row.cleaned_data.get("kind")]
        prices = [
            (
                row.cleaned_data["kind"],
                row.cleaned_data.get("whom", ""),
                row.cleaned_data.get("per", CostPer.SESSION),
                row.cleaned_data.get("pence") or 0,
            )
            for row in rows
        ]
        for place, mistake in cost_mistakes(prices).items():
            field = "kind" if prices[place][0] != CostKind.FIXED else "pence"
            rows[place].add_error(field, COSTS[mistake])

    def _check_patterns(self) -> None:
        off = [
            DateOff(row.cleaned_data["on"], row.cleaned_data.get("starts_at"), "")
            for row in self._rows("exceptions")
            if row.cleaned_data.get("on")
        ]
        calendar = school_calendar()
        for row in self._rows("schedules"):
            typed = row.cleaned_data
            if row.errors or not (typed.get("days") and typed.get("start") and typed.get("end")):
                continue
            start, end = (datetime.combine(date.min, typed[name]) for name in ("start", "end"))
            night = end + timedelta(days=1) - start if end < start else end - start
            if is_upside_down(night.total_seconds() / 3600) and end < start:
                said = _("It ends before it starts. Are the two times the wrong way round?")
                row.add_error("end", said)
            elif never_happens(row.instance.session(), off, calendar):
                said = _(
                    "This never takes place: none of these days lies between the first and the "
                    "last date, or all are outside term time or taken off."
                )
                row.add_error("days", said)

    def _check_complete(self, cleaned: dict[str, Any]) -> None:
        found = lacking(
            has_place=bool(cleaned.get("location") or cleaned.get("outcode")),
            has_contact=bool(cleaned.get("message_form"))
            or any(row.cleaned_data.get("value") for row in self._rows("contacts")),
            in_person=bool(cleaned.get("in_person")),
            online=bool(cleaned.get("online")),
            telephone=bool(cleaned.get("telephone")),
        )
        for code in found:
            self.add_error("location" if code == WAY_IN else "in_person", MESSAGES[code])

    def _rows(self, name: str) -> Iterator[Any]:
        """Give the rows of one kind that stay, once they have been looked at."""
        formset = self.formsets.get(name)
        if formset is None:
            return
        formset.is_valid()
        for row in formset.forms:
            if hasattr(row, "cleaned_data") and not row.cleaned_data.get("DELETE"):
                yield row
