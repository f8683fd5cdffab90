"""How do staff ask everything on one page: the same questions, the same path?

Every page that can be seen from the answers so far stands on the page as one group of fields.
After each "Continue" the engine walks anew, and pages that an answer opened join in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core import clock
from core.forms.errors import ErrorLine, first_id
from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.path import Step
from selfassessment.engine.replay import ahead
from selfassessment.journeys.contacts import contact_views
from selfassessment.journeys.facts import place_of
from selfassessment.journeys.fields import AnswerField
from selfassessment.journeys.forms import PageForm
from selfassessment.journeys.pages import body_parts
from selfassessment.journeys.walks import Walk

_ASKED = (PageKind.QUESTION, PageKind.INSTRUMENT, PageKind.CONSENT)
_READ_OUT = (PageKind.INTERRUPT, PageKind.CONTENT, PageKind.EXIT, PageKind.EMERGENCY)


class EntryForm(PageForm):
    """The questions of one page, as one group among many."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AnswerField):
                field.look = replace(field.look, page_heading=False, label_size="m")

    @property
    def is_confirmed(self) -> bool:
        """Return whether staff ticked that the unusual values of this page are right."""
        return f"{self.prefix}-confirm" in self.data

    @property
    def error_lines(self) -> list[ErrorLine]:
        """Return what is wrong, by question; each leads to its first wrong box."""
        if not self.errors:
            soft = self.soft_check
            return [{"text": soft.title, "href": f"#{self.prefix}-confirm"}] if soft else []
        return [
            {"text": f"{field.label}: {message}", "href": f"#{first_id(field)}"}
            for field in self
            for message in field.errors
        ]

    @property
    def is_blank_but_shown(self) -> bool:
        """Return whether nothing was typed into any of the fields."""
        return not any(
            value.strip()
            for name in self.data
            if name.startswith(f"{self.prefix}-") and name != f"{self.prefix}-shown"
            for value in self.data.getlist(name)  # type: ignore[attr-defined]
        )

    @property
    def must_be_answered(self) -> bool:
        """Return whether a question of the page has to be answered."""
        return any(question.required for question in self.step.page.questions)


@dataclass(frozen=True)
class Part:
    """One page of the journey on the page of staff: fields, or words to read out."""

    step: Step
    title: str
    body: list[dict[str, Any]]
    contacts: list[Any]
    form: EntryForm | None
    is_warning: bool
    prefix: str

    is_open: bool = False

    def is_gap(self, walk: Walk) -> bool:
        """Return whether something that has to be answered is not."""
        return any(
            question.required and self.step.answer_key(question.key) not in walk.answers
            for question in self.step.page.questions
        )


def steps_of(walk: Walk) -> list[Step]:
    """Return the pages to show: the walk, and the questions that can be seen from there."""
    known = list(walk.path.steps)
    ids = {step.id for step in known}
    if walk.path.ending is not None:
        return known
    further = ahead(walk.published.definition, walk.answers, walk.facts)
    return known + [step for step in further if step.page.kind in _ASKED and step.id not in ids]


def _form(walk: Walk, step: Step, data: Any) -> EntryForm:
    prefix = walk.page_id(step)
    return EntryForm(data, step=step, words=walk.words, kept=walk.answers, prefix=prefix)


def take_in(walk: Walk, data: Any, *, whole: bool) -> dict[str, EntryForm]:
    """Keep what was typed and is right; return the forms that were not kept, by step.

    Those have mistakes, or values so unusual that somebody has to say that they are right.
    `whole`: also what was left empty and has to be answered is a mistake.
    """
    answers: dict[str, Answer] = {}
    wrong: dict[str, EntryForm] = {}
    for step in steps_of(walk):
        prefix = walk.page_id(step)
        if f"{prefix}-shown" not in data:
            continue
        if not step.page.questions:
            answers[step.answer_key(seen_key(step.page.key))] = Answer.seen()
            continue
        form = _form(walk, step, data)
        if form.is_blank_but_shown and form.must_be_answered and not whole:
            continue
        # What was confirmed once comes along each time the page is sent, and is not asked again.
        if form.is_valid() and (form.soft_check is None or _is_kept(walk, form)):
            answers |= form.answers
        else:
            wrong[step.id] = form
    _keep(walk, answers)
    return wrong


def _is_kept(walk: Walk, form: EntryForm) -> bool:
    return form.answers.items() <= walk.answers.items()


def _keep(walk: Walk, answers: dict[str, Answer]) -> None:
    postcode = answers.get("postcode")
    changed = postcode is not None and postcode != walk.answers.get("postcode")
    place: Mapping[str, Any] | bool | None = False
    if postcode is not None and changed:
        place = place_of(str(postcode.value)) if postcode.has_value else None
    drafts.keep(draft=walk.draft, answers=answers, place=place, now=clock.now())
    walk.refresh()


def parts(walk: Walk, wrong: Mapping[str, EntryForm]) -> list[Part]:
    """Return what the page shows, in the order of the path."""
    return [
        _part(walk, step, wrong.get(step.id))
        for step in steps_of(walk)
        if step.page.kind in (*_ASKED, *_READ_OUT)
    ]


def next_to_ask(walk: Walk, data: Any) -> str:
    """Return the id of where staff go on: what has just opened, else the first gap, else the end.

    `data` is what was posted: it tells which parts stood on the page already.
    """
    shown = parts(walk, {})
    opened = (part for part in shown if f"{part.prefix}-shown" not in data)
    gaps = (part for part in shown if part.form and part.is_gap(walk))
    found = next(opened, None) or next(gaps, None)
    return f"part-{found.prefix}" if found else "end"


def _part(walk: Walk, step: Step, form: EntryForm | None) -> Part:
    page, words = step.page, walk.words
    # The label of a single question says what the title says.
    title = "" if len(page.questions) == 1 else words.maybe(f"page.{page.key}.title") or ""
    return Part(
        step=step,
        title=title,
        body=body_parts(words, f"page.{page.key}.body"),
        contacts=list(contact_views(list(page.extra.get("contacts", ())), words)),
        form=(form or _form(walk, step, None)) if page.questions else None,
        is_warning=page.kind in _READ_OUT,
        prefix=walk.page_id(step),
        is_open=form is not None,
    )
