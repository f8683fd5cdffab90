"""Do the links that are kept as facts still lead somewhere? Each is opened once a night."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from directory.importers.fetching import MANGLED, REFUSALS, TOO_LARGE, CannotFetch, Limits, fetch
from directory.rules.outside_addresses import BadAddress, target
from selfassessment.models import Fact

SECONDS = 20.0
# What says that somebody is there, and only does not let machines read.
ANSWERS = frozenset({TOO_LARGE, MANGLED, REFUSALS[401], REFUSALS[403], REFUSALS[429]})


def look_at_links(*, now: datetime) -> int:
    """Open each link that is shown, where the site may; return how many do not answer."""
    return note(trouble_of, now=now) if settings.WAYMARK_LOOK_AT_LINKS else 0


def note(trouble_with: Callable[[str], str], *, now: datetime) -> int:
    """Write down which links do not answer, and why.

    When none does, this server has no way out: what was known stays.
    """
    links = list(Fact.objects.filter(kind=Fact.Kind.LINK, hidden_at__isnull=True))
    found = {link.pk: trouble_with(link.value) for link in links}
    if not links or all(found.values()):
        return 0
    for link in links:
        Fact.objects.filter(pk=link.pk, value=link.value).update(
            opened_at=now, trouble=found[link.pk][:200]
        )
    return sum(map(bool, found.values()))


def trouble_of(address: str) -> str:
    """Return why an address does not answer, or an empty string.

    One that leads on to another host answers: where to is for a person to look at.
    """
    try:
        allowed = target(address).origin
    except BadAddress as error:
        return str(error)
    try:
        fetch(address, allowed=[allowed], limits=Limits(seconds=SECONDS))
    except CannotFetch as error:
        leads_on = str(error).startswith("We do not fetch from ")
        return "" if leads_on or str(error) in ANSWERS else str(error)
    return ""
