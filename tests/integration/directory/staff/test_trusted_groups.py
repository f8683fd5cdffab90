"""What goes through without a person, and what never does?"""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.test import Client

from accounts.roles import Role
from core.models import AuditEvent
from directory.actions import proposals, trusting
from directory.enums import ProposalKind, ProposalState
from directory.models import Member, Membership, Proposal, QueueDecision, Service, TrustRule
from tests.factories.directory import locales, make_heading, make_listing
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TRUST = "/admin/moderation/trust/"


@pytest.fixture(autouse=True)
def _still() -> object:
    locales()
    with patch("core.clock.now", return_value=NOON):
        yield


@pytest.fixture
def listing() -> Service:
    """Give a listing of a group that somebody keeps."""
    made = make_listing()
    assert made.organisation is not None
    member = Member.objects.create(
        channel="email", value="m@example.org", digest="m", added_at=NOON, last_seen_at=NOON
    )
    Membership.objects.create(member=member, organisation=made.organisation, since=NOON)
    return made


@pytest.fixture
def editor(client: Client, django_user_model: type) -> Client:
    """Give the browser of an editor."""
    client.force_login(member_of(Role.EDITOR, django_user_model))
    return client


def sent(listing: Service, kind: str = "edit", **changes: object) -> Proposal:
    """Send a change of a listing."""
    row = Proposal.objects.create(
        kind=kind,
        service=listing,
        organisation=listing.organisation,
        changes=changes or {"summary": "New words"},
        begun_at=NOON,
        changed_at=NOON,
    )
    return proposals.send(row, now=NOON)


def trusted(editor: Client, listing: Service, kind: str = "edit") -> None:
    """Trust the group of a listing."""
    told = {"group": listing.organisation_id, "kind": kind, "reason": "Three years without a fault"}
    assert editor.post(TRUST, told).status_code == 302


def test_a_change_of_a_trusted_group_is_live_at_once_and_said_to_be_by_rule(
    editor: Client, listing: Service
) -> None:
    assert sent(listing).state == ProposalState.WAITING
    trusted(editor, listing)
    assert sent(listing, summary="Other words").state == ProposalState.APPROVED
    listing.refresh_from_db()
    assert listing.summary == "Other words"
    assert QueueDecision.objects.get().label == "Approved by rule"
    assert AuditEvent.objects.filter(verb="proposal.trusted").count() == 1
    assert AuditEvent.objects.filter(verb="trust.given").count() == 1


def test_a_rule_that_has_ended_lets_nothing_through(editor: Client, listing: Service) -> None:
    trusted(editor, listing)
    editor.post(TRUST, {"end": TrustRule.objects.get().pk})
    assert sent(listing).state == ProposalState.WAITING
    assert AuditEvent.objects.filter(verb="trust.ended").count() == 1


def test_another_kind_or_another_group_waits(editor: Client, listing: Service) -> None:
    trusted(editor, listing, "category")
    assert sent(listing).state == ProposalState.WAITING
    trusted(editor, listing)
    assert sent(make_listing()).state == ProposalState.WAITING


def test_what_can_harm_waits_for_a_person(editor: Client, listing: Service) -> None:
    make_heading("abuse", "Abuse")
    trusted(editor, listing, "category")
    row = sent(listing, ProposalKind.CATEGORY, categories=["abuse"])
    assert row.state == ProposalState.WAITING
    assert sent(listing, ProposalKind.CATEGORY, categories=["coffee"]).state == (
        ProposalState.APPROVED
    )


def test_claims_are_never_for_rules(editor: Client, listing: Service) -> None:
    told = {"group": listing.organisation_id, "kind": "claim", "reason": "x"}
    assert editor.post(TRUST, told).status_code == 400
    assert listing.organisation is not None
    with pytest.raises(trusting.NotForRules):
        trusting.trust(
            group=listing.organisation,
            kind="claim",
            reason="x",
            by=None,  # type: ignore[arg-type]  # it comes to nobody
            now=NOON,
        )


@pytest.mark.parametrize("told", [{}, {"group": "x"}, {"group": "²"}, {"group": "9" * 40}])
def test_nonsense_is_answered_and_what_was_typed_stays(
    editor: Client, listing: Service, told: dict[str, str]
) -> None:
    answer = editor.post(TRUST, {**told, "kind": "edit", "reason": "Because"})
    assert answer.status_code == 400
    assert 'value="Because"' in answer.content.decode()
    assert editor.post(TRUST, {"end": "x"}).status_code == 302


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DESK, Role.ANALYST])
def test_only_editors_come_in(client: Client, django_user_model: type, role: Role) -> None:
    client.force_login(member_of(role, django_user_model))
    assert client.get(TRUST).status_code in (302, 403)
