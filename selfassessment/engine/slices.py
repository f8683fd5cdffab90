"""Which part of the tables decides about one offer, and has that part changed?

Looking at one offer at a time keeps the classes of people few enough to see them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from selfassessment.engine.deciding import decide
from selfassessment.engine.decision import Decision
from selfassessment.engine.exploring import Explorer
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import JourneyDefinition, NamedCondition, Page
from selfassessment.engine.routing import NeedThen, OfferThen, Routing, Row, TableName
from selfassessment.engine.safety_content import names_in
from selfassessment.engine.sameness import walked
from selfassessment.engine.worlds import Variable, context_of

SAFETY = "safety"
PRIORITY = "priority"
SHOWING = frozenset({PageKind.RESULTS, PageKind.CONFIRMATION})
STAGES = (TableName.SAFETY, TableName.SCOPE)


@dataclass(frozen=True, slots=True)
class Slice:
    """Something the tables decide: who is stopped (`safety`), how soon (`priority`), offers."""

    about: tuple[str, ...]

    def of(self, routing: Routing) -> Routing:
        """Return the tables with only the rows that decide about this."""
        kept = {table: self._rows(table, routing) for table in TableName}
        used = _used(kept.values(), routing.conditions)
        return replace(
            routing,
            tables=kept,
            offers={key: one for key, one in routing.offers.items() if key in self.about},
            conditions={key: routing.conditions[key] for key in used if key in routing.conditions},
        )

    def _rows(self, table: TableName, routing: Routing) -> tuple[Row, ...]:
        rows = routing.tables[table]
        offers = frozenset(self.about) - {SAFETY, PRIORITY}
        match table:
            case TableName.SAFETY:
                return rows if SAFETY in self.about else ()
            case TableName.SCOPE:
                return rows if offers or SAFETY in self.about else ()
            case TableName.NEEDS:
                needs = {
                    n for key in offers if key in routing.offers for n in routing.offers[key].needs
                }
                return tuple(
                    r for r in rows if isinstance(r.then, NeedThen) and r.then.need in needs
                )
            case TableName.OFFERS:
                return tuple(
                    r for r in rows if isinstance(r.then, OfferThen) and r.then.offer in offers
                )
            case TableName.ALLOCATION:
                kept = (r for r in rows if not r.only_for or offers & set(r.only_for))
                return tuple(kept) if offers else ()
            case TableName.PRIORITY:
                return rows if PRIORITY in self.about else ()

    def signature(
        self, explorer: Explorer, page: Page, values: Mapping[Variable, object]
    ) -> tuple[str, ...]:
        """Return the end of a walk: its page, and where offers are shown what is decided."""
        if page.kind not in SHOWING or explorer.routing is None:
            return (page.key,)
        decision = decide(explorer.routing, context_of(explorer.whole, values, explorer.today))
        return (page.key, *(_decided(decision, about) for about in self.about))


def _decided(decision: Decision, about: str) -> str:
    if about == SAFETY:
        stop = decision.stop.page if decision.stop else ""
        leaving = (decision.exit.exit if decision.exit else "") or ""
        return f"{stop};{leaving}" if stop or leaving else ""
    if about == PRIORITY:
        return decision.priority.priority.value if decision.priority else ""
    for one in decision.offers:
        if one.offer == about:
            told = [one.outcome.value, one.redirect or "", one.provider or ""]
            return ";".join([*told, "check" if one.needs_check else ""])
    return ""


def slices(before: Routing, after: Routing) -> list[Slice]:
    """Return everything the tables of either version decide."""
    offers = sorted(before.offers.keys() | after.offers.keys())
    return [Slice((about,)) for about in (SAFETY, PRIORITY, *offers)]


def same_walks(before: JourneyDefinition, after: JourneyDefinition) -> bool:
    """Whether both versions ask the same and lead the same way."""
    names = ("groups", "conditions", "scores", "facts")
    pages = [[walked(page) for page in one.pages] for one in (before, after)]
    return pages[0] == pages[1] and all(
        getattr(before, name) == getattr(after, name) for name in names
    )


def _used(
    tables: Iterable[tuple[Row, ...]], conditions: Mapping[str, NamedCondition]
) -> frozenset[str]:
    waiting = [key for rows in tables for row in rows for key in row.when]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += names_in([conditions[key].test]) if key in conditions else []
    return frozenset(found)
