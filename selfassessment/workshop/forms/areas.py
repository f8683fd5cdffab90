"""What is typed about an area (a lot) that a provider takes on."""

from typing import Any

from django import forms

from geography.selectors import area_names
from selfassessment.workshop.documents.areas import Area
from selfassessment.workshop.forms.table_rows import Options, choose_from


class AreaForm(forms.Form):
    """From where, and which offers, a provider takes requests."""

    offers = forms.MultipleChoiceField(
        label="For these offers (none: for all)",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    codes = forms.CharField(
        label="Districts or wards",
        required=False,
        max_length=4000,
        help_text="Their codes with spaces between, such as E07000119 E07000121. None: from "
        "everywhere.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(
        label="What the area is called",
        required=False,
        max_length=120,
        help_text="Reads on after “If”: “lives in the north”.",
    )
    while_places = forms.BooleanField(
        label="Only while it has places", required=False, initial=True
    )

    def __init__(self, *args: Any, offers: Options, **kwargs: Any) -> None:
        """Take the offers."""
        super().__init__(*args, **kwargs)
        choose_from(self, "offers", offers)

    def clean_codes(self) -> list[str]:
        """Return the codes; name one that no map of ours has."""
        codes = list(dict.fromkeys(self.cleaned_data["codes"].upper().replace(",", " ").split()))
        unknown = set(codes) - set(area_names(codes))
        if unknown:
            raise forms.ValidationError(f"{min(unknown)} is not a district or ward we know.")
        return codes

    def clean(self) -> dict[str, Any]:
        """See that an area has a name."""
        typed = super().clean() or self.cleaned_data
        if typed.get("codes") and not typed.get("name"):
            self.add_error("name", "Say what the area is called.")
        return typed

    @property
    def area(self) -> Area:
        """Return what was asked for; valid forms only."""
        typed = self.cleaned_data
        return Area(typed["name"], typed["codes"], typed["offers"], typed["while_places"])
