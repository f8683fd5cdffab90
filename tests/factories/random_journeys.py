"""Which journeys, tables and answers can there be? Made up by chance, the same for each seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from selfassessment.engine.answer import Answer, Value, seen_key
from selfassessment.engine.definition import load
from selfassessment.engine.kinds import QuestionType
from selfassessment.engine.model import JourneyDefinition, Page, Question
from selfassessment.engine.routing import Routing
from selfassessment.engine.tables import load_tables

TODAY = date(2026, 11, 25)
TYPES = ("yes_no", "single_choice", "multi_choice", "whole_number", "measurement", "date")
CHOICES = ("a", "b", "c")
BMI_BANDS = ["underweight", "healthy", "overweight", "obesity_1", "obesity_2", "obesity_3"]
CODES = {
    "single_choice": (("is", 1), ("is_not", 1), ("is_any_of", 2), ("is_none_of", 2)),
    "multi_choice": (
        ("includes", 1),
        ("does_not_include", 1),
        ("includes_any_of", 2),
        ("includes_all_of", 2),
    ),
}
NUMBERS = ("equals", "less_than", "at_most", "more_than", "at_least")
AGES = ("age_equals", "age_less_than", "age_at_most", "age_more_than", "age_at_least")


@dataclass
class Maker:
    """Makes one journey with its tables; everything follows from the random numbers."""

    random: Random

    def journey(self) -> dict[str, Any]:
        """Return a journey of a few pages that only leads forward."""
        front = [f"p{n}" for n in range(self.random.randint(1, 4))]
        sections = [f"s{n}" for n in range(self.random.choice((0, 0, 1, 2, 3)))]
        inside = {s: [f"{s}p{n}" for n in range(self.random.randint(1, 3))] for s in sections}
        back = [f"z{n}" for n in range(self.random.randint(0, 2))]
        self.asked: list[tuple[str, str]] = []
        pages = [self._page(key, front[n + 1 :] or None, "front") for n, key in enumerate(front)]
        if sections:
            after = (back or ["results"])[0]
            listed: list[dict[str, Any]] = []
            hub = {"key": "hub", "kind": "task_list", "default": after, "sections": listed}
            pages.append(hub)
            for number, section in enumerate(sections):
                listed.append(self._section(section, sections[:number]))
                keys = inside[section]
                pages += [self._page(k, keys[n + 1 :] or None, section) for n, k in enumerate(keys)]
        pages += [self._page(key, back[n + 1 :] or None, "end") for n, key in enumerate(back)]
        pages.append({"key": "results", "kind": "results"})
        pages.append({"key": "stop", "kind": "exit", "alternative": "phone"})
        pages.append({"key": "emergency", "kind": "emergency"})
        return {
            "format": 1,
            "slug": "any",
            "kind": "health_check",
            "locales": ["en"],
            "pages": pages,
            "conditions": {"named": self.condition()},
            "scores": {"bmi": {**self._bmi(), "bands": BMI_BANDS}},
        }

    def _bmi(self) -> dict[str, Any]:
        measured = [key for key, kind in self.asked if kind == "measurement"]
        height = self.random.choice(measured) if measured else "q_p0_0"
        weight = self.random.choice(measured) if measured else "q_p0_0"
        return {"instrument": "bmi", "inputs": {"height": height, "weight": weight}}

    def _section(self, key: str, earlier: list[str]) -> dict[str, Any]:
        section: dict[str, Any] = {"key": key}
        if self.asked and self.random.random() < 0.4:
            section["when"] = self.condition()
        if earlier and self.random.random() < 0.3:
            section["needs"] = [self.random.choice(earlier)]
        return section

    def _page(self, key: str, later: list[str] | None, section: str) -> dict[str, Any]:
        if self.random.random() < 0.15:
            return {"key": key, "kind": "content", "section": section}
        questions = [
            self._question(f"q_{key}_{n}") for n in range(self.random.choice((1, 1, 1, 2)))
        ]
        targets = [*(later or []), "stop", "emergency"]
        routes = [
            {"when": self.condition(), "to": self.random.choice(targets)}
            for _ in range(self.random.choice((0, 0, 1, 1, 2)))
        ]
        return {
            "key": key,
            "kind": "question",
            "section": section,
            "questions": questions,
            "routes": routes,
        }

    def _question(self, key: str) -> dict[str, Any]:
        kind = self.random.choice(TYPES)
        self.asked.append((key, kind))
        question: dict[str, Any] = {
            "key": key,
            "type": kind,
            "required": self.random.random() < 0.7,
            "not_sure": self.random.random() < 0.3,
            "prefer_not": self.random.random() < 0.2,
        }
        if kind == "single_choice":
            question |= {"choices": list(CHOICES), "ordered": self.random.random() < 0.5}
        if kind == "multi_choice":
            question["choices"] = [*CHOICES, {"key": "none", "exclusive": True}]
        if kind == "measurement":
            question["quantity"] = "height"
        return question

    def condition(self, depth: int = 1) -> dict[str, Any]:
        """Return a condition on what was asked so far, on facts, or on a score."""
        if depth < 3 and self.random.random() < 0.3:
            how = self.random.choice(("all", "any", "none"))
            return {how: [self.condition(depth + 1) for _ in range(self.random.randint(1, 2))]}
        drawn = self.random.random()
        if drawn < 0.1 or not self.asked:
            return {"fact": "in_council_area", "op": self.random.choice(("is_true", "is_false"))}
        if drawn < 0.15:
            return {"fact": "imd_decile", "op": "at_most", "value": self.random.randint(1, 10)}
        return self._comparison(*self.random.choice(self.asked))

    def _comparison(self, key: str, kind: str) -> dict[str, Any]:
        if self.random.random() < 0.15:
            return {"question": key, "op": self.random.choice(("answered", "not_answered"))}
        if kind == "yes_no":
            op = self.random.choice(("is", "is_not"))
            return {"question": key, "op": op, "value": self.random.choice(("yes", "no"))}
        if kind in CODES:
            op, several = self.random.choice(CODES[kind])
            chosen = self.random.sample(CHOICES, several)
            return {"question": key, "op": op, "value": chosen if several > 1 else chosen[0]}
        op = self.random.choice(AGES if kind == "date" else NUMBERS)
        return {"question": key, "op": op, "value": self.random.choice((18, 65, 120, 170))}

    def tables(self) -> dict[str, Any]:
        """Return tables with a few rows on the same questions."""
        closed = {"action": "directory", "redirect": "things", "reason": "other"}
        offers = {
            key: {
                "need": key,
                "outcomes": {"eligible": {"action": "refer"}, "not_now": closed}
                | {"not_eligible": closed},
            }
            for key in ("one", "two")
        }
        free = {key: {"action": "directory"} for key in ("eligible", "not_now", "not_eligible")}
        conditions = {
            f"c{n}": {"name": f"c{n}", "test": self.condition()}
            for n in range(self.random.randint(2, 5))
        }
        go_on = {"order": 90, "when": [], "then": {"continue": True}}
        return {
            "format": 1,
            "conditions": conditions,
            "needs": {"one": {}, "two": {}},
            "strengths": ["some", "strong"],
            "offers": {**offers, "things": {"universal": True, "outcomes": free}},
            "providers": {"desk": {}},
            "tables": {
                "safety": [go_on],
                "scope": [go_on],
                "needs": self._rows(conditions, "need", ("some", "strong"), "strength"),
                "offers": self._rows(
                    conditions, "offer", ("eligible", "not_now", "not_eligible"), "outcome"
                ),
                "allocation": [{"order": 90, "when": [], "then": {"provider": "desk"}}],
                "priority": [{"order": 90, "when": [], "then": {"priority": "routine"}}],
            },
        }

    def _rows(
        self, conditions: dict[str, Any], what: str, values: tuple[str, ...], field: str
    ) -> list[dict[str, Any]]:
        return [
            {
                "order": 10 + number,
                "when": self.random.sample(sorted(conditions), self.random.randint(1, 2)),
                "then": {
                    what: self.random.choice(("one", "two")),
                    field: self.random.choice(values),
                },
            }
            for number in range(self.random.randint(0, 4))
        ]

    def answers(self, definition: JourneyDefinition) -> dict[str, Answer]:
        """Return answers to some of the questions, whether they are on the path or not."""
        found: dict[str, Answer] = {}
        keen = self.random.choice((0.5, 0.9, 1.0))
        for page in definition.pages:
            if self.random.random() < keen:
                found |= self._of_page(page)
        keys = list(found)
        self.random.shuffle(keys)
        return {key: found[key] for key in keys}

    def _of_page(self, page: Page) -> dict[str, Answer]:
        if not page.questions:
            return {seen_key(page.key): Answer.seen()}
        return {question.key: self.answer(question) for question in page.questions}

    def answer(self, question: Question) -> Answer:
        """Return one answer to a question, also one it does not offer."""
        drawn = self.random.random()
        if drawn < 0.15:
            return self.random.choice(
                (Answer.not_sure(), Answer.prefer_not(), Answer.skipped(), Answer.given("odd"))
            )
        return Answer.given(self._value(question))

    def _value(self, question: Question) -> Value:
        match question.type:
            case QuestionType.MULTI_CHOICE:
                chosen = self.random.sample(CHOICES, self.random.randint(1, 3))
                return tuple(sorted(chosen)) if self.random.random() < 0.8 else ("none",)
            case QuestionType.WHOLE_NUMBER:
                return self.random.choice((0, 17, 18, 65, 120, 170, 400))
            case QuestionType.MEASUREMENT:
                return Decimal(self.random.choice((119, 120, 121, 170, 171)))
            case QuestionType.DATE:
                return TODAY - timedelta(days=self.random.randint(-400, 36_000))
            case _:
                return self.random.choice(question.choice_keys)


@dataclass(frozen=True)
class Pair:
    """A journey with its tables, answers to it, and what is known beside them."""

    definition: JourneyDefinition
    routing: Routing
    answers: dict[str, Answer]
    facts: dict[str, object]
    maker: Maker

    @property
    def today(self) -> date:
        """The day of the pair."""
        return TODAY


def pair(seed: int) -> Pair:
    """Return the pair of a seed."""
    maker = Maker(Random(seed))
    definition = load(maker.journey())
    routing = load_tables(maker.tables())
    facts: dict[str, object] = {"today": TODAY}
    if maker.random.random() < 0.7:
        facts["in_council_area"] = maker.random.random() < 0.5
        facts["imd_decile"] = maker.random.randint(1, 10)
    return Pair(definition, routing, maker.answers(definition), facts, maker)
