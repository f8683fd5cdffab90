"""What becomes of an offer that a group sends, and of a change it asks for?"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from core.models import OutboxMessage
from core.models.audit import AuditEvent
from directory.actions import proposals
from directory.enums import Kind, Origin, ProposalState, Status
from directory.models import Organisation, Proposal, Service, ServiceCheck, TeamContact
from directory.rules.proposals import lacking
from directory.selectors import card_by_short_code
from directory.staff_enums import ProposalKind
from tests.factories.directory import locales, make_listing, make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PATTERN = {
    "rrule": "FREQ=WEEKLY;BYDAY=TU",
    "starts_on": "2026-11-24",
    "ends_on": None,
    "start_time": "10:00",
    "end_time": "12:00",
    "term_time": False,
    "bank_holidays": False,
    "online": False,
}
OFFER = {
    "name": "Knitting at Nila's",
    "schedules": [PATTERN],
    "place": {
        "kind": "new",
        "name": "14 Made Up Road",
        "address": "14 Made Up Road",
        "postcode": "LE4 5QX",
        "area_only": True,
    },
    "prices": [{"kind": "free", "pence": None, "whom": "everyone", "per": "session"}],
    "message_form": True,
}


def offer(**fields: Any) -> Proposal:
    """Return an offer with all six answers."""
    made = {
        "kind": ProposalKind.NEW,
        "changes": OFFER,
        "sealed_contact": json.dumps({"channel": "email", "value": "nila@example.org"}),
        "begun_at": NOW,
        "changed_at": NOW,
        **fields,
    }
    locales()
    return Proposal.objects.create(**made)


def edit(service: Service, **changes: Any) -> Proposal:
    """Return a change of a listing that waits."""
    row = offer(kind=ProposalKind.EDIT, service=service, changes=changes, sealed_contact=None)
    return proposals.send(row, now=NOW)


def test_six_answers_are_enough_and_each_is_needed() -> None:
    assert not lacking(OFFER, has_contact=True)
    for name, page in (("name", "what"), ("schedules", "when"), ("place", "where")):
        assert lacking({**OFFER, name: None}, has_contact=True) == (page,)
    assert lacking({**OFFER, "prices": []}, has_contact=True) == ("cost",)
    assert lacking({**OFFER, "message_form": False}, has_contact=True) == ("public",)
    assert lacking(OFFER, has_contact=False) == ("team",)


def test_an_offer_without_an_answer_is_not_sent() -> None:
    row = offer(changes={**OFFER, "prices": []})
    with pytest.raises(proposals.NotComplete):
        proposals.send(row, now=NOW)


def test_sending_twice_sends_once() -> None:
    row = proposals.send(offer(), now=NOW)
    proposals.send(row, now=datetime(2026, 11, 27, tzinfo=UTC))
    row.refresh_from_db()
    assert row.sent_at == NOW
    assert AuditEvent.objects.filter(verb="proposal.sent").count() == 1


def test_an_approved_offer_is_listed_and_kept_by_its_group() -> None:
    row = proposals.approve(proposals.send(offer(), now=NOW), by=None, now=NOW)
    listing = row.service
    assert listing is not None
    listing.refresh_from_db()
    card = card_by_short_code(listing.short_code, "en")
    assert card is not None
    assert (card.name.text, card.kind, card.message_form) == (OFFER["name"], Kind.ACTIVITY, True)
    assert card.place is not None
    assert (card.place.name.text, card.place.address) == ("LE4", "")
    assert listing.latest_revision is not None
    assert ServiceCheck.objects.get(service=listing).origin == Origin.GROUP
    assert TeamContact.objects.get(service=listing).value == "nila@example.org"


def test_a_few_of_us_is_an_organisation() -> None:
    row = proposals.approve(proposals.send(offer(), now=NOW), by=None, now=NOW)
    assert row.organisation is not None
    assert row.organisation.name == "A few of us"


def test_how_to_reach_its_people_is_forgotten_when_it_is_decided() -> None:
    approved = proposals.approve(proposals.send(offer(), now=NOW), by=None, now=NOW)
    refused = proposals.refuse(proposals.send(offer(), now=NOW), by=None, reason="No", now=NOW)
    withdrawn = proposals.withdraw(proposals.send(offer(), now=NOW), now=NOW)
    for row in (approved, refused, withdrawn):
        row.refresh_from_db()
        assert row.sealed_contact is None


def test_an_offer_in_gujarati_is_a_listing_in_gujarati() -> None:
    row = offer(language="gu", changes={**OFFER, "name": "ગૂંથણ"})
    row = proposals.approve(proposals.send(row, now=NOW), by=None, now=NOW)
    assert row.service is not None
    assert row.service.language == "gu"


def test_what_is_decided_is_not_decided_again() -> None:
    row = proposals.approve(proposals.send(offer(), now=NOW), by=None, now=NOW)
    with pytest.raises(proposals.AlreadyDecided):
        proposals.approve(row, by=None, now=NOW)
    with pytest.raises(proposals.AlreadyDecided):
        proposals.refuse(row, by=None, reason="", now=NOW)
    with pytest.raises(proposals.AlreadyDecided):
        proposals.send_back(row, by=None, reason="", now=NOW)
    with pytest.raises(proposals.AlreadyDecided):
        proposals.send(row, now=NOW)
    with pytest.raises(proposals.AlreadyDecided):
        proposals.withdraw(row, now=NOW)
    assert Service.objects.sources().count() == 1


def test_an_offer_sent_back_says_why_and_can_be_sent_again() -> None:
    row = proposals.send(offer(), now=NOW)
    row = proposals.send_back(row, by=None, reason="Which room?", now=NOW)
    assert (row.state, row.note) == (ProposalState.SENT_BACK, "Which room?")
    assert proposals.send(row, now=NOW).state == ProposalState.WAITING


def test_the_published_copy_stays_while_a_change_waits() -> None:
    listing = make_listing()
    row = edit(listing, name="Tea and cake")
    listing.refresh_from_db()
    assert listing.name == "Tea and a chat"
    assert row.before == {"name": "Tea and a chat"}


def test_an_approved_change_reaches_the_live_copy_and_a_waiting_draft() -> None:
    listing = make_listing()
    listing.summary = "A draft of staff"
    listing.save_revision()
    said = [{"kind": "phone", "value": "0116 496 0999", "person": "Asha"}]
    proposals.approve(edit(listing, name="Tea and cake", contacts=said), by=None, now=NOW)
    live = Service.objects.get(pk=listing.pk)
    assert (live.name, live.summary) == ("Tea and cake", "Tea, biscuits and talk.")
    assert [row.value for row in live.contacts.all()] == ["0116 496 0999"]
    assert live.latest_revision is not None
    live.latest_revision.publish()
    both = Service.objects.get(pk=listing.pk)
    assert (both.name, both.summary) == ("Tea and cake", "A draft of staff")
    assert [row.value for row in both.contacts.all()] == ["0116 496 0999"]


def test_a_place_and_the_name_of_the_group_change_when_approved() -> None:
    listing, hall = make_listing(), make_place(name="Lotus Room")
    changes = {"place": {"kind": "known", "place": hall.short_code}, "group_name": "Chai Friends"}
    proposals.approve(edit(listing, **changes), by=None, now=NOW)
    live = Service.objects.get(pk=listing.pk)
    assert live.location == hall
    assert live.organisation is not None
    assert Organisation.objects.get(pk=live.organisation.pk).name == "Chai Friends"


def test_a_decision_is_told_to_who_asked_to_be_told() -> None:
    told: list[str] = []
    proposals.register_told("test", lambda row, contact, now: told.append(row.state))
    try:
        proposals.send_back(proposals.send(offer(), now=NOW), by=None, reason="?", now=NOW)
    finally:
        proposals._told.pop("test")
    assert told == [ProposalState.SENT_BACK]


def test_a_listing_that_runs_stays_running_when_its_words_change() -> None:
    listing = make_listing()
    with translation.override("ur"):
        proposals.approve(edit(listing, summary="Tea."), by=None, now=NOW)
    assert Service.objects.get(pk=listing.pk).status == Status.ACTIVE


@pytest.mark.parametrize(("language", "start"), [("en", "“Knitting at Nila's” is on our site now")])
def test_its_people_are_told_that_it_is_listed(language: str, start: str) -> None:
    row = proposals.approve(proposals.send(offer(language=language), now=NOW), by=None, now=NOW)
    (message,) = OutboxMessage.objects.all()
    assert message.to == "nila@example.org"
    assert (message.body or "").startswith(start)
    assert row.service is not None
    assert row.service.short_code in (message.body or "")


def test_its_people_are_told_why_it_is_not_listed() -> None:
    proposals.refuse(proposals.send(offer(), now=NOW), by=None, reason="It sells things.", now=NOW)
    (message,) = OutboxMessage.objects.all()
    assert "It sells things." in (message.body or "")
