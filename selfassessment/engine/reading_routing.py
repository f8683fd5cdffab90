"""How does the routing file's JSON become decision tables?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from selfassessment.engine.definition import check_format, read_facts, read_scores
from selfassessment.engine.reading import Reader
from selfassessment.engine.reading_conditions import read_named_conditions
from selfassessment.engine.routing import (
    Action,
    AllocationThen,
    NeedThen,
    Offer,
    OfferDefault,
    OfferOutcome,
    OfferThen,
    PriorityThen,
    Provider,
    Routing,
    Row,
    SafetyThen,
    ScopeThen,
    Stop,
    TableName,
    Then,
    Urgency,
)

FIELDS = (
    "format",
    "conditions",
    "scores",
    "facts",
    "needs",
    "strengths",
    "offers",
    "providers",
    "tables",
)
ROW_FIELDS = ("order", "when", "then", "valid_from", "valid_to")


def load_tables(json: Mapping[str, Any]) -> Routing:
    """Build the routing from JSON; LoadError names the JSON path of what is wrong."""
    reader = Reader(json)
    reader.only(*FIELDS)
    check_format(reader)
    strengths = reader.keys("strengths")
    if not strengths:
        raise reader.fail("strengths", "must hold at least one strength, weakest first")
    return Routing(
        conditions=read_named_conditions(reader),
        scores=read_scores(reader),
        facts=read_facts(reader),
        needs={key: Reader(item, place).extra() for key, item, place in reader.entries("needs")},
        strengths=strengths,
        offers={
            key: _read_offer(key, Reader(item, place))
            for key, item, place in reader.entries("offers")
        },
        providers={
            key: _read_provider(key, Reader(item, place))
            for key, item, place in reader.entries("providers")
        },
        tables=_read_tables(Reader(reader.raw("tables"), reader.at("tables"))),
    )


def _read_offer(key: str, reader: Reader) -> Offer:
    reader.only("need", "universal", "outcomes")
    inner = Reader(reader.raw("outcomes"), reader.at("outcomes"))
    inner.only(*(outcome.value for outcome in OfferOutcome))
    return Offer(
        key=key,
        needs=_read_needs(reader),
        outcomes={
            outcome: _read_default(Reader(inner.raw(outcome.value), inner.at(outcome.value)))
            for outcome in OfferOutcome
        },
        universal=reader.flag("universal"),
        extra=reader.extra(),
    )


def _read_needs(reader: Reader) -> tuple[str, ...]:
    if isinstance(reader.data.get("need"), list):
        return reader.keys("need")
    need = reader.optional_key("need")
    return () if need is None else (need,)


def _read_default(reader: Reader) -> OfferDefault:
    reader.only("action", "redirect", "reason")
    return OfferDefault(
        action=reader.choice("action", Action),
        redirect=reader.optional_key("redirect"),
        reason=reader.text("reason", ""),
    )


def _read_provider(key: str, reader: Reader) -> Provider:
    reader.only("clinician_required")
    return Provider(key, reader.flag("clinician_required"), reader.extra())


def _read_tables(reader: Reader) -> dict[TableName, tuple[Row, ...]]:
    reader.only(*(name.value for name in TableName))
    tables: dict[TableName, tuple[Row, ...]] = {}
    for name in TableName:
        rows = [_read_row(name, Reader(item, place)) for item, place in reader.items(name.value)]
        orders = [row.order for row in rows]
        for index, order in enumerate(orders):
            if order in orders[:index]:
                raise reader.fail(f"{name.value}[{index}].order", f"{order} is used twice")
        tables[name] = tuple(sorted(rows, key=lambda row: row.order))
    return tables


def _read_row(table: TableName, reader: Reader) -> Row:
    extra_fields = {TableName.ALLOCATION: ("for",), TableName.NEEDS: ("if_unknown",)}
    reader.only(*ROW_FIELDS, *extra_fields.get(table, ()))
    if reader.has("if_unknown") and reader.text("if_unknown") not in {"offer", "ignore"}:
        raise reader.fail("if_unknown", "must be offer or ignore")
    return Row(
        order=reader.integer("order"),
        when=reader.keys("when"),
        then=READ_THEN[table](Reader(reader.raw("then"), reader.at("then"))),
        note=reader.text("note", ""),
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
        only_for=reader.keys("for"),
        offer_if_unknown=reader.data.get("if_unknown") == "offer",
    )


def _goes_on(reader: Reader) -> bool:
    if not reader.has("continue"):
        return False
    reader.only("continue")
    if not reader.flag("continue"):
        raise reader.fail("continue", "can only be true")
    return True


def _read_safety(reader: Reader) -> Then:
    if _goes_on(reader):
        return SafetyThen()
    reader.only("stop", "page", "flag")
    return SafetyThen(reader.choice("stop", Stop), reader.key("page"), reader.key("flag"))


def _read_scope(reader: Reader) -> Then:
    if _goes_on(reader):
        return ScopeThen()
    reader.only("exit", "alternative")
    return ScopeThen(reader.key("exit"), reader.key("alternative"))


def _read_need(reader: Reader) -> Then:
    reader.only("need", "strength")
    return NeedThen(reader.key("need"), reader.key("strength"))


def _read_offer_then(reader: Reader) -> Then:
    reader.only("offer", "outcome", "redirect", "reason")
    return OfferThen(
        offer=reader.key("offer"),
        outcome=reader.choice("outcome", OfferOutcome),
        redirect=reader.optional_key("redirect"),
        reason=reader.text("reason") if reader.has("reason") else None,
    )


def _read_allocation(reader: Reader) -> Then:
    reader.only("provider")
    return AllocationThen(reader.key("provider"))


def _read_priority(reader: Reader) -> Then:
    reader.only("priority", "outreach")
    return PriorityThen(reader.choice("priority", Urgency), reader.text("outreach", ""))


READ_THEN: dict[TableName, Callable[[Reader], Then]] = {
    TableName.SAFETY: _read_safety,
    TableName.SCOPE: _read_scope,
    TableName.NEEDS: _read_need,
    TableName.OFFERS: _read_offer_then,
    TableName.ALLOCATION: _read_allocation,
    TableName.PRIORITY: _read_priority,
}
