"""How does a rule read as a plain sentence?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfassessment.engine.routing import (
    AllocationThen,
    NeedThen,
    OfferOutcome,
    OfferThen,
    PriorityThen,
    Row,
    SafetyThen,
    ScopeThen,
    Then,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentence patterns and names; pass translated ones for another language.

    `names` maps `condition.<key>`, `need.<key>`, `offer.<key>`, `provider.<key>`,
    `page.<key>`, `priority.<key>`, `strength.<key>` to plain names.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    if_then: str = "If {conditions}, then {outcome}."
    always: str = "Always {outcome}."
    joiner: str = " and "
    stop: str = "show the page “{page}”"
    leave: str = "show the page “{page}” and offer {alternative}"
    go_on: str = "go on"
    need: str = "note the need “{need}” ({strength})"
    eligible: str = "offer {offer}"
    not_now: str = "do not offer {offer} now, offer {redirect} instead"
    not_eligible: str = "do not offer {offer}, offer {redirect} instead"
    provider: str = "pass it to {provider}"
    priority: str = "treat it as {priority}"
    its_alternative: str = "its alternative"

    def name(self, kind: str, key: str) -> str:
        """Return the name of something, or its key made readable."""
        return self.names.get(f"{kind}.{key}") or key.replace("_", " ")


ENGLISH = Wording()
GUJARATI = Wording(
    names={
        "priority.urgent": "તાત્કાલિક",
        "priority.soon": "જલદી",
        "priority.routine": "સામાન્ય",
        "strength.some": "થોડી",
        "strength.strong": "ઘણી",
        "strength.first": "સૌથી પહેલી",
    },
    if_then="જો {conditions}, તો {outcome}.",
    always="હંમેશાં {outcome}.",
    joiner=" અને ",
    stop="“{page}” પાનું બતાવો",
    leave="“{page}” પાનું બતાવો અને “{alternative}” આપો",
    go_on="આગળ વધો",
    need="“{need}” જરૂરિયાત નોંધો ({strength})",
    eligible="“{offer}” આપો",
    not_now="હમણાં “{offer}” ન આપો, તેને બદલે “{redirect}” આપો",
    not_eligible="“{offer}” ન આપો, તેને બદલે “{redirect}” આપો",
    provider="{provider}ને સોંપો",
    priority="{priority} ગણો",
    its_alternative="તેનો વિકલ્પ",
)


def sentence(row: Row, conditions: Mapping[str, str], wording: Wording = ENGLISH) -> str:
    """Say a row in one sentence; `conditions` maps condition keys to their own names."""
    outcome = _outcome(row.then, wording)
    if not row.when:
        return wording.always.format(outcome=outcome)
    named = [
        wording.names.get(f"condition.{key}") or conditions.get(key) or wording.name("", key)
        for key in row.when
    ]
    return wording.if_then.format(conditions=wording.joiner.join(named), outcome=outcome)


def _outcome(then: Then, wording: Wording) -> str:
    match then:
        case SafetyThen(stop=None) | ScopeThen(exit=None):
            return wording.go_on
        case SafetyThen(page=page):
            return wording.stop.format(page=wording.name("page", page))
        case ScopeThen(exit=page, alternative=alternative):
            return wording.leave.format(
                page=wording.name("page", str(page)), alternative=wording.name("offer", alternative)
            )
        case NeedThen(need, strength):
            return wording.need.format(
                need=wording.name("need", need), strength=wording.name("strength", strength)
            )
        case OfferThen():
            return _offer(then, wording)
        case AllocationThen(provider):
            return wording.provider.format(provider=wording.name("provider", provider))
        case PriorityThen(priority=priority):
            return wording.priority.format(priority=wording.name("priority", priority.value))


def _offer(then: OfferThen, wording: Wording) -> str:
    pattern = {
        OfferOutcome.ELIGIBLE: wording.eligible,
        OfferOutcome.NOT_NOW: wording.not_now,
        OfferOutcome.NOT_ELIGIBLE: wording.not_eligible,
    }[then.outcome]
    redirect = wording.name("offer", then.redirect) if then.redirect else wording.its_alternative
    return pattern.format(offer=wording.name("offer", then.offer), redirect=redirect)
