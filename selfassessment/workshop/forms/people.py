"""What is typed about a saved person, and how their answers go to "try it" and come back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.datastructures import MultiValueDict

from selfassessment.engine.answers import parse
from selfassessment.engine.kinds import CHOICE_TYPES
from selfassessment.engine.model import JourneyDefinition, Question
from selfassessment.instruments.registry import validated_in
from selfassessment.workshop.forms.keys import KeyField
from selfassessment.workshop.forms.trying import TryForm

SALT = "workshop.people"
Kept = tuple[dict[str, Any], dict[str, Any]]


class PersonForm(forms.Form):
    """A new saved person: what they are called, their story, and the answers that were tried."""

    name = KeyField(label="Short name", help_text="Such as “pregnant_smoker”. It stays for good.")
    story = forms.CharField(
        label="Their story, in a sentence",
        max_length=500,
        help_text="Made up; never a real person.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    given = forms.CharField(widget=forms.HiddenInput)

    def clean_given(self) -> Kept:
        """Return answers and facts."""
        return unpacked(self.cleaned_data["given"])


class StoryForm(forms.Form):
    """A saved person's story, and why they change."""

    story = forms.CharField(
        label="Their story, in a sentence",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(label="Why it is changed", max_length=300)
    given = forms.CharField(widget=forms.HiddenInput, required=False)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_given(self) -> Kept | None:
        """Return answers and facts, or None when they stay."""
        return unpacked(self.cleaned_data["given"]) if self.cleaned_data["given"] else None


def packed(answers: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """Return answers as a form carries them, so that nobody makes them up on the way."""
    return signing.dumps([answers, facts], salt=SALT, compress=True)


def unpacked(given: str) -> Kept:
    """Return answers and facts, or raise forms.ValidationError."""
    try:
        answers, facts = signing.loads(given, salt=SALT)
    except signing.BadSignature as problem:
        raise forms.ValidationError("The answers cannot be read. Try them again.") from problem
    return answers, facts


def as_kept(form: TryForm, before: Mapping[str, Any], today: date) -> Kept:
    """Return the answers of "try it" as a saved person keeps them.

    An answer that is what it was stays as it was written, such as feet and inches.
    """
    answers: dict[str, Any] = {}
    for question in form.definition.questions.values():
        raw = {part: value for part, value in form.raw(question).items() if value}
        new = parse(question, raw, today=today).answer if raw else None
        if new is None:
            continue
        was = before.get(question.key)
        old = parse(question, _raw(was), today=today).answer if was is not None else None
        is_same = old is not None and (old.state, old.value) == (new.state, new.value)
        answers[question.key] = was if is_same else _shortest(raw)
    facts = {"language": form.language, **form.facts}
    return answers, facts | {"validated_instruments": sorted(validated_in(form.language))}


def as_tried(
    definition: JourneyDefinition, answers: Mapping[str, Any], facts: Mapping[str, Any], today: date
) -> MultiValueDict[str, Any]:
    """Return a saved person's answers as "try it" would post them."""
    data: MultiValueDict[str, Any] = MultiValueDict()
    for key, question in definition.questions.items():
        if key in answers:
            _put(data, question, _raw(answers[key]), today)
    data["fact--language"] = str(facts.get("language", "en"))
    if "in_council_area" in facts:
        data["fact--in_council_area"] = "yes" if facts["in_council_area"] else "no"
    data["fact--imd_decile"] = str(facts.get("imd_decile", ""))
    return data


def _put(
    data: MultiValueDict[str, Any], question: Question, raw: dict[str, Any], today: date
) -> None:
    value = raw.get("value", raw.get("cm", raw.get("kg")))
    if "state" in raw:
        own = "" if question.type in CHOICE_TYPES else "--state"
        data[f"{question.key}{own}"] = raw["state"]
    elif value is None:
        answer = parse(question, raw, today=today).answer
        data[question.key] = "" if answer is None else str(answer.value)
    else:
        data.setlist(question.key, value if isinstance(value, list) else [value])


def _raw(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {"value": value}


def _shortest(raw: dict[str, Any]) -> Any:
    return raw["value"] if list(raw) == ["value"] else raw
