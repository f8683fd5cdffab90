"""Do staff see who keeps a group, ask somebody in and end what has to end?"""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core.enums import Channel
from core.models import AuditEvent, OutboxMessage
from directory.actions.members import accept, write_need
from directory.actions.signing_in import join
from directory.actions.team_contacts import add_contact, digest_of
from directory.enums import MemberRole, Origin
from directory.models import Invitation, Member, Membership, Organisation, ServiceCheck
from tests.factories.directory import locales, make_group, make_listing
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ADDRESS, NEW = "mira@example.org", "sam@example.org"


@pytest.fixture(autouse=True)
def _still() -> object:
    locales()
    with patch("core.clock.now", return_value=NOON):
        yield


@pytest.fixture
def group() -> Organisation:
    """Give a group with one listing and one person."""
    group = make_group(name="Knit and natter")
    service = make_listing(name="Knitting", organisation=group)
    ServiceCheck.objects.update_or_create(service=service, defaults={"origin": Origin.GROUP})
    join(member=person(ADDRESS), group=group, role=MemberRole.LEAD, now=NOON)
    add_contact(owner=group, channel=Channel.EMAIL, value=ADDRESS, language="en", by=None, now=NOON)
    return group


def person(value: str) -> Member:
    """Return a saved member."""
    return Member.objects.create(
        channel=Channel.EMAIL,
        value=value,
        digest=digest_of("email", value),
        added_at=NOON,
        last_seen_at=NOON,
    )


def address_of(group: Organisation) -> str:
    """Return the address of the page about a group's people."""
    return f"/admin/freshness/groups/{group.pk}/"


def test_addresses_are_hidden_until_asked_for_and_that_is_written_down(
    group: Organisation, editor: Client
) -> None:
    page = editor.get(address_of(group)).content.decode()
    assert "m…@e….org" in page
    assert ADDRESS not in page
    assert not AuditEvent.objects.filter(verb="membership.read").exists()
    assert ADDRESS in editor.post(address_of(group), {"show": "1"}).content.decode()
    event = AuditEvent.objects.get(verb="membership.read")
    assert event.actor.startswith("accounts.user:")
    assert event.subject_key == str(group.pk)


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DESK, Role.ANALYST, Role.PROVIDER])
def test_only_editors_come_here(group: Organisation, role: Role, django_user_model: Any) -> None:
    browser = Client()
    browser.force_login(member_of(role, django_user_model))
    for answer in (browser.get(address_of(group)), browser.post(address_of(group), {"show": "1"})):
        assert answer.status_code in (302, 403)
    assert not AuditEvent.objects.filter(verb="membership.read").exists()


def test_staff_ask_somebody_in_who_leads_where_nobody_does(
    group: Organisation, editor: Client
) -> None:
    membership = Membership.objects.get()
    editor.post(address_of(group), {"end": membership.pk})
    membership.refresh_from_db()
    assert membership.ended_at == NOON
    assert ServiceCheck.objects.get().origin == Origin.NOBODY
    editor.post(address_of(group), {"invite": "1", "value": NEW, "language": "pl"})
    (message,) = OutboxMessage.objects.all()
    assert (message.to, message.language) == (NEW, "pl")
    assert "Somebody of" not in message.body
    joined = accept(member=person(NEW), invitation=Invitation.objects.get(), now=NOON)
    assert joined.role == MemberRole.LEAD


def test_what_is_no_address_is_said_and_stays(group: Organisation, editor: Client) -> None:
    told = {"invite": "1", "value": "not an address", "language": "en"}
    page = editor.post(address_of(group), told).content.decode()
    assert "Type an email address or a telephone number" in page
    assert 'value="not an address"' in page
    assert not Invitation.objects.exists()


def test_invitations_and_needs_of_this_group_are_taken_back_and_no_others(
    group: Organisation, editor: Client
) -> None:
    other = make_group(name="Others")
    for owner in (group, other):
        write_need(group=owner, text="A room", today=NOON.date(), now=NOON)
        Invitation.objects.create(
            organisation=owner,
            channel=Channel.EMAIL,
            value=NEW,
            digest="d" * 64,
            made_at=NOON,
            expires_at=NOON + timedelta(days=1),
        )
    page = editor.get(address_of(group)).content.decode()
    assert "A room" in page
    for owner in (other, group):
        editor.post(address_of(group), {"need": owner.needs.get().pk})
        editor.post(address_of(group), {"withdraw": str(owner.invitations.get().pk)})
    assert (group.needs.count(), group.invitations.count()) == (0, 0)
    assert (other.needs.count(), other.invitations.count()) == (1, 1)
    assert editor.post(address_of(other), {"end": Membership.objects.get().pk}).status_code == 302
    assert Membership.objects.current().exists()


@pytest.mark.parametrize("typed", ["", "x", "²", "9" * 30, "-1"])
def test_keys_of_nothing_change_nothing(group: Organisation, editor: Client, typed: str) -> None:
    for name in ("end", "need", "withdraw"):
        assert editor.post(address_of(group), {name: typed}).status_code == 302
    assert Membership.objects.current().exists()


def test_the_editor_of_a_group_and_the_page_of_a_listing_lead_here(
    group: Organisation, editor: Client
) -> None:
    name = Organisation.snippet_viewset.get_url_name("edit")
    edit = editor.get(reverse(name, args=[group.pk]))
    assert address_of(group) in edit.content.decode()
    listing = editor.get(f"/admin/freshness/{group.services.get().pk}/").content.decode()
    assert address_of(group) in listing
