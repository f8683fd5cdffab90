"""What do the fields of several boxes, dates and measures, make of what was typed?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import typed
from core.forms.choices import Look, Text
from core.forms.widgets import DateBoxes, HeightBoxes, PartsWidget, WeightBoxes

EMPTY: tuple[object, ...] = (None, "", [], {})
INCHES_TO_CM = Decimal("2.54")  # exact, by definition of the international inch
POUNDS_TO_KG = Decimal("0.45359237")  # exact, by definition of the international pound
FOUR_FIGURES = 1000


class PartsField(forms.Field):
    """A field whose widget has several boxes; errors name the boxes that are wrong."""

    widget: Any = PartsWidget
    default_error_messages = {"required": _("Fill this in")}

    def __init__(self, *, look: Look | None = None, missing: Text = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.look = look or Look()
        if missing:
            self.error_messages["required"] = missing

    def to_python(self, value: object) -> Any:
        """Return the answer that the boxes make, or None when all are empty."""
        if not isinstance(value, Mapping):
            return value
        typed_texts = {part: str(text) for part, text in value.items() if str(text or "").strip()}
        return self.joined(typed_texts) if typed_texts else None

    def joined(self, texts: Mapping[str, str]) -> Any:
        """Return the answer made of the boxes that are not empty."""
        raise NotImplementedError

    def wrong(self, code: str, parts: tuple[str, ...] = (), **params: object) -> ValidationError:
        """Return the error `code`; `parts` are the boxes to mark and to link to."""
        return ValidationError(
            self.error_messages[code], code=code, params={**params, "parts": parts}
        )


class DateField(PartsField):
    """A date typed as day, month and year, from `earliest` to `latest`."""

    widget: Any = DateBoxes
    default_error_messages = {
        "day": _("Enter the day"),
        "month": _("Enter the month"),
        "year": _("Enter the year"),
        "unreal": _("Enter a real date, like 27 3 1962"),
        "short_year": _("Enter the year with 4 numbers, like 1962"),
        "too_early": _("Check the year. This date is too long ago"),
        "too_late": _("Check the date. It is too late"),
    }

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def joined(self, texts: Mapping[str, str]) -> date:
        """Return the date, or raise ValidationError that names the boxes."""
        for part in DateBoxes.parts:
            if part not in texts:
                raise self.wrong(part, (part,))
        numbers = {part: typed.whole_number(texts[part]) for part in DateBoxes.parts}
        for part, number in numbers.items():
            if number is None:
                raise self.wrong("unreal", (part,))
        if (numbers["year"] or 0) < FOUR_FIGURES:
            raise self.wrong("short_year", ("year",))
        try:
            found = date(numbers["year"] or 0, numbers["month"] or 0, numbers["day"] or 0)
        except (ValueError, OverflowError) as unreal:
            raise self.wrong("unreal", DateBoxes.parts) from unreal
        if self.earliest and found < self.earliest:
            raise self.wrong("too_early", ("year",))
        if self.latest and found > self.latest:
            raise self.wrong("too_late", DateBoxes.parts)
        return found


class MeasureField(PartsField):
    """A measure typed in metric units, or in two of the older units; comes back in metric."""

    lowest = highest = Decimal(0)
    ratio = Decimal(1)
    small_in_large = 1
    default_error_messages = {
        "invalid": _("Use numbers only"),
        "both": _("Fill in one kind of unit, not both"),
        "range": _("Check this number. It must be from %(lowest)s to %(highest)s %(unit)s"),
    }

    def joined(self, texts: Mapping[str, str]) -> Decimal:
        """Return the measure with one decimal, or raise ValidationError that names the boxes."""
        metric, large, small = self.widget.parts
        numbers: dict[str, Decimal] = {}
        for part, text in texts.items():
            number = typed.number(text)
            if number is None or number < 0:
                raise self.wrong("invalid", (part,))
            numbers[part] = number
        if metric in numbers and len(numbers) > 1:
            raise self.wrong("both", (metric,))
        inexact = metric not in numbers
        amount = numbers.get(large, Decimal(0)) * self.small_in_large + numbers.get(
            small, Decimal(0)
        )
        found = round(amount * self.ratio if inexact else numbers[metric], 1)
        if not self.lowest <= found <= self.highest:
            raise self.wrong(
                "range",
                tuple(numbers),
                lowest=self.lowest,
                highest=self.highest,
                unit=metric,
            )
        return found


class HeightField(MeasureField):
    """A person's height in centimetres; the limits only keep out the impossible."""

    widget: Any = HeightBoxes
    lowest, highest = Decimal(50), Decimal(275)
    ratio, small_in_large = INCHES_TO_CM, 12


class WeightField(MeasureField):
    """A person's weight in kilograms; the limits only keep out the impossible."""

    widget: Any = WeightBoxes
    lowest, highest = Decimal(2), Decimal(650)
    ratio, small_in_large = POUNDS_TO_KG, 14
