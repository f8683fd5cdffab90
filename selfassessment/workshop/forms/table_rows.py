"""What every row of a routing table has: its conditions, its place, its days, a note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from selfassessment.workshop.documents.parts import Document, put

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Lists:
    """What a row may name, each with what it is called."""

    conditions: Options
    pages: Options
    needs: Options
    strengths: Options
    offers: Options
    providers: Options


class WhenForm(forms.Form):
    """One condition of a row."""

    key = forms.ChoiceField(label="When")

    def __init__(self, *args: Any, conditions: Options, **kwargs: Any) -> None:
        """Take the conditions."""
        super().__init__(*args, **kwargs)
        choose_from(self, "key", [("", "Choose a condition"), *conditions])


class RowForm(forms.Form):
    """What every row has: its place, its days, a note."""

    order = forms.IntegerField(
        label="Order", min_value=0, max_value=99_999, help_text="Rows are read in rising order."
    )
    valid_from = forms.DateField(
        label="First day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="For a cut-off that begins on a day. Empty: always.",
    )
    valid_to = forms.DateField(
        label="Last day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label="Note: where the rule comes from",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, lists: Lists, taken: frozenset[int], **kwargs: Any) -> None:
        """Take what a row may name, and the places that are taken."""
        super().__init__(*args, **kwargs)
        self.taken = taken
        self.offer(lists)
        own = [name for name in self.fields if name not in RowForm.base_fields]
        self.order_fields([*own, *RowForm.base_fields])

    def offer(self, lists: Lists) -> None:
        """Fill the lists of a table's own fields."""

    def clean_order(self) -> int:
        """Refuse a place that another row has."""
        order = int(self.cleaned_data["order"])
        if order in self.taken:
            raise forms.ValidationError(f"Row {order} is there already. Choose another number.")
        return order

    def clean(self) -> dict[str, Any]:
        """See that the row does not end before it begins."""
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("valid_from"), typed.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "The last day is before the first.")
        return typed

    def write_to(self, row: Document) -> None:
        """Put what was typed into a row."""
        typed = self.cleaned_data
        row["order"] = typed["order"]
        for name in ("valid_from", "valid_to"):
            put(row, name, typed[name].isoformat() if typed[name] else None)
        put(row, "note", typed["note"])
        row["then"] = self.then()

    def then(self) -> Document:
        """Return the outcome."""
        raise NotImplementedError

    @staticmethod
    def initial_then(row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the outcome of a row as the form shows it."""
        return dict(row.get("then", {}))


def choose_from(form: forms.Form, name: str, options: Options) -> None:
    """Let a field offer these."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(options)
