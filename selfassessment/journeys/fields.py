"""How does a question become a field of a form?

The engine alone says what an answer is: a field hands over what was posted and shows what the
engine says is wrong, in the reader's language.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from core import clock
from core.forms.choices import Choice, Look
from core.forms.widgets import DateBoxes, HeightBoxes, MeasureBoxes, WaistBoxes, WeightBoxes
from core.site_facts import telephone_shown
from selfassessment.engine import answers
from selfassessment.engine.answer import Answer, State
from selfassessment.engine.kinds import Quantity, QuestionType
from selfassessment.engine.model import Question
from selfassessment.engine.parsed import Problem
from selfassessment.engine.parsing_measures import example_in_parts, limit_in_parts
from selfassessment.journeys.texts import Words

EXAMPLE = Decimal(70)
STATES = {"not_sure": State.NOT_SURE, "prefer_not": State.PREFER_NOT}
CHOICES = (QuestionType.SINGLE_CHOICE, QuestionType.YES_NO, QuestionType.MULTI_CHOICE)
_KEYBOARDS = {
    QuestionType.PHONE: Look(inputmode="tel", width=20),
    QuestionType.EMAIL: Look(inputmode="email", spellcheck=False, autocapitalize="none"),
    QuestionType.POSTCODE: Look(
        width=10, autocomplete="postal-code", spellcheck=False, autocapitalize="characters"
    ),
    QuestionType.WHOLE_NUMBER: Look(inputmode="numeric", width=5),
    QuestionType.DECIMAL: Look(inputmode="decimal", width=5),
}


_BOXES: dict[Quantity, type[MeasureBoxes]] = {
    Quantity.HEIGHT: HeightBoxes,
    Quantity.WAIST: WaistBoxes,
    Quantity.WEIGHT: WeightBoxes,
}


def problem_text(words: Words, question: Question, problem: Problem) -> SafeString | str:
    """Return what is wrong, in the reader's language; a question may have its own words."""
    own = f"q.{question.key}.error"
    if problem.code == "required" and words.has(own):
        return words.html(own)
    return words(f"error.{problem.code}", **_in_their_unit(words, question, problem))


def _in_their_unit(words: Words, question: Question, problem: Problem) -> dict[str, str]:
    """Return the values of a message; limit and example of a measurement in the unit typed."""
    params = dict(problem.params, example=_example(words, question, problem.part))
    for name in ("min", "max"):
        limit = Decimal(params.get(name, 0))
        if question.quantity is None or not limit:
            continue
        parts = limit_in_parts(question.quantity, problem.part, limit, at_least=name == "min")
        params[name] = _in_words(words, parts)
    return params


def _example(words: Words, question: Question, part: str) -> str:
    """Return a value that the person who is asked could have."""
    parts = likely(question, part)
    alone = len(parts) == 1
    return str(next(iter(parts.values()))) if alone else _in_words(words, parts)


def likely(question: Question, part: str) -> Mapping[str, object]:
    """Return a value that many people have, by the part of the unit: 5 ft and 7 in, or a number."""
    if question.quantity is not None:
        return example_in_parts(question.quantity, part)
    low, high = question.limits.lowest, question.limits.highest
    number = EXAMPLE if low is None else max(low, EXAMPLE)
    return {part: f"{number if high is None else min(high, number):f}"}


def _in_words(words: Words, parts: Mapping[str, object]) -> str:
    return " ".join(f"{number} {words(f'unit.{part}')}" for part, number in parts.items())


