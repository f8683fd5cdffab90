"""Does a merger keep what was chosen, lead old addresses on, and can it be taken back?"""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from core import clock
from core.models import AuditEvent
from directory.actions import lists, merging
from directory.actions.duplicates import check_one
from directory.actions.listings import publish, set_status
from directory.actions.merging import CannotMerge, Decision, merge, undo
from directory.actions.problems import report_problem
from directory.enums import PairState, Status, WordsState
from directory.indexing import documents_for
from directory.models import Contact, DuplicatePair, KeptItem, Merger, Service, SourceRecord
from directory.selectors import card_by_short_code, cards
from directory.selectors.duplicates import open_pairs
from directory.selectors.lists import contents
from directory.selectors.merged import current_public_ids
from directory.selectors.merging import print_of, values_of
from search.models import OutboxEntry
from tests.factories.directory import make_listing, make_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db: None) -> Service:
    return make_listing(name="Tea and a chat", summary="Tea for all.")


@pytest.fixture
def other(kept: Service) -> Service:
    row = make_listing(
        name="Tea & chat", summary="Ask for Ann.", location=kept.location, minimum_age=50
    )
    Contact.objects.create(service=row, kind="email", value="tea@example.org")
    return row


def decision(kept: Service, other: Service, **choices: str) -> Decision:
    seen = print_of(values_of(fresh(kept)), values_of(fresh(other)))
    return Decision(kept.pk, other.pk, choices, seen)


def fresh(service: Service) -> Service:
    return Service.objects.get(pk=service.pk)


def made_one(kept: Service, other: Service, by: Any = None, **choices: str) -> Merger:
    return merge(decision=decision(kept, other, **choices), by=by, now=clock.now())


def test_the_kept_listing_gets_what_was_chosen_and_no_more(kept: Service, other: Service) -> None:
    made_one(kept, other, summary="both", contacts="both", ages="other")
    row = fresh(kept)
    assert (row.name, row.summary) == ("Tea and a chat", "Tea for all.\nAsk for Ann.")
    assert row.minimum_age == 50
    assert sorted(row.contacts.values_list("kind", flat=True)) == ["email", "phone"]
    assert row.schedules.count() == 1
    card = cards([kept.public_id], "ur")[kept.public_id]
    assert len(card.contacts) == 2


def test_a_waiting_draft_keeps_its_own_words_and_gets_the_chosen_facts(
    kept: Service, other: Service
) -> None:
    row = fresh(kept)
    row.summary = "Words of a draft"
    row.save_revision()
    made_one(kept, other, contacts="both", ages="other")
    publish(service=kept, by=None, now=clock.now())
    row = fresh(kept)
    assert (row.summary, row.minimum_age, row.contacts.count()) == ("Words of a draft", 50, 2)
    waiting = fresh(other).save_revision()
    assert waiting.as_object().status == Status.ARCHIVED


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_the_old_address_leads_on_in_every_language(
    client: Client, kept: Service, other: Service, language: str
) -> None:
    made_one(kept, other)
    to = f"/{language}/directory/{kept.slug}-{kept.short_code}/"
    old = f"/{language}/directory/{other.slug}-{other.short_code}/"
    for more in ("", "calendar.ics", "report/"):
        answer = client.get(old + more)
        assert (answer.status_code, answer["Location"]) == (301, to + more)
    assert client.get(to).status_code == 200


def test_the_old_address_of_a_listing_with_the_same_name_leads_on(
    client: Client, kept: Service
) -> None:
    other = make_listing(name=kept.name)
    made_one(kept, other)
    answer = client.get(f"/en/directory/{kept.slug}-{other.short_code}/")
    assert answer.status_code == 301
    assert answer["Location"] == f"/en/directory/{kept.slug}-{kept.short_code}/"


def test_an_address_leads_on_through_several_mergers(
    client: Client, kept: Service, other: Service
) -> None:
    third = make_listing(name="Chat and tea")
    made_one(kept, other)
    made_one(third, kept)
    answer = client.get(f"/en/directory/{other.slug}-{other.short_code}/")
    assert answer["Location"] == f"/en/directory/{third.slug}-{third.short_code}/"
    assert cards([other.public_id], "en")[other.public_id].public_id == third.public_id


def test_the_old_listing_leaves_the_index_through_the_outbox(kept: Service, other: Service) -> None:
    OutboxEntry.objects.all().delete()
    made_one(kept, other)
    told = {str(key) for key in OutboxEntry.objects.values_list("public_id", flat=True)}
    assert told == {kept.public_id, other.public_id}
    assert [one.public_id for one in documents_for([kept.public_id, other.public_id])] == [
        kept.public_id
    ]


