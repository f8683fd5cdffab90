"""Pass on what a visitor writes to a group whose address is hidden, and forget it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audit
from core.actions.messages import enqueue, forget_contents
from core.enums import Channel
from core.site_facts import site_facts
from directory.actions.problems import team_addresses
from directory.models import Service, TeamContact

KEYS = "directory.message:"
Address = tuple[str, str, str]


@transaction.atomic
def pass_on(*, listing: Service, words: str, contact: str, key: UUID, now: datetime) -> int:
    """Put a message to the people behind a listing into the outbox; return to how many.

    The same key again sends nothing more. Nothing of it is kept but that there was one.
    """
    facts = listing.facts
    found = _addresses(facts)
    for number, (channel, to, language) in enumerate(found):
        with override(language):
            enqueue(
                channel=channel,
                to=to,
                subject=_("A message from %(site)s") % {"site": site_facts()["site_name"]},
                body=_body(facts, words, contact),
                language=language,
                unique_key=f"{KEYS}{key}:{number}",
                now=now,
            )
    audit.record(actor="visitor", verb="listing.written_to", subject=facts, now=now)
    return len(found)


def forget_passed_on(*, now: datetime) -> int:
    """Forget address and words of every message that has been passed on."""
    return forget_contents(now=now, older_than=timedelta(0), keys=KEYS)


def _addresses(facts: Service) -> list[Address]:
    """Return the contacts of the listing, else those of its group, else the directory team."""
    rows = list(TeamContact.objects.filter(service=facts, bounced_at__isnull=True))
    if not rows and facts.organisation_id:
        rows = list(
            TeamContact.objects.filter(organisation=facts.organisation_id, bounced_at__isnull=True)
        )
    known = [(row.channel, row.value, row.language) for row in rows]
    return known or [(Channel.EMAIL.value, one, "en") for one in dict.fromkeys(team_addresses())]


def _body(facts: Service, words: str, contact: str) -> str:
    return _(
        "Somebody wrote to you about “%(name)s” on our website:\n\n%(words)s\n\n"
        "Answer them here: %(contact)s\n\n"
        "They do not see your address until you answer."
    ) % {"name": " ".join(facts.name.split()), "words": words, "contact": contact}
