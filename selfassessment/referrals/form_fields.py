"""Which fields do the forms of the desk share?"""

from datetime import date
from typing import Any

from django import forms

NO_DAY = "Write a day such as 24/12/2026."
# Nothing at the desk is about a day outside these: 0026 and 20226 are slips of the keyboard.
YEARS = range(2000, 2101)


class DayField(forms.DateField):
    """A day, chosen from a calendar or typed; `missing` is the sentence for an empty one."""

    def __init__(self, *, missing: str = NO_DAY, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": missing, "invalid": NO_DAY},
            **kwargs,
        )

    def validate(self, value: date | None) -> None:
        """Refuse a year that cannot be meant."""
        super().validate(value)
        if value is not None and value.year not in YEARS:
            raise forms.ValidationError("Check the year.")


class WordsField(forms.CharField):
    """Several lines of words; without `missing` it may stay empty."""

    def __init__(self, *, missing: str = "", rows: int = 2, **kwargs: Any) -> None:
        super().__init__(
            required=bool(missing),
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": missing},
            **{"max_length": 4000, **kwargs},
        )
