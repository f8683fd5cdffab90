"""Which lines may the people of a provider see? Those handed to it now, no others."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from selfassessment.referrals.models import Event, HandOver, Provider, ReferralLine


def own_hand_overs(user: User) -> QuerySet[HandOver]:
    """Return the open hand-overs to the providers of somebody; nothing for anybody else."""
    return (
        HandOver.objects.filter(ended_at__isnull=True, provider__users=user)
        .select_related("line__case__person", "provider", "acknowledged_by")
        .order_by("acknowledged_at", "acknowledge_by", "at")
    )


def once_own(user: User, line_id: UUID) -> HandOver | None:
    """Return the last hand-over of a line to the providers of somebody, also one that ended."""
    found = HandOver.objects.filter(line=line_id, provider__users=user, provider__is_active=True)
    return found.select_related("line__case").order_by("-at").first()


def events_of_line(line: ReferralLine) -> Sequence[Event]:
    """Return what happened to a line, with the attempts made for it or for all, newest first."""
    case = line.case
    own = case.events.filter(line=line) | case.events.filter(kind="attempt", line=None)
    return list(own.select_related("actor", "line").order_by("-at", "-number"))


def provider_of(line: ReferralLine) -> Provider | None:
    """Return the provider that the routing tables named for a line, when it takes lines."""
    return Provider.objects.filter(code=line.provider, is_active=True).first()
