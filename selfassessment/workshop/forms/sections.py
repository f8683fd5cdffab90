"""What is typed about the parts of a task list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from selfassessment.workshop.documents.parts import Document, put
from selfassessment.workshop.forms.pages import carried, read_written

Options = Sequence[tuple[str, str]]


class SectionForm(forms.Form):
    """One part of a task list: when it is on the list, and what has to be done before it."""

    key = forms.ChoiceField(label="Part")
    when = forms.ChoiceField(label="On the list when", required=False)
    needs = forms.MultipleChoiceField(
        label="After these are done",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )

    def __init__(self, *args: Any, conditions: Options, sections: Options, **kwargs: Any) -> None:
        """Take the conditions, and the parts that the pages of the journey name."""
        super().__init__(*args, **kwargs)
        posted = self.data.get(self.add_prefix("when"), "") if self.is_bound else ""
        written = [str((self.initial or {}).get("when", "")), posted]
        extra = [
            (value, "(a condition written here)")
            for value in dict.fromkeys(written)
            if value.startswith("{")
        ]
        lists = {
            "key": [("", "Choose a part"), *sections],
            "when": [("", "Always"), *extra, *conditions],
            "needs": list(sections),
        }
        for name, options in lists.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options

    def clean_when(self) -> Any:
        """Return the name of a condition, or one that is written into the part."""
        value = self.cleaned_data["when"]
        return read_written(value) if value.startswith("{") else value

    @property
    def section(self) -> str | Document:
        """Return the part as the document holds it; valid rows only."""
        typed = self.cleaned_data
        made: Document = {"key": typed["key"]}
        put(made, "when", typed["when"])
        put(made, "needs", typed["needs"])
        return made if len(made) > 1 else str(typed["key"])


def sections_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of a task list as the rows of a form."""
    rows = ({"key": one} if isinstance(one, str) else one for one in page.get("sections", ()))
    return [{**row, "when": carried(row.get("when", ""))} for row in rows]
