"""What may be written down as an outcome, and what is a mistake in it?"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from selfassessment.instruments import registry
from selfassessment.instruments.model import ANY_LANGUAGE, Instrument
from selfassessment.referrals.form_fields import DayField
from selfassessment.referrals.names import language_name
from selfassessment.referrals.rules.outcome_sets import Field, OutcomeSet
from selfassessment.referrals.rules.scored import scored

Values = Mapping[str, Any]
UNKNOWN = "not_known"
_NUMBER = "Write a number, such as 82.5."


def languages_of(known: OutcomeSet) -> list[str]:
    """Return the languages in which the questionnaires of a set have a validated wording."""
    found: dict[str, None] = {}
    for field in known.fields:
        if field.kind == "instrument":
            found.update(dict.fromkeys(registry.get(field.instrument).validated_languages))
    return [code for code in found if code != ANY_LANGUAGE]


class NumberField(forms.DecimalField):
    """A number that may be typed with a comma."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the number; a decimal comma is read as a point."""
        typed = "" if value is None else str(value).strip().replace(",", ".")
        found: Decimal | None = super().to_python(typed)
        return found


def _bounds(field: Field) -> str:
    unit = f" {field.unit}" if field.unit else ""
    return f"This goes from {field.lowest} to {field.highest}{unit}. Check what you typed."


def _number(field: Field, known: OutcomeSet) -> forms.Field:
    places = 1 if field.kind == "number" else 0
    wrong = _NUMBER if places else "Write a whole number."
    whole = f"Write at most {places} figure after the point." if places else "Write a whole number."
    return NumberField(
        min_value=field.lowest,
        max_value=field.highest,
        decimal_places=places,
        widget=forms.TextInput(attrs={"inputmode": "decimal" if places else "numeric"}),
        error_messages={
            "invalid": wrong,
            "min_value": _bounds(field),
            "max_value": _bounds(field),
            "max_decimal_places": whole,
            "max_whole_digits": wrong,
            "max_digits": wrong,
        },
    )


def _date(field: Field, known: OutcomeSet) -> forms.Field:
    return DayField()


def _choice(field: Field, known: OutcomeSet) -> forms.Field:
    return forms.ChoiceField(
        choices=[("", "–"), *field.choices],
        error_messages={"invalid_choice": "Choose from the list."},
    )


def _several(field: Field, known: OutcomeSet) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=field.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list."},
    )


def _language(field: Field, known: OutcomeSet) -> forms.Field:
    codes = languages_of(known)
    return forms.ChoiceField(
        choices=[("", "–"), *((code, language_name(code)) for code in codes)],
        error_messages={"invalid_choice": "There is no checked wording in that language."},
    )


_MAKERS: Mapping[str, Callable[[Field, OutcomeSet], forms.Field]] = {
    "whole": _number,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "several": _several,
    "language": _language,
}


class OutcomeForm(forms.Form):
    """The fields of a set at a stage; whatever is empty is not known.

    `kept` holds what was kept before by field and stage: it fills the form, and dates and
    numbers of other stages are held against it.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        known: OutcomeSet,
        stage: str,
        kept: Mapping[tuple[str, str], Any],
        today: date,
    ) -> None:
        super().__init__(data)
        self.known, self.stage, self.kept, self.today = known, stage, kept, today
        self.asked = known.at(stage)
        for field in self.asked:
            value = kept.get((field.code, stage))
            if field.kind == "instrument":
                self._add_instrument(registry.get(field.instrument), field, value)
                continue
            made = _MAKERS[field.kind](field, known)
            unit = f" ({field.unit})" if field.unit else ""
            self._add(field.code, made, f"{field.label}{unit}", value)
            made.help_text = field.help

    def _add(self, name: str, made: forms.Field, label: str, value: Any) -> None:
        made.required, made.label, made.initial = False, label, value
        self.fields[name] = made

    def _add_instrument(self, instrument: Instrument, field: Field, value: Any) -> None:
        items = (value or {}).get("items", {})
        for item in instrument.items:
            made = forms.ChoiceField(
                choices=[(option.id, option.wording) for option in item.options],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Choose one of the answers."},
            )
            label = item.wording or instrument.name
            self._add(f"{field.code}__{item.id}", made, label, items.get(item.id))

    def clean(self) -> dict[str, Any]:
        """Refuse days and numbers that cannot be, half a questionnaire, one without language."""
        data: dict[str, Any] = super().clean() or {}
        for field in self.asked:
            value = data.get(field.code)
            if field.kind == "date" and value:
                self._check_date(field, value)
            elif field.at_most and value is not None:
                self._check_most(field, value)
            elif field.kind == "instrument":
                self._check_items(field)
            elif field.needs and value not in ("", None, UNKNOWN):
                self._check_needed(field)
        return data

    def _check_date(self, field: Field, value: date) -> None:
        if value > self.today and not field.may_be_future:
            self.add_error(field.code, "That day has not come yet.")
        if field.not_before:
            first = self._elsewhere(field.not_before)
            label = self.known.field(field.not_before).label.lower()
            if first and value < date.fromisoformat(str(first)):
                self.add_error(field.code, f"That is before the {label}.")

    def _check_most(self, field: Field, value: Decimal) -> None:
        most = self._elsewhere(field.at_most)
        label = self.known.field(field.at_most).label.lower()
        if most is not None and value > int(most):
            self.add_error(field.code, f"That is more than the {label}.")

    def _check_needed(self, field: Field) -> None:
        if not self.cleaned_data.get(field.needs) and field.needs not in self.errors:
            label = self.known.field(field.needs).label.lower()
            self.add_error(field.needs, f"Write down the {label}: without it this does not count.")

    def _elsewhere(self, code: str) -> Any:
        """Return an answer of this form, or the one kept at another stage."""
        if code in self.fields:
            return self.cleaned_data.get(code)
        return next((value for (name, _), value in self.kept.items() if name == code), None)

    def _check_items(self, field: Field) -> None:
        given, items = self._items(field), registry.get(field.instrument).items
        if not given:
            return
        for item in items:
            name = f"{field.code}__{item.id}"
            if item.id not in given and name not in self.errors:
                self.add_error(name, "Answer each of these questions, or none of them.")
        if not self.cleaned_data.get("asked_in") and "asked_in" not in self.errors:
            self.add_error("asked_in", "Say in which language you asked the questions below.")

    def _items(self, field: Field) -> dict[str, str]:
        prefix = f"{field.code}__"
        return {
            name.removeprefix(prefix): self.cleaned_data[name]
            for name in self.fields
            if name.startswith(prefix) and self.cleaned_data.get(name)
        }

    @property
    def values(self) -> dict[str, Any]:
        """Return what is kept by field; None where nothing was answered."""
        return {field.code: self._value(field) for field in self.asked}

    def _value(self, field: Field) -> Any:
        if field.kind == "instrument":
            return self._score(field)
        value = self.cleaned_data.get(field.code)
        if value in (None, "", []):
            return None
        if field.kind == "whole":
            return int(value)
        if field.kind == "number":
            return float(value)
        return value.isoformat() if field.kind == "date" else value

    def _score(self, field: Field) -> dict[str, Any] | None:
        given = self._items(field)
        return scored(field.instrument, given) if given else None
