"""How do the six tables turn live answers into a decision?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from selfassessment.engine.conditions import Context, truth_of
from selfassessment.engine.decision import Decision, NeedFound, OfferDecision, RowResult
from selfassessment.engine.kinds import DEPRIVATION_FACT
from selfassessment.engine.offering import Offering, decide_offers
from selfassessment.engine.routing import (
    BLIND_TO_DEPRIVATION,
    FIRST_MATCH,
    Action,
    AllocationThen,
    NeedThen,
    OfferOutcome,
    PriorityThen,
    Routing,
    Row,
    SafetyThen,
    ScopeThen,
    Stop,
    TableName,
    Then,
)
from selfassessment.engine.sentences import ENGLISH, Wording, sentence
from selfassessment.engine.truth import Truth, all_of


def decide(routing: Routing, context: Context, wording: Wording = ENGLISH) -> Decision:
    """Run the six tables in their order; ValueError when the facts hold no `today`."""
    return _Decider(routing, context, wording).run()


def raised_flags(routing: Routing, context: Context) -> tuple[str, ...]:
    """Return the flags of every red flag that holds, without running the other tables."""
    if context.today is None:
        raise ValueError("The facts must hold `today`, a date.")
    blind = context.blinded(DEPRIVATION_FACT)
    raised = [
        row.then.flag
        for row in routing.tables[TableName.SAFETY]
        if isinstance(row.then, SafetyThen)
        and row.then.flag
        and row.in_force(context.today)
        and all_of(truth_of(key, blind) for key in row.when) is Truth.TRUE
    ]
    return tuple(dict.fromkeys(raised))


class _Truths(dict[str, Truth]):
    """The truth of named conditions in a context, each worked out when it is first looked up."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def __missing__(self, key: str) -> Truth:
        value = self[key] = truth_of(key, self.context)
        return value


