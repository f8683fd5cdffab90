"""Does every need have an offer, every refusal a way on, every name an owner?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from selfassessment.engine.findings import Finding, error, warning
from selfassessment.engine.routing import (
    Action,
    AllocationThen,
    NeedThen,
    Offer,
    OfferOutcome,
    OfferThen,
    Routing,
    ScopeThen,
    TableName,
    Then,
)

CLOSED = (OfferOutcome.NOT_NOW, OfferOutcome.NOT_ELIGIBLE)
HELPING = ("callback", "directory", "phone")


def then_findings(routing: Routing, then: Then, place: str) -> Iterator[Finding]:
    """Yield names in a row's outcome that nobody owns."""
    for kind, key in _names(then):
        if key not in _known(routing, kind):
            yield error(f"unknown_{kind}", place, f"There is no {kind} “{key}”.")


def _names(then: Then) -> list[tuple[str, str]]:
    match then:
        case ScopeThen(exit=str(), alternative=alternative):
            return [("offer", alternative)] if alternative not in HELPING else []
        case NeedThen(need, strength):
            return [("need", need), ("strength", strength)]
        case OfferThen(offer, _, redirect, _):
            return [("offer", offer)] + ([("offer", redirect)] if redirect else [])
        case AllocationThen(provider):
            return [("provider", provider)]
        case _:
            return []


def _known(routing: Routing, kind: str) -> Collection[str]:
    return {
        "offer": routing.offers,
        "need": routing.needs,
        "strength": routing.strengths,
        "provider": routing.providers,
    }[kind]


def offer_findings(routing: Routing) -> Iterator[Finding]:
    """Yield needs without an offer, offers without a way on, and names without a use."""
    if not routing.universal:
        yield error("no_universal_offer", "offers", "Somebody could leave empty-handed.")
    for offer in routing.offers.values():
        yield from _offer(routing, offer)
    yield from _unasked(routing)
    served = {need for offer in routing.offers.values() for need in offer.needs}
    for need in routing.needs:
        if need not in served:
            yield error("need_without_offer", f"needs.{need}", "No offer serves this need.")
    yield from _unused(routing)


def _offer(routing: Routing, offer: Offer) -> Iterator[Finding]:
    place = f"offers.{offer.key}"
    if not offer.needs and not offer.universal and not _redirected_to(routing, offer.key):
        yield warning("offer_never", place, "It serves no need and nothing leads to it.")
    for need in offer.needs:
        if need not in routing.needs:
            yield error("unknown_need", place, f"There is no need “{need}”.")
    for outcome in CLOSED:
        redirect = offer.outcomes[outcome].redirect
        where = f"{place}.outcomes.{outcome.value}"
        if redirect is None:
            if not offer.universal:
                yield error("no_redirect", where, "It must say where to go instead.")
        elif redirect not in routing.offers:
            yield error("unknown_offer", where, f"There is no offer “{redirect}”.")
        elif redirect == offer.key:
            yield error("redirect_to_itself", where, "It leads back to itself.")
        elif _goes_in_circles(routing, offer.key, outcome):
            yield warning("redirect_circle", where, "Its redirects lead back to it.")


def _unasked(routing: Routing) -> Iterator[Finding]:
    """Yield offers by referral that nobody can ask for, where others say who asks for them."""
    if not any(offer.extra.get("asked_by") for offer in routing.offers.values()):
        return
    for offer in routing.offers.values():
        refers = offer.outcomes[OfferOutcome.ELIGIBLE].action is Action.REFER
        if refers and not offer.extra.get("asked_by"):
            sentence = "Nobody can ask for it: say which choice of the request leads to it."
            yield warning("offer_unasked", f"offers.{offer.key}", sentence)


def _redirected_to(routing: Routing, key: str) -> bool:
    defaults = (d for offer in routing.offers.values() for d in offer.outcomes.values())
    rows = (row.then for row in routing.tables[TableName.OFFERS])
    return any(d.redirect == key for d in defaults) or any(
        isinstance(then, OfferThen) and then.redirect == key for then in rows
    )


def _goes_in_circles(routing: Routing, key: str, outcome: OfferOutcome) -> bool:
    seen: set[str] = set()
    target = routing.offers[key].outcomes[outcome].redirect
    while target is not None and target in routing.offers and target not in seen:
        if target == key:
            return True
        seen.add(target)
        if routing.offers[target].universal:
            return False
        target = routing.offers[target].outcomes[outcome].redirect
    return False


def _unused(routing: Routing) -> Iterator[Finding]:
    rows = [row.then for table in routing.tables.values() for row in table]
    needed = {then.need for then in rows if isinstance(then, NeedThen)}
    for need in routing.needs:
        if need not in needed:
            yield warning("need_never", f"needs.{need}", "No row ever finds this need.")
    taking = {then.provider for then in rows if isinstance(then, AllocationThen)}
    for provider in routing.providers:
        if provider not in taking:
            yield warning("provider_never", f"providers.{provider}", "Nothing is passed to it.")
    referring = any(
        offer.outcomes[OfferOutcome.ELIGIBLE].action is Action.REFER
        for offer in routing.offers.values()
    )
    if referring and not routing.providers:
        yield error("no_provider", "providers", "An offer is taken up by referral, but to whom?")
    last = routing.tables[TableName.ALLOCATION][-1:]
    for row in last if referring else ():
        taker = routing.providers.get(getattr(row.then, "provider", ""))
        if taker is not None and taker.clinician_required:
            yield error(
                "provider_gap",
                f"tables.allocation.{row.order}",
                "Whoever no row above fits comes to a provider that takes nobody without a "
                "clinician.",
            )
