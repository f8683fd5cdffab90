"""How is a mistake planted into a sound journey, its tables or its words?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from selfassessment.engine.definition import load
from selfassessment.engine.findings import Surroundings
from selfassessment.engine.tables import load_tables
from selfassessment.engine.text_keys import routing_text_keys, text_keys
from selfassessment.engine.validate import validate
from tests.unit.selfassessment.engine.samples import JOURNEY, ROUTING


@dataclass
class Draft:
    """A sound journey with its tables and words, in which one mistake is planted."""

    journey: dict[str, Any] = field(default_factory=lambda: deepcopy(JOURNEY))
    routing: dict[str, Any] = field(default_factory=lambda: deepcopy(ROUTING))
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    around: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keys = set(text_keys(load(self.journey))) | routing_text_keys(load_tables(self.routing))
        self.texts = {"en": {key: f"Words of {key}." for key in keys}}

    def page(self, key: str) -> dict[str, Any]:
        return next(page for page in self.journey["pages"] if page["key"] == key)

    def question(self, page: str, index: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = self.page(page)["questions"][index]
        return found

    def table(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.routing["tables"][name]
        return rows

    def findings(self) -> set[tuple[str, str, str]]:
        around = Surroundings(texts=self.texts, routing=load_tables(self.routing), **self.around)
        found = validate(load(self.journey), around)
        return {(one.code, one.severity.value, one.place) for one in found}


Plant = Callable[[Draft], object]


def route(page: str, to: str, when: object = "smokes") -> Plant:
    return lambda d: d.page(page).update(routes=[{"when": when, "to": to}])


def on_page(page: str, **fields: Any) -> Plant:
    return lambda d: d.page(page).update(fields)


def on_question(page: str, **fields: Any) -> Plant:
    return lambda d: d.question(page).update(fields)


def asked(page: str, *questions: dict[str, Any], **fields: Any) -> Plant:
    return lambda d: d.page(page).update(questions=list(questions), **fields)


def rows(table: str, *more: dict[str, Any]) -> Plant:
    return lambda d: d.routing["tables"].update({table: list(more)})


def row(then: dict[str, Any], *when: str, **more: Any) -> dict[str, Any]:
    return {"order": 10, "when": list(when), "then": then, **more}


def words(key: str, text: str) -> Plant:
    return lambda d: d.texts["en"].update({key: text})


def around(**fields: Any) -> Plant:
    return lambda d: d.around.update(fields)


def both(*plants: Plant) -> Plant:
    def run(draft: Draft) -> None:
        for plant in plants:
            plant(draft)

    return run


def named(key: str, test: object) -> Plant:
    return lambda d: d.journey["conditions"].update({key: test})


def offers(**changed: Any) -> Plant:
    return lambda d: d.routing["offers"].update(changed)


# By name: what is planted, and the code, severity and place of what must be found.
Mistakes = Mapping[str, tuple[Plant, str, str, str]]


def assert_found(mistake: tuple[Plant, str, str, str]) -> None:
    """Plant one mistake and look for its finding."""
    plant, code, severity, place = mistake
    draft = Draft()
    plant(draft)
    found = draft.findings()
    assert (code, severity, place) in found, sorted(found)
