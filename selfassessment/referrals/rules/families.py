"""When may two cases be of one family, and by when is its plan looked at again?

Never joined by machine: the desk is shown a family that may be theirs, and decides.
Rule: the same telephone or e-mail of the guardian, or the same home.
"""

import calendar
import hashlib
import hmac
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from selfassessment.referrals.rules.matching import telephone_key
from selfassessment.referrals.types import PersonDetails

FAMILY_NEEDS = frozenset({"family", "young", "teeth", "feeding"})
OUTCOME_NEEDS = frozenset({"family", "young"})
REVIEW_MONTHS = 3


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def keys(person: PersonDetails, guardian: Mapping[str, str]) -> Iterator[str]:
    """Yield the plain keys of a household; `guardian` is whoever referred their own child."""
    for phone in (person.phone, guardian.get("phone")):
        if phone and telephone_key(phone):
            yield f"family:phone:{telephone_key(phone)}"
    for email in (person.email, guardian.get("email")):
        if email and email.strip():
            yield f"family:email:{email.strip().casefold()}"
    surname = person.name.split()[-1] if person.name.split() else ""
    home = _plain(person.address or "") or _plain(surname)
    if person.postcode and home:
        yield f"family:home:{_plain(person.postcode)}:{home}"


def digests(person: PersonDetails, guardian: Mapping[str, str], secret: bytes) -> list[str]:
    """Return the keys as HMACs, from which nothing can be read back."""
    return [
        hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()
        for key in sorted(set(keys(person, guardian)))
    ]


def review_by(day: date) -> date:
    """Return the last day for the next look at a plan: three months later."""
    months = day.month - 1 + REVIEW_MONTHS
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
