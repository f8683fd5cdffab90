"""Which states can a walk be in, when only classes of answers are told apart?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from selfassessment.engine.answer import Answer
from selfassessment.engine.conditions import evaluate
from selfassessment.engine.deciding import decide
from selfassessment.engine.domains import Domain
from selfassessment.engine.model import Comparison, Condition, JourneyDefinition, Named, Page
from selfassessment.engine.routing import Routing
from selfassessment.engine.showing import SHOWN, shown_sets
from selfassessment.engine.tasks import TaskOrder
from selfassessment.engine.truth import Truth
from selfassessment.engine.vocabulary import Domains, of_journey, of_routing
from selfassessment.engine.worlds import Variable, compared_with, context_of, values_of

State = frozenset[tuple[Variable, object]]
Waiting = dict[str, dict[State, frozenset[int]]]
Door = tuple[dict[Variable, object], bool]
Way = tuple[str | None, int | None]
EXAMPLES = 5


@dataclass
class Record:
    """What was seen while walking; `arrivals` and `ways` count classes of answers."""

    states: int = 0
    arrivals: Counter[str] = field(default_factory=Counter)
    ways: Counter[tuple[str, int | None]] = field(default_factory=Counter)
    outcomes: set[tuple[str, ...]] = field(default_factory=set)
    lengths: set[int] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)
    empty_handed: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def reached(self) -> frozenset[str]:
        """The pages that were seen."""
        return frozenset(self.arrivals)

    @property
    def taken(self) -> frozenset[tuple[str, int | None]]:
        """The ways that were taken: a page with the number of its route, None for the default."""
        return frozenset(self.ways)


class Explorer:
    """The classes of answers of a definition, and the steps between its states."""

    def __init__(
        self,
        definition: JourneyDefinition,
        routing: Routing | None,
        today: date,
        known: Domains | None = None,
    ) -> None:
        """Find out which answers are read where, and which classes they fall into.

        `known` are classes that other explorers have found, and takes up what this one finds.
        """
        self.definition = definition
        self.routing = routing
        self.today = today
        self.journey = of_journey(definition)
        whole = of_routing(routing, [definition]) if routing is not None else self.journey
        self.whole = whole if known is None else replace(whole, domains=known)
        self.pages = {page.key: page for page in definition.pages}
        self.positions = {page.key: index for index, page in enumerate(definition.pages)}
        self.order = TaskOrder(definition)
        self.read_before = self._read_before()
        self.read_here = {
            page.key: compared_with(self.journey, [route.when for route in page.routes])
            for page in definition.pages
        }
        self.read_at_end = compared_with(self.whole, self._rows())
        self.read_later = self._read_later()
        self.domains = self._domains()

    @property
    def exhaustive(self) -> bool:
        """Whether the classes cover every answer."""
        return all(domain.exhaustive for domain in self.domains.values())

    def _rows(self) -> list[Condition]:
        if self.routing is None:
            return []
        tables = self.routing.tables.values()
        return [Named(key) for rows in tables for row in rows for key in row.when]

    def _read_before(self) -> dict[str, dict[Variable, dict[Comparison, None]]]:
        """Return for each page what decides whether the section that begins there is offered."""
        found: dict[str, dict[Variable, dict[Comparison, None]]] = {}
        for page in self.definition.pages:
            section = self.order.starts.get(page.key)
            asked = [section.when] if section is not None and section.when is not None else []
            found[page.key] = compared_with(self.journey, asked)
        return found

    def _read_later(self) -> dict[str, frozenset[Variable]]:
        """Return for each page what it, or any later page or end, reads."""
        later = frozenset(self.read_at_end)
        found: dict[str, frozenset[Variable]] = {}
        for page in reversed(self.definition.pages):
            later |= self.read_here[page.key].keys() | self.read_before[page.key].keys()
            found[page.key] = later
        return found

    def comparisons(self) -> dict[Variable, dict[Comparison, None]]:
        """Return for each variable everything that it is compared with anywhere."""
        read: dict[Variable, dict[Comparison, None]] = {}
        for found in (*self.read_here.values(), *self.read_before.values(), self.read_at_end):
            for variable, comparisons in found.items():
                read.setdefault(variable, {}).update(comparisons)
        return read

    def _domains(self) -> dict[Variable, Domain]:
        return {
            variable: self.possible(variable, tuple(comparisons))
            for variable, comparisons in self.comparisons().items()
        }

    def reads(self, condition: Condition) -> list[Variable]:
        """Return what a condition of the tables reads."""
        return list(compared_with(self.whole, [condition]))

    def possible(self, variable: Variable, comparisons: tuple[Comparison, ...]) -> Domain:
        """Return the classes of a variable; a question without a way out is always answered."""
        domain = values_of(self.whole, variable, comparisons, self.today)
        if variable == SHOWN:
            return shown_sets(self.definition.locales, comparisons)
        question = self.whole.questions.get(variable[1])
        if variable[0] != "question" or question is None:
            return domain
        if not question.required or question.not_sure or question.prefer_not:
            return domain
        values = tuple(value for value in domain.values if value is not None)
        return Domain(values, domain.exhaustive)

    def choices(self, page: Page, state: State) -> list[tuple[Variable, Domain]]:
        """Return what is newly decided on a page: its questions, and what it reads first."""
        known = {variable for variable, _ in state}
        asked: list[Variable] = [("question", question.key) for question in page.questions]
        read = self.read_at_end if page.is_end else self.read_here[page.key]
        wanted = [v for v in asked if v in self.read_later[page.key]]
        wanted += [v for v in read if v[0] != "question"]
        new = dict.fromkeys(v for v in wanted if v not in known)
        return [(variable, self.domains[variable]) for variable in new]

    def doors(self, page: Page, values: Mapping[Variable, object]) -> Iterator[Door]:
        """Yield each way into a page: what is decided at the door, and whether it is open.

        Only the first page of a section has a door; it is shut when the section is not
        offered, and may always be passed by.
        """
        section = self.order.starts.get(page.key)
        if section is None:
            yield dict(values), True
            return
        new = [v for v in self.read_before[page.key] if v[0] != "question" and v not in values]
        for chosen in product(*(self.domains[variable].values for variable in new)):
            known = {**values, **dict(zip(new, chosen, strict=True))}
            context = context_of(self.journey, known, self.today)
            yield known, section.when is None or evaluate(section.when, context) is Truth.TRUE

    def passing(self, page: Page) -> str | None:
        """Return where somebody goes on who passes the section that begins on this page."""
        section = self.order.starts.get(page.key)
        return self.order.onward[section.key] if section is not None else None

    def leads(self, page: Page, values: Mapping[Variable, object]) -> list[Way]:
        """Return where a page leads: one way, and in a section also out of it half-way."""
        if page is self.order.hub and self.order.starts:
            return [(next(iter(self.order.starts)), None)]
        target, route = self.follow(page, values)
        section = self.order.section_of.get(page.key)
        if section is None or target is None:
            return [(target, route)]
        onward = self.order.onward[section]
        if not self.order.stays(section, self.pages[target]):
            return [(onward, route)]
        ends = self.pages[target].is_end
        return [(target, route)] if ends else [(target, route), (onward, route)]

    def follow(self, page: Page, values: Mapping[Variable, object]) -> Way:
        """Return where a page leads with these values, and by which route."""
        if page.routes:
            context = context_of(self.journey, values, self.today)
            for index, route in enumerate(page.routes):
                later = self.positions.get(route.to, -1) > self.positions[page.key]
                if later and evaluate(route.when, context) is Truth.TRUE:
                    return route.to, index
        following = self.definition.next_in_order(page.key)
        later = self.positions.get(str(following), -1) > self.positions[page.key]
        return (following if later else None), None

    def finish(self, page: Page, values: Mapping[Variable, object], record: Record) -> None:
        """Note the outcome of a walk that has come to its end."""
        if self.routing is None:
            record.outcomes.add((page.key,))
            return
        decision = decide(self.routing, context_of(self.whole, values, self.today))
        record.outcomes.add(
            (
                page.key,
                f"stop:{decision.stop.page if decision.stop else ''}",
                f"exit:{(decision.exit.exit if decision.exit else '') or ''}",
                *sorted(f"{offer.offer}:{offer.outcome.value}" for offer in decision.offers),
                f"priority:{decision.priority.priority.value if decision.priority else ''}",
            )
        )
        if decision.empty_handed and len(record.empty_handed) < EXAMPLES:
            record.empty_handed.append(readable(values))

    def explore(self, limit: int) -> Record | None:
        """Walk all states page by page; None when there are more than `limit`."""
        record = Record()
        first = self.definition.pages[0].key
        waiting: Waiting = {first: {frozenset(): frozenset({1})}}
        for page in self.definition.pages:
            for state, lengths in waiting.pop(page.key, {}).items():
                for values in self._entered(page, state, lengths, (waiting, record)):
                    record.states += 1
                    if record.states > limit:
                        return None
                    self._step(page, values, lengths, (waiting, record))
        return record

    def _entered(
        self, page: Page, state: State, lengths: frozenset[int], into: tuple[Waiting, Record]
    ) -> Iterator[dict[Variable, object]]:
        """Yield what can be answered on a page; whoever passes it by waits further on."""
        waiting, record = into
        beyond = self.passing(page)
        for known, is_open in self.doors(page, dict(state)):
            if beyond is not None:
                self._arrive(beyond, known, lengths, waiting)
            if not is_open:
                continue
            record.arrivals[page.key] += 1
            new = self.choices(page, frozenset(known.items()))
            names = [variable for variable, _ in new]
            for chosen in product(*(domain.values for _, domain in new)):
                yield {**known, **dict(zip(names, chosen, strict=True))}

    def _step(
        self,
        page: Page,
        values: dict[Variable, object],
        lengths: frozenset[int],
        into: tuple[Waiting, Record],
    ) -> None:
        waiting, record = into
        if page.is_end:
            record.lengths |= lengths
            self.finish(page, values, record)
            return
        longer = frozenset(length + 1 for length in lengths)
        ways = self.leads(page, values)
        record.ways[page.key, ways[0][1]] += 1
        for target, _ in ways:
            if target is None:
                record.stuck.add(page.key)
            else:
                self._arrive(target, values, longer, waiting)

    def _arrive(
        self,
        target: str,
        values: Mapping[Variable, object],
        lengths: frozenset[int],
        waiting: Waiting,
    ) -> None:
        """Wait at a page with what is still read from there on."""
        kept = frozenset(
            (variable, value)
            for variable, value in values.items()
            if variable in self.read_later[target]
        )
        there = waiting.setdefault(target, {})
        there[kept] = there.get(kept, frozenset()) | lengths


def readable(values: Mapping[Variable, object]) -> dict[str, str]:
    """Return an example as names and words."""
    return {
        key: "not answered"
        if value is None
        else str(value.value if isinstance(value, Answer) else value)
        for (_, key), value in values.items()
    }
