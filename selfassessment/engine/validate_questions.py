"""Is each question fair to ask, and can it be answered?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from selfassessment.engine.findings import Finding, Surroundings, error, warning
from selfassessment.engine.graph import Graph
from selfassessment.engine.kinds import (
    ASKING,
    PERSONAL_TYPES,
    PageKind,
    QuestionType,
    Sensitivity,
)
from selfassessment.engine.model import JourneyDefinition, Page, Question

OPTIONAL_QUESTION_KINDS = frozenset({PageKind.INTERRUPT})


def question_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield mistakes inside questions, and things asked twice."""
    for page in definition.pages:
        asking = page.kind in ASKING - OPTIONAL_QUESTION_KINDS
        if asking and not page.questions:
            yield error("page_asks_nothing", f"pages.{page.key}", "The page has no question.")
        for question in page.questions:
            place = f"pages.{page.key}.{question.key}"
            yield from _bounds(question, place)
            yield from _fairness(page, question, place)
    yield from _asked_twice(definition, graph)


def _bounds(question: Question, place: str) -> Iterator[Finding]:
    limits = question.limits
    for low, high in (
        (limits.lowest, limits.highest),
        (limits.soft_lowest, limits.soft_highest),
        (limits.lowest, limits.soft_lowest),
        (limits.soft_highest, limits.highest),
    ):
        if low is not None and high is not None and low > high:
            yield error("min_above_max", place, f"{low} is above {high}.")
    if limits.shortest > limits.longest:
        yield error("min_above_max", place, "The shortest text is longer than the longest.")
    first, last = limits.earliest, limits.latest
    if isinstance(first, date) and isinstance(last, date) and first > last:
        yield error("min_above_max", place, "The earliest date is after the latest.")
    exclusive = [choice.key for choice in question.choices if choice.exclusive]
    if exclusive and question.type is not QuestionType.MULTI_CHOICE:
        yield warning("useless_exclusive", place, "Only one can be chosen here anyway.")
    if question.ordered and question.type is not QuestionType.SINGLE_CHOICE:
        yield error("ordered_type", place, "Only a single choice can be ordered.")


def _fairness(page: Page, question: Question, place: str) -> Iterator[Finding]:
    way_out = not question.required or question.not_sure or question.prefer_not
    careful = question.sensitivity in {Sensitivity.HEALTH, Sensitivity.EQUALITY}
    if careful and not way_out:
        yield warning("no_way_out", place, "A sensitive question needs “not sure” or a skip.")
    signs = any(choice.red_flag is not None for choice in question.choices)
    if signs and way_out:
        yield warning("safety_skippable", place, "A red-flag question should not be skipped.")
    if page.kind is PageKind.EQUALITY and not question.prefer_not:
        yield warning("no_way_out", place, "Equality questions need “Prefer not to say”.")
    personal = question.type in PERSONAL_TYPES or question.sensitivity is Sensitivity.PERSONAL
    protocol = question.protocol
    if personal and (protocol is None or not (protocol.decision and protocol.retention)):
        yield error("no_purpose", place, "A personal question needs a decision and a retention.")


def _asked_twice(definition: JourneyDefinition, graph: Graph) -> Iterator[Finding]:
    asked: list[tuple[str, str, str]] = [
        (question.asks, page.key, question.key)
        for page in definition.pages
        for question in page.questions
    ]
    for index, (what, page, key) in enumerate(asked):
        for other_what, other_page, other_key in asked[:index]:
            if what == other_what and key != other_key and page in graph.reachable(other_page):
                yield error(
                    "asked_twice",
                    f"pages.{page}.{key}",
                    f"“{other_key}” asks the same on the same path.",
                )