@dataclass
class _Decider:
    routing: Routing
    context: Context
    wording: Wording
    results: list[RowResult] = field(default_factory=list)
    places: dict[TableName, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.truths = _Truths(self.context)
        self.blind = _Truths(self.context.blinded(DEPRIVATION_FACT))

    def run(self) -> Decision:
        safety = self._rows(TableName.SAFETY)
        stop, flags = self._safety(safety)
        if stop is not None and stop.stop is Stop.EMERGENCY:
            return self._decision(stop=stop, flags=flags)
        scope = self._rows(TableName.SCOPE)
        leaving = _first(scope)
        if isinstance(leaving, ScopeThen) and leaving.exit is not None:
            return self._decision(stop, flags, leaving, universal=True)
        needs = self._needs()
        offers = tuple(self._allocate(offer) for offer in self._offers(needs))
        priority = _first(self._rows(TableName.PRIORITY))
        decision = self._decision(stop, flags, universal=True)
        return replace(
            decision,
            needs=needs,
            offers=offers,
            priority=priority if isinstance(priority, PriorityThen) else None,
            needs_check=_passed_over(scope)
            or any(n.needs_check for n in needs)
            or any(o.needs_check for o in offers),
        )

    def _decision(
        self,
        stop: SafetyThen | None = None,
        flags: tuple[str, ...] = (),
        leaving: ScopeThen | None = None,
        universal: bool = False,
    ) -> Decision:
        return Decision(
            stop=stop,
            flags=flags,
            exit=leaving,
            needs=(),
            offers=(),
            universal=self.routing.universal if universal else (),
            priority=None,
            needs_check=False,
            rows=tuple(self.results),
        )

    def _rows(self, table: TableName, offer: str | None = None) -> list[RowResult]:
        """Evaluate a table's rows that are in force, and keep them for the record."""
        today = self.context.today
        if today is None:
            raise ValueError("The facts must hold `today`, a date.")
        found: list[RowResult] = []
        matched, say = False, self._sentence
        truth = (self.blind if table in BLIND_TO_DEPRIVATION else self.truths).__getitem__
        once = table in FIRST_MATCH or table is TableName.ALLOCATION
        for row in self.routing.tables[table]:
            if not row.in_force(today):
                continue
            if offer is not None and row.only_for and offer not in row.only_for:
                continue
            held = all_of(map(truth, row.when))
            fired = held is Truth.TRUE and not (once and matched)
            matched = matched or fired
            found.append(RowResult(table, row, held, fired, say))
        self._record(table, found)
        return found

    def _record(self, table: TableName, found: list[RowResult]) -> None:
        """Keep each row once; it counts as fired when it did so for any offer."""
        kept = self.places.setdefault(table, {})
        for result in found:
            index = kept.get(result.row.order)
            if index is None:
                kept[result.row.order] = len(self.results)
                self.results.append(result)
            elif result.fired:
                self.results[index] = result

    def _sentence(self, row: Row) -> str:
        known = self.context.conditions
        names = {key: known[key].name for key in row.when if key in known}
        return sentence(row, names, self.wording)

    def _safety(self, rows: list[RowResult]) -> tuple[SafetyThen | None, tuple[str, ...]]:
        """Return the first stop, and the flags of every red flag that holds."""
        flags = [
            result.row.then.flag
            for result in rows
            if result.truth is Truth.TRUE and isinstance(result.row.then, SafetyThen)
        ]
        then = _first(rows)
        stop = then if isinstance(then, SafetyThen) and then.stop is not None else None
        return stop, tuple(dict.fromkeys(flag for flag in flags if flag))

    def _needs(self) -> tuple[NeedFound, ...]:
        """Collect the needs, the strongest first; the same need twice is one."""
        found: dict[str, NeedFound] = {}
        for result in self._rows(TableName.NEEDS):
            then = result.row.then
            if not isinstance(then, NeedThen):
                continue
            guessed = result.nearly and result.row.offer_if_unknown
            if not (result.fired or guessed):
                continue
            strength = self.routing.strengths[0] if guessed else then.strength
            need = NeedFound(then.need, strength, guessed, (result.sentence,))
            found[then.need] = self._merged(found.get(then.need), need)
        return tuple(sorted(found.values(), key=lambda need: -self._rank(need.strength)))

    def _merged(self, known: NeedFound | None, new: NeedFound) -> NeedFound:
        if known is None:
            return new
        strength = max(known.strength, new.strength, key=self._rank)
        return NeedFound(
            new.need, strength, known.needs_check and new.needs_check, known.why + new.why
        )

    def _rank(self, strength: str) -> int:
        strengths = self.routing.strengths
        return strengths.index(strength) if strength in strengths else -1

    def _offers(self, needs: tuple[NeedFound, ...]) -> tuple[OfferDecision, ...]:
        offering = Offering(self.routing, self._rows(TableName.OFFERS))
        return decide_offers(offering, needs)

    def _allocate(self, offer: OfferDecision) -> OfferDecision:
        """Name the provider of an open offer that is taken up by referral."""
        if offer.outcome is not OfferOutcome.ELIGIBLE or offer.action is not Action.REFER:
            return offer
        rows = self._rows(TableName.ALLOCATION, offer.offer)
        then = _first(rows)
        if not isinstance(then, AllocationThen):
            return replace(offer, needs_check=True)
        provider = self.routing.providers.get(then.provider)
        return replace(
            offer,
            provider=then.provider,
            clinician_required=provider is not None and provider.clinician_required,
            needs_check=offer.needs_check or _passed_over(rows),
        )


def _first(rows: list[RowResult]) -> Then | None:
    """Return the outcome of the row that counts under first-match."""
    return next((result.row.then for result in rows if result.fired), None)


def _passed_over(rows: list[RowResult]) -> bool:
    """Whether an undecided row stood before the one that counted."""
    for result in rows:
        if result.fired:
            return False
        if result.nearly:
            return True
    return False
