"""Which gates are closed for the lines of a case, and what is still missing?"""

from collections.abc import Iterable
from uuid import UUID

from selfassessment.referrals.models import Case, ReferralLine
from selfassessment.referrals.rules.attempts import Attempt, safe_channels, still_needed
from selfassessment.referrals.rules.transitions import Gate
from selfassessment.referrals.selectors.attempts import lines_to_reach, tried_by_line
from selfassessment.referrals.selectors.comparing import undecided

Gates = dict[str, str]


def attempts_missing(case: Case) -> dict[UUID, list[str]]:
    """Return what is still to be tried before "could not be reached", by line, in sentences."""
    tried = tried_by_line([case])
    return {line.pk: _missing(case, tried[line.pk]) for line in lines_to_reach(case)}


def _missing(case: Case, tried: Iterable[Attempt]) -> list[str]:
    details = case.person.details
    channels = safe_channels(
        details.contact_by,
        has_phone=bool(details.phone),
        has_email=bool(details.email),
        text_ok=details.text_ok,
    )
    return still_needed(
        tried,
        letter_is_safe=bool(details.address) and "post" in details.contact_by,
        channels_possible=len(channels),
    )


def closed_gates(line: ReferralLine) -> Gates:
    """Return each closed gate of a line with what is missing."""
    return closed_by_line(line.case)[line.pk]


def closed_by_line(case: Case) -> dict[UUID, Gates]:
    """Return the closed gates of all lines of a case."""
    whole: Gates = {}
    if case.safety_hold:
        whole[str(Gate.SAFETY)] = "Deal with the safety flag first."
    if undecided(case):
        whole[str(Gate.SAMENESS)] = (
            "Say first whether the cases shown above are the same person: "
            "compare them and choose one of the two buttons."
        )
    found = {line.pk: dict(whole) for line in case.lines.all()}
    for line, missing in attempts_missing(case).items():
        if missing:
            words = "; ".join(missing).lower()
            found[line][str(Gate.ATTEMPTS)] = f"Still needed: {words}."
    return found
