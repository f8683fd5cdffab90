"""Send a code to an address of a group, and know again who types it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audit
from core.actions.messages import enqueue, forget_contents
from core.site_facts import site_facts
from directory.actions.team_contacts import digest_of
from directory.enums import MemberRole
from directory.models import (
    Invitation,
    Member,
    Membership,
    Organisation,
    Service,
    SignInCode,
    TeamContact,
)
from directory.rules import sign_in as rules

KEYS = "directory.code:"
ACTOR = "group"


class WrongCode(ValueError):
    """The code is not the one that was sent; the same may be tried again."""


class CodeIsOver(ValueError):
    """The code was used, is too old, or was tried too often: a new one is needed."""


def ask(
    *, channel: str, value: str, language: str, now: datetime, service: Service | None = None
) -> SignInCode:
    """Make a code; it is sent only to an address we know, which nobody is told.

    With a listing it is sent in any case: its address was taken from the listing itself.
    """
    digest, code = digest_of(channel, value), rules.new_code()
    row = SignInCode(
        channel=channel,
        value=value.strip(),
        digest=digest,
        service=service,
        made_at=now,
        expires_at=now + rules.LASTS,
    )
    row.code_hash = _hash(row.pk, code)
    with transaction.atomic():
        row.save()
        if service is not None or is_known(digest, now):
            _tell(row, code, language, now)
    return row


def is_known(digest: str, now: datetime) -> bool:
    """Say whether an address belongs to somebody who may sign in."""
    return (
        Membership.objects.current().filter(member__digest=digest).exists()
        or TeamContact.objects.filter(digest=digest).exists()
        or Invitation.objects.filter(digest=digest, expires_at__gt=now).exists()
    )


def check(*, key: UUID, typed: str, language: str, now: datetime) -> tuple[Member, SignInCode]:
    """Return who typed the right code; it works once. Raises WrongCode or CodeIsOver."""
    with transaction.atomic():
        row = SignInCode.objects.select_for_update(of=("self",)).filter(pk=key).first()
        if row is None or row.is_over(now) or row.tries >= rules.MOST_TRIES:
            raise CodeIsOver
        row.tries += 1
        right = constant_time_compare(row.code_hash, _hash(row.pk, rules.read_code(typed)))
        if right:
            row.used_at = now
        row.save(update_fields=["tries", "used_at"])
        if right:
            return _member(row, language, now), row
    raise CodeIsOver if row.tries >= rules.MOST_TRIES else WrongCode


def _member(row: SignInCode, language: str, now: datetime) -> Member:
    member, _made = Member.objects.get_or_create(
        digest=row.digest,
        defaults={
            "channel": row.channel,
            "value": row.value,
            "language": language,
            "added_at": now,
            "last_seen_at": now,
        },
    )
    Member.objects.filter(pk=member.pk).update(last_seen_at=now, language=language)
    for group in _groups_of_contact(row.digest):
        if not member.memberships.filter(organisation=group).exists():
            join(member=member, group=group, role=_role_in(group), now=now)
    return member


def _groups_of_contact(digest: str) -> list[Organisation]:
    """Return the groups that an address of the team stands for.

    An address of one listing stands for the group only where the group has no other listing.
    """
    contacts = TeamContact.objects.filter(digest=digest).select_related(
        "organisation", "service__organisation"
    )
    found: dict[int, Organisation] = {}
    own: dict[int, int] = {}
    for contact in contacts:
        if contact.organisation is not None:
            found[contact.organisation.pk] = contact.organisation
        elif contact.service is not None and contact.service.organisation is not None:
            group = contact.service.organisation
            own[group.pk] = own.get(group.pk, 0) + 1
            if Service.objects.sources().filter(organisation=group).count() == own[group.pk]:
                found[group.pk] = group
    return list(found.values())


def is_led(group: Organisation) -> bool:
    """Say whether somebody leads a group."""
    return Membership.objects.current().filter(organisation=group, role=MemberRole.LEAD).exists()


def _role_in(group: Organisation) -> MemberRole:
    return MemberRole.HELPER if is_led(group) else MemberRole.LEAD


def join(*, member: Member, group: Organisation, role: MemberRole, now: datetime) -> Membership:
    """Make somebody a member of a group; who is one already stays as they are."""
    row, made = Membership.objects.get_or_create(
        member=member, organisation=group, ended_at=None, defaults={"role": role, "since": now}
    )
    if made:
        audit.record(actor=ACTOR, verb="membership.began", subject=group, now=now)
    return row


def _hash(key: UUID, code: str) -> str:
    return salted_hmac(KEYS, f"{key}:{code}", algorithm="sha256").hexdigest()


def _tell(row: SignInCode, code: str, language: str, now: datetime) -> None:
    values = {"code": code, **_facts()}
    with override(language):
        enqueue(
            channel=row.channel,
            to=row.value,
            subject=_("Your code for %(site)s") % values,
            body=_(
                "Your code is %(code)s. It works once, for 15 minutes.\n\n"
                "We never ask you to tell it to anybody. You did not ask for it? "
                "You need do nothing. %(site)s, %(phone)s"
            )
            % values,
            language=language,
            unique_key=f"{KEYS}{row.pk}",
            now=now,
        )


def _facts() -> dict[str, str]:
    facts = site_facts()
    return {"site": facts["site_name"], "phone": facts["phone"]}


def forget_codes(*, now: datetime) -> int:
    """Forget codes that are over, and the words of messages that carried one."""
    gone, _ = SignInCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    return gone + forget_contents(now=now, older_than=timedelta(0), keys=KEYS)
