"""Which gates are closed for a case, and what is still missing?"""

from django.db.models.functions import Coalesce

from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event
from selfassessment.referrals.rules.attempts import Attempt, safe_channels, still_needed
from selfassessment.referrals.rules.transitions import Gate
from selfassessment.referrals.selectors.comparing import undecided


def attempts_missing(case: Case) -> list[str]:
    """Return what is still to be tried before "could not be reached", in short sentences."""
    details = case.person.details
    tried = Event.objects.filter(case=case, kind=EventKind.ATTEMPT).values_list(
        Coalesce("happened_at", "at"), "channel"
    )
    channels = safe_channels(
        details.contact_by,
        has_phone=bool(details.phone),
        has_email=bool(details.email),
        text_ok=details.text_ok,
    )
    return still_needed(
        [Attempt(at, channel) for at, channel in tried],
        letter_is_safe=bool(details.address) and "post" in details.contact_by,
        channels_possible=len(channels),
    )


def closed_gates(case: Case) -> dict[str, str]:
    """Return each closed gate with what is missing."""
    closed = {}
    if case.safety_hold:
        closed[Gate.SAFETY] = "Deal with the safety flag first."
    if undecided(case):
        closed[Gate.SAMENESS] = (
            "Say first whether the cases shown above are the same person: "
            "compare them and choose one of the two buttons."
        )
    if missing := attempts_missing(case):
        closed[Gate.ATTEMPTS] = f"Still needed: {'; '.join(missing).lower()}."
    return {str(gate): why for gate, why in closed.items()}
