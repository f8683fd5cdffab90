"""Do saved people still walk the same pages to the same outcome?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from selfassessment.engine import answers as answering
from selfassessment.engine import tables
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.path import Path, Step
from selfassessment.engine.replay import replay
from selfassessment.engine.routing import Routing

__all__ = ["Golden", "Outcome", "difference", "run", "walk"]

LIVE = ("results", "confirmation")


@dataclass(frozen=True, slots=True)
class Golden:
    """A made-up person: what they answer, as a form would post it, and what the site knows."""

    name: str
    answers: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one person's walk led. Everything is a code, so it can be kept as JSON."""

    pages: tuple[str, ...] = ()
    waits_at: str = ""
    stop: str = ""
    exit: str = ""
    flags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    priority: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Outcome:
        """Read it from JSON values; what is not there is empty."""
        known = {one.name for one in fields(cls)}
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in data.items()
            if key in known
        }
        return cls(**values)


def run(definition: JourneyDefinition, routing: Routing, golden: Golden, *, today: date) -> Outcome:
    """Answer page after page as a person would; what is not given is skipped where it may be.

    A page that cannot be answered with what is given stops the walk: `waits_at` names it.
    """
    facts = {"today": today, **golden.facts}
    return _outcome(walk(definition, golden, today=today), routing, facts)


def walk(definition: JourneyDefinition, golden: Golden, *, today: date) -> Path:
    """Return the pages a saved person walks, as far as what is given carries."""
    facts = {"today": today, **golden.facts}
    answers: dict[str, Answer] = {}
    path = replay(definition, answers, facts)
    while (waiting := _waiting(path)) is not None:
        given = _answers(waiting, golden.answers, today)
        if given is None:
            break
        answers |= given
        path = replay(definition, answers, facts)
    return path


def _waiting(path: Path) -> Step | None:
    """Return the page to answer next: each part of a task list before the list is left."""
    waiting = path.first_unanswered
    if waiting is None or waiting is not path.hub:
        return waiting
    return next((task.open for task in path.tasks if task.open is not None), waiting)


def _answers(step: Step, given: Mapping[str, Any], today: date) -> dict[str, Answer] | None:
    """Return the answers of one page, or None when one of them does not pass."""
    if not step.page.questions:
        return {step.answer_key(seen_key(step.page.key)): Answer.seen()}
    found: dict[str, Answer] = {}
    for question in step.page.questions:
        key = step.answer_key(question.key)
        value = given.get(key, {})
        raw = value if isinstance(value, Mapping) else {"value": value}
        answer = answering.parse(question, raw, today=today).answer
        if answer is None:
            return None
        found[key] = answer
    return found


def _outcome(path: Path, routing: Routing, facts: Mapping[str, object]) -> Outcome:
    decision = tables.run(routing, tables.context(routing, path, facts))
    shown = path.ending is not None and path.ending.page.kind.value in LIVE
    return Outcome(
        pages=path.ids,
        waits_at=path.first_unanswered.id if path.first_unanswered else "",
        stop=decision.stop.page if decision.stop else "",
        exit=(decision.exit.exit or "") if decision.exit else "",
        flags=tuple(sorted(decision.flags)),
        needs=tuple(sorted(need.need for need in decision.needs)) if shown else (),
        offers=tuple(sorted(f"{one.offer}:{one.outcome.value}" for one in decision.offers))
        if shown
        else (),
        priority=decision.priority.priority.value if shown and decision.priority else "",
    )


def difference(expected: Outcome, found: Outcome) -> tuple[str, ...]:
    """Say in sentences what is not as expected; nothing when all is."""
    return tuple(_differences(expected, found))


def _differences(expected: Outcome, found: Outcome) -> Iterator[str]:
    if found.waits_at != expected.waits_at:
        if found.waits_at:
            yield f"Now stops at the page “{found.waits_at}”: the saved answers do not pass it."
        else:
            yield f"No longer stops at the page “{expected.waits_at}”."
    yield from _lists("page", expected.pages, found.pages, "is now shown", "is no longer shown")
    if sorted(expected.pages) == sorted(found.pages) and expected.pages != found.pages:
        yield "The same pages are shown in another order."
    for name, before, after in (
        ("safety page", expected.stop, found.stop),
        ("way out", expected.exit, found.exit),
        ("priority", expected.priority, found.priority),
    ):
        if before != after:
            yield f"The {name} was “{before or 'none'}” and is now “{after or 'none'}”."
    yield from _lists("flag", expected.flags, found.flags, "is now raised", "is no longer raised")
    yield from _lists("need", expected.needs, found.needs, "is now noted", "is no longer noted")
    yield from _offers(expected.offers, found.offers)


def _lists(
    noun: str, before: tuple[str, ...], after: tuple[str, ...], gained: str, lost: str
) -> Iterator[str]:
    for key in after:
        if key not in before:
            yield f"The {noun} “{key}” {gained}."
    for key in before:
        if key not in after:
            yield f"The {noun} “{key}” {lost}."


def _offers(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    was, now = (dict(one.split(":", 1) for one in offers) for offers in (before, after))
    for key in sorted(was.keys() | now.keys()):
        old, new = was.get(key, "not among the offers"), now.get(key, "not among the offers")
        if old != new:
            plain = (old.replace("_", " "), new.replace("_", " "))
            yield f"The offer “{key}” was “{plain[0]}” and is now “{plain[1]}”."
