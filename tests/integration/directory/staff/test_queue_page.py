"""What do staff see and decide in their queue?

One file: every decision is tried on the same few things that wait.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from core.models import AuditEvent, OutboxMessage
from directory.actions import proposals
from directory.enums import ProblemState, ProblemTopic, ProposalState, Status
from directory.models import (
    DuplicatePair,
    NotListedAgain,
    ProblemReport,
    Proposal,
    QueueDecision,
    Service,
    TeamContact,
)
from directory.moderation_admin.forms import why_failed
from directory.selectors.moderation import in_order, items
from directory.staff_enums import PairState
from tests.factories.asking import make_contact
from tests.factories.directory import make_listing
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
QUEUE = "/admin/moderation/"


@pytest.fixture(autouse=True)
def _still() -> object:
    with patch("core.clock.now", return_value=NOON):
        yield


def report(listing: Service, topic: ProblemTopic = ProblemTopic.TIME) -> ProblemReport:
    return ProblemReport.objects.create(
        id=uuid4(),
        service=listing,
        listing_name=listing.name,
        topic=topic,
        created_at=NOON,
        changed_at=NOON,
        language="en",
    )


def edit(listing: Service, summary: str) -> Proposal:
    return Proposal.objects.create(
        kind="edit",
        state=ProposalState.WAITING,
        service=listing,
        organisation=listing.organisation,
        changes={"summary": summary},
        before={"summary": listing.summary},
        begun_at=NOON,
        changed_at=NOON,
        sent_at=NOON,
    )


def sent(choices: dict[str, str], **more: Any) -> dict[str, Any]:
    """Return what the page sends, with one choice for all or one for each."""
    shown = items(in_order("", 0, 50))
    data: dict[str, Any] = {"key": str(uuid4()), "do": "rows"}
    data["seen"] = [f"{one.name}|{one.version}" for one in shown]
    for one in shown:
        data[f"d-{one.name}"] = choices.get(one.kind, "")
        data[f"r-{one.name}"] = more.get("reason", "")
    data["tick"] = [one.name for one in shown]
    return data | {key: value for key, value in more.items() if key != "reason"}


def test_twenty_items_are_decided_in_two_page_loads(editor: Client) -> None:
    for _ in range(10):
        report(make_listing())
    for number in range(10):
        edit(make_listing(), f"Tea, cake and a chat {number}")
    assert editor.get(QUEUE).status_code == 200
    done = editor.post(QUEUE, sent({"report": "approve", "edit": "approve"}), follow=True)
    assert "20 decided" in done.content.decode()
    assert not in_order("", 0, 9)
    assert Proposal.objects.filter(state=ProposalState.APPROVED).count() == 10
    assert Service.objects.filter(summary__startswith="Tea, cake and a chat").count() == 10
    assert QueueDecision.objects.count() == 20
    assert AuditEvent.objects.filter(verb="queue.decided").count() == 20


def test_a_change_is_shown_field_by_field_in_words_as_well_as_colour(editor: Client) -> None:
    edit(make_listing(summary="Tea at ten."), "Tea at noon.")
    page = editor.get(QUEUE).content.decode()
    assert "<dt>Summary</dt>" in page
    assert "taken out: </span>ten</del>" in page
    assert "put in: </span>noon</ins>" in page


def test_the_second_of_two_is_told_who_was_first(editor: Client, django_user_model: Any) -> None:
    row = edit(make_listing(), "Something new.")
    stale = sent({"edit": "approve"})
    editor.post(QUEUE, stale)
    second = Client()
    other = django_user_model.objects.create_superuser("second@example.org", "made-up")
    second.force_login(other)
    stale[f"d-edit:{row.pk.hex}"] = stale[f"d-edit:{row.pk}"] = "refuse"
    stale[f"r-edit:{row.pk.hex}"] = stale[f"r-edit:{row.pk}"] = "No."
    told = second.post(QUEUE, stale, follow=True).content.decode()
    assert "decided already by" in told
    assert "editor@example.org" in told
    row.refresh_from_db()
    assert row.state == ProposalState.APPROVED
    assert QueueDecision.objects.count() == 1


def test_nobody_approves_what_they_have_not_seen(editor: Client) -> None:
    row = edit(make_listing(), "Something new.")
    stale = sent({"edit": "approve"})
    Proposal.objects.filter(pk=row.pk).update(sent_at=NOON + timedelta(minutes=1))
    told = editor.post(QUEUE, stale, follow=True).content.decode()
    assert "It has changed since you opened the page" in told
    row.refresh_from_db()
    assert row.state == ProposalState.WAITING


def test_no_is_said_with_a_reason_and_nothing_typed_is_lost(editor: Client) -> None:
    row = edit(make_listing(), "Something new.")
    report(make_listing())
    asked = sent({"edit": "back", "report": "approve"}, many_reason="Keep me")
    page = editor.post(QUEUE, asked)
    assert "say why" in page.content.decode()
    assert "Keep me" in page.content.decode()
    assert ProblemReport.objects.waiting().count() == 1
    editor.post(QUEUE, sent({"edit": "back"}, reason="Which street?"))
    row.refresh_from_db()
    assert (row.state, row.note) == (ProposalState.SENT_BACK, "Which street?")


def test_all_that_are_ticked_are_decided_alike(editor: Client) -> None:
    first, second = make_listing(name="One"), make_listing(name="Two")
    report(first)
    DuplicatePair.objects.create(first=first, second=second, score=80, found_at=NOON)
    editor.post(QUEUE, sent({}, do="ticked", many="approve"))
    assert ProblemReport.objects.get().state == ProblemState.DONE
    assert DuplicatePair.objects.get().state == PairState.DIFFERENT


def test_a_message_goes_once_to_each_group_that_is_ticked(editor: Client) -> None:
    listing = make_listing()
    make_contact(listing.organisation, "us@example.org", NOON)
    report(listing)
    report(listing, ProblemTopic.OTHER)
    data = sent({}, do="message", subject="Your times", words="Please ring us.")
    editor.post(QUEUE, data)
    editor.post(QUEUE, data)
    message = OutboxMessage.objects.get()
    assert (message.to, message.subject) == ("us@example.org", "Your times")
    assert ProblemReport.objects.waiting().count() == 2


def test_what_is_refused_for_good_no_import_brings(editor: Client) -> None:
    Proposal.objects.create(
        kind="new",
        state=ProposalState.WAITING,
        changes={"name": "Loans by the canal", "place": {"postcode": "LE1 1AA"}},
        begun_at=NOON,
        changed_at=NOON,
        sent_at=NOON,
    )
    editor.post(QUEUE, sent({"new": "never"}, reason="A swindle."))
    mark = NotListedAgain.objects.get()
    assert (mark.name, mark.outcode, bool(mark.name_key)) == ("Loans by the canal", "LE1", True)
    assert Proposal.objects.get().state == ProposalState.REFUSED


def test_a_report_upheld_takes_a_listing_away_for_good(editor: Client) -> None:
    listing = make_listing()
    report(listing, ProblemTopic.UNSAFE)
    editor.post(QUEUE, sent({"report": "never"}, reason="It is not safe."))
    listing.refresh_from_db()
    assert (listing.status, listing.live) == (Status.ARCHIVED, False)


def test_why_a_listing_was_taken_out_is_kept_and_shown(editor: Client) -> None:
    listing = make_listing()
    row = report(listing)
    editor.post(QUEUE, sent({"report": "out"}, reason="The hall says they left in May."))
    listing.refresh_from_db()
    assert not listing.live
    assert QueueDecision.objects.get().reason == "The hall says they left in May."
    for address in (f"/admin/problems/{row.pk}/", f"{QUEUE}decided/"):
        assert "The hall says they left in May." in editor.get(address).content.decode()
    assert "May" not in str(AuditEvent.objects.values_list("detail"))


def test_one_item_that_fails_is_named_with_why_and_all_others_are_done(editor: Client) -> None:
    for number in range(20):
        edit(make_listing(name=f"Group {number}"), "Tea at noon.")
    broken = Proposal.objects.get(service__name="Group 7")
    real = proposals.approve

    def approve(row: Proposal, **by: Any) -> Proposal:
        done = real(row, **by)
        if row.pk == broken.pk:
            raise IntegrityError("Mrs Sample, 0116 496 0123")
        return done

    with patch("directory.actions.moderation.proposals.approve", approve):
        answer = editor.post(QUEUE, sent({"edit": "approve"}, reason="Typed here"))
    page = answer.content.decode()
    assert "Group 7: it does not fit what is listed by now" in page
    assert "19 decided" in page
    assert "Mrs Sample" not in page
    assert page.count('name="seen"') == 1
    assert 'value="Typed here"' in page
    assert list(Proposal.objects.waiting()) == [broken]
    assert QueueDecision.objects.count() == 19
    assert Service.objects.get(name="Group 7").summary != "Tea at noon."
    assert (
        "1 decided" in editor.post(QUEUE, sent({"edit": "approve"}), follow=True).content.decode()
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Service.DoesNotExist(), "something that it speaks of is gone"),
        (ValueError("Mrs Sample"), "a fault of ours (ValueError)"),
    ],
)
def test_why_something_failed_never_says_what_stood_in_it(error: Exception, said: str) -> None:
    assert why_failed(error).startswith(said)
    assert "Sample" not in why_failed(error)


def test_a_change_added_to_one_that_waits_is_seen_before_it_is_approved(editor: Client) -> None:
    row = edit(make_listing(), "Something new.")
    stale = sent({"edit": "approve"})
    Proposal.objects.filter(pk=row.pk).update(changed_at=NOON + timedelta(minutes=1))
    told = editor.post(QUEUE, stale, follow=True).content.decode()
    assert "It has changed since you opened the page" in told
    row.refresh_from_db()
    assert row.state == ProposalState.WAITING


def test_an_address_that_works_is_written_to_again(editor: Client) -> None:
    contact = make_contact(make_listing().organisation, "us@example.org", NOON)
    TeamContact.objects.filter(pk=contact.pk).update(bounced_at=NOON)
    editor.post(QUEUE, sent({"bounce": "approve"}))
    assert TeamContact.objects.get().bounced_at is None


def test_the_head_says_how_long_it_takes_and_minutes_can_be_changed(editor: Client) -> None:
    report(make_listing())
    assert "about 5 minutes" in editor.get(QUEUE).content.decode()
    editor.post(f"{QUEUE}minutes/", {"report": "75"})
    assert "about 1 hour 15 minutes" in editor.get(QUEUE).content.decode()
    page = editor.post(f"{QUEUE}minutes/", {"report": "soon"}).content.decode()
    assert "Type a whole number" in page
    assert 'value="soon"' in page


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DESK, Role.ANALYST])
def test_only_editors_come_in(role: Role, client: Client, django_user_model: Any) -> None:
    report(make_listing())
    data = sent({"report": "approve"})
    client.force_login(member_of(role, django_user_model))
    for address in (QUEUE, f"{QUEUE}decided/", f"{QUEUE}minutes/"):
        assert client.get(address).status_code in {302, 403}
    client.post(QUEUE, data)
    assert ProblemReport.objects.waiting().count() == 1


def test_nonsense_is_answered_with_words(editor: Client) -> None:
    for address in (f"{QUEUE}?kind=x&p=-1", f"{QUEUE}?p=99999999", f"{QUEUE}?p=²"):
        assert editor.get(address).status_code == 200
    wrong = {"seen": ["x", "report:' or 1|x", "|", "new:\x00|"], "do": "rows", "key": "x"}
    wrong["d-report:' or 1"] = "approve"
    assert editor.post(QUEUE, wrong).status_code in {200, 302, 400}


def test_a_longer_queue_costs_no_more_queries(editor: Client) -> None:
    def queries() -> int:
        editor.get(QUEUE)
        with CaptureQueriesContext(connection) as caught:
            editor.get(QUEUE)
        return len(caught)

    report(make_listing())
    edit(make_listing(), "New.")
    few = queries()
    for _ in range(6):
        report(make_listing())
        edit(make_listing(), "New.")
    assert queries() == few
