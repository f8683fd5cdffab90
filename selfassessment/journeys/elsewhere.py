"""Who helps instead, where the tables do not open what somebody asked for?

The desk still gets the request. But the person reads at once, before and after sending, that this
help comes from somewhere else, and how to reach it, and need not wait for a call to learn it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from selfassessment.engine.decision import OfferDecision
from selfassessment.engine.routing import Action, OfferOutcome
from selfassessment.journeys.contacts import ContactView, contact_views
from selfassessment.journeys.walks import Walk

_NOT_OURS = (Action.PHONE, Action.LINK, Action.DIRECTORY)


@dataclass(frozen=True)
class Elsewhere:
    """One service outside the desk: what it is, why it is named, how to reach it."""

    code: str
    name: str
    summary: str
    why: str
    contacts: list[ContactView]
    directory: bool


def closed_offers(walk: Walk) -> list[OfferDecision]:
    """Return what the person asked for and the tables do not open for them."""
    topics = set(walk.value("topics") or ())
    offers = walk.published.routing.offers
    return [
        one
        for one in walk.decision.offers
        if one.outcome is not OfferOutcome.ELIGIBLE
        and topics & set(offers[one.offer].extra.get("asked_by", ()))
    ]


def elsewhere(walk: Walk) -> dict[str, object]:
    """Return the context of `_elsewhere.html`; nothing to show where the desk does it all."""
    words = walk.words
    return {
        "elsewhere": list(_found(walk)),
        "elsewhere_title": words("elsewhere.title"),
        "elsewhere_lead": words("elsewhere.lead"),
        "elsewhere_why": words("result.people.why"),
        "elsewhere_all": words("result.near.see_all"),
    }


def _found(walk: Walk) -> Iterator[Elsewhere]:
    routing, words, seen = walk.published.routing, walk.words, set[str]()
    for closed in closed_offers(walk):
        code = closed.redirect
        if code is None or code in seen or code in routing.universal:
            continue
        offer = routing.offers[code]
        action = offer.outcomes[OfferOutcome.ELIGIBLE].action
        if action not in _NOT_OURS:
            continue
        seen.add(code)
        yield Elsewhere(
            code=code,
            name=words(f"offer.{code}.name"),
            summary=words(f"offer.{code}.summary"),
            why=words.maybe(f"offer.{closed.offer}.why.{closed.reason}") if closed.reason else "",
            contacts=contact_views(list(offer.extra.get("contacts", ())), words),
            directory=action is Action.DIRECTORY,
        )
