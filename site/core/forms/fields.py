"""Which fields do the site's forms use, and what do they make of what was typed?

Import as `from core.forms import fields`. Each takes Django's own arguments and `look=Look(…)`;
`missing` is the sentence for an empty answer. Answers of several boxes: `core.forms.boxes`.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import typed
from core.forms.boxes import DateField, HeightField, MeasureField, WeightField
from core.forms.choices import Choice, Look, Text, as_choices

FILL_IN = _("Fill this in")

__all__ = [
    "AgreementField",
    "Choice",
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "EmailField",
    "HeightField",
    "LongTextField",
    "Look",
    "MeasureField",
    "NumberField",
    "PhoneField",
    "PostcodeField",
    "SelectField",
    "TextField",
    "WeightField",
]


class TextField(forms.CharField):
    """One line of text."""

    default_look = Look()
    default_error_messages = {"required": FILL_IN}

    def __init__(self, *, look: Look | None = None, missing: Text = "", **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, **kwargs})
        self.look = look or self.default_look
        if missing:
            self.error_messages["required"] = missing


class LongTextField(TextField):
    """Several lines; `Look(most_characters=500)` says how much may be typed, and checks it."""

    widget = forms.Textarea

    def __init__(self, *, look: Look | None = None, **kwargs: Any) -> None:
        most = look.most_characters if look else 0
        super().__init__(look=look, **{"max_length": most or 4000, **kwargs})


class EmailField(forms.EmailField):
    """An e-mail address."""

    default_error_messages = {
        "required": FILL_IN,
        "invalid": _("Enter an email address, like name@example.org"),
    }

    def __init__(self, *, look: Look | None = None, missing: Text = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.look = look or Look(autocomplete="email", spellcheck=False, autocapitalize="none")
        self.validators = [self._is_address]
        if missing:
            self.error_messages["required"] = missing

    def _is_address(self, value: str) -> None:
        try:
            forms.EmailField.default_validators[0](value)
        except ValidationError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong


class PhoneField(TextField):
    """A telephone number; comes back as digits, with a plus when it is a foreign one."""

    default_look = Look(autocomplete="tel", inputmode="tel", width=20)
    default_error_messages = {"invalid": _("Enter a phone number, like 0116 496 0123")}

    def to_python(self, value: object) -> str:
        """Return the number, or raise ValidationError."""
        text = str(super().to_python(value) or "")
        if not text:
            return ""
        found = typed.phone(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class PostcodeField(TextField):
    """A whole postcode; comes back as "LE4 5QD". Whether it exists is geography's to say."""

    default_look = Look(
        autocomplete="postal-code", width=10, spellcheck=False, autocapitalize="characters"
    )
    default_error_messages = {"invalid": _("Enter a whole postcode, like %(postcode)s")}

    def to_python(self, value: object) -> str:
        """Return the postcode, or raise ValidationError."""
        text = str(super().to_python(value) or "")
        if not text:
            return ""
        found = typed.postcode(text)
        if found is None:
            like = {"postcode": settings.WAYMARK_EXAMPLE_POSTCODE}
            raise ValidationError(self.error_messages["invalid"], code="invalid", params=like)
        return found


class NumberField(TextField):
    """A number from `lowest` to `highest`; whole unless `decimals` is more than 0."""

    default_look = Look(inputmode="numeric", width=5)
    default_error_messages = {
        "invalid": _("Use numbers only"),
        "range": _("Enter a number from %(lowest)s to %(highest)s"),
    }

    def __init__(self, *, lowest: int, highest: int, decimals: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lowest, self.highest, self.decimals = lowest, highest, decimals

    def to_python(self, value: object) -> int | Decimal | None:  # type: ignore[override]  # a number, not text
        """Return the number, or raise ValidationError."""
        text = str(super().to_python(value) or "")
        if not text:
            return None
        found = typed.number(text)
        if found is None or (not self.decimals and found != found.to_integral_value()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not self.lowest <= found <= self.highest:
            raise ValidationError(
                self.error_messages["range"],
                code="range",
                params={"lowest": self.lowest, "highest": self.highest},
            )
        return round(found, self.decimals) if self.decimals else int(found)

    def run_validators(self, value: object) -> None:
        """Do nothing: the text rules of the parent say nothing about a number."""


class _Choices:
    """What the fields with ready answers share: hints, dividers and exclusive answers."""

    look: Look
    details: dict[str, Choice]

    def describe(self, choices: Iterable[Choice | tuple[str, Text]]) -> list[tuple[str, Text]]:
        """Keep what each choice says, and return the pairs that Django wants."""
        chosen = as_choices(choices)
        self.details = {choice.value: choice for choice in chosen}
        return [(choice.value, choice.label) for choice in chosen]


class ChoiceField(_Choices, forms.ChoiceField):
    """One answer of several, as radios."""

    widget: Any = forms.RadioSelect
    default_error_messages = {"invalid_choice": _("Choose one of the answers")}

    def __init__(
        self,
        *,
        choices: Iterable[Choice | tuple[str, Text]] = (),
        look: Look | None = None,
        missing: Text = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(choices=self.describe(choices), **kwargs)
        self.look = look or Look()
        self.error_messages["required"] = missing or _("Choose one of the answers")


class SelectField(ChoiceField):
    """One answer of many, as a drop-down list."""

    widget = forms.Select


class ChoicesField(_Choices, forms.MultipleChoiceField):
    """Any number of answers, as check boxes; an exclusive one ("None of these") stands alone."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("Choose from the answers on this page"),
        "exclusive": _("Choose other answers, or “%(label)s”, not both"),
    }

    def __init__(
        self,
        *,
        choices: Iterable[Choice | tuple[str, Text]] = (),
        look: Look | None = None,
        missing: Text = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(choices=self.describe(choices), **kwargs)
        self.look = look or Look()
        self.error_messages["required"] = missing or _("Choose at least one answer")

    def validate(self, value: list[str]) -> None:
        """Refuse an exclusive answer beside another one."""
        super().validate(value)
        alone = [one for one in value if one in self.details and self.details[one].exclusive]
        if alone and len(value) > 1:
            label = self.details[alone[0]].label
            raise ValidationError(
                self.error_messages["exclusive"], code="exclusive", params={"label": label}
            )


class AgreementField(forms.BooleanField):
    """One box to tick: the label is what the person agrees to."""

    default_error_messages = {"required": _("Tick the box to go on")}

    def __init__(self, *, look: Look | None = None, missing: Text = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.look = look or Look()
        if missing:
            self.error_messages["required"] = missing