def test_lists_and_reports_follow(kept: Service, other: Service) -> None:
    lists.keep("one", list(cards([other.public_id], "en").values()), now=clock.now())
    both = lists.keep(
        "two", list(cards([kept.public_id, other.public_id], "en").values()), now=clock.now()
    )
    report_problem(
        key=uuid4(),
        listing=other,
        topic="time",
        words="",
        contact="",
        language="en",
        now=clock.now(),
    )
    merger = made_one(kept, other)
    assert KeptItem.objects.get(list__owner="one").short_code == kept.short_code
    shown = contents(both, "gu", clock.now()).entries
    assert [entry.item.short_code for entry in shown] == [kept.short_code]
    assert kept.problems.count() == 1
    undo(merger=merger, by=None, now=clock.now())
    assert KeptItem.objects.get(list__owner="one").short_code == other.short_code
    assert len(contents(both, "gu", clock.now()).entries) == 2
    assert (kept.problems.count(), other.problems.count()) == (0, 1)


def test_a_note_on_a_list_is_never_hidden(kept: Service, other: Service) -> None:
    mine = lists.keep(
        "two", list(cards([kept.public_id, other.public_id], "en").values()), now=clock.now()
    )
    lists.write_note(mine, other.short_code, "Ask Ann", now=clock.now())
    made_one(kept, other)
    assert len(contents(mine, "en", clock.now()).entries) == 2


