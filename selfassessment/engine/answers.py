"""What answer do a question's form fields make? (And how answers are kept.)"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from selfassessment.engine.answer import Answer, State, Value, from_json, seen_key, to_json
from selfassessment.engine.kinds import QuestionType
from selfassessment.engine.model import Question
from selfassessment.engine.parsed import Fields, Parsed, Problem, Raw, problem
from selfassessment.engine.parsing_measures import measurement_parts, parse_measurement
from selfassessment.engine.parsing_numbers import parse_minutes, parse_number
from selfassessment.engine.parsing_words import (
    DATE_PARTS,
    parse_date,
    parse_email,
    parse_phone,
    parse_postcode,
    parse_text,
)

__all__ = [
    "Answer",
    "Parsed",
    "Problem",
    "Raw",
    "State",
    "Value",
    "from_json",
    "parse",
    "parts_of",
    "seen_key",
    "to_json",
]

Parser = Callable[[Question, Fields], Parsed]
STATES = {
    "not_sure": Answer.not_sure(),
    "prefer_not": Answer.prefer_not(),
    "skip": Answer.skipped(),
}


def parse(question: Question, raw: Raw, *, today: date | None = None) -> Parsed:
    """Parse what was posted for one question, by part; never raises for what a person typed.

    `raw` holds the question's own fields by part name (`value`, `day`, `ft` …, and `state`
    for "not sure" and "prefer not to say"). Limits of dates named "today" need `today`.
    """
    fields = Fields(raw, today)
    parts = parts_of(question)
    state = _state(question, fields)
    if state:
        return _switch(question, fields, state, parts)
    if not fields.filled(*parts):
        if question.required:
            return problem("required", _first_part(question, fields))
        return Parsed(Answer.skipped())
    return PARSERS[question.type](question, fields)


def parts_of(question: Question) -> tuple[str, ...]:
    """Return the names of the fields a question may post, besides `state` and `unit`."""
    match question.type:
        case QuestionType.MEASUREMENT:
            return measurement_parts(question)
        case QuestionType.DATE:
            return (*DATE_PARTS, "value")
        case QuestionType.MINUTES:
            return ("value", "hours", "minutes")
        case _:
            return ("value",)


def _first_part(question: Question, fields: Fields) -> str:
    if question.type is QuestionType.MEASUREMENT:
        wanted = {"ft_in": "ft", "st_lb": "st"}.get(fields.text("unit"), fields.text("unit"))
        parts = parts_of(question)
        return wanted if wanted in parts else parts[0]
    return parts_of(question)[0]


def _state(question: Question, fields: Fields) -> str:
    """Return the switch that was chosen, as a field of its own or among the choices."""
    state = fields.text("state")
    if state:
        return state
    values = fields.several("value")
    for name in STATES:
        if values == (name,) and name not in question.choice_keys and question.choices:
            return name
    return ""


def _switch(question: Question, fields: Fields, state: str, parts: tuple[str, ...]) -> Parsed:
    offered = {
        "not_sure": question.not_sure,
        "prefer_not": question.prefer_not,
        "skip": not question.required,
    }
    if not offered.get(state, False):
        return problem("not_offered", "state")
    if any(value != state for part in parts for value in fields.several(part)):
        return problem("exclusive", parts[0])
    return Parsed(STATES[state])


def _parse_choice(question: Question, fields: Fields) -> Parsed:
    values = fields.several("value")
    if len(values) != 1 or values[0] not in question.choice_keys:
        return problem("unknown_choice")
    return Parsed(Answer.given(values[0]))


def _parse_choices(question: Question, fields: Fields) -> Parsed:
    values = set(fields.several("value"))
    if not values <= set(question.choice_keys):
        return problem("unknown_choice")
    alone = {choice.key for choice in question.choices if choice.exclusive}
    if values & alone and len(values) > 1:
        return problem("exclusive")
    return Parsed(Answer.given(tuple(key for key in question.choice_keys if key in values)))


PARSERS: dict[QuestionType, Parser] = {
    QuestionType.SINGLE_CHOICE: _parse_choice,
    QuestionType.YES_NO: _parse_choice,
    QuestionType.MULTI_CHOICE: _parse_choices,
    QuestionType.WHOLE_NUMBER: parse_number,
    QuestionType.DECIMAL: parse_number,
    QuestionType.MINUTES: parse_minutes,
    QuestionType.MEASUREMENT: parse_measurement,
    QuestionType.DATE: parse_date,
    QuestionType.TEXT: parse_text,
    QuestionType.LONG_TEXT: parse_text,
    QuestionType.NAME: parse_text,
    QuestionType.POSTCODE: parse_postcode,
    QuestionType.PHONE: parse_phone,
    QuestionType.EMAIL: parse_email,
}
