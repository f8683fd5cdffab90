"""What does each page of one version ask and read, with a bit for each possible value?

What is known of people is kept as one number, so that hundreds of thousands of states can be
followed; people for whom the same conditions hold are decided once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from selfassessment.engine.conditions import evaluate
from selfassessment.engine.domains import Domain
from selfassessment.engine.exploring import Explorer
from selfassessment.engine.kinds import DEPRIVATION_FACT
from selfassessment.engine.model import Named, Page
from selfassessment.engine.truth import Truth
from selfassessment.engine.worlds import Variable, context_of

__all__ = ["Bits", "Ending", "Side", "Signature", "Values", "joined"]

Values = Mapping[Variable, object]
Signature = tuple[str, ...]
Ending = Callable[[Explorer, Page, Values], Signature]


class Asked(NamedTuple):
    """Something decided on a page: its bits, and those this version allows."""

    mask: int
    allowed: int
    values: tuple[int, ...]


class Bits:
    """A bit for each value of each variable."""

    def __init__(self) -> None:
        """Begin with none."""
        self.numbers: dict[tuple[Variable, object], int] = {}
        self.names: list[tuple[Variable, object]] = []

    def bit(self, variable: Variable, value: object) -> int:
        """Return the bit of a value, a new one for a new value."""
        key = (variable, value)
        if key not in self.numbers:
            self.numbers[key] = len(self.names)
            self.names.append(key)
        return 1 << self.numbers[key]

    def pairs(self, known: int) -> Iterator[tuple[Variable, object]]:
        """Yield the values whose bits are set."""
        while known:
            lowest = known & -known
            yield self.names[lowest.bit_length() - 1]
            known ^= lowest

    def values(self, known: int) -> dict[Variable, object]:
        """Return the value of each variable."""
        return dict(self.pairs(known))


class Side:
    """One version: what each page asks and reads, in bits."""

    def __init__(self, explorer: Explorer, domains: Mapping[Variable, Domain], bits: Bits) -> None:
        """Give each value its bit."""
        self.explorer = explorer
        self.bits = bits
        self.doors = {door_of(key): key for key in explorer.order.starts}
        self.positions: dict[str, float] = {
            **explorer.positions,
            **{door: explorer.positions[key] - 0.5 for door, key in self.doors.items()},
        }
        self.first = self.enter(explorer.definition.pages[0].key)
        self.exhaustive = all(domain.exhaustive for domain in domains.values())
        values = {
            variable: tuple(bits.bit(variable, value) for value in domain.values)
            for variable, domain in domains.items()
        }
        self.masks = {variable: sum(found) for variable, found in values.items()}
        self.asked: dict[str, list[tuple[Variable, tuple[int, ...]]]] = {
            key: [(v, values[v]) for v in found] for key, found in self._asked().items()
        }
        self.ways: dict[tuple[str, int], tuple[str | None, Signature]] = {}
        self.ends: dict[tuple[str, tuple[tuple[Truth, Truth], ...]], Signature] = {}
        self.truths: dict[tuple[str, int], tuple[Truth, Truth]] = {}

    def _asked(self) -> dict[str, dict[Variable, None]]:
        """Return what is decided where: questions that matter, and what is read first there.

        At the door of a section it is decided whether somebody visits it at all.
        """
        explorer, found = self.explorer, {}
        for page in explorer.definition.pages:
            asked: list[Variable] = [("question", question.key) for question in page.questions]
            read = explorer.read_at_end if page.is_end else explorer.read_here[page.key]
            later = explorer.read_later[page.key]
            wanted = [v for v in asked if v in later]
            found[page.key] = dict.fromkeys([*wanted, *(v for v in read if v[0] != "question")])
        for door, key in self.doors.items():
            read = explorer.read_before[key]
            own = [visit_of(explorer, key), *(v for v in read if v[0] != "question")]
            found[door] = dict.fromkeys(own)
        return found

    def finish(self, whole: Mapping[Variable, int]) -> None:
        """Note the bits of each variable over both versions, once both are known."""
        explorer = self.explorer
        self.here: dict[str, list[Asked]] = {
            key: [Asked(whole[v], self.masks[v], values) for v, values in asked]
            for key, asked in self.asked.items()
        }
        self.later = {
            key: sum(whole[v] for v in found if v in whole)
            for key, found in explorer.read_later.items()
        }
        self.read = {
            page.key: sum(
                whole[v]
                for v in (explorer.read_at_end if page.is_end else explorer.read_here[page.key])
            )
            for page in explorer.definition.pages
        }
        for door, key in self.doors.items():
            self.later[door] = self.later[key]
            visit = visit_of(explorer, key)
            self.read[door] = sum(whole[v] for v in (visit, *explorer.read_before[key]))
        self.tests = [
            (Named(name), sum(whole[v] for v in explorer.reads(Named(name))))
            for name in self._decisive()
        ]

    def _decisive(self) -> dict[str, None]:
        """Return the conditions on which the tables decide."""
        routing = self.explorer.routing
        tables = routing.tables.values() if routing is not None else ()
        return dict.fromkeys(key for rows in tables for row in rows for key in row.when)

    def follow(self, key: str, known: int, ending: Ending) -> tuple[str | None, Signature]:
        """Return the next page, or None with the end that was reached (remembered)."""
        page = self.explorer.pages.get(key)
        if page is not None and page.is_end:
            return None, self._end(page, known, ending)
        remembered = (key, known & self.read[key])
        if remembered not in self.ways:
            target = self._target(key, self.bits.values(remembered[1]))
            self.ways[remembered] = target, () if target is not None else ("stuck", key)
        return self.ways[remembered]

    def _target(self, key: str, values: Values) -> str | None:
        if key in self.doors:
            return self._beyond(self.doors[key], values)
        target, _ = self.explorer.leads(self.explorer.pages[key], values)[0]
        return self.enter(target)

    def _beyond(self, key: str, values: Values) -> str | None:
        """Return where a door leads: into its section, or past it."""
        explorer = self.explorer
        page, section = explorer.pages[key], explorer.order.starts[key]
        offered = section.when is None or (
            evaluate(section.when, context_of(explorer.journey, values, explorer.today))
            is Truth.TRUE
        )
        return (
            key
            if offered and values[visit_of(explorer, key)]
            else self.enter(explorer.passing(page))
        )

    def enter(self, target: str | None) -> str | None:
        """Return a page, or the door before it where a section begins there."""
        door = door_of(target or "")
        return door if door in self.doors else target

    def _end(self, page: Page, known: int, ending: Ending) -> Signature:
        """Return an end; people for whom the same conditions hold are decided once."""
        held = tuple(self._truths(test, known & mask) for test, mask in self.tests)
        remembered = (page.key, held)
        if remembered not in self.ends:
            values = self.bits.values(known & self.read[page.key])
            self.ends[remembered] = ending(self.explorer, page, values)
        return self.ends[remembered]

    def _truths(self, test: Named, known: int) -> tuple[Truth, Truth]:
        """Return whether a condition holds, also for a table that is blind to deprivation."""
        remembered = (test.key, known)
        if remembered not in self.truths:
            explorer = self.explorer
            context = context_of(explorer.whole, self.bits.values(known), explorer.today)
            self.truths[remembered] = (
                evaluate(test, context),
                evaluate(test, context.blinded(DEPRIVATION_FACT)),
            )
        return self.truths[remembered]


def door_of(page: str) -> str:
    """Return the name of the door before the first page of a section."""
    return f"door:{page}"


def visit_of(explorer: Explorer, page: str) -> Variable:
    """Return the variable that says whether somebody visits the section that begins on a page."""
    return ("visit", explorer.order.starts[page].key)


def joined(one: Explorer, other: Explorer) -> dict[Variable, Domain]:
    """Return the classes of what one version reads, cut also where the other one cuts."""
    own, theirs = one.comparisons(), other.comparisons()
    found: dict[Variable, Domain] = {}
    for variable, cuts in own.items():
        further = theirs.get(variable, {}) if _comparable(one, other, variable) else {}
        found[variable] = one.possible(variable, tuple({**cuts, **further}))
    for page in one.order.starts:
        found[visit_of(one, page)] = Domain((True, False))
    return found


def _comparable(one: Explorer, other: Explorer, variable: Variable) -> bool:
    """Whether a value means the same in both versions."""
    if variable[0] != "question":
        return True
    mine, theirs = (side.whole.questions.get(variable[1]) for side in (one, other))
    return mine is not None and theirs is not None and mine.type is theirs.type
