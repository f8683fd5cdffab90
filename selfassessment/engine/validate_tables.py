"""Can every row fire, does someone always catch, and is nobody left empty-handed or refused?"""

from __future__ import annotations

from collections.abc import Iterator

from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.findings import Finding, Surroundings, error, warning
from selfassessment.engine.kinds import DEPRIVATION_FACT, PageKind
from selfassessment.engine.model import Condition, JourneyDefinition, Named
from selfassessment.engine.routing import (
    BLIND_TO_DEPRIVATION,
    FIRST_MATCH,
    WITH_CATCH_ALL,
    OfferOutcome,
    OfferThen,
    Routing,
    Row,
    SafetyThen,
    ScopeThen,
    Stop,
    TableName,
)
from selfassessment.engine.truth import Truth, all_of
from selfassessment.engine.validate_conditions import named_findings, score_findings
from selfassessment.engine.validate_offers import offer_findings, then_findings
from selfassessment.engine.vocabulary import Vocabulary, of_routing
from selfassessment.engine.worlds import can_be_true, worlds_of


def table_findings(
    routing: Routing, journeys: tuple[JourneyDefinition, ...], around: Surroundings
) -> Iterator[Finding]:
    """Yield mistakes of the six tables."""
    vocabulary = of_routing(routing, journeys)
    used = {name for rows in routing.tables.values() for row in rows for name in row.when}
    for finding in named_findings(vocabulary, used, "routing.conditions"):
        if finding.place.rpartition(".")[2] in routing.conditions:
            yield finding
    yield from score_findings(vocabulary, "routing.scores")
    kinds = {page.key: page.kind for journey in journeys for page in journey.pages}
    for table, rows in routing.tables.items():
        yield from _catch_all(table, rows)
        for row in rows:
            place = f"tables.{table.value}.{row.order}"
            yield from _row(vocabulary, row, place)
            yield from then_findings(routing, row.then, place)
            yield from _deprivation(vocabulary, table, row, place)
            yield from _chance(vocabulary, row, place, around)
        if table in FIRST_MATCH:
            yield from _shadowed(vocabulary, table, rows, around)
    yield from _pages(routing, kinds)
    yield from offer_findings(routing)


def _conditions(vocabulary: Vocabulary, row: Row) -> list[Condition]:
    return [Named(key) for key in row.when if key in vocabulary.conditions]


def _catch_all(table: TableName, rows: tuple[Row, ...]) -> Iterator[Finding]:
    place = f"tables.{table.value}"
    if table in WITH_CATCH_ALL and not (rows and rows[-1].catches_all):
        yield error("no_catch_all", place, "The last row must hold for everyone.")
    if table not in WITH_CATCH_ALL:
        return
    for index, row in enumerate(rows[:-1]):
        if row.catches_all:
            yield error(
                "row_shadowed",
                f"{place}.{rows[index + 1].order}",
                f"Row {row.order} before it already holds for everyone.",
            )
            return


def _row(vocabulary: Vocabulary, row: Row, place: str) -> Iterator[Finding]:
    for key in row.when:
        if key not in vocabulary.conditions:
            yield error("unknown_condition", place, f"There is no condition “{key}”.")
    if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
        yield error("dates_reversed", place, "The row ends before it begins.")


def _chance(
    vocabulary: Vocabulary, row: Row, place: str, around: Surroundings
) -> Iterator[Finding]:
    conditions = _conditions(vocabulary, row)
    if conditions and not can_be_true(vocabulary, conditions, around.today):
        yield error("row_never", place, "Its conditions can never all be true.")


def _shadowed(
    vocabulary: Vocabulary, table: TableName, rows: tuple[Row, ...], around: Surroundings
) -> Iterator[Finding]:
    """Yield rows before which, whenever they hold, one earlier undated row holds."""
    for index, row in enumerate(rows):
        for earlier in rows[:index]:
            dated = earlier.valid_from or earlier.valid_to
            if dated or not (row.when and earlier.when):
                continue
            if _implies(vocabulary, row, earlier, around):
                yield error(
                    "row_shadowed",
                    f"tables.{table.value}.{row.order}",
                    f"Row {earlier.order} before it always holds when this one does.",
                )
                break


def _implies(vocabulary: Vocabulary, row: Row, earlier: Row, around: Surroundings) -> bool:
    conditions = [*_conditions(vocabulary, earlier), *_conditions(vocabulary, row)]
    worlds = worlds_of(vocabulary, conditions, around.today)
    if not worlds.complete:
        return False
    held = False
    for context in worlds.contexts():
        if _holds(vocabulary, row, context):
            held = True
            if not _holds(vocabulary, earlier, context):
                return False
    return held


def _holds(vocabulary: Vocabulary, row: Row, context: Context) -> bool:
    found = (evaluate(condition, context) for condition in _conditions(vocabulary, row))
    return all_of(found) is Truth.TRUE


def _deprivation(
    vocabulary: Vocabulary, table: TableName, row: Row, place: str
) -> Iterator[Finding]:
    """Yield rows that would stop or refuse somebody because of how poor an area is."""
    if table not in BLIND_TO_DEPRIVATION:
        return
    read = {fact for c in _conditions(vocabulary, row) for fact in vocabulary.facts_read(c)}
    if DEPRIVATION_FACT not in read:
        return
    opens = isinstance(row.then, OfferThen) and row.then.outcome is OfferOutcome.ELIGIBLE
    make = warning if opens else error
    yield make(
        "deprivation_misused",
        place,
        "How poor an area is may speed help up, never refuse it; here it is always unknown.",
    )


def _pages(routing: Routing, kinds: dict[str, PageKind]) -> Iterator[Finding]:
    if not kinds:
        return
    for table in (TableName.SAFETY, TableName.SCOPE):
        for row in routing.tables[table]:
            key, wanted = _page_wanted(row)
            place = f"tables.{table.value}.{row.order}"
            if key is not None and key not in kinds:
                yield error("unknown_page", place, f"There is no page “{key}”.")
            elif key is not None and wanted not in {None, kinds[key]}:
                yield error("page_kind", place, f"“{key}” is no page of kind {wanted}.")


def _page_wanted(row: Row) -> tuple[str | None, PageKind | None]:
    """Return the page a row leads to, and of which kind it must be."""
    match row.then:
        case SafetyThen(stop=Stop.EMERGENCY, page=page):
            return page, PageKind.EMERGENCY
        case SafetyThen(stop=Stop(), page=page):
            return page, None
        case ScopeThen(exit=str(page)):
            return page, PageKind.EXIT
        case _:
            return None, None
