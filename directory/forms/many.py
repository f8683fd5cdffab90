"""What can be changed in many listings at once?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actions.many import Changes
from directory.enums import Status
from directory.models import Location, TaxonomyTerm

TERM_TIME = [
    ("", gettext_lazy("Leave as it is")),
    ("yes", gettext_lazy("Only in school term time")),
    ("no", gettext_lazy("All year round")),
]
AS_IT_IS = gettext_lazy("Leave as it is")


def _heading_choice(label: str) -> Any:
    headings = TaxonomyTerm.objects.standing().select_related("parent")
    field: Any = forms.ModelChoiceField(
        label=label,
        queryset=headings.order_by("parent__position", "position"),
        required=False,
        empty_label=AS_IT_IS,
    )
    field.label_from_instance = _named_with_group
    return field


def _named_with_group(heading: TaxonomyTerm) -> str:
    return f"{heading.parent.name}: {heading.name}" if heading.parent else heading.name


class PlaceField(forms.ModelChoiceField[Location]):
    """A place by its key; what is no key is refused and not looked up again to be shown."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the chooser may show of what was sent."""
        return data if str(data).isascii() and str(data).isdecimal() else None


class ChangeManyForm(forms.Form):
    """Each field may be left as it is; at least one must not be."""

    required_css_class = "required"

    def __init__(self, *args: Any, place_widget: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["add_heading"] = _heading_choice(_("Add a heading"))
        self.fields["remove_heading"] = _heading_choice(_("Take a heading away"))
        self.fields["term_time"] = forms.ChoiceField(
            label=_("Term time"), choices=TERM_TIME, required=False
        )
        self.fields["place"] = PlaceField(
            label=_("Place"),
            queryset=Location.objects.sources(),
            required=False,
            widget=place_widget or forms.Select,
            help_text=_("Leave empty to keep each listing's own place."),
        )
        self.fields["status"] = forms.ChoiceField(
            label=_("State"), choices=[("", AS_IT_IS), *Status.choices], required=False
        )

    def clean(self) -> dict[str, Any]:
        """Say it when nothing was chosen, or when a heading is both added and taken away."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        added, removed = cleaned.get("add_heading"), cleaned.get("remove_heading")
        if added and added == removed:
            self.add_error("remove_heading", _("You are adding this heading. Choose another."))
        if not self.errors and not self.changes().names:
            raise forms.ValidationError(_("Choose at least one thing to change."))
        return cleaned

    def changes(self) -> Changes:
        """Return what was chosen."""
        chosen = self.cleaned_data
        term_time = {"yes": True, "no": False}.get(chosen.get("term_time", ""))
        status = chosen.get("status")
        return Changes(
            add_heading=chosen.get("add_heading"),
            remove_heading=chosen.get("remove_heading"),
            term_time=term_time,
            place=chosen.get("place"),
            status=Status(status) if status else None,
        )
