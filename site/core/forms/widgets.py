"""How are answers that need several boxes read from what a browser sends?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms


class PartsWidget(forms.Widget):
    """Several text boxes that make one answer; the value is a mapping from part to text."""

    template_name = "core/forms/parts.html"
    parts: tuple[str, ...] = ()

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> dict[str, str]:
        """Return what was typed, by part."""
        return {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        """Return whether the browser sent none of the boxes."""
        return all(f"{name}_{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first box, so that a link from an error reaches it."""
        return f"{id_}_{self.parts[0]}" if id_ else id_

    def texts(self, value: object) -> dict[str, str]:
        """Return what each box shows for `value`: what was typed, or the stored answer."""
        if isinstance(value, Mapping):
            return {part: str(value.get(part) or "") for part in self.parts}
        return {**dict.fromkeys(self.parts, ""), **self.taken_apart(value)}

    def taken_apart(self, value: object) -> dict[str, str]:
        """Return a stored answer as texts, by part."""
        return {}

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what a template needs to show the bare boxes."""
        context = super().get_context(name, value, attrs)
        context["widget"]["boxes"] = [
            {"name": f"{name}_{part}", "value": text} for part, text in self.texts(value).items()
        ]
        return context


class DateBoxes(PartsWidget):
    """Day, month and year."""

    parts = ("day", "month", "year")

    def taken_apart(self, value: object) -> dict[str, str]:
        """Return a date's numbers."""
        if not isinstance(value, date):
            return {}
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}


class MeasureBoxes(PartsWidget):
    """One box in metric units, or two in the older ones; the first part is the metric one."""

    def taken_apart(self, value: object) -> dict[str, str]:
        """Return a stored measure in its metric box."""
        if not isinstance(value, Decimal | int | float):
            return {}
        return {self.parts[0]: f"{Decimal(str(value)).normalize():f}"}


class HeightBoxes(MeasureBoxes):
    """Centimetres, or feet and inches."""

    parts = ("cm", "ft", "in")


class WaistBoxes(MeasureBoxes):
    """Centimetres, or inches."""

    parts = ("cm", "in")


class WeightBoxes(MeasureBoxes):
    """Kilograms, or stones and pounds."""

    parts = ("kg", "st", "lb")