def test_keeping_a_listing_from_an_old_page_keeps_the_one_that_stayed(
    client: Client, kept: Service, other: Service
) -> None:
    made_one(kept, other)
    client.post(
        "/en/list/keep/", {"code": other.short_code}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert KeptItem.objects.get().short_code == kept.short_code


def test_a_translation_that_was_lacking_comes_along_and_goes_back(
    kept: Service, other: Service
) -> None:
    make_translation(other, "gu", name="ચા", summary="ચા અને વાત")
    merger = made_one(kept, other, summary="other")
    card = cards([kept.public_id], "gu")[kept.public_id]
    assert card.summary is not None
    assert (card.name.text, card.summary.text) == ("ચા", "ચા અને વાત")
    undo(merger=merger, by=None, now=clock.now())
    assert cards([other.public_id], "gu")[other.public_id].name.text == "ચા"
    assert cards([kept.public_id], "gu")[kept.public_id].name.text == "Tea and a chat"


def test_where_both_are_translated_the_words_of_what_was_chosen_come(
    kept: Service, other: Service
) -> None:
    own = make_translation(
        kept, "ur", name="چائے", summary="سب کے لیے", words_state=WordsState.CHECKED
    )
    make_translation(other, "ur", name="گپ", summary="این سے پوچھیں")
    merger = made_one(kept, other, summary="other")
    row = fresh(own)
    assert (row.name, row.summary) == ("چائے", "این سے پوچھیں")
    assert row.stale_fields() == ()
    assert row.words_state == WordsState.DRAFTED
    undo(merger=merger, by=None, now=clock.now())
    row = fresh(own)
    assert (row.summary, row.words_state) == ("سب کے لیے", WordsState.CHECKED)


def test_words_of_two_languages_are_never_mixed(kept: Service) -> None:
    other = make_listing(name="Herbata", language="pl", location=kept.location, minimum_age=20)
    made_one(kept, other, name="other", ages="other")
    assert (fresh(kept).name, fresh(kept).minimum_age) == ("Tea and a chat", 20)


def sources_of(service: Service) -> list[str]:
    return [one.name for one in cards([service.public_id], "en")[service.public_id].sources]


def from_the_nhs(service: Service) -> None:
    SourceRecord.objects.create(
        service=service,
        source="nhs",
        external_id="1",
        source_name="NHS",
        licence="Open Government Licence v3.0",
        fingerprint="x",
        seen_at=clock.now(),
    )


def test_where_it_came_from_is_still_named_through_several_mergers(
    kept: Service, other: Service
) -> None:
    from_the_nhs(other)
    made_one(kept, other)
    assert sources_of(kept) == ["NHS"]
    last = make_listing(name="Tea and talk", location=kept.location)
    made_one(last, kept)
    assert sources_of(last) == ["NHS"]


def test_undo_gives_both_back_as_they_were(
    client: Client, kept: Service, other: Service, editor_user: Any
) -> None:
    check_one(service=kept, now=clock.now())
    before = values_of(fresh(kept)), values_of(fresh(other))
    choices = {"summary": "both", "contacts": "both", "ages": "other", "name": "other"}
    merger = made_one(kept, other, by=editor_user, **choices)
    assert not open_pairs()
    assert undo(merger=merger, by=editor_user, now=clock.now()) == ()
    assert (values_of(fresh(kept)), values_of(fresh(other))) == before
    assert client.get(f"/en/directory/{other.slug}-{other.short_code}/").status_code == 200
    assert DuplicatePair.objects.get().state == PairState.OPEN
    verbs = AuditEvent.objects.filter(actor=f"accounts.user:{editor_user.pk}")
    assert {"listing.merged", "listing.merge_undone"} <= set(verbs.values_list("verb", flat=True))
    logged = ModelLogEntry.objects.filter(object_id=str(other.pk)).values_list("action", flat=True)
    assert {merging.MERGED, merging.UNDONE} <= set(logged)


def test_undo_leaves_alone_what_somebody_has_changed_since(kept: Service, other: Service) -> None:
    merger = made_one(kept, other, summary="both", ages="other")
    Service.objects.filter(pk=kept.pk).update(summary="New words")
    assert undo(merger=merger, by=None, now=clock.now()) == ("summary",)
    row = fresh(kept)
    assert (row.summary, row.minimum_age) == ("New words", None)


def test_undo_twice_or_before_a_later_merger_is_refused(kept: Service, other: Service) -> None:
    third = make_listing(name="Chat and tea")
    first, second = made_one(kept, other), made_one(third, kept)
    with pytest.raises(CannotMerge, match="later"):
        undo(merger=first, by=None, now=clock.now())
    undo(merger=second, by=None, now=clock.now())
    undo(merger=first, by=None, now=clock.now())
    with pytest.raises(CannotMerge, match="gone"):
        undo(merger=first, by=None, now=clock.now())


def test_two_editors_merge_at_once_and_one_is_told(kept: Service, other: Service) -> None:
    one, two = decision(kept, other), decision(other, kept)
    merge(decision=one, by=None, now=clock.now())
    for late in (one, two):
        with pytest.raises(CannotMerge, match="away"):
            merge(decision=late, by=None, now=clock.now())
    assert Merger.objects.count() == 1


def test_one_that_was_merged_and_made_active_by_hand_is_not_merged_again(
    kept: Service, other: Service
) -> None:
    made_one(kept, other)
    set_status(service=other, status=Status.ACTIVE, by=None, now=clock.now())
    third = make_listing(name="Tea for all", location=kept.location)
    for stays, goes in ((third, other), (other, kept)):
        with pytest.raises(CannotMerge, match="away"):
            made_one(stays, goes)
    assert cards([kept.public_id], "en")


def test_a_circle_of_mergers_ends(kept: Service, other: Service) -> None:
    made_one(kept, other)
    row = Merger.objects.get()
    row.pk, row.kept, row.merged, row.merged_public_id = None, other, kept, kept.translation_key
    row.save()
    assert set(current_public_ids([kept.public_id, other.public_id])) <= {other.public_id}
    cards([kept.public_id, other.public_id], "en")


def test_a_change_since_it_was_looked_at_is_not_lost(kept: Service, other: Service) -> None:
    seen = decision(kept, other, summary="other")
    set_status(service=other, status=Status.PAUSED, by=None, now=clock.now())
    with pytest.raises(CannotMerge, match="changed"):
        merge(decision=seen, by=None, now=clock.now())
    assert fresh(other).status == Status.PAUSED


def test_what_cannot_be_merged(kept: Service, other: Service, editor_user: Any) -> None:
    gone = Decision(kept.pk, 999_999, {}, "")
    for wrong, code in ((gone, "gone"), (decision(kept, kept), "itself")):
        with pytest.raises(CannotMerge, match=code):
            merge(decision=wrong, by=None, now=clock.now())
    translation = make_translation(other, "gu", name="ચા")
    with pytest.raises(CannotMerge, match="gone"):
        merge(decision=decision(kept, translation), by=None, now=clock.now())
    Service.objects.filter(pk=other.pk).update(locked=True, locked_by=editor_user)
    with pytest.raises(CannotMerge, match="locked"):
        made_one(kept, other)
    Service.objects.filter(pk=other.pk).update(locked=False, locked_by=None)
    Service.objects.filter(pk=kept.pk).update(live=False)
    with pytest.raises(CannotMerge, match="hidden"):
        made_one(kept, other)
    assert not Merger.objects.exists()
    assert card_by_short_code(other.short_code, "en") is not None
