"""Ask somebody into a group, hand it over, leave it, and erase whom nobody needs any more."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core import audit
from core.actions.messages import enqueue
from core.clock import day_of
from core.enums import Channel
from core.site_facts import site_facts
from directory.actions.signing_in import ACTOR, is_led, join
from directory.actions.team_contacts import add_contact, digest_of
from directory.enums import MemberRole, Origin
from directory.models import (
    GroupNeed,
    Invitation,
    Member,
    Membership,
    Organisation,
    ServiceCheck,
    TeamContact,
)
from directory.rules import sign_in as rules


class LastOne(ValueError):
    """Somebody would leave a group that nobody else keeps, and has not said that they know."""


@transaction.atomic
def invite(  # noqa: PLR0913  # the parts of an invitation, all by name
    *,
    group: Organisation,
    channel: str,
    value: str,
    role: MemberRole,
    language: str,
    by: User | None,
    now: datetime,
) -> Invitation:
    """Ask somebody to join; asked again, the days begin anew and one more message goes out."""
    row, _made = Invitation.objects.update_or_create(
        organisation=group,
        digest=digest_of(channel, value),
        defaults={
            "channel": channel,
            "value": value.strip(),
            "role": role,
            "language": language,
            "made_at": now,
            "expires_at": now + rules.INVITED,
        },
    )
    audit.record(actor=by or ACTOR, verb="membership.invited", subject=group, now=now)
    values = {
        "group": group.name,
        "site": site_facts()["site_name"],
        "phone": site_facts()["phone"],
        "address": settings.WAYMARK_BASE_URL.rstrip("/") + _home(language),
    }
    with override(language):
        values["asks"] = _asks(by) % values
        enqueue(
            channel=channel,
            to=row.value,
            subject=_("Help to keep %(group)s up to date") % values,
            body=_(
                "%(asks)s\n\n"
                "Open %(address)s and sign in with this address. You need no password.\n\n"
                "Not for you? You need do nothing. %(site)s, %(phone)s"
            )
            % values,
            language=language,
            unique_key=f"directory.invited:{row.pk}:{now.isoformat()}",
            now=now,
        )
    return row


def _asks(by: User | None) -> str:
    if by is None:
        return _("Somebody of “%(group)s” asks you to help keep its page on %(site)s right.")
    return _("Our team asks you to help keep the page of “%(group)s” on %(site)s right.")


def _home(language: str) -> str:
    with override(language):
        return reverse("groups:home")


@transaction.atomic
def accept(*, member: Member, invitation: Invitation, now: datetime) -> Membership:
    """Join the group one was asked into, and lead it where nobody does.

    Its questions are asked of the new member too.
    """
    group = invitation.organisation
    role = MemberRole(invitation.role) if is_led(group) else MemberRole.LEAD
    row = join(member=member, group=group, role=role, now=now)
    add_contact(
        owner=group,
        channel=Channel(member.channel),
        value=member.value,
        language=member.language,
        by=None,
        now=now,
    )
    invitation.delete()
    return row


@transaction.atomic
def decline(*, invitation: Invitation, now: datetime, by: User | None = None) -> None:
    """Say no, or take the invitation back as staff; the address is forgotten."""
    group = invitation.organisation
    verb = "membership.withdrawn" if by else "membership.declined"
    audit.record(actor=by or ACTOR, verb=verb, subject=group, now=now)
    invitation.delete()


@transaction.atomic
def hand_over(*, frm: Membership, to: Membership, now: datetime) -> None:
    """Make another member the one who leads; who led before helps."""
    to.role, frm.role = MemberRole.LEAD, MemberRole.HELPER
    to.save(update_fields=["role"])
    frm.save(update_fields=["role"])
    audit.record(actor=ACTOR, verb="membership.handed_over", subject=frm.organisation, now=now)


@transaction.atomic
def end(*, membership: Membership, by: User | None, now: datetime, is_known: bool = False) -> bool:
    """End a membership; return whether nobody is left, so that staff take over.

    Raises LastOne for the last member unless `is_known`. Their address is asked nothing more.
    """
    group = Organisation.objects.select_for_update(of=("self",)).get(pk=membership.organisation_id)
    others = Membership.objects.current().filter(organisation=group).exclude(pk=membership.pk)
    is_last = not others.exists()
    if is_last and not is_known:
        raise LastOne
    membership.ended_at = now
    membership.save(update_fields=["ended_at"])
    digest = membership.member.digest
    TeamContact.objects.filter(organisation=group, digest=digest).delete()
    TeamContact.objects.filter(service__organisation=group, digest=digest).delete()
    audit.record(actor=by or ACTOR, verb="membership.ended", subject=group, now=now)
    if is_last:
        kept = ServiceCheck.objects.filter(service__organisation=group, origin=Origin.GROUP)
        kept.update(origin=Origin.NOBODY)
    elif not others.filter(role=MemberRole.LEAD).exists():
        first = others.order_by("since", "pk")[0]
        first.role = MemberRole.LEAD
        first.save(update_fields=["role"])
    return is_last


@transaction.atomic
def write_need(*, group: Organisation, text: str, today: date, now: datetime) -> GroupNeed:
    """Show what a group looks for."""
    audit.record(actor=ACTOR, verb="need.written", subject=group, now=now)
    until = today + rules.NEED_SHOWN
    return GroupNeed.objects.create(organisation=group, text=text, until=until, written_at=now)


@transaction.atomic
def take_need_down(*, need: GroupNeed, now: datetime, by: User | None = None) -> None:
    """Show it no more."""
    audit.record(actor=by or ACTOR, verb="need.removed", subject=need.organisation, now=now)
    need.delete()


def forget_members(*, now: datetime) -> int:
    """Erase whoever is in no group and was not seen for long; old invitations and needs too."""
    seen = Membership.objects.current().values("member")
    gone, _rows = (
        Member.objects.exclude(pk__in=seen)
        .filter(last_seen_at__lt=now - rules.FORGOTTEN_AFTER)
        .delete()
    )
    old, _rows = Invitation.objects.filter(expires_at__lt=now).delete()
    over, _rows = GroupNeed.objects.filter(until__lt=day_of(now)).delete()
    return gone + old + over
