"""Tell the people behind a proposal what became of it, in their language."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.actions.messages import enqueue
from core.enums import Channel
from core.site_facts import site_facts
from directory.enums import ProposalState
from directory.models import Proposal, TeamContact
from directory.staff_enums import ProposalKind

Address = tuple[str, str, str]


def tell_of_decision(row: Proposal, contact: dict[str, str], now: datetime) -> None:
    """Put a message into the outbox: listed, sent back or not listed, and why."""
    for number, (channel, to, language) in enumerate(_addresses(row, contact)):
        with override(language):
            enqueue(
                channel=channel,
                to=to,
                subject=_subject(row),
                body=_body(row),
                language=language,
                unique_key=f"directory.decided:{row.pk}:{now.isoformat()}:{number}",
                now=now,
            )


def _addresses(row: Proposal, contact: dict[str, str]) -> list[Address]:
    if contact:
        return [(Channel(contact["channel"]).value, contact["value"], row.language)]
    rows = TeamContact.objects.filter(service=row.service_id, bounced_at__isnull=True)
    return [(one.channel, one.value, one.language) for one in rows] if row.service_id else []


def _subject(row: Proposal) -> str:
    return _("About “%(name)s”") % {"name": row.name}


def _body(row: Proposal) -> str:
    values = {
        "name": row.name,
        "site": site_facts()["site_name"],
        "phone": site_facts()["phone"],
        "reason": row.note,
        "address": _address(row),
    }
    if row.state == ProposalState.APPROVED and row.kind == ProposalKind.NEW:
        said = _("“%(name)s” is on our site now. Thank you.\n%(address)s")
    elif row.state == ProposalState.APPROVED:
        said = _("What you changed about “%(name)s” is on our site now. Thank you.\n%(address)s")
    elif row.state == ProposalState.SENT_BACK:
        said = _("We need something more about “%(name)s”:\n%(reason)s\n\nGo on here:\n%(address)s")
    else:
        said = _("We do not list “%(name)s” as it is now:\n%(reason)s")
    end = _("Questions? %(site)s, %(phone)s")
    return (said + "\n\n" + end) % values


def _address(row: Proposal) -> str:
    base = settings.WAYMARK_BASE_URL.rstrip("/")
    if row.state == ProposalState.APPROVED and row.service is not None:
        named = {"slug": row.service.slug, "code": row.service.short_code}
        return base + reverse("directory:listing", kwargs=named)
    if row.kind == ProposalKind.NEW:
        return base + reverse("groups_offer:tasks", args=[row.pk])
    return base + reverse("groups_offer:begin")
