"""Which letters can the desk print, and what do they hold?

The words stand in templates, in the person's language where it is one of the site's; the
address block and the reference come from the case. Nothing in them says what the help is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings

from core.site_facts import site_facts
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules.references import spaced
from selfassessment.referrals.rules.safe_contact import LETTER, Situation, decide
from selfassessment.referrals.selectors.reaching import situation_of
from selfassessment.referrals.widening import widened_of

LETTERS = {
    "tried": "We tried to reach you",
    "unreached": "We could not reach you: how to come back",
    "leaving": "What you can do next: activities near you",
}

_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "erased": "What this person told us is erased. There is nobody to write to.",
        "withdrawn": "The person stopped this referral. Nothing is sent to them any more.",
        "through_someone": "This person is reached only through somebody they trust. "
        "Do not write to their home.",
        "no_letter": "This person did not choose letters. Somebody else may open one.",
        "address_changed": "This person chose letters but gave no address.",
        "safety_flag": "There is a safety flag that nobody has dealt with. The person they are "
        "afraid of may open a letter.",
    }
)


@dataclass(frozen=True)
class Refusal:
    """Why no letter is shown. Somebody who works the desk `may_decide` otherwise, with a reason."""

    words: str
    may_decide: bool = False


def refusal(case: Case, now: datetime) -> Refusal | None:
    """Return why a letter may not be printed, or None; the gate of all messages decides."""
    situation = situation_of(case)
    reason = _reason(situation, now)
    if reason != "safety_flag":
        return Refusal(_REASONS[reason]) if reason else None
    beside = _reason(replace(situation, safety_hold=False), now)
    if beside:
        return Refusal(_REASONS[beside])
    return Refusal(_REASONS[reason], may_decide=True)


def _reason(situation: Situation, now: datetime) -> str:
    to = situation.details.address or ""
    return decide(situation, channel=LETTER, to=to, now=now, quiet=None).reason


def language_of(case: Case) -> str:
    """Return the language a letter is written in: the person's, where the site has it."""
    known = {code for code, _name in settings.LANGUAGES}
    return case.language if case.language in known else "en"


def context(case: Case) -> dict[str, Any]:
    """Return what every letter shows; sentences come in the language that is active then."""
    details = case.person.details
    handed = list(case.handed.order_by("at", "place"))
    return {
        "name": details.name,
        "address": details.address or "",
        "postcode": details.postcode or "",
        "reference": spaced(case.reference),
        "phone": settings.WAYMARK_PHONE,
        "handed": handed,
        "widened": lambda: widened_of(handed),
        "site_name": site_facts()["site_name"],
    }
