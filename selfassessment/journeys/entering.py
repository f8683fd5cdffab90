"""How do staff ask everything on one page: the same questions, the same path?

Every page that can be seen from the answers so far stands on the page as one group of fields.
After each "Continue" the engine walks anew, and pages that an answer opened join in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core import clock
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
    """Keep what was typed and is right; return the forms with mistakes, by step.

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
        if form.is_valid():
            answers |= form.answers
        else:
            wrong[step.id] = form
    _keep(walk, answers)
    return wrong


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
    )
