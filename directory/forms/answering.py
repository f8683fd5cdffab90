"""What has changed with a listing? The short form of a group."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import fields
from directory.actions.answering import Changed
from directory.enums import CostKind

MOST_CHARACTERS = 1000
# Dates are known for so long ahead.
LONGEST_BREAK = timedelta(days=90)
SAME = "same"
HIGHEST_PRICE = 1000


class ChangedForm(forms.Form):
    """A price, a break, and the rest in words; one of them is enough."""

    price = fields.ChoiceField(
        label=_("What does it cost?"),
        choices=[
            (SAME, _("The cost is still right")),
            (CostKind.FREE, _("It is free")),
            (CostKind.DONATION, _("People give what they can")),
            (CostKind.FIXED, _("It costs this much each time:")),
        ],
        initial=SAME,
        required=False,
    )
    pounds = fields.TextField(
        label=_("How much, in pounds (such as 2.50)"), required=False, max_length=12
    )
    back_on = fields.DateField(
        label=_("Are you having a break? When are you back?"),
        help_text=_("Leave this empty if you are not. Until that day we show no dates."),
        required=False,
    )
    words = fields.LongTextField(
        label=_("What else has changed?"),
        help_text=_(
            "Days, times, the place, the phone number: write it as you would say it. "
            "Our team puts it right within a week."
        ),
        required=False,
        look=fields.Look(most_characters=MOST_CHARACTERS),
    )

    def __init__(self, *args: Any, has_dates: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_dates:
            del self.fields["back_on"]

    def clean(self) -> dict[str, Any]:
        """See that something is said, and that it can be so."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        is_fixed = told.get("price") == CostKind.FIXED
        if is_fixed and not told.get("pounds"):
            self.add_error("pounds", _("Type how much it costs, such as 2.50"))
        elif is_fixed and pence_of(told["pounds"]) is None:
            self.add_error("pounds", _("Type the price in numbers, such as 2.50"))
        self._check_break(told.get("back_on"))
        says_price = told.get("price") not in (SAME, "", None)
        if not self.errors and not (says_price or told.get("back_on") or told.get("words")):
            self.add_error("words", _("Tell us what has changed"))
        return told

    def _check_break(self, back_on: date | None) -> None:
        today = clock.today()
        if back_on is not None and back_on <= today:
            self.add_error("back_on", _("Type a day that is still to come"))
        elif back_on is not None and back_on > today + LONGEST_BREAK:
            self.add_error("back_on", _("For a break of more than three months, write to us below"))

    def changed(self) -> Changed:
        """Return what was told."""
        told = self.cleaned_data
        price = "" if told["price"] in (SAME, "") else str(told["price"])
        pence = pence_of(told["pounds"]) if price == CostKind.FIXED else None
        return Changed(price, pence, told.get("back_on"), told["words"].strip())


def pence_of(text: str) -> int | None:
    """Return an amount as somebody types it in pence; None when it is none."""
    bare = text.replace("£", "").replace(",", ".").strip()
    whole, _dot, rest = bare.partition(".")
    if not (whole.isascii() and whole.isdecimal()) or len(whole) > 4 or len(rest) > 2:
        return None
    if rest and not (rest.isascii() and rest.isdecimal()):
        return None
    pence = int(whole) * 100 + int((rest or "0").ljust(2, "0"))
    return pence if 0 < pence <= HIGHEST_PRICE * 100 else None
