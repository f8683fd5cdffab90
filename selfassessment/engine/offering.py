"""Which of a need's offers are open, closed for now, or not for this person?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from selfassessment.engine.decision import NeedFound, OfferDecision, RowResult
from selfassessment.engine.routing import Offer, OfferOutcome, OfferThen, Routing
from selfassessment.engine.truth import Truth


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rows say about one offer."""

    outcome: OfferOutcome
    needs_check: bool
    then: OfferThen | None
    why: tuple[str, ...]


class Offering:
    """The evaluated rows of the table of offers."""

    def __init__(self, routing: Routing, results: Iterable[RowResult]) -> None:
        """Sort the rows by what they say of which offer."""
        self.routing = routing
        self.rows: dict[tuple[str, OfferOutcome], list[tuple[RowResult, OfferThen]]] = {}
        for result in results:
            then = result.row.then
            if isinstance(then, OfferThen):
                self.rows.setdefault((then.offer, then.outcome), []).append((result, then))

    def verdict(self, offer: str) -> Verdict:
        """Decide one offer: exclusions first, then "not now", then eligibility.

        An undecided exclusion never refuses and an undecided eligibility still offers; both
        ask staff to check. Only rows that are all false refuse, by the offer's own default.
        """
        for outcome in (OfferOutcome.NOT_ELIGIBLE, OfferOutcome.NOT_NOW):
            for result, then in self._rows(offer, outcome):
                if result.truth is Truth.TRUE:
                    return Verdict(outcome, False, then, (result.sentence,))
        closed = (OfferOutcome.NOT_ELIGIBLE, OfferOutcome.NOT_NOW)
        unsure = any(r.nearly for outcome in closed for r, _ in self._rows(offer, outcome))
        opening = self._rows(offer, OfferOutcome.ELIGIBLE)
        true = [(r, then) for r, then in opening if r.truth is Truth.TRUE]
        if true or not opening:
            why = tuple(result.sentence for result, _ in true)
            return Verdict(OfferOutcome.ELIGIBLE, unsure, true[0][1] if true else None, why)
        maybe = [(r, then) for r, then in opening if r.nearly]
        if maybe:
            why = tuple(result.sentence for result, _ in maybe)
            return Verdict(OfferOutcome.ELIGIBLE, True, maybe[0][1], why)
        return Verdict(OfferOutcome.NOT_ELIGIBLE, False, None, ())

    def _rows(self, offer: str, outcome: OfferOutcome) -> list[tuple[RowResult, OfferThen]]:
        return self.rows.get((offer, outcome), [])

    def open_instead(self, offer: Offer, verdict: Verdict) -> str | None:
        """Follow redirects to an offer that is open; the last resort is a universal one."""
        seen = {offer.key}
        target = self._redirect(offer, verdict)
        while target is not None and target not in seen:
            other = self.routing.offers.get(target)
            if other is None:
                break
            seen.add(target)
            found = self.verdict(target)
            if found.outcome is OfferOutcome.ELIGIBLE:
                return target
            target = self._redirect(other, found)
        return next((key for key in self.routing.universal if key not in {offer.key}), None)

    @staticmethod
    def _redirect(offer: Offer, verdict: Verdict) -> str | None:
        if verdict.then is not None and verdict.then.redirect is not None:
            return verdict.then.redirect
        return offer.outcomes[verdict.outcome].redirect


def decide_offers(offering: Offering, needs: tuple[NeedFound, ...]) -> tuple[OfferDecision, ...]:
    """Decide every offer of every need; an offer for two needs stands once, under the stronger."""
    decided: dict[str, OfferDecision] = {}
    for need in needs:
        for offer in offering.routing.offers.values():
            if need.need not in offer.needs:
                continue
            known = decided.get(offer.key)
            if known is not None:
                decided[offer.key] = replace(known, also_for=(*known.also_for, need.need))
            else:
                decided[offer.key] = _decide(offering, offer, need)
    return tuple(decided.values())


def _decide(offering: Offering, offer: Offer, need: NeedFound) -> OfferDecision:
    verdict = offering.verdict(offer.key)
    default = offer.outcomes[verdict.outcome]
    reason = verdict.then.reason if verdict.then is not None else None
    closed = verdict.outcome is not OfferOutcome.ELIGIBLE
    return OfferDecision(
        offer=offer.key,
        need=need.need,
        strength=need.strength,
        outcome=verdict.outcome,
        action=default.action,
        redirect=offering.open_instead(offer, verdict) if closed else None,
        reason=default.reason if reason is None else reason,
        needs_check=verdict.needs_check or need.needs_check,
        why=need.why + verdict.why,
    )
