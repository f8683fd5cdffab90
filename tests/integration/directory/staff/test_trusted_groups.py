"""What goes through without a person, and what never does?

One file: every rule is tried on the same listing and group.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from accounts.roles import Role
from core.models import AuditEvent
from core.remembering import forget_all
from directory.actions import proposals, trusting
from directory.enums import ProposalState
from directory.models import Member, Membership, Proposal, QueueDecision, Service, TrustRule
from directory.rules.moderation import Harm
from directory.rules.trust import GUARDED
from directory.selectors.moderation import in_order, items
from directory.staff_enums import ProposalKind
from tests.factories.directory import locales, make_heading, make_listing
from tests.fixtures.headings import below
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


def sent(listing: Service, kind: str = "edit", **changes: Any) -> Proposal:
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


def trusted(
    editor: Client, listing: Service, kind: str = "edit", fields: Sequence[str] = ()
) -> None:
    """Trust the group of a listing."""
    told = {
        "group": listing.organisation_id,
        "kind": kind,
        "fields": fields,
        "reason": "Three years without a fault",
    }
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


def offer(listing: Service, **changes: object) -> Proposal:
    """Send a new offer of the group of a listing."""
    said = {
        "name": "Chess on Fridays",
        "schedules": [],
        "times_vary": True,
        "place": {"kind": "online"},
        "prices": [{"kind": "free", "pence": None, "whom": "everyone", "per": "session"}],
        "contacts": [{"kind": "phone", "value": "0116 496 0123", "person": ""}],
        "categories": [],
    }
    row = Proposal.objects.create(
        kind="new",
        organisation=listing.organisation,
        changes={**said, **changes},
        sealed_contact='{"channel": "email", "value": "us@example.org"}',
        begun_at=NOON,
        changed_at=NOON,
    )
    return proposals.send(row, now=NOON)


def test_a_new_listing_of_a_trusted_group_goes_live(editor: Client, listing: Service) -> None:
    trusted(editor, listing, "new")
    row = offer(listing)
    assert row.state == ProposalState.APPROVED
    assert row.service is not None
    assert Service.objects.get(pk=row.service.pk).live


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Safe from abuse"},
        {"summary": "For women who live with violent men."},
        {"summary": "Talk to us when you are in crisis or think of suicide."},
        {"summary": "Our healer treats pain without medicine."},
        {"summary": "Leave your children with us while you shop."},
        {"name": "Pomoc w kryzysie", "summary": "Terapia dla każdego."},
        {"name": "ઘરેલુ હિંસા", "summary": "વાત કરો."},
        {"summary": "بچوں کے لیے کھیل"},
        {"name": "শিশু"},
        {"who_for": "Anybody with a debt or a loan."},
        {"group_name": "Addiction friends"},
        {"contacts": [{"kind": "phone", "value": "0116 496 0123", "person": "Dr Cure"}]},
        {"categories": ["abuse"]},
        {"ages": [8, 12]},
        {"ages": [None, 17]},
        {"ages": "old"},
        {"gender": "women"},
        {"place": {"kind": "new", "name": "A house", "postcode": "LE4 5QX", "area_only": True}},
        {"picture": {"id": "x"}},
    ],
    ids=str,
)
def test_a_new_listing_that_may_harm_waits_whatever_the_rule(
    editor: Client, listing: Service, said: dict[str, object]
) -> None:
    make_heading("abuse", "Abuse")
    trusted(editor, listing, "new")
    assert offer(listing, **said).state == ProposalState.WAITING


def test_words_like_those_of_a_heading_that_can_harm_wait_without_the_heading(
    editor: Client, listing: Service
) -> None:
    forget_all()
    below(make_heading("mind", "Mind"), "sleep", "Sleeping badly")
    trusted(editor, listing, "new")
    assert offer(listing, summary="When you sleep badly").state == ProposalState.WAITING
    forget_all()


def test_a_new_listing_for_grown_ups_of_one_age_goes_live(editor: Client, listing: Service) -> None:
    trusted(editor, listing, "new")
    assert offer(listing, ages=[60, None]).state == ProposalState.APPROVED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Coffee and a chat"),
        ("group_name", "Other people"),
        ("contacts", [{"kind": "phone", "value": "0116 496 0999", "person": ""}]),
        ("message_form", True),
        ("categories", ["coffee"]),
        ("place", {"kind": "online"}),
        ("ages", [50, None]),
        ("gender", "women"),
    ],
)
def test_a_guarded_fact_waits_unless_the_rule_names_it(
    editor: Client, listing: Service, field: str, value: Any
) -> None:
    trusted(editor, listing)
    assert sent(listing, **{field: value}).state == ProposalState.WAITING
    other = next(name for name in GUARDED if name != field)
    trusted(editor, listing, fields=[other])
    assert sent(listing, **{field: value}).state == ProposalState.WAITING
    trusted(editor, listing, fields=[field])
    assert sent(listing, **{field: value}).state == ProposalState.APPROVED
    assert sent(listing, **{field: value, other: "x"}).state == ProposalState.WAITING
    rules = TrustRule.objects.order_by("pk")
    assert [rule.fields for rule in rules] == [[], [other], [field]]
    assert [rule.ended_at is None for rule in rules] == [False, False, True]


def test_a_fact_that_nobody_thought_of_waits(editor: Client, listing: Service) -> None:
    trusted(editor, listing, fields=list(GUARDED))
    assert sent(listing, charity_number="1").state == ProposalState.WAITING


def test_a_change_that_speaks_of_harm_waits_even_where_the_rule_names_the_field(
    editor: Client, listing: Service
) -> None:
    trusted(editor, listing, fields=list(GUARDED))
    assert sent(listing, summary="Now with free counselling").state == ProposalState.WAITING


@pytest.mark.parametrize("kind", ["new", "edit"])
def test_a_fault_in_the_rule_never_fails_the_sending(
    editor: Client, listing: Service, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    trusted(editor, listing, kind)

    def fails(*given: object, **named: object) -> None:
        Service.objects.filter(pk=listing.pk).update(summary="Half done")
        raise RuntimeError("Mrs Sample, 0116 496 0123")

    with patch("directory.actions.trusting.proposals.approve", fails):
        row = offer(listing) if kind == "new" else sent(listing)
    assert row.state == ProposalState.WAITING
    assert Proposal.objects.waiting().filter(pk=row.pk).exists()
    assert Service.objects.get(pk=listing.pk).summary != "Half done"
    said = "".join(capsys.readouterr())
    assert "Sample" not in said


def test_what_cannot_be_looked_through_waits(editor: Client, listing: Service) -> None:
    trusted(editor, listing, "new")
    with patch("directory.actions.proposals.harms", side_effect=RuntimeError("Mrs Sample")):
        row = offer(listing, name="Chess in the park")
    assert row.can_harm
    with patch("directory.actions.trusting.of_words", side_effect=RuntimeError("Mrs Sample")):
        assert offer(listing, name="Chess in a pub").state == ProposalState.WAITING


def test_what_may_harm_comes_first_in_the_queue_and_says_why(listing: Service) -> None:
    sent(make_listing(name="Long ago"))
    offer(listing, name="Chess in the park")
    offer(listing, name="Help in a crisis")
    first, *rest = items(in_order("", 0, 9))
    assert (first.title, first.harm) == ("Help in a crisis", Harm.DANGER)
    assert first.warnings == ("It speaks of a crisis",)
    assert all(not one.warnings for one in rest)
    offer(listing, name="Chess at home", gender="women")
    chess = next(one for one in items(in_order("", 0, 9)) if one.title == "Chess at home")
    assert chess.harm == Harm.WAITS
    assert "look who is protected" in chess.warnings[0]


def test_the_page_of_rules_says_what_a_rule_lets_through(editor: Client, listing: Service) -> None:
    trusted(editor, listing, fields=["name", "ages"])
    assert "with: the name, ages" in editor.get(TRUST).content.decode()


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
