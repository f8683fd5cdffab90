"""What form does a page of a journey make?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.path import Step
from selfassessment.journeys.fields import AnswerField
from selfassessment.journeys.texts import Words
from selfassessment.journeys.walks import Walk


@dataclass(frozen=True)
class SoftCheck:
    """Values that may be right but are unusual: the person is asked once about all of a page."""

    title: str
    body: str


_NOT_ANSWERS = {"csrfmiddlewaretoken", "steps-current_step", "later", "skip", "confirm"}


def known_from_check(walk: Walk, step: Step) -> frozenset[str]:
    """Return which questions of a page the health check has answered already."""
    carried = set(walk.draft.carried)
    return frozenset(
        question.key for question in step.page.questions if step.answer_key(question.key) in carried
    )


def form_for(walk: Walk, step: Step, data: QueryDict | None = None, *, whole: bool) -> "PageForm":
    """Return the form of a step: what is known is not asked again beside what is new.

    `whole` shows all of it, for somebody who changes an answer.
    """
    known = known_from_check(walk, step)
    is_mixed = len(known) < len(step.page.questions)
    without = known if is_mixed and not whole else frozenset()
    return PageForm(data, step=step, words=walk.words, kept=walk.answers, without=without)


class PageForm(forms.Form):
    """The questions of one step; `answers` are what the engine made of them."""

    def __init__(
        self,
        *args: Any,
        step: Step,
        words: Words,
        kept: Mapping[str, Answer],
        without: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """Build the fields, showing the answers that are kept; questions `without` stay out."""
        super().__init__(*args, **kwargs)
        self.step, self.words = step, words
        questions = self.step.page.questions
        for question in questions:
            if question.key in without:
                continue
            field = AnswerField(question, self.words, alone=len(questions) == 1)
            answer = kept.get(self.step.answer_key(question.key))
            if answer is not None:
                field.initial = field.shown(answer)
            self.fields[question.key] = field

    @property
    def may_skip(self) -> bool:
        """Return whether the whole page may be left empty."""
        questions = self.step.page.questions
        return bool(questions) and not any(
            question.required for question in questions if question.key in self.fields
        )

    @property
    def skipped(self) -> bool:
        """Return whether "Skip this question" was pressed."""
        return self.may_skip and "skip" in self.data

    def full_clean(self) -> None:
        """Read nothing when the page is skipped: what was typed does not count then."""
        if self.is_bound and self.skipped:
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {key: Answer.skipped() for key in self.fields}
            return
        super().full_clean()

    @property
    def is_filled(self) -> bool:
        """Return whether anything was answered on the page that was sent."""
        return any(value for key, value in self.data.items() if key not in _NOT_ANSWERS)

    @property
    def is_torn(self) -> bool:
        """Return whether something was answered that cannot be kept as it is."""
        return self.is_filled and (not self.is_valid() or self.soft_check is not None)

    @property
    def is_confirmed(self) -> bool:
        """Return whether somebody said that unusual values are right."""
        return "confirm" in self.data

    @property
    def soft_check(self) -> SoftCheck | None:
        """Return the "is this right?" of a valid page, unless it was answered."""
        if not self.is_bound or self.is_confirmed or self.skipped:
            return None
        unusual = [
            name
            for name, field in self.fields.items()
            if isinstance(field, AnswerField) and field.soft is not None
        ]
        if not unusual:
            return None
        titles = (self.words.maybe(f"soft.{name}.title") for name in unusual)
        title = " ".join(filter(None, titles)) or self.words("soft.height.title")
        value = ", ".join(filter(None, map(self._as_typed, unusual)))
        return SoftCheck(title, self.words("soft.body", value=value))

    def _as_typed(self, name: str) -> str:
        return " ".join(
            f"{text} {self.words(f'unit.{part}')}"
            for part, text in self.cleaned_data[name].entered
            if text and self.words.has(f"unit.{part}")
        )

    @property
    def answers(self) -> dict[str, Answer]:
        """Return the answers by the key they are kept under; valid forms only."""
        step = self.step
        if not step.page.questions:
            return {step.answer_key(seen_key(step.page.key)): Answer.seen()}
        return {step.answer_key(name): answer for name, answer in self.cleaned_data.items()}
