"""Which texts does a definition need, and how careful must one be with each?"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from selfassessment.engine.kinds import PageKind, QuestionType, Sensitivity
from selfassessment.engine.model import JourneyDefinition, Page, Question
from selfassessment.engine.routing import Routing

SOURCE = "en"


class TextClass(StrEnum):
    """Whether a stale text is only marked, or keeps the journey from being published."""

    PLAIN = "plain"
    SAFETY = "safety"
    CONSENT = "consent"
    INSTRUMENT = "instrument"


BODY_KINDS = frozenset({PageKind.CONTENT, PageKind.INTERRUPT, PageKind.EXIT, PageKind.EMERGENCY})
CLASS_OF_PAGE = {
    PageKind.EMERGENCY: TextClass.SAFETY,
    PageKind.CONSENT: TextClass.CONSENT,
    PageKind.INSTRUMENT: TextClass.INSTRUMENT,
}


def text_keys(definition: JourneyDefinition) -> dict[str, TextClass]:
    """Return every text key a journey needs in each of its languages."""
    found: dict[str, TextClass] = {}
    for page in definition.pages:
        kind = CLASS_OF_PAGE.get(page.kind, TextClass.PLAIN)
        if page.kind is PageKind.INTERRUPT and page.urgent:
            kind = TextClass.SAFETY
        for key in _page_keys(page):
            found[key] = kind
        for question in page.questions:
            own = TextClass.SAFETY if asks_about_danger(question) else kind
            for key in question_keys(question):
                found[key] = own
            for key in error_keys(question):
                found.setdefault(key, TextClass.PLAIN)
    return found


def asks_about_danger(question: Question) -> bool:
    """Whether a question is about safety, or one of its answers is a warning sign."""
    return question.sensitivity is Sensitivity.SAFETY or any(
        choice.red_flag is not None for choice in question.choices
    )


def _page_keys(page: Page) -> Iterator[str]:
    yield f"page.{page.key}.title"
    if page.kind in BODY_KINDS:
        yield f"page.{page.key}.body"


def question_keys(question: Question) -> Iterator[str]:
    """Yield the text keys one question needs."""
    yield f"q.{question.key}.label"
    if question.why_key is not None:
        yield question.why_key
    if question.type is QuestionType.YES_NO:
        yield from ("c.yes", "c.no")
        return
    for choice in question.choices:
        yield f"c.{question.key}.{choice.key}"


ERRORS_OF_TYPE: dict[QuestionType, tuple[str, ...]] = {
    QuestionType.SINGLE_CHOICE: ("unknown_choice",),
    QuestionType.YES_NO: ("unknown_choice",),
    QuestionType.MULTI_CHOICE: ("unknown_choice", "exclusive"),
    QuestionType.WHOLE_NUMBER: ("not_a_number", "not_whole", "too_small", "too_big"),
    QuestionType.DECIMAL: ("not_a_number", "too_small", "too_big"),
    QuestionType.MINUTES: ("not_a_number", "not_whole", "too_small", "too_big"),
    QuestionType.MEASUREMENT: (
        "not_a_number",
        "unit",
        "part_missing",
        "part_too_big",
        "too_small",
        "too_big",
    ),
    QuestionType.DATE: ("not_a_date", "too_early", "too_late"),
    QuestionType.TEXT: ("too_short", "too_long"),
    QuestionType.LONG_TEXT: ("too_short", "too_long"),
    QuestionType.NAME: ("too_short", "too_long"),
    QuestionType.POSTCODE: ("not_a_postcode",),
    QuestionType.PHONE: ("not_a_phone",),
    QuestionType.EMAIL: ("not_an_email",),
}


def error_keys(question: Question) -> Iterator[str]:
    """Yield the texts of what can be wrong with an answer to one question."""
    if question.required:
        yield "error.required"
    for code in ERRORS_OF_TYPE[question.type]:
        yield f"error.{code}"


def routing_text_keys(routing: Routing) -> set[str]:
    """Return every text key the tables need: names, and summaries and reasons of offers."""
    found = {f"need.{key}.name" for key in routing.needs}
    found |= {f"provider.{key}.name" for key in routing.providers}
    for key, offer in routing.offers.items():
        found |= {f"offer.{key}.name", f"offer.{key}.summary"}
        for default in offer.outcomes.values():
            if default.reason:
                found.add(f"offer.{key}.why.{default.reason}")
    for rows in routing.tables.values():
        for row in rows:
            reason = getattr(row.then, "reason", None)
            if reason:
                found.add(f"offer.{getattr(row.then, 'offer', '')}.why.{reason}")
    return found
