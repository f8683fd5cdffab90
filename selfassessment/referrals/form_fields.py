"""Which fields do the forms of the desk share?"""

from typing import Any

from django import forms

NO_DAY = "Write a day such as 24/12/2026."


class DayField(forms.DateField):
    """A day, chosen from a calendar or typed; `missing` is the sentence for an empty one."""

    def __init__(self, *, missing: str = NO_DAY, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": missing, "invalid": NO_DAY},
            **kwargs,
        )


class WordsField(forms.CharField):
    """Several lines of words; without `missing` it may stay empty."""

    def __init__(self, *, missing: str = "", rows: int = 2, **kwargs: Any) -> None:
        super().__init__(
            required=bool(missing),
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": missing},
            **{"max_length": 4000, **kwargs},
        )
