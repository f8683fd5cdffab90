"""What is typed about a named condition: rows of what is asked, how it is compared, with what."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms

from selfassessment.engine.kinds import Operator
from selfassessment.engine.model import OperandKind
from selfassessment.engine.reading_conditions import (
    BARE_OPERATORS,
    CODE_OPERATORS,
    COMBINING,
    DAY_OPERATORS,
    LIST_OPERATORS,
    RANGE_OPERATORS,
    read_condition,
)
from selfassessment.engine.validate_conditions import operators_of, possible_codes
from selfassessment.engine.vocabulary import Vocabulary
from selfassessment.workshop.documents.parts import Document
from selfassessment.workshop.labels import OPERATORS
from selfassessment.workshop.presenters.speaking import Speaker

HOW = {
    "all": "All of these are so",
    "any": "Any of these is so",
    "none": "None of these is so",
}
KEPT = "kept:"


@dataclass(frozen=True)
class Terms:
    """What a condition may speak of, and what it is called."""

    vocabulary: Vocabulary
    speaker: Speaker

    def knows(self, operand: str) -> bool:
        """Return whether an operand such as "question:smoke" is there."""
        if operand.startswith(KEPT):
            return True
        source, _colon, key = operand.partition(":")
        known: Mapping[str, Mapping[str, Any]] = {
            "question": self.vocabulary.questions,
            "score": self.vocabulary.scores,
            "fact": self.vocabulary.facts,
            "named": self.vocabulary.conditions,
        }
        return key in known.get(source, {})

    def title(self, operand: str) -> str:
        """Return what an operand is called."""
        source, _colon, key = operand.partition(":")
        if source == "kept":
            try:
                return self.speaker.condition(read_condition(json.loads(key), "$"))
            except ValueError:
                return key
        if source == "named":
            return self.vocabulary.conditions[key].name if self.knows(operand) else key
        return self.speaker.speech.name(source, key)

    def operators(self, operand: str) -> list[tuple[str, str]]:
        """Return the operators that fit an operand, with what they are called."""
        source, _colon, key = operand.partition(":")
        if source in ("named", "kept") or not self.knows(operand):
            return []
        fit = operators_of(self.vocabulary, cast(OperandKind, source), key)
        return [(one.value, words) for one, words in OPERATORS.items() if one in fit]

    def codes(self, operand: str) -> list[tuple[str, str]]:
        """Return the choices or bands of an operand, with what they are called."""
        source, _colon, key = operand.partition(":")
        if source not in ("question", "score") or not self.knows(operand):
            return []
        kind = "choice" if source == "question" else "band"
        codes = possible_codes(self.vocabulary, cast(OperandKind, source), key) or ()
        return [(code, self.speaker.speech.name(kind, f"{key}.{code}")) for code in codes]

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return everything a row may begin with, in groups for a list."""
        groups = {
            "Questions": ("question", self.vocabulary.questions),
            "Scores": ("score", self.vocabulary.scores),
            "What is known otherwise": ("fact", self.vocabulary.facts),
            "Other conditions": ("named", self.vocabulary.conditions),
        }
        return [
            (
                group,
                [(f"{kind}:{key}", f"{self.title(f'{kind}:{key}')} ({key})") for key in keys],
            )
            for group, (kind, keys) in groups.items()
        ]


