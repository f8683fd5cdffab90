"""Requests that are filled in up to "Check your answers", whatever pages the journey has today."""

from datetime import datetime
from typing import Any

from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.path import Step
from selfassessment.journeys.published import current_version
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft

TOLD: dict[str, Any] = {
    "who_for": "self",
    "topics": ["moving"],
    "signs": ["none"],
    "safe": ["none"],
    "age_band": "18_39",
    "your_name": "Filled Sample",
    "contact_by": ["phone"],
    "phone": "01164960123",
    "voicemail_ok": "yes",
    "text_ok": "yes",
    "consent_share": "yes",
}


def answers_of(step: Step, told: dict[str, Any]) -> dict[str, Answer]:
    """Return what is told on a page, by the keys answers are kept under; the rest is skipped."""
    if not step.page.questions:
        return {step.answer_key(seen_key(step.page.key)): Answer.seen()}
    return {
        step.answer_key(one.key): _given(told[one.key]) if one.key in told else Answer.skipped()
        for one in step.page.questions
    }


def _given(value: Any) -> Answer:
    return Answer.given(tuple(value) if isinstance(value, list) else value)


def filled_in(number: int, *, browser: str, now: datetime) -> list[Draft]:
    """Return so many drafts of one browser, each ready to be sent, and answered alike."""
    version = current_version("refer")
    first = drafts.begin(version=version, browser=browser, now=now)
    for _ in range(100):
        walk = Walk(Draft.objects.with_version().get(pk=first.pk), "en")
        step = walk.path.resume()
        if step.page.kind is PageKind.CHECK_ANSWERS:
            break
        drafts.keep(draft=walk.draft, answers=answers_of(step, TOLD), now=now)
    assert walk.path.ready_to_send, step.page.key
    alike = dict(walk.path.live)
    more = [
        drafts.begin(version=version, browser=browser, now=now, answers=alike)
        for _ in range(number - 1)
    ]
    return [first, *more]
