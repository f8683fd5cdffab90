"""How does a journey read as a sheet for a committee? (Every page, question, way and row.)"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from selfassessment.engine.drawing import Labels, outline
from selfassessment.engine.model import JourneyDefinition, Page, Question
from selfassessment.engine.routing import Routing, Row

HEADINGS = ("Part", "Where", "Kind", "Key", "Words", "Details")
STATES = {"not_sure": "I do not know", "prefer_not": "Prefer not to say"}
Line = tuple[str, str, str, str, str, str]


def sheet(
    definition: JourneyDefinition,
    routing: Routing,
    *,
    words: Mapping[str, str],
    labels: Labels,
    say_row: Callable[[Row], str],
) -> Iterator[Line]:
    """Yield the lines: pages with questions, answers and ways, then conditions, then the tables."""
    for entry, page in zip(outline(definition, labels), definition.pages, strict=True):
        where = f"Page {entry.number}"
        yield (
            "Page",
            where,
            entry.kind,
            page.key,
            entry.title,
            words.get(f"page.{page.key}.body", ""),
        )
        yield from _questions(page, where, words)
        for told in entry.ways:
            number = str(told.way.number or "otherwise")
            yield "Way", where, "", number, told.way.sentence, ""
    for key, named in definition.conditions.items():
        yield "Condition", "Journey", "", key, named.name, labels.say(named.test)
    for key, named in routing.conditions.items():
        yield "Condition", "Tables", "", key, named.name, labels.say(named.test)
    for table, rows in routing.tables.items():
        for row in rows:
            yield "Row", f"Table {table.value}", "", str(row.order), say_row(row), _days(row)


def _questions(page: Page, where: str, words: Mapping[str, str]) -> Iterator[Line]:
    for question in page.questions:
        label = words.get(f"q.{question.key}.label", question.key)
        yield "Question", where, question.type.value, question.key, label, _details(question, words)
        for choice in question.choices:
            said = words.get(f"c.{question.key}.{choice.key}") or words.get(f"c.{choice.key}", "")
            flag = f"leads to a page of safety ({choice.red_flag.value})" if choice.red_flag else ""
            alone = "cannot be chosen with others" if choice.exclusive else ""
            details = "; ".join(part for part in (flag, alone) if part)
            yield "Answer", where, "", choice.key, said or choice.key, details
        for state, said in STATES.items():
            if getattr(question, state):
                yield "Answer", where, "", state, said, ""


def _details(question: Question, words: Mapping[str, str]) -> str:
    hint = words.get(f"q.{question.key}.hint", "")
    why = words.get(f"q.{question.key}.why", "")
    protocol = question.protocol
    parts = (
        "" if question.required else "may be skipped",
        f"hint: {hint}" if hint else "",
        f"why we ask: {why}" if why else "",
        f"used by {protocol.used_by} to decide {protocol.decision}; kept {protocol.retention}"
        if protocol
        else "",
        f"item {question.item} of a locked instrument" if question.item else "",
    )
    return "; ".join(part for part in parts if part)


def _days(row: Row) -> str:
    since = f"from {row.valid_from.isoformat()}" if row.valid_from else ""
    until = f"until {row.valid_to.isoformat()}" if row.valid_to else ""
    return " ".join(part for part in (since, until, row.note) if part)
