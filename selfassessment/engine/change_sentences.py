"""How does each change of a definition or of its tables read as a sentence?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from selfassessment.engine.describing import condition_words, plain, value_words
from selfassessment.engine.model import JourneyDefinition, NamedCondition, Page, Question, ScoreUse
from selfassessment.engine.routing import Routing, Row, TableName
from selfassessment.engine.sentences import sentence as row_sentence

__all__ = ["Told", "journey_changes", "routing_changes"]


@dataclass(frozen=True, slots=True)
class Told:
    """One change: its area, place and sentence, and the pages it concerns."""

    area: str
    place: str
    sentence: str
    pages: frozenset[str] = frozenset()
    safety: bool = False


def journey_changes(
    before: JourneyDefinition, after: JourneyDefinition, safety: frozenset[str]
) -> Iterator[Told]:
    """Yield what changed in a definition; `safety` names the conditions that decide about it."""
    yield from _settings(before, after)
    yield from _pages(before, after)
    for page in after.pages:
        old = next((one for one in before.pages if one.key == page.key), None)
        if old is not None and old != page:
            yield from _page(old, page, (before, after))
    yield from _named_conditions(before.conditions, after.conditions, safety)
    yield from _scores(before.scores, after.scores)


def _settings(before: JourneyDefinition, after: JourneyDefinition) -> Iterator[Told]:
    for name in ("slug", "kind", "locales", "quick_exit", "retention", "facts", "extra", "groups"):
        if getattr(before, name) != getattr(after, name):
            yield Told(
                "settings",
                name,
                f"The journey's setting “{plain(name)}” has changed.",
                safety=name == "quick_exit",
            )


def _pages(before: JourneyDefinition, after: JourneyDefinition) -> Iterator[Told]:
    was, now = ([page.key for page in one.pages] for one in (before, after))
    for key in now:
        if key not in was:
            yield Told("pages", f"pages.{key}", f"The page “{key}” is new.", frozenset({key}))
    for key in was:
        if key not in now:
            yield Told("pages", f"pages.{key}", f"The page “{key}” is gone.", frozenset({key}))
    both = [key for key in was if key in now]
    moved = [key for key in now if key in was]
    if both != moved:
        pages = frozenset(a for a, b in zip(both, moved, strict=True) if a != b)
        yield Told("routes", "pages", "The pages stand in another order.", pages)


def _page(
    old: Page, new: Page, versions: tuple[JourneyDefinition, JourneyDefinition]
) -> Iterator[Told]:
    place, here = f"pages.{new.key}", frozenset({new.key})
    yield from _routes(old, new, versions)
    for one in fields(Page):
        if one.name in {"key", "questions", "routes", "default"}:
            continue
        if getattr(old, one.name) != getattr(new, one.name):
            name = plain(one.name)
            yield Told("pages", place, f"On the page “{new.key}”, “{name}” has changed.", here)
    yield from _questions(old, new)


def _routes(
    old: Page, new: Page, versions: tuple[JourneyDefinition, JourneyDefinition]
) -> Iterator[Told]:
    was, now = (
        [(condition_words(route.when, one.conditions), route.to) for route in page.routes]
        for page, one in zip((old, new), versions, strict=True)
    )
    place = f"pages.{new.key}.routes"

    def told(sentence: str, *targets: str) -> Told:
        return Told("routes", place, sentence, frozenset({new.key, *targets}))

    for when, to in now:
        if (when, to) not in was:
            yield told(f"After the page “{new.key}”: if {when}, now go to “{to}”.", to)
    for when, to in was:
        if (when, to) not in now:
            yield told(f"After the page “{new.key}”: no longer “if {when}, go to {to}”.", to)
    if was != now and sorted(was) == sorted(now):
        targets = [to for _, to in now]
        yield told(f"The ways from the page “{new.key}” are tried in another order.", *targets)
    if old.routes != new.routes and was == now:
        yield told(f"A way from the page “{new.key}” has another condition.")
    if old.default != new.default:
        was_to, to = old.default or "the next page", new.default or "the next page"
        yield told(f"Otherwise the page “{new.key}” now leads to “{to}” (was “{was_to}”).")


def _questions(old: Page, new: Page) -> Iterator[Told]:
    was, now = ({question.key: question for question in page.questions} for page in (old, new))
    here = frozenset({new.key})
    for key in now.keys() - was.keys():
        place = f"pages.{new.key}.questions.{key}"
        yield Told("questions", place, f"The page “{new.key}” now asks “{key}”.", here)
    for key in was.keys() - now.keys():
        place = f"pages.{new.key}.questions.{key}"
        yield Told("questions", place, f"The page “{new.key}” no longer asks “{key}”.", here)
    for key, question in now.items():
        if key in was and was[key] != question:
            yield from _question(was[key], question, new.key)
    if list(was) != list(now) and was.keys() == now.keys():
        sentence = f"The questions of the page “{new.key}” stand in another order."
        yield Told("questions", f"pages.{new.key}", sentence, here)


def _question(old: Question, new: Question, page: str) -> Iterator[Told]:
    place, here = f"pages.{page}.questions.{new.key}", frozenset({page})
    for key in new.choice_keys:
        if key not in old.choice_keys:
            sentence = f"The question “{new.key}” has a new choice “{key}”."
            yield Told("questions", place, sentence, here)
    for key in old.choice_keys:
        if key not in new.choice_keys:
            sentence = f"The question “{new.key}” has lost its choice “{key}”."
            yield Told("questions", place, sentence, here)
    for one in fields(Question):
        was, now = getattr(old, one.name), getattr(new, one.name)
        if was == now or (one.name == "choices" and old.choice_keys != new.choice_keys):
            continue
        sentence = f"In the question “{new.key}”, “{plain(one.name)}” has changed."
        yield Told("questions", place, sentence, here)


def _named_conditions(
    was: Mapping[str, NamedCondition], now: Mapping[str, NamedCondition], safety: frozenset[str]
) -> Iterator[Told]:
    for key in sorted(was.keys() | now.keys()):
        old, new = was.get(key), now.get(key)
        place = f"conditions.{key}"
        risky = key in safety
        if old is None and new is not None:
            said = condition_words(new.test, now)
            sentence = f"The condition “{new.name}” is new: {said}."
            yield Told("conditions", place, sentence, safety=risky)
        elif new is None and old is not None:
            yield Told("conditions", place, f"The condition “{old.name}” is gone.", safety=risky)
        elif old is not None and new is not None and old.test != new.test:
            said, before = condition_words(new.test, now), condition_words(old.test, was)
            sentence = f"“{new.name}” now means: {said}. Before: {before}."
            yield Told("conditions", place, sentence, safety=risky)
        elif old is not None and new is not None and old != new:
            sentence = f"The condition “{old.name}” is now called “{new.name}”."
            yield Told("conditions", place, sentence, safety=risky)


def _scores(was: Mapping[str, ScoreUse], now: Mapping[str, ScoreUse]) -> Iterator[Told]:
    for key in sorted(was.keys() | now.keys()):
        if was.get(key) == now.get(key):
            continue
        verb = "is new" if key not in was else "is gone" if key not in now else "has changed"
        yield Told("scores", f"scores.{key}", f"How the score “{key}” is worked out {verb}.")


def routing_changes(before: Routing, after: Routing, safety: frozenset[str]) -> Iterator[Told]:
    """Yield what changed in the tables and in what they speak of."""
    for table in TableName:
        yield from _rows(table, before, after)
    yield from _named_conditions(before.conditions, after.conditions, safety)
    yield from _scores(before.scores, after.scores)
    for name in ("facts", "strengths"):
        if getattr(before, name) != getattr(after, name):
            yield Told("tables", name, f"The list of {plain(name)} has changed.")
    services: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("need", before.needs, after.needs),
        ("offer", before.offers, after.offers),
        ("provider", before.providers, after.providers),
    )
    for kind, was, now in services:
        for key in sorted(was.keys() | now.keys()):
            if was.get(key) != now.get(key):
                verb = (
                    "is new" if key not in was else "is gone" if key not in now else "has changed"
                )
                yield Told("tables", f"{kind}s.{key}", f"The {kind} “{plain(key)}” {verb}.")


def _rows(table: TableName, before: Routing, after: Routing) -> Iterator[Told]:
    was, now = ({row.order: row for row in one.tables[table]} for one in (before, after))
    safety = table is TableName.SAFETY
    for order in sorted(was.keys() | now.keys()):
        old, new = was.get(order), now.get(order)
        if old is not None and new is not None and _meaning(old) == _meaning(new):
            continue
        place = f"tables.{table.value}.{order}"
        row = f"Row {order} of the table “{table.value}”"
        if new is None and old is not None:
            yield Told("tables", place, f"{row} is gone: {_said(old, before)}", safety=safety)
        elif old is None and new is not None:
            yield Told("tables", place, f"{row} is new: {_said(new, after)}", safety=safety)
        elif old is not None and new is not None:
            sentence = f"{row} now says: {_said(new, after)} Before: {_said(old, before)}"
            yield Told("tables", place, sentence, safety=safety)


def _meaning(row: Row) -> tuple[object, ...]:
    """Return what a row does, without its note."""
    return tuple(getattr(row, one.name) for one in fields(Row) if one.name != "note")


def _said(row: Row, routing: Routing) -> str:
    said = row_sentence(row, {key: one.name for key, one in routing.conditions.items()})
    if row.valid_from or row.valid_to:
        since = value_words(row.valid_from) if row.valid_from else "the beginning"
        until = value_words(row.valid_to) if row.valid_to else "further notice"
        said = f"{said[:-1]} (from {since} until {until})."
    return said