class AnswerField(forms.Field):
    """A field whose value is the engine's Answer."""

    def __init__(self, question: Question, words: Words, *, alone: bool) -> None:
        """Make the field; `alone` makes its label the heading of the page."""
        self.question, self.words = question, words
        self.soft: Problem | None = None
        self.look = _look(question, words, alone)
        self.details: dict[str, Choice] = {}
        self.choices: list[tuple[str, Any]] = []
        if question.type in CHOICES:
            self._describe_choices()
        super().__init__(
            required=False,
            label=words.html(f"q.{question.key}.label"),
            help_text=words.html(f"q.{question.key}.hint")
            if words.has(f"q.{question.key}.hint")
            else "",
            widget=_widget(question),
        )

    def _describe_choices(self) -> None:
        question, words = self.question, self.words
        shown = [
            Choice(
                value=choice.key,
                label=_choice_label(words, question, choice.key),
                divider=words.maybe("note.or") or "–" if choice.divider else "",
                exclusive=choice.exclusive,
            )
            for choice in question.choices
        ]
        if question.type is QuestionType.YES_NO and not question.choices:
            shown = [Choice(key, words(f"c.{key}")) for key in ("yes", "no")]
        for name in STATES:
            if getattr(question, name):
                shown.append(Choice(name, words(f"state.{name}"), exclusive=True))
        self.details = {choice.value: choice for choice in shown}
        self.choices = [(choice.value, choice.label) for choice in shown]

    def clean(self, value: Any) -> Answer:
        """Return the engine's answer, or raise ValidationError in the reader's language."""
        parsed = answers.parse(self.question, _raw(value), today=clock.today())
        if parsed.answer is None or parsed.problems:
            raise ValidationError(
                [
                    ValidationError(
                        problem_text(self.words, self.question, problem),
                        code=problem.code,
                        params={"parts": () if problem.part == "value" else (problem.part,)},
                    )
                    for problem in parsed.problems
                ]
            )
        self.soft = parsed.check
        return parsed.answer

    def shown(self, answer: Answer) -> Any:
        """Return what the form shows for an answer that is kept."""
        if answer.state in STATES.values():
            state = answer.state.value
            return [state] if self.question.type is QuestionType.MULTI_CHOICE else state
        if not answer.has_value:
            return None
        if answer.entered:
            return dict(answer.entered)
        value = answer.value
        return list(value) if isinstance(value, tuple) else value


def _raw(value: Any) -> Mapping[str, str | Sequence[str]]:
    if isinstance(value, Mapping):
        return {str(part): str(text) for part, text in value.items()}
    if isinstance(value, list | tuple):
        return {"value": [str(one) for one in value]}
    return {"value": "" if value is None else str(value)}


def _choice_label(words: Words, question: Question, key: str) -> SafeString | str:
    own = f"c.{question.key}.{key}"
    return words.html(own) if words.has(own) else words(f"c.{key}")


def _look(question: Question, words: Words, alone: bool) -> Look:
    look = _KEYBOARDS.get(question.type, Look())
    extra = question.extra
    return Look(
        page_heading=alone,
        label_size="l" if alone else "m" if question.type in CHOICES else "s",
        width=look.width,
        autocomplete=str(extra.get("autocomplete", look.autocomplete)),
        inputmode=look.inputmode,
        spellcheck=look.spellcheck,
        autocapitalize=look.autocapitalize,
        rows=int(extra.get("rows", 4)),
    )


def _widget(question: Question) -> forms.Widget:
    match question.type:
        case QuestionType.SINGLE_CHOICE | QuestionType.YES_NO:
            return forms.RadioSelect()
        case QuestionType.MULTI_CHOICE:
            return forms.CheckboxSelectMultiple()
        case QuestionType.DATE:
            return DateBoxes()
        case QuestionType.MEASUREMENT:
            return _BOXES[question.quantity or Quantity.HEIGHT]()
        case QuestionType.LONG_TEXT:
            return forms.Textarea()
        case QuestionType.EMAIL:
            return forms.EmailInput()
        case QuestionType.PHONE:
            return forms.TextInput(attrs={"type": "tel"})
        case _:
            return forms.TextInput()


def answer_words(words: Words, question: Question, answer: Answer) -> str:
    """Return an answer as the person would say it, for check-answers and for the desk."""
    if answer.state is State.SKIPPED or (answer.state is State.GIVEN and answer.value is None):
        return words("state.skipped")
    if answer.state in STATES.values():
        return words(f"state.{answer.state.value}")
    value = answer.value
    if question.type in CHOICES:
        keys = value if isinstance(value, tuple) else (str(value),)
        return "\n".join(str(_plain_choice(words, question, key)) for key in keys)
    if question.type is QuestionType.MEASUREMENT:
        return _measure_words(words, answer)
    if question.type is QuestionType.PHONE:
        return telephone_shown(str(value))
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def _plain_choice(words: Words, question: Question, key: str) -> str:
    return words.maybe(f"c.{question.key}.{key}") or words(f"c.{key}")


def _measure_words(words: Words, answer: Answer) -> str:
    parts = [(part, text) for part, text in answer.entered if words.has(f"unit.{part}")]
    order = ("cm", "ft", "in", "kg", "st", "lb")
    parts.sort(key=lambda item: order.index(item[0]))
    return ", ".join(f"{text} {words(f'unit.{part}')}" for part, text in parts if text)
