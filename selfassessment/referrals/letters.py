"""Which letters can the desk print, and what do they hold?

The words stand in templates, in the person's language where it is one of the site's; the
address block and the reference come from the case. Nothing in them says what the help is about.
"""

from typing import Any

from django.conf import settings

from selfassessment.referrals.models import Case
from selfassessment.referrals.rules.references import spaced
from selfassessment.referrals.widening import widened_of

LETTERS = {
    "tried": "We tried to reach you",
    "unreached": "We could not reach you: how to come back",
    "leaving": "What you can do next: activities near you",
}


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
        "is_safe": bool(details.address) and "post" in details.contact_by,
    }
