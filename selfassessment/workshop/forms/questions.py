"""What is typed about a question and its choices."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from selfassessment.engine.kinds import CHOICE_TYPES, Quantity, QuestionType, RedFlag
from selfassessment.workshop.documents.parts import Document, put
from selfassessment.workshop.forms.keys import CHOICE_KEY, KeyField, key_from
from selfassessment.workshop.labels import QUESTION_TYPES, SENSITIVITIES, SHARING

SWITCHES = {"not_sure": False, "prefer_not": False, "why": False, "ordered": False}
BOUNDS = ("min", "max", "soft_min", "soft_max")
LENGTHS = ("min_length", "max_length")
DAYS = ("earliest", "latest")
PROTOCOL = ("used_by", "decision", "retention")


class QuestionForm(forms.Form):
    """The settings of one question, without its choices and words."""

    type = forms.ChoiceField(label="Type", choices=list(QUESTION_TYPES.items()))
    required = forms.BooleanField(label="Must be answered", required=False)
    not_sure = forms.BooleanField(label="Offer “I do not know”", required=False)
    prefer_not = forms.BooleanField(label="Offer “I would rather not say”", required=False)
    why = forms.BooleanField(label="Say why we ask", required=False)
    ordered = forms.BooleanField(
        label="The choices stand in rising order (allows “this or higher”)", required=False
    )
    hide_from_summary = forms.BooleanField(
        label="Leave out of “Check your answers”", required=False
    )
    sensitivity = forms.ChoiceField(label="What it is about", choices=list(SENSITIVITIES.items()))
    share_with = forms.ChoiceField(label="Who may read the answer", choices=list(SHARING.items()))
    quantity = forms.ChoiceField(
        label="Measures",
        required=False,
        choices=[("", "Nothing"), *((one.value, one.value.capitalize()) for one in Quantity)],
    )
    min = forms.DecimalField(label="Lowest possible", required=False)
    max = forms.DecimalField(label="Highest possible", required=False)
    soft_min = forms.DecimalField(label="Ask “is this right?” below", required=False)
    soft_max = forms.DecimalField(label="Ask “is this right?” above", required=False)
    min_length = forms.IntegerField(label="Fewest letters", required=False, min_value=0)
    max_length = forms.IntegerField(label="Most letters", required=False, min_value=1)
    earliest = forms.CharField(
        label="Earliest day", required=False, max_length=10, help_text="2026-04-01, or today."
    )
    latest = forms.CharField(
        label="Latest day", required=False, max_length=10, help_text="2026-04-01, or today."
    )
    used_by = forms.CharField(label="Who uses the answer", required=False, max_length=200)
    decision = forms.CharField(label="What is decided with it", required=False, max_length=300)
    retention = forms.CharField(label="How long it is kept", required=False, max_length=200)
    asks = forms.CharField(
        label="What is being asked",
        required=False,
        max_length=64,
        help_text="Only where two questions ask the same: give both the same code.",
    )
    note = forms.CharField(
        label="Note for editors",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_locked: bool, **kwargs: Any) -> None:
        """An item of a scored questionnaire keeps its type and its order."""
        super().__init__(*args, **kwargs)
        if is_locked:
            self.fields["type"].disabled = self.fields["ordered"].disabled = True

    def write_to(self, question: Document) -> None:
        """Put what was typed into a question."""
        typed = self.cleaned_data
        question["type"] = typed["type"]
        put(question, "required", typed["required"], True)
        for name, usual in (*SWITCHES.items(), ("hide_from_summary", False)):
            put(question, name, typed[name], usual)
        put(question, "sensitivity", typed["sensitivity"], "none")
        put(question, "share_with", typed["share_with"], "provider")
        for name in ("quantity", *DAYS, "note"):
            put(question, name, typed[name])
        put(question, "asks", typed["asks"], question["key"])
        for name in BOUNDS:
            put(question, name, _number(typed[name]))
        for name in LENGTHS:
            put(question, name, typed[name])
        put(question, "protocol", {name: typed[name] for name in PROTOCOL if typed[name]})
        if typed["type"] not in CHOICE_TYPES:
            question.pop("choices", None)


class ChoiceForm(forms.Form):
    """One choice: its words, its key, and what is special about it."""

    label = forms.CharField(label="Words", max_length=300)
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    key = forms.CharField(
        label="Key", required=False, max_length=64, validators=[CHOICE_KEY], help_text=""
    )
    exclusive = forms.BooleanField(label="Alone (“None of these”)", required=False)
    divider = forms.BooleanField(label="“or” before it", required=False)
    red_flag = forms.ChoiceField(
        label="Danger",
        required=False,
        choices=[("", "No"), *((one.value, one.value.capitalize()) for one in RedFlag)],
    )

    def __init__(self, *args: Any, is_locked: bool = False, **kwargs: Any) -> None:
        """The choices of a scored questionnaire are fixed."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.disabled = is_locked

    def clean(self) -> dict[str, Any]:
        """Make a key of the words where none was typed."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("key") and typed.get("label"):
            typed["key"] = key_from(typed["label"])
            if not typed["key"] and "key" not in self.errors:
                self.add_error("key", "Type a key: none can be made of these words.")
        return typed

    def choice(self, before: Mapping[str, Any]) -> str | Document:
        """Return the choice as the document holds it, with what a form does not show."""
        typed = self.cleaned_data
        made = {**before, "key": typed["key"]}
        put(made, "exclusive", typed["exclusive"], False)
        put(made, "divider", typed["divider"], False)
        put(made, "red_flag", typed["red_flag"])
        return made if len(made) > 1 else str(made["key"])


class NewQuestionForm(forms.Form):
    """A new question: its key, its type and its words."""

    key = KeyField(
        label="Key",
        help_text="Such as “hours_of_sleep”. Use the key of the other journey for the same "
        "question: then nobody is asked twice.",
    )
    type = forms.ChoiceField(label="Type", choices=list(QUESTION_TYPES.items()))
    label = forms.CharField(label="Question", max_length=300)

    def __init__(self, *args: Any, taken: frozenset[str], **kwargs: Any) -> None:
        """Take the keys of the questions there are."""
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        if isinstance(field, KeyField):
            field.taken = taken

    @property
    def question(self) -> Document:
        """Return the new question, complete enough to be read by the engine."""
        made: Document = {"key": self.cleaned_data["key"], "type": self.cleaned_data["type"]}
        if made["type"] in (QuestionType.SINGLE_CHOICE, QuestionType.MULTI_CHOICE):
            made["choices"] = ["first", "second"]
        if made["type"] == QuestionType.MEASUREMENT:
            made["quantity"] = Quantity.HEIGHT.value
        return made


def initial_of(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question as the form shows it."""
    shown = {"required": True, "sensitivity": "none", "share_with": "provider", **question}
    return {**shown, **question.get("protocol", {})}


def choices_of(question: Mapping[str, Any]) -> list[Document]:
    """Return the choices of a question, each as an object."""
    return [
        {"key": one} if isinstance(one, str) else dict(one) for one in question.get("choices", ())
    ]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