class RowForm(forms.Form):
    """One row of a condition; its fields follow from what it asks."""

    operand = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    op = forms.ChoiceField(label="How")
    ticks = forms.MultipleChoiceField(
        label="Which", required=False, widget=forms.CheckboxSelectMultiple
    )
    code = forms.CharField(
        label="Codes", required=False, max_length=2000, help_text="Several with commas between."
    )
    number = forms.DecimalField(label="Number", required=False)
    high = forms.DecimalField(label="Up to (only for “from … to …”)", required=False)
    day = forms.DateField(
        label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        """Keep the fields that fit what the row asks."""
        super().__init__(*args, **kwargs)
        self.terms = terms
        posted = self.data.get(self.add_prefix("operand")) if self.is_bound else None
        self.asks = str(posted if posted is not None else (self.initial or {}).get("operand", ""))
        operators, codes = terms.operators(self.asks), terms.codes(self.asks)
        fit = {Operator(one) for one, _words in operators}
        kept = {"operand"} | ({"op"} if operators else set())
        if fit & (CODE_OPERATORS | LIST_OPERATORS):
            kept.add("ticks" if codes else "code")
        if fit & DAY_OPERATORS:
            kept.add("day")
        if fit - CODE_OPERATORS - LIST_OPERATORS - DAY_OPERATORS - BARE_OPERATORS:
            kept.add("number")
        if fit & RANGE_OPERATORS:
            kept.add("high")
        for name in set(self.fields) - kept:
            del self.fields[name]
        for name, options in (("op", operators), ("ticks", codes)):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = options

    @property
    def title(self) -> str:
        """Return what the row asks, in words."""
        return self.terms.title(self.asks)

    def clean_operand(self) -> str:
        """Refuse what is not there."""
        if not self.terms.knows(self.asks):
            raise forms.ValidationError("This is not there any more. Remove the row.")
        if self.asks.startswith(KEPT):
            try:
                read_condition(json.loads(self.asks.removeprefix(KEPT)), "$")
            except ValueError as error:
                raise forms.ValidationError("This cannot be read. Remove the row.") from error
        return self.asks

    def clean(self) -> dict[str, Any]:
        """See that the row holds what its operator needs."""
        typed = super().clean() or self.cleaned_data
        if "op" in typed:
            self._value(Operator(typed["op"]), typed)
        return typed

    def _value(self, operator: Operator, typed: Mapping[str, Any]) -> Any:
        """Return what is compared with; adds an error where it is missing."""
        if operator in BARE_OPERATORS:
            return None
        if operator in CODE_OPERATORS | LIST_OPERATORS:
            return self._codes(operator, typed)
        if operator in DAY_OPERATORS:
            return self._needed("day", typed, "Type a day, such as 2026-04-01.")
        low = self._needed("number", typed, "Type a number.")
        if operator not in RANGE_OPERATORS:
            return low
        high = self._needed("high", typed, "Type the higher number as well.")
        if low is not None and high is not None and low > high:
            self.add_error("high", "This has to be the higher number.")
        return [low, high]

    def _codes(self, operator: Operator, typed: Mapping[str, Any]) -> Any:
        name = "ticks" if "ticks" in self.fields else "code"
        text = typed.get("code") or ""
        codes = list(typed.get("ticks") or [one.strip() for one in text.split(",") if one.strip()])
        if not codes:
            self.add_error(name, "Choose at least one.")
        if operator in LIST_OPERATORS:
            return codes
        if len(codes) > 1:
            self.add_error(name, "Choose one only, or compare with “any of”.")
        return codes[0] if codes else None

    def _needed(self, name: str, typed: Mapping[str, Any], message: str) -> Any:
        if typed.get(name) is None and name not in self.errors:
            self.add_error(name, message)
        return typed.get(name)

    @property
    def condition(self) -> Any:
        """Return the row as a condition of the document; valid rows only."""
        source, _colon, key = self.asks.partition(":")
        if source == "kept":
            return json.loads(key)
        if source == "named":
            return {"named": key}
        operator = Operator(self.cleaned_data["op"])
        made: Document = {source: key, "op": operator.value}
        value = self._value(operator, self.cleaned_data)
        if value is not None:
            made["value"] = _plain(value)
        return made


class ConditionForm(forms.Form):
    """The name of a condition, and how its rows are joined."""

    title = forms.CharField(
        label="Name",
        max_length=120,
        help_text="Reads on after “If”: “smokes every day”, “lives outside the area”.",
    )
    how = forms.ChoiceField(label="It holds when", choices=list(HOW.items()))


def rows_of(test: Any) -> tuple[str, list[dict[str, Any]]]:
    """Return how a condition joins its parts, and each part as a row of the form."""
    if isinstance(test, Mapping):
        for how in COMBINING:
            if how in test:
                return how, [_row(part) for part in test[how]]
    return "all", [_row(test)]


def joined(how: str, parts: Sequence[Any]) -> Any:
    """Return the parts as one condition; a single one stands for itself."""
    if len(parts) == 1 and how != "none":
        return parts[0]
    return {how: list(parts)}


def _row(part: Any) -> dict[str, Any]:
    if isinstance(part, str):
        return {"operand": f"named:{part}"}
    if "named" in part:
        return {"operand": f"named:{part['named']}"}
    for source in ("question", "score", "fact"):
        if source in part:
            return {"operand": f"{source}:{part[source]}", **_compared(part)}
    return {"operand": KEPT + json.dumps(part, ensure_ascii=False)}


def _compared(part: Mapping[str, Any]) -> dict[str, Any]:
    operator, value = Operator(part["op"]), part.get("value")
    row: dict[str, Any] = {"op": operator.value}
    if operator in CODE_OPERATORS | LIST_OPERATORS:
        codes = [value] if isinstance(value, str) else list(value or ())
        return {**row, "ticks": codes, "code": ", ".join(codes)}
    if operator in DAY_OPERATORS:
        return {**row, "day": value}
    if operator in RANGE_OPERATORS and value:
        return {**row, "number": value[0], "high": value[1]}
    return {**row, "number": value}


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it: whole numbers whole, others as exact text."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
