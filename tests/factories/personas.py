"""Who walks the health check in tests, and where do their answers lead?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path as File
from typing import Any

from selfassessment import instruments
from selfassessment.engine import answers as answering
from selfassessment.engine import definition as definitions
from selfassessment.engine import replay as replaying
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import JourneyDefinition, Question

ROOT = File(__file__).resolve().parents[2]
JOURNEYS = ROOT / "selfassessment" / "journeys"
TODAY = date(2026, 11, 25)


def read_json(*parts: str) -> Any:
    """Return a JSON file of the journeys."""
    return json.loads(JOURNEYS.joinpath(*parts).read_text(encoding="utf-8"))


@cache
def journey(slug: str) -> JourneyDefinition:
    """Return a shipped journey."""
    return definitions.load(read_json("definitions", f"{slug}.json"))


@cache
def texts(language: str = "en") -> Mapping[str, str]:
    """Return the words of both journeys in a language."""
    words: dict[str, str] = read_json("texts", f"{language}.json")
    return words


@cache
def waiting() -> frozenset[str]:
    """Return the keys whose English waits for its translations."""
    return frozenset(read_json("texts", "waiting_keys.json")["keys"])


@dataclass(frozen=True)
class Persona:
    """One made-up person: what they answer, and what they must and must not be given."""

    name: str
    story: str
    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    expect: Mapping[str, Any] = field(default_factory=dict)


def personas() -> list[Persona]:
    """Return the table of personas."""
    rows = json.loads((ROOT / "tests/samples/personas.json").read_text(encoding="utf-8"))
    return [
        Persona(
            name=row["name"],
            story=row["story"],
            answers=row["answers"],
            facts=facts(**row["facts"]),
            expect=row["expect"],
        )
        for row in rows
    ]


def facts(language: str = "en", **others: Any) -> dict[str, Any]:
    """Return what the site knows besides the answers."""
    return {
        "today": TODAY,
        "language": language,
        "validated_instruments": instruments.validated_in(language),
        **others,
    }


# What cannot be skipped and nearly everybody answers alike.
NO_DANGER: Mapping[str, Any] = {"home_danger": ["none"]}


@dataclass(frozen=True)
class Walk:
    """How a walk went: its end, and the pages at which it stopped for the person."""

    path: replaying.Path
    answers: Mapping[str, Answer]
    stopped: tuple[str, ...]

    @property
    def warned(self) -> tuple[str, ...]:
        """The pages of warning that were shown."""
        warnings = {s.page.key for s in self.path.steps if s.page.kind is PageKind.INTERRUPT}
        return tuple(page for page in self.stopped if page in warnings)


def walk(
    slug: str,
    given: Mapping[str, Any],
    known: Mapping[str, Any],
    *,
    skips: bool = True,
    carried: Mapping[str, Answer] | None = None,
) -> Walk:
    """Answer page after page as a person would; what is not given is skipped if it may be."""
    given = {**NO_DANGER, **given}
    journey_definition = journey(slug)
    answers: dict[str, Answer] = dict(carried or {})
    stopped: list[str] = []
    path = replaying.replay(journey_definition, answers, known)
    while (waiting := _waiting(path)) is not None:
        stopped.append(waiting.page.key)
        if not waiting.page.questions:
            answers[seen_key(waiting.page.key)] = Answer.seen()
        missing = [q for q in waiting.page.questions if q.key not in answers]
        answers |= dict(_page_answers(missing, given, skips=skips))
        path = replaying.replay(journey_definition, answers, known)
    return Walk(path, answers, tuple(stopped))


def _waiting(path: replaying.Path) -> replaying.Step | None:
    """Return the page to answer next: each part of a task list before the list is left."""
    waiting = path.first_unanswered
    if waiting is None or waiting is not path.hub:
        return waiting
    return next((task.open for task in path.tasks if task.open is not None), waiting)


def _page_answers(
    questions: Sequence[Question], given: Mapping[str, Any], *, skips: bool
) -> Iterator[tuple[str, Answer]]:
    for question in questions:
        parsed = answering.parse(question, _raw(question, given, skips=skips), today=TODAY)
        assert parsed.answer is not None, (question.key, parsed.problems)
        yield question.key, parsed.answer


def _raw(question: Question, given: Mapping[str, Any], *, skips: bool) -> Mapping[str, Any]:
    if question.key not in given:
        return {"state": "not_sure"} if question.not_sure and not skips else {}
    value = given[question.key]
    return value if isinstance(value, dict) else {"value": value}
