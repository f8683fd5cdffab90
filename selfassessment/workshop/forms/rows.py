"""Rows of a form that are added, moved and removed by buttons, with scripts off.

A button posts the whole form with `do=<prefix>:<what>:<row>`; the page comes back with everything
that was typed, the rows changed, and nothing saved.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from django import forms
from django.http import QueryDict

RowForm = TypeVar("RowForm", bound=forms.Form)
MOST = 200


class Rows(Generic[RowForm]):
    """The forms of the rows with one prefix."""

    def __init__(
        self,
        form: type[RowForm],
        prefix: str,
        *,
        data: QueryDict | None = None,
        initial: Sequence[Mapping[str, Any]] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """Make a form of each row posted, or of each row given."""
        self.prefix, self._form, self._options = prefix, form, dict(options or {})
        count = posted_count(data, prefix) if data is not None else len(initial)
        self.forms = [
            form(
                data,
                prefix=f"{prefix}-{number}",
                initial=dict(initial[number]) if number < len(initial) else None,
                **self._options,
            )
            for number in range(count)
        ]

    @property
    def count_name(self) -> str:
        """Return the name of the hidden field that says how many rows there are."""
        return f"{self.prefix}-count"

    def is_valid(self) -> bool:
        """Return whether every row is; all of them are looked at."""
        return not [one for one in self.forms if not one.is_valid()]

    def changed(self, data: QueryDict, action: str, new: Mapping[str, Any]) -> "Rows[RowForm]":
        """Return the rows as posted after a button was pressed; `new` is what a new row holds."""
        values = [self._typed(data, number) for number in range(posted_count(data, self.prefix))]
        prefix, _colon, rest = action.partition(":")
        what, _colon, number = rest.partition(":") if prefix == self.prefix else ("", "", "")
        at = int(number) if number.isdigit() and int(number) < len(values) else None
        if what == "add" and len(values) < MOST:
            values.append(dict(new))
        elif what == "remove" and at is not None:
            del values[at]
        elif what in ("up", "down") and at is not None:
            to = at + (1 if what == "down" else -1)
            if 0 <= to < len(values):
                values[at], values[to] = values[to], values[at]
        return Rows(self._form, self.prefix, initial=values, options=self._options)

    def _typed(self, data: QueryDict, number: int) -> dict[str, Any]:
        row = self._form(data, prefix=f"{self.prefix}-{number}", **self._options)
        return typed(row, data)


def posted_count(data: QueryDict, prefix: str) -> int:
    """Return how many rows were posted, within reason."""
    text = data.get(f"{prefix}-count", "")
    return min(int(text), MOST) if text.isdecimal() and len(text) < 5 else 0


def typed(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """Return what stands in the fields of a form, as it was typed."""
    return {
        name: field.widget.value_from_datadict(data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
