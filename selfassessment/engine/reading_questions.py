"""How is a question read from JSON?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from selfassessment.engine.kinds import (
    CHOICE_TYPES,
    Quantity,
    QuestionType,
    RedFlag,
    Sensitivity,
    ShareWith,
)
from selfassessment.engine.model import Choice, Limits, Protocol, Question
from selfassessment.engine.reading import CHOICE_KEY, LoadError, Reader, checked_key

FIELDS = (
    "key",
    "type",
    "required",
    "not_sure",
    "prefer_not",
    "sensitivity",
    "why",
    "choices",
    "ordered",
    "min",
    "max",
    "soft_min",
    "soft_max",
    "min_length",
    "max_length",
    "earliest",
    "latest",
    "quantity",
    "protocol",
    "share_with",
    "hide_from_summary",
    "item",
    "asks",
)
# Hard bounds beyond which a reading is impossible, and soft ones worth a second look
# (cm and kg; hard: NHS Health Check Online and lung screening; reference section 5).
MEASURES: dict[Quantity, tuple[int, int, int | None, int | None]] = {
    Quantity.HEIGHT: (100, 250, 140, 210),
    Quantity.WEIGHT: (25, 350, 40, 200),
    Quantity.WAIST: (40, 200, None, None),
}
MINUTES_IN_A_WEEK = 7 * 24 * 60
LONGEST = {QuestionType.LONG_TEXT: 2000}


def read_question(data: Any, path: str) -> Question:
    """Read one question; LoadError names the field that is wrong."""
    reader = Reader(data, path)
    reader.only(*FIELDS)
    kind = reader.choice("type", QuestionType)
    quantity = _read_quantity(reader, kind)
    key = reader.key("key")
    return Question(
        key=key,
        type=kind,
        required=reader.flag("required", True),
        not_sure=reader.flag("not_sure"),
        prefer_not=reader.flag("prefer_not"),
        sensitivity=reader.choice("sensitivity", Sensitivity, Sensitivity.NONE),
        why=reader.flag("why"),
        choices=_read_choices(reader, kind),
        ordered=reader.flag("ordered"),
        limits=_read_limits(reader, kind, quantity),
        quantity=quantity,
        protocol=_read_protocol(reader),
        share_with=reader.choice("share_with", ShareWith, ShareWith.PROVIDER),
        hide_from_summary=reader.flag("hide_from_summary"),
        item=_read_item(reader),
        asks=reader.text("asks", default=key),
        extra=reader.extra(),
    )


def _read_quantity(reader: Reader, kind: QuestionType) -> Quantity | None:
    if kind is QuestionType.MEASUREMENT:
        return reader.choice("quantity", Quantity)
    if reader.has("quantity"):
        raise reader.fail("quantity", "belongs to a measurement only")
    return None


def _read_choices(reader: Reader, kind: QuestionType) -> tuple[Choice, ...]:
    if kind is QuestionType.YES_NO and not reader.has("choices"):
        return (Choice("yes"), Choice("no"))
    if kind not in CHOICE_TYPES:
        if reader.has("choices"):
            raise reader.fail("choices", f"do not belong to the type {kind.value}")
        return ()
    choices = tuple(_read_choice(item, place) for item, place in reader.items("choices"))
    if (len(choices) < 2 and kind is not QuestionType.MULTI_CHOICE) or not choices:
        raise reader.fail(
            "choices", "needs at least two choices (one, where several may be chosen)"
        )
    if kind is QuestionType.YES_NO and {choice.key for choice in choices} != {"yes", "no"}:
        raise reader.fail("choices", "of a yes/no question are yes and no")
    return choices


def _read_choice(data: Any, path: str) -> Choice:
    if isinstance(data, str):
        return Choice(checked_key(data, path, CHOICE_KEY))
    reader = Reader(data, path)
    reader.only("key", "exclusive", "divider", "red_flag")
    return Choice(
        key=reader.key("key", CHOICE_KEY),
        exclusive=reader.flag("exclusive"),
        divider=reader.flag("divider"),
        red_flag=reader.choice("red_flag", RedFlag) if reader.has("red_flag") else None,
        extra=reader.extra(),
    )


def _read_limits(reader: Reader, kind: QuestionType, quantity: Quantity | None) -> Limits:
    hard_low, hard_high, soft_low, soft_high = _usual_bounds(kind, quantity)
    return Limits(
        lowest=_or(reader.number("min"), hard_low),
        highest=_or(reader.number("max"), hard_high),
        soft_lowest=_or(reader.number("soft_min"), soft_low),
        soft_highest=_or(reader.number("soft_max"), soft_high),
        shortest=reader.integer("min_length", 0),
        longest=reader.integer("max_length", LONGEST.get(kind, 200)),
        earliest=_read_date_limit(reader, "earliest"),
        latest=_read_date_limit(reader, "latest"),
    )


def _usual_bounds(
    kind: QuestionType, quantity: Quantity | None
) -> tuple[int | None, int | None, int | None, int | None]:
    if quantity is not None:
        return MEASURES[quantity]
    if kind is QuestionType.MINUTES:
        return (0, MINUTES_IN_A_WEEK, None, None)
    return (None, None, None, None)


def _or(value: Decimal | None, usual: int | None) -> Decimal | None:
    if value is None and usual is not None:
        return Decimal(usual)
    return value


def _read_date_limit(reader: Reader, name: str) -> date | Literal["today"] | None:
    if reader.data.get(name) == "today":
        return "today"
    return reader.day(name)


def _read_protocol(reader: Reader) -> Protocol | None:
    if not reader.has("protocol"):
        return None
    inner = Reader(reader.raw("protocol"), reader.at("protocol"))
    inner.only("used_by", "decision", "retention")
    return Protocol(
        used_by=inner.text("used_by", ""),
        decision=inner.text("decision", ""),
        retention=inner.text("retention", ""),
    )


def _read_item(reader: Reader) -> str | None:
    if not reader.has("item"):
        return None
    value = reader.text("item")
    if value.count(".") != 1:
        raise LoadError(reader.at("item"), "must be <instrument>.<item>")
    return value
