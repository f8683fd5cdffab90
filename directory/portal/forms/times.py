"""When does it take place, and what does it cost?"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.forms import fields
from directory.enums import CostFor, CostKind, CostPer, Day
from directory.forms.answering import pence_of
from directory.forms.patterns import EVERY, every_of, rule_of
from directory.portal.forms.base import Changes, PageForm
from directory.rules.clock_times import NotATimeError, as_typed, parse_time
from directory.rules.recurrence import Rule


class WhenForm(PageForm):
    """The days that are ticked and the times that are typed."""

    HEADING = gettext_lazy("When is it?")
    INDEX: ClassVar[int] = 0
    days = fields.ChoicesField(
        label=gettext_lazy("On which days?"),
        choices=Day.choices,
        required=False,
        look=fields.Look(small=True),
    )
    start = fields.TextField(
        label=gettext_lazy("When does it start?"),
        help_text=gettext_lazy("Such as 10am, 10:30 or half past ten"),
        required=False,
        look=fields.Look(width=10, autocomplete="off"),
    )
    end = fields.TextField(
        label=gettext_lazy("When does it end?"),
        required=False,
        look=fields.Look(width=10, autocomplete="off"),
    )
    every = fields.SelectField(
        label=gettext_lazy("How often?"), choices=EVERY, initial="1", required=False
    )
    term_time = fields.AgreementField(
        label=gettext_lazy("Only in school term time"), required=False
    )
    first = fields.DateField(
        label=gettext_lazy("When is the next one? (only when it is not every week)"),
        required=False,
    )
    times_vary = fields.AgreementField(
        label=gettext_lazy("The times change. People ask us"), required=False
    )

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return the first pattern as it was typed."""
        rows = kept.get("schedules") or []
        found: dict[str, Any] = {"times_vary": bool(kept.get("times_vary"))}
        if len(rows) > cls.INDEX:
            row = rows[cls.INDEX]
            rule = Rule.parse(row["rrule"])
            found |= {
                "days": list(rule.days),
                "every": every_of(rule),
                "start": as_typed(time.fromisoformat(row["start_time"])),
                "end": as_typed(time.fromisoformat(row["end_time"])),
                "term_time": row.get("term_time", False),
                "first": date.fromisoformat(row["starts_on"]) if rule.every > 1 else None,
            }
        return found

    def clean_start(self) -> Any:
        """Return the time that was meant."""
        return self._time("start")

    def clean_end(self) -> Any:
        """Return the time that was meant."""
        return self._time("end")

    def clean_every(self) -> str:
        """Return how often; every week when nothing was chosen."""
        return str(self.cleaned_data.get("every") or "1")

    def clean(self) -> dict[str, Any]:
        """Ask for days and both times, unless they change."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("times_vary"):
            return told
        for name, said in (
            ("days", _("Tick the days, or say below that the times change")),
            ("start", _("Type when it starts, such as 10am")),
            ("end", _("Type when it ends, such as 12 noon")),
        ):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, said)
        if told.get("every") in ("2", "3", "4") and not told.get("first"):
            self.add_error("first", _("Type the date of the next one"))
        if told.get("start") and told.get("start") == told.get("end"):
            self.add_error("end", _("It must end after it starts."))
        return told

    def changes(self) -> Changes:
        """Return the pattern, from today on."""
        told = self.cleaned_data
        rows = list(self.kept.get("schedules") or ())
        if told["times_vary"]:
            return {"times_vary": True, "schedules": []}
        same: Changes = rows[self.INDEX] if len(rows) > self.INDEX else {}
        begins = told["first"].isoformat() if told["first"] else same.get("starts_on")
        pattern = {
            "ends_on": None,
            "bank_holidays": False,
            "online": False,
            **same,
            "rrule": rule_of(told["days"], told["every"]).as_rrule(),
            "starts_on": begins or clock.today().isoformat(),
            "start_time": told["start"].isoformat("minutes"),
            "end_time": told["end"].isoformat("minutes"),
            "term_time": told["term_time"],
        }
        rows[self.INDEX : self.INDEX + 1] = [pattern]
        return {"times_vary": False, "schedules": rows}

    def _time(self, name: str) -> Any:
        typed = str(self.cleaned_data.get(name) or "").strip()
        if not typed:
            return None
        try:
            return parse_time(typed)
        except NotATimeError as error:
            said = _("Type a time, such as 10am, 10:30 or half past ten.")
            raise ValidationError(said) from error


class OtherTimeForm(WhenForm):
    """A second time; it may be left out, and goes away without days."""

    HEADING = gettext_lazy("Is there another time?")
    LEAD = gettext_lazy("Such as Tuesdays in the morning and Thursdays in the evening.")
    INDEX = 1
    times_vary = None  # type: ignore[assignment]  # takes the field away

    def clean(self) -> dict[str, Any]:
        """Take an empty page for no other time."""
        told = self.cleaned_data
        if not (self.errors or told.get("days") or told.get("start") or told.get("end")):
            return told
        return super().clean()

    def changes(self) -> Changes:
        """Return the patterns with this one, or without it."""
        if self.cleaned_data.get("days"):
            self.cleaned_data["times_vary"] = False
            return super().changes()
        rows = list(self.kept.get("schedules") or ())
        return {"schedules": [row for place, row in enumerate(rows) if place != self.INDEX]}


class CostForm(PageForm):
    """What it costs."""

    HEADING = gettext_lazy("What does it cost?")
    price = fields.ChoiceField(
        label=gettext_lazy("The cost"),
        choices=[
            (CostKind.FREE, gettext_lazy("It is free")),
            (CostKind.DONATION, gettext_lazy("People give what they can")),
            (CostKind.FIXED, gettext_lazy("It costs this much:")),
        ],
        missing=gettext_lazy("Choose what it costs"),
    )
    pounds = fields.TextField(
        label=gettext_lazy("How much, in pounds (such as 2.50)"),
        required=False,
        max_length=12,
        look=fields.Look(width=5, inputmode="decimal", prefix="£"),
    )
    per = fields.SelectField(
        label=gettext_lazy("For how long?"),
        choices=CostPer.choices,
        initial=CostPer.SESSION,
        required=False,
    )
    cost_note = fields.TextField(
        label=gettext_lazy("Anything else about the cost? (you can leave this empty)"),
        help_text=gettext_lazy("Such as: tea is included."),
        required=False,
    )

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return the price as it was typed."""
        rows = [row for row in kept.get("prices") or [] if row["whom"] == CostFor.EVERYONE]
        found: dict[str, Any] = {"cost_note": kept.get("cost_note", "")}
        if rows:
            pence = rows[0].get("pence")
            found |= {"price": rows[0]["kind"], "per": rows[0]["per"]}
            found["pounds"] = f"{pence / 100:.2f}" if pence else ""
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for the amount of a fixed price."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("price") != CostKind.FIXED or "pounds" in self.errors:
            return told
        if not told.get("pounds"):
            self.add_error("pounds", _("Type how much it costs, such as 2.50"))
        elif pence_of(told["pounds"]) is None:
            self.add_error("pounds", _("Type the price in numbers, such as 2.50"))
        return told

    def changes(self) -> Changes:
        """Return the one price."""
        told = self.cleaned_data
        is_fixed = told["price"] == CostKind.FIXED
        others = [row for row in self.kept.get("prices") or () if row["whom"] != CostFor.EVERYONE]
        price = {
            "kind": told["price"],
            "pence": pence_of(told["pounds"]) if is_fixed else None,
            "whom": CostFor.EVERYONE.value,
            "per": told["per"] or CostPer.SESSION.value,
        }
        stay = others if told["price"] != CostKind.FREE else []
        return {"prices": [price, *stay], "cost_note": told["cost_note"].strip()}
