"""How does a journey read as a FHIR R4 Questionnaire?

FHIR has no routes: it shows an item when conditions on other items hold. Where a page has one
way in and that way's condition is flat, it becomes `enableWhen`; every other page carries its
ways as sentences in an extension, and a program that has to branch takes the JSON export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selfassessment.engine.drawing import Labels, outline
from selfassessment.engine.exporting.enabling import enabled_when
from selfassessment.engine.kinds import CHOICE_TYPES, Quantity, QuestionType
from selfassessment.engine.model import JourneyDefinition, Page, Question

__all__ = ["About", "questionnaire"]

TYPES = {
    QuestionType.WHOLE_NUMBER: "integer",
    QuestionType.DECIMAL: "decimal",
    QuestionType.MINUTES: "integer",
    QuestionType.MEASUREMENT: "quantity",
    QuestionType.DATE: "date",
    QuestionType.LONG_TEXT: "text",
}
UNITS = {Quantity.HEIGHT: "cm", Quantity.WAIST: "cm", Quantity.WEIGHT: "kg"}
UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"
STATES = {"not_sure": "I do not know", "prefer_not": "Prefer not to say"}
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """What a questionnaire says of itself: its address, title, version and day of publishing."""

    url: str
    title: str
    version: str
    date: str = ""
    publisher: str = ""

    @property
    def codes(self) -> str:
        """Return the address of the codes its answers have."""
        return f"{self.url}/answers"

    @property
    def ways(self) -> str:
        """Return the address of the extension that holds the ways on from a page."""
        return f"{self.url}/ways"


def questionnaire(
    definition: JourneyDefinition, *, words: Mapping[str, str], labels: Labels, about: About
) -> Item:
    """Return a journey as a Questionnaire; without a date it is a draft."""
    writer = _Writer(definition, words, about)
    entries = {entry.page: entry for entry in outline(definition, labels)}
    found: Item = {
        "resourceType": "Questionnaire",
        "url": about.url,
        "version": about.version,
        "name": f"Journey{definition.slug.title().replace('_', '')}",
        "title": about.title,
        "status": "active" if about.date else "draft",
        "subjectType": ["Patient"],
        "language": "en",
        "item": [
            writer.page(
                page, entries[page.key].title, [t.way.sentence for t in entries[page.key].ways]
            )
            for page in definition.pages
        ],
    }
    optional = {"date": about.date, "publisher": about.publisher}
    return found | {name: value for name, value in optional.items() if value}


@dataclass(frozen=True)
class _Writer:
    definition: JourneyDefinition
    words: Mapping[str, str]
    about: About

    def page(self, page: Page, title: str, ways: list[str]) -> Item:
        """Return a page as a group, or as words to show."""
        inside = list(self._body(page)) + [
            item for question in page.questions for item in self._question(question)
        ]
        found: Item = {
            "linkId": f"page.{page.key}",
            "text": title,
            "type": "group" if inside else "display",
        }
        if ways:
            found["extension"] = [{"url": self.about.ways, "valueString": way} for way in ways]
        if inside:
            found["item"] = inside
        return found | enabled_when(self.definition, page, self.about.codes)

    def _body(self, page: Page) -> Iterator[Item]:
        text = self.words.get(f"page.{page.key}.body")
        if text:
            yield {"linkId": f"page.{page.key}.body", "text": text, "type": "display"}

    def _question(self, question: Question) -> Iterator[Item]:
        found: Item = {
            "linkId": question.key,
            "text": self.words.get(f"q.{question.key}.label") or question.key,
            "type": self._type(question),
            "required": question.required and not self._states(question),
        }
        if question.type in CHOICE_TYPES:
            found["answerOption"] = [*self._options(question), *self._states(question)]
            found["repeats"] = question.type is QuestionType.MULTI_CHOICE
        elif found["type"] in ("string", "text"):
            found["maxLength"] = question.limits.longest
        unit = UNITS.get(question.quantity) if question.quantity is not None else None
        if unit:
            coding = {"system": "http://unitsofmeasure.org", "code": unit, "display": unit}
            found["extension"] = [{"url": UNIT, "valueCoding": coding}]
        yield found
        yield from self._beside(question)

    def _beside(self, question: Question) -> Iterator[Item]:
        """Yield the hint, and for a question without choices its "I do not know"."""
        hint = self.words.get(f"q.{question.key}.hint")
        if hint:
            yield {"linkId": f"{question.key}.hint", "text": hint, "type": "display"}
        states = self._states(question)
        if states and question.type not in CHOICE_TYPES:
            yield {
                "linkId": f"{question.key}.state",
                "text": "Or",
                "type": "choice",
                "required": False,
                "answerOption": states,
            }

    def _type(self, question: Question) -> str:
        return "choice" if question.type in CHOICE_TYPES else TYPES.get(question.type, "string")

    def _options(self, question: Question) -> Iterator[Item]:
        for choice in question.choices:
            own = self.words.get(f"c.{question.key}.{choice.key}")
            said = own or self.words.get(f"c.{choice.key}") or choice.key
            option = self._option(choice.key, said)
            if choice.exclusive:
                option["extension"] = [{"url": EXCLUSIVE, "valueBoolean": True}]
            yield option

    def _states(self, question: Question) -> list[Item]:
        return [self._option(key, said) for key, said in STATES.items() if getattr(question, key)]

    def _option(self, key: str, said: str) -> Item:
        return {"valueCoding": {"system": self.about.codes, "code": key, "display": said}}
