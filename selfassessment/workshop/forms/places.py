"""Which places are split, over whom, weighted how?"""

from decimal import Decimal
from typing import Any

from django import forms

from geography.selectors import area_names
from selfassessment.actions.places import Plan
from selfassessment.engine.places import DECILES, SUGGESTED

AREAS_HELP = (
    "A line for each provider: its short name as in the tables, a colon, codes of districts or "
    "wards with spaces between. Such as home_north: E07000119 E07000121 E07000128"
)


class PlacesForm(forms.Form):
    """A plan of places; each line of `areas` is read and its codes looked up."""

    title = forms.CharField(max_length=120, label="What is split")
    total = forms.IntegerField(min_value=0, max_value=1_000_000, label="Places in all")
    starts_on = forms.DateField(
        label="From", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label="Until", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    areas = forms.CharField(
        widget=forms.Textarea({"rows": 6}), label="Providers and their areas", help_text=AREAS_HELP
    )

    def __init__(self, *args: Any, known: set[str], **kwargs: Any) -> None:
        """Add a weight for each decile; `known` are the providers of the tables."""
        super().__init__(*args, **kwargs)
        self.known = known
        for decile, suggested in zip(DECILES, SUGGESTED, strict=True):
            self.fields[f"weight_{decile}"] = forms.DecimalField(
                min_value=Decimal(0),
                max_value=Decimal(100),
                max_digits=6,
                decimal_places=3,
                initial=suggested,
                label=f"Weight of decile {decile}",
            )

    def clean_areas(self) -> dict[str, tuple[str, ...]]:
        """Return the codes by provider, or say which line is wrong."""
        found: dict[str, tuple[str, ...]] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["areas"].splitlines())):
            provider, _, codes = line.partition(":")
            provider, listed = provider.strip(), tuple(codes.upper().split())
            if provider not in self.known:
                raise forms.ValidationError(f"“{provider}” is not a provider of the tables.")
            if not listed or provider in found:
                raise forms.ValidationError(f"Write one line with codes for “{provider}”.")
            found[provider] = listed
        every = [code for codes in found.values() for code in codes]
        twice = {code for code in every if every.count(code) > 1}
        unknown = set(every) - set(area_names(every))
        if twice or unknown:
            said = "stands twice" if twice else "is not a district or ward we know"
            raise forms.ValidationError(f"{min(twice or unknown)} {said}.")
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "The end is before the start.")
        return cleaned

    def plan(self) -> Plan:
        """Return what was asked for."""
        given = self.cleaned_data
        return Plan(
            title=given["title"],
            total=given["total"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            areas=given["areas"],
            weights={decile: given[f"weight_{decile}"] for decile in DECILES},
        )
