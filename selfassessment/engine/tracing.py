"""Why does this person get these pages and these offers? (Row by row, each with its reason.)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from selfassessment.engine.answer import Answer
from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.decision import Decision, RowResult
from selfassessment.engine.kinds import DEPRIVATION_FACT
from selfassessment.engine.leading import default_of, leads_to
from selfassessment.engine.model import Condition, JourneyDefinition, Named
from selfassessment.engine.path import Path, Step
from selfassessment.engine.reasons import Names, reason_of
from selfassessment.engine.replay import replay
from selfassessment.engine.routing import BLIND_TO_DEPRIVATION, Routing, Row, Stop, TableName
from selfassessment.engine.sentences import ENGLISH, Wording, sentence
from selfassessment.engine.tables import context as tables_context
from selfassessment.engine.tables import run
from selfassessment.engine.tasks import TaskOrder
from selfassessment.engine.truth import Truth, all_of
from selfassessment.engine.vocabulary import Vocabulary, of_routing

__all__ = ["Mark", "RouteTrace", "RowTrace", "StepTrace", "Trace", "trace"]


class Mark(StrEnum):
    """How a rule came out; an undecided one is neither ticked nor crossed."""

    TICKED = "ticked"
    CROSSED = "crossed"
    UNKNOWN = "unknown"


MARKS = {Truth.TRUE: Mark.TICKED, Truth.FALSE: Mark.CROSSED, Truth.UNKNOWN: Mark.UNKNOWN}


@dataclass(frozen=True, slots=True)
class RowTrace:
    """One row of a table: its sentence, how it came out, whether it counted, and why."""

    table: TableName
    order: int
    sentence: str
    mark: Mark
    counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RouteTrace:
    """One way on from a page of the path: a route, or the default without a mark."""

    condition: str
    to: str
    mark: Mark | None
    taken: bool
    reason: str


@dataclass(frozen=True, slots=True)
class StepTrace:
    """One page of the path with its ways on."""

    step: Step
    routes: tuple[RouteTrace, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The path, the page the public would see now, and every row of every table."""

    path: Path
    decision: Decision
    steps: tuple[StepTrace, ...]
    rows: Mapping[TableName, tuple[RowTrace, ...]]

    @property
    def shown(self) -> Step:
        """The page the public would see: the first that waits for an answer, or the end."""
        return self.path.resume()


def trace(
    definition: JourneyDefinition,
    routing: Routing,
    answers: Mapping[str, Answer],
    facts: Mapping[str, object],
    *,
    names: Names,
    wording: Wording = ENGLISH,
) -> Trace:
    """Walk the answers, run the tables, and say of each rule how it came out and why.

    ValueError when the facts hold no `today`.
    """
    path = replay(definition, answers, facts)
    context = tables_context(routing, path, facts)
    decision = run(routing, context, wording)
    tracer = _Tracer(routing, context, decision, of_routing(routing, [definition]), names, wording)
    return Trace(
        path=path,
        decision=decision,
        steps=tuple(_steps(definition, path, names, tracer.vocabulary)),
        rows={table: tuple(tracer.table(table)) for table in TableName},
    )


def _steps(
    definition: JourneyDefinition, path: Path, names: Names, vocabulary: Vocabulary
) -> Iterator[StepTrace]:
    taken = {step: index for step, index, _ in path.taken}
    for step in path.steps:
        yield StepTrace(step, tuple(_routes(definition, path, step, (taken, names, vocabulary))))


def _routes(
    definition: JourneyDefinition,
    path: Path,
    step: Step,
    known: tuple[Mapping[str, int | None], Names, Vocabulary],
) -> Iterator[RouteTrace]:
    taken, names, vocabulary = known
    page = step.page
    if page.is_end:
        return
    order = TaskOrder(definition)
    group = definition.group_of(page.key)
    context = replace(path.context, here=(group.key, step.round) if group else None)
    gone = step.id in taken
    for index, route in enumerate(page.routes):
        held = evaluate(route.when, context)
        chosen = gone and taken[step.id] == index
        reason = reason_of([route.when], context, vocabulary, names)
        if held is Truth.TRUE and gone and not chosen:
            reason += " An earlier way on this page was taken first."
        to = leads_to(order, page, route.to)
        yield RouteTrace(names.say(route.when), to, MARKS[held], chosen, reason)
    following = default_of(order, page)
    if following is not None:
        otherwise = gone and taken[step.id] is None
        said = "otherwise" if page.routes else "always"
        yield RouteTrace(said, following, None, otherwise, "")


@dataclass(frozen=True)
class _Tracer:
    """The tables with one person's answers."""

    routing: Routing
    context: Context
    decision: Decision
    vocabulary: Vocabulary
    names: Names
    wording: Wording

    def table(self, table: TableName) -> Iterator[RowTrace]:
        """Yield every row of a table, also those the decision never came to."""
        looked_at = {result.row.order: result for result in self._results(table)}
        first = min((r.row.order for r in looked_at.values() if r.fired), default=None)
        blind = table in BLIND_TO_DEPRIVATION
        context = self.context.blinded(DEPRIVATION_FACT) if blind else self.context
        titles = {key: named.name for key, named in self.context.conditions.items()}
        for row in self.routing.tables[table]:
            conditions: list[Condition] = [Named(key) for key in row.when]
            held = all_of(evaluate(condition, context) for condition in conditions)
            result = looked_at.get(row.order)
            reason = reason_of(conditions, context, self.vocabulary, self.names)
            aside = self._aside(table, row, result, first)
            yield RowTrace(
                table=table,
                order=row.order,
                sentence=sentence(row, titles, self.wording),
                mark=MARKS[held],
                counted=result is not None and result.fired,
                reason=f"{reason} {aside}".strip(),
            )

    def _results(self, table: TableName) -> Iterator[RowResult]:
        return (result for result in self.decision.rows if result.table is table)

    def _aside(
        self, table: TableName, row: Row, result: RowResult | None, first: int | None
    ) -> str:
        """Say why a row did not count although it might have held."""
        if result is not None:
            passed = result.truth is Truth.TRUE and not result.fired
            return f"Row {first} came first." if passed else ""
        today = self.context.today
        if today is not None and not row.in_force(today):
            return f"Not in force on {today.day} {today:%B %Y}."
        stop = self.decision.stop
        if stop is not None and stop.stop is Stop.EMERGENCY:
            return "Not looked at: the emergency page stops everything after it."
        if self.decision.exit is not None:
            return "Not looked at: the person leaves by an exit page."
        if table is TableName.ALLOCATION:
            return "Not looked at: nothing it is for is passed on."
        return ""
