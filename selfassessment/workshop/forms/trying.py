"""The form of "try it": all questions of a journey on one page, and what the engine makes of it.

Nothing is required and nothing is kept: what is left empty counts as not answered yet, or as
skipped where a question may be skipped. The engine alone says what an answer is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.datastructures import MultiValueDict

from core import clock
from selfassessment.council_words import fill
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.answers import parse
from selfassessment.engine.kinds import CHOICE_TYPES, Quantity, QuestionType
from selfassessment.engine.model import JourneyDefinition, Question
from selfassessment.engine.parsed import Problem
from selfassessment.fixed_names import SOURCE
from selfassessment.journeys.fields import likely

STATES = {"not_sure": "I do not know", "prefer_not": "Prefer not to say"}
NOTHING = ("", "–")
KNOWN = (("", "As the postcode says"), ("yes", "Yes"), ("no", "No"))
LANGUAGES = (("en", "English"), ("gu", "Gujarati"), ("pl", "Polish"), ("ur", "Urdu"))


@dataclass(frozen=True)
class Asked:
    """A question on the form: its field, and the field for "not sure" where it needs its own."""

    question: Question
    field: BoundField
    state: BoundField | None


@dataclass(frozen=True)
class AskedPage:
    """A page of the journey on the form."""

    key: str
    title: str
    questions: tuple[Asked, ...]

    @property
    def repeats(self) -> bool:
        """Return whether the title is only its one question over again."""
        return len(self.questions) == 1 and self.questions[0].field.label == self.title


class TryForm(forms.Form):
    """Every question once; `answers` holds what could be understood."""

    default_renderer = DjangoTemplates()

    def __init__(
        self,
        data: MultiValueDict[str, Any] | None,
        *,
        definition: JourneyDefinition,
        texts: Mapping[str, str],
        titles: Mapping[str, str],
    ) -> None:
        """Build the fields from the questions."""
        self.definition, self.texts, self.titles = definition, texts, titles
        self.answers: dict[str, Answer] = {}
        super().__init__(data, auto_id="try-%s")
        for question in definition.questions.values():
            self.fields[question.key] = self._field(question)
            if self._has_own_state(question):
                self.fields[f"{question.key}--state"] = _select("Or", [NOTHING, *_states(question)])
        self.fields["fact--language"] = _select("Language of the reader", LANGUAGES)
        self.fields["fact--in_council_area"] = _select("Lives in the council’s area", KNOWN)
        self.fields["fact--imd_decile"] = _select(
            "Deprivation decile (1 is the most deprived)",
            [KNOWN[0], *((str(n), str(n)) for n in range(1, 11))],
        )

    @property
    def pages(self) -> Iterator[AskedPage]:
        """Yield the pages that ask something, with their fields."""
        for page in self.definition.pages:
            if page.questions:
                asked = tuple(self._asked(question) for question in page.questions)
                yield AskedPage(page.key, self.titles.get(page.key) or page.key, asked)

    @property
    def known(self) -> list[BoundField]:
        """Return the fields about the reader rather than their answers."""
        return [self[name] for name in self.fields if name.startswith("fact--")]

    @property
    def language(self) -> str:
        """Return the language the page is to be tried in."""
        chosen = str(self.data.get("fact--language", "")) if self.is_bound else ""
        return chosen if chosen in dict(LANGUAGES) else LANGUAGES[0][0]

    @property
    def facts(self) -> dict[str, object]:
        """Return the facts that were chosen by hand."""
        found: dict[str, object] = {}
        area = self.data.get("fact--in_council_area") if self.is_bound else ""
        if area in ("yes", "no"):
            found["in_council_area"] = area == "yes"
        decile = str(self.data.get("fact--imd_decile", "")) if self.is_bound else ""
        if decile.isascii() and decile.isdigit() and 1 <= int(decile) <= 10:
            found["imd_decile"] = int(decile)
        return found

    def clean(self) -> dict[str, Any]:
        """Let the engine read each answer; what is missing is no mistake here."""
        for page in self.definition.pages:
            if not page.questions:
                self.answers[seen_key(page.key)] = Answer.seen()
        for question in self.definition.questions.values():
            parsed = parse(question, self.raw(question), today=clock.today())
            if parsed.answer is not None and not parsed.problems:
                self.answers[question.key] = parsed.answer
                continue
            for problem in parsed.problems:
                if problem.code != "required":
                    self.add_error(question.key, self._said(question, problem))
        return self.cleaned_data

    def raw(self, question: Question) -> dict[str, Any]:
        """Return what was typed for a question, as a form of the journey would post it."""
        value = self.cleaned_data.get(question.key)
        raw: dict[str, Any] = {_part(question): value or ""}
        state = self.cleaned_data.get(f"{question.key}--state")
        return {**raw, "state": state} if state else raw

    def _said(self, question: Question, problem: Problem) -> str:
        text = self._text(f"error.{problem.code}") or "This answer cannot be used."
        example = " ".join(str(one) for one in likely(question, problem.part).values())
        return text.format_map({"min": "", "max": "", "example": example, **dict(problem.params)})

    def _text(self, key: str) -> str:
        return fill(self.texts.get(key, ""), SOURCE)

    def _field(self, question: Question) -> forms.Field:
        label = self._text(f"q.{question.key}.label") or question.key.replace("_", " ")
        if question.type not in CHOICE_TYPES:
            return forms.CharField(
                label=label, help_text=_hint(question), required=False, max_length=2000
            )
        choices = [(key, self._choice(question, key)) for key in _keys(question)]
        choices += _states(question)
        if question.type is QuestionType.MULTI_CHOICE:
            widget = forms.CheckboxSelectMultiple(choices=choices)
            return forms.Field(label=label, required=False, widget=widget)
        return _select(label, [NOTHING, *choices])

    def _choice(self, question: Question, key: str) -> str:
        own = self._text(f"c.{question.key}.{key}") or self._text(f"c.{key}")
        return own or key.replace("_", " ")

    def _has_own_state(self, question: Question) -> bool:
        return question.type not in CHOICE_TYPES and bool(_states(question))

    def _asked(self, question: Question) -> Asked:
        own = f"{question.key}--state"
        return Asked(question, self[question.key], self[own] if own in self.fields else None)


def _select(label: str, choices: Any) -> forms.Field:
    """Return a list to choose from; whether the choice may be made is the engine's to say."""
    return forms.Field(label=label, required=False, widget=forms.Select(choices=choices))


def _keys(question: Question) -> tuple[str, ...]:
    return question.choice_keys or ("yes", "no")


def _states(question: Question) -> list[tuple[str, str]]:
    return [(name, words) for name, words in STATES.items() if getattr(question, name)]


def _part(question: Question) -> str:
    if question.type is not QuestionType.MEASUREMENT:
        return "value"
    return "kg" if question.quantity is Quantity.WEIGHT else "cm"


def _hint(question: Question) -> str:
    match question.type:
        case QuestionType.MEASUREMENT:
            return "in kg" if question.quantity is Quantity.WEIGHT else "in cm"
        case QuestionType.DATE:
            return "such as 1980-03-27"
        case QuestionType.MINUTES:
            return "in minutes"
        case _:
            return ""
