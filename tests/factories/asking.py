"""Listings that are asked about, and the groups that answer."""

from datetime import date, datetime
from typing import Any

from core.enums import Channel
from directory.actions.team_contacts import new_contact
from directory.enums import CheckedBy, Origin
from directory.models import CheckMessage, CheckRound, Service, ServiceCheck, TeamContact
from tests.factories.directory import make_listing


def make_kept(due: date, now: datetime, address: str = "us@example.org", **fields: Any) -> Service:
    """Return a listing that its group keeps, due on a day, with a contact of the group."""
    origin = fields.pop("origin", Origin.GROUP)
    checked_on = fields.pop("checked_on", None)
    language = fields.pop("contact_language", "en")
    listing = make_listing(**fields)
    ServiceCheck.objects.update_or_create(
        service=listing,
        defaults={
            "origin": origin,
            "next_check": due,
            "checked_on": checked_on,
            "checked_by": CheckedBy.GROUP if checked_on else "",
        },
    )
    if address and listing.organisation is not None:
        make_contact(listing.organisation, address, now, language)
    return listing


def make_contact(owner: Any, address: str, now: datetime, language: str = "en") -> TeamContact:
    """Return a saved contact of a group or a listing."""
    channel = Channel.EMAIL if "@" in address else Channel.SMS
    contact = new_contact(owner=owner, channel=channel, value=address, language=language, now=now)
    found = TeamContact.objects.filter(
        organisation=contact.organisation, service=contact.service, digest=contact.digest
    ).first()
    if found is None:
        contact.save()
    return found or contact


def round_of(listing: Service) -> CheckRound:
    """Return the latest round of a listing."""
    found = CheckRound.objects.filter(service=listing).first()
    assert found is not None
    return found


def last_message() -> CheckMessage:
    """Return the message that was made last."""
    found = CheckMessage.objects.order_by("-made_on").first()
    assert found is not None
    return found
