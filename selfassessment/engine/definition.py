"""How does a journey's JSON become a definition?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfassessment.engine.kinds import ASKING, FactType, JourneyKind, PageKind
from selfassessment.engine.model import (
    JourneyDefinition,
    Page,
    Question,
    RepeatGroup,
    Route,
    ScoreInput,
    ScoreUse,
    TaskSection,
)
from selfassessment.engine.reading import LoadError, Reader
from selfassessment.engine.reading_conditions import read_condition, read_named_conditions
from selfassessment.engine.reading_questions import read_question

__all__ = ["JourneyDefinition", "LoadError", "Page", "Question", "load"]

FORMAT = 1
JOURNEY_FIELDS = (
    "format",
    "slug",
    "kind",
    "locales",
    "quick_exit",
    "retention",
    "pages",
    "groups",
    "conditions",
    "scores",
    "facts",
)
PAGE_FIELDS = (
    "key",
    "kind",
    "questions",
    "routes",
    "default",
    "section",
    "quick_exit",
    "instrument",
    "urgent",
    "alternative",
    "reason",
    "sections",
)


def load(json: Mapping[str, Any]) -> JourneyDefinition:
    """Build a definition from JSON; LoadError names the JSON path of what is wrong.

    Only what makes the file unreadable is refused here; whether it makes sense is
    the validator's question.
    """
    reader = Reader(json)
    reader.only(*JOURNEY_FIELDS)
    check_format(reader)
    pages = tuple(_read_page(item, place) for item, place in reader.items("pages"))
    if not pages:
        raise reader.fail("pages", "must hold at least one page")
    return JourneyDefinition(
        slug=reader.key("slug"),
        kind=reader.choice("kind", JourneyKind),
        locales=reader.keys("locales"),
        pages=pages,
        quick_exit=reader.flag("quick_exit"),
        retention=_read_retention(reader),
        groups=_read_groups(reader),
        conditions=read_named_conditions(reader),
        scores=read_scores(reader),
        facts=read_facts(reader),
        extra=reader.extra(),
    )


def check_format(reader: Reader) -> None:
    """Refuse a file written for another version of the format."""
    if reader.integer("format") != FORMAT:
        raise reader.fail("format", f"must be {FORMAT}")


def _read_page(data: Any, path: str) -> Page:
    reader = Reader(data, path)
    reader.only(*PAGE_FIELDS)
    kind = reader.choice("kind", PageKind)
    questions = tuple(read_question(item, place) for item, place in reader.items("questions"))
    if questions and kind not in ASKING:
        raise reader.fail("questions", f"do not belong to a page of kind {kind.value}")
    return Page(
        key=reader.key("key"),
        kind=kind,
        questions=questions,
        routes=tuple(_read_route(item, place) for item, place in reader.items("routes")),
        default=reader.optional_key("default"),
        section=reader.text("section", ""),
        quick_exit=reader.flag("quick_exit"),
        instrument=reader.optional_key("instrument"),
        urgent=reader.flag("urgent"),
        alternative=reader.text("alternative", ""),
        reason=reader.text("reason", ""),
        sections=_read_sections(reader, kind),
        extra=reader.extra(),
    )


def _read_sections(reader: Reader, kind: PageKind) -> tuple[TaskSection, ...]:
    sections: list[TaskSection] = []
    for item, place in reader.items("sections"):
        if kind is not PageKind.TASK_LIST:
            raise reader.fail("sections", f"do not belong to a page of kind {kind.value}")
        inner = Reader({"key": item} if isinstance(item, str) else item, place)
        inner.only("key", "when", "needs")
        when = read_condition(inner.raw("when"), inner.at("when")) if inner.has("when") else None
        sections.append(TaskSection(inner.key("key"), when, inner.keys("needs")))
    return tuple(sections)


def _read_route(data: Any, path: str) -> Route:
    reader = Reader(data, path)
    reader.only("when", "to")
    return Route(read_condition(reader.raw("when"), reader.at("when")), reader.key("to"))


def _read_retention(reader: Reader) -> dict[str, int]:
    inner = Reader(reader.data.get("retention", {}), reader.at("retention"))
    inner.only("unfinished_days", "saved_days")
    return {name: inner.integer(name) for name in inner.data if name != "note"}


def _read_groups(reader: Reader) -> dict[str, RepeatGroup]:
    groups: dict[str, RepeatGroup] = {}
    for key, item, place in reader.entries("groups"):
        inner = Reader(item, place)
        inner.only("pages", "another", "at_most")
        at_most = inner.integer("at_most")
        if not 1 <= at_most <= 20:
            raise inner.fail("at_most", "must be from 1 to 20")
        groups[key] = RepeatGroup(key, inner.keys("pages"), inner.key("another"), at_most)
    return groups


def read_scores(reader: Reader) -> dict[str, ScoreUse]:
    """Read the object of scores."""
    scores: dict[str, ScoreUse] = {}
    for key, item, place in reader.entries("scores"):
        inner = Reader(item, place)
        inner.only("instrument", "inputs", "bands", "version")
        inputs = {
            name: _read_input(value, value_place)
            for name, value, value_place in inner.entries("inputs")
        }
        if not inputs:
            raise inner.fail("inputs", "must not be empty")
        bands = tuple(Reader({"band": b}, p).text("band") for b, p in inner.items("bands"))
        scores[key] = ScoreUse(
            key, inner.key("instrument"), inputs, bands, inner.text("version", "")
        )
    return scores


def _read_input(data: Any, path: str) -> ScoreInput:
    if isinstance(data, str):
        return ScoreInput(question=data)
    reader = Reader(data, path)
    reader.only("question", "fact", "value", "as")
    if sum(reader.has(name) for name in ("question", "fact", "value")) != 1:
        raise LoadError(path, "needs exactly one of: question, fact, value")
    if reader.has("as") and reader.text("as") != "age":
        raise reader.fail("as", "can only be age")
    return ScoreInput(
        question=reader.optional_key("question"),
        fact=reader.optional_key("fact"),
        value=reader.text("value") if reader.has("value") else None,
        as_age=reader.has("as"),
    )


def read_facts(reader: Reader) -> dict[str, FactType]:
    """Read the object of further facts."""
    return {
        key: Reader({"type": item}, place).choice("type", FactType)
        for key, item, place in reader.entries("facts")
    }
